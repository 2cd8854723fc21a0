"""第一次启动: the tables that the migrations make are the tables that the models say.

It takes half a minute of migrations: `.ci/run` asks for it by LIANXIN_FIRST_START, `make test` does without.
"""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

BY_MIGRATIONS = "from lianxin.project import prepare; prepare.step_by_step()"
BY_MODELS = "from lianxin.project import prepare; prepare.migrate()"

pytestmark = pytest.mark.skipif(not os.environ.get("LIANXIN_FIRST_START"), reason="half a minute; asked for by .ci/run")


def made(place: Path, how: str) -> sqlite3.Connection:
    environment = {
        **{key: value for key, value in os.environ.items() if key != "DATABASE_URL"},
        "LIANXIN_DATA": str(place), "LIANXIN_KEYS": str(place.parent / "keys"),
        "DJANGO_SETTINGS_MODULE": "lianxin.project.settings",
    }  # fmt: skip
    program = f"from lianxin.project.starting import start_django; start_django(); {how}"
    subprocess.run([sys.executable, "-c", program], env=environment, check=True, timeout=900)
    return sqlite3.connect(place / "lianxin.sqlite3")


def shape(database: sqlite3.Connection) -> dict[str, object]:
    """Every table's columns, keys and indexes, every check and trigger, in no order."""
    found: dict[str, object] = {}
    for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = sorted(row[1:] for row in database.execute(f"PRAGMA table_xinfo('{table}')"))
        keys = sorted(row[2:] for row in database.execute(f"PRAGMA foreign_key_list('{table}')"))
        uniques = sorted(
            (unique, origin, partial, [row[2] for row in database.execute(f"PRAGMA index_info('{index}')")])
            for _seq, index, unique, origin, partial in database.execute(f"PRAGMA index_list('{table}')")
        )
        (text,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()
        found[table] = (columns, keys, uniques, sorted(part.count("CHECK") for part in [text]))
    for table in [name for name in found if not name.startswith("sqlite")]:  # what is planted
        found[f"rows of {table}"] = database.execute(f'SELECT count(*) FROM "{table}"').fetchone()  # noqa: S608
    found["triggers"] = sorted(
        database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    )
    return found


def test_makes_by_migrations_what_the_models_say(tmp_path: Path) -> None:
    by_migrations = shape(made(tmp_path / "one", BY_MIGRATIONS))
    by_models = shape(made(tmp_path / "two", BY_MODELS))

    assert by_migrations.keys() == by_models.keys()
    for table, is_like in by_migrations.items():
        assert by_models[table] == is_like, table


@pytest.mark.mechanism("F141")
def test_makes_the_whole_demo_county_with_something_in_every_room(tmp_path: Path) -> None:
    """What `make run` does on its first day, by the command itself: no room may stop the ones after it."""
    environment = {
        **{key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")},
        "LIANXIN_DATA": str(tmp_path / "data"), "LIANXIN_KEYS": str(tmp_path / "keys"),
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-m", "lianxin.project.cli", "demo", "--yes"], env=environment, capture_output=True, text=True
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    database = sqlite3.connect(tmp_path / "data" / "lianxin.sqlite3")
    for table in ("concerns_concern", "documents_document", "documents_documenttemplate", "overlaps_resemblance"):
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0, table
    assert (tmp_path / "data" / "demo.json").exists()
