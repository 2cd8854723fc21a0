"""升级: a backup of an earlier version is brought to today's tables when it is restored; nothing of it is lost (R8).

`released/` holds a small backup of every released version with its key beside it; a new one is made on the commit of
the release by `python -m tests.project.releasing VERSION`. A step back is made here, for what was never released.
"""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lianxin.base.checkpoints import guard
from tests.project.test_backup import SMALL, counted, environment, key_of, lianxin, opened

RELEASED = sorted((Path(__file__).parent / "released").glob("*.lianxin"))
pytestmark = pytest.mark.thorough


def triggers(place) -> set[str]:
    with closing(sqlite3.connect(place / "lianxin.sqlite3")) as file:
        return {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}


def test_a_backup_from_a_step_ago_is_restored_and_upgraded(tmp_path):
    place, new = tmp_path / "data", tmp_path / "new"
    made = subprocess.run([sys.executable, "-c", SMALL], env=environment(place), capture_output=True, timeout=300,
                          check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr.decode()
    today = triggers(place)
    with closing(sqlite3.connect(place / "lianxin.sqlite3")) as file, file:
        for statement in guard.SQLITE_LIFT:
            file.execute(statement)
        file.execute("DELETE FROM django_migrations WHERE app = 'checkpoints' AND name LIKE '0002%'")
    assert triggers(place) < today
    assert lianxin(place, "backup", "-o", tmp_path / "old.lianxin").returncode == 0
    manifest = json.loads(opened(tmp_path / "old.lianxin", key_of(place))["manifest.json"])
    assert not any(step.startswith("checkpoints.0002") for step in manifest["migrations"])

    told = lianxin(new, "restore", "--key", tmp_path / "keys" / "backup_key", tmp_path / "old.lianxin")

    assert told.returncode == 0, told.stderr
    assert triggers(new) == today and counted(new) == counted(place) and counted(new)[0] > 20
    assert "No planned migration" in lianxin(new, "manage", "migrate", "--plan").stdout


@pytest.mark.parametrize("backup", RELEASED, ids=lambda file: file.stem)
def test_a_backup_of_every_released_version_is_restored_and_upgraded(backup, tmp_path):
    told = lianxin(tmp_path / "new", "restore", "--key", backup.with_suffix(".key"), backup)

    assert told.returncode == 0, told.stderr
    assert "No planned migration" in lianxin(tmp_path / "new", "manage", "migrate", "--plan").stdout
