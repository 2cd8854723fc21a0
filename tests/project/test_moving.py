"""迁移: from SQLite to PostgreSQL and back, and backups of either restored into either: the same rows, the same journal.

Each step is the command that a person would give, in a process of its own.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from lianxin.project import running
from tests.project.test_backup import SMALL, environment, key_of, opened

URL = os.environ.get("DATABASE_URL", "")
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(not URL, reason="needs a PostgreSQL server: .ci/with-postgres"),
]
TOLD = """
import json
from django.db import connection
from lianxin.base.journal import book
from lianxin.project.backups import rows
from lianxin.base.search import index
from lianxin.work.concerns.models import Concern
word = Concern.objects.order_by("pk")[3].text[:2]
print(json.dumps([rows.sums_of("default"), rows.numbers("default"), book.verify(), index.count("concern", word)]))
"""
ONE_MORE = """
from django.utils import timezone
from lianxin.base.orgs import commands
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.models import Person
last = max(Person.objects.values_list("pk", flat=True))
new = commands.create_person(username="xinlai", name="新来", password="Lianxin-2026", by=SYSTEM, at=timezone.now())
assert new.pk > last, (new.pk, last)
"""


def at(name: str) -> str:
    return urlunsplit(urlsplit(URL)._replace(path=f"/{name}"))


@pytest.fixture
def database():
    """Makes empty databases of the server, by name; they go afterwards."""
    import psycopg

    made = []

    def make(name: str) -> str:
        with psycopg.connect(URL, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name}")
            server.execute(f"CREATE DATABASE {name}")
        made.append(name)
        return at(name)

    yield make
    with psycopg.connect(URL, autocommit=True) as server:
        for name in made:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def run(place, url: str, *program: str) -> subprocess.CompletedProcess[str]:
    """A person's command."""
    path = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    environs = {**environment(place), "DATABASE_URL": url, "PYTHONPATH": path.rstrip(os.pathsep)}
    return subprocess.run(
        [sys.executable, *program], env=environs, capture_output=True, text=True, timeout=600, check=False
    )


def lianxin(place, url: str, *arguments) -> subprocess.CompletedProcess[str]:
    return run(place, url, "-m", "lianxin.project.cli", *map(str, arguments))


def python(place, url: str, program: str) -> str:
    done = run(place, url, "-c", f"from lianxin.project.starting import start_django; start_django()\n{program}")
    assert done.returncode == 0, done.stderr
    return done.stdout


def told(place, url: str) -> object:
    return json.loads(python(place, url, TOLD))


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    place = tmp_path_factory.mktemp("place") / "data"
    made = run(place, "", "-c", SMALL)
    assert made.returncode == 0, made.stderr
    (place / "files").mkdir()
    (place / "files" / "照片.txt").write_text("佐证", encoding="utf-8")
    with closing(sqlite3.connect(place / "lianxin.sqlite3")) as file, file:
        file.execute("UPDATE sqlite_sequence SET seq = seq + 7 WHERE name = 'orgs_person'")  # seven were deleted
    return place


@pytest.mark.mechanism("F131")
def test_there_and_back_nothing_is_lost_and_numbers_go_on(county, database, tmp_path):
    before, url = told(county, ""), database("moved")

    there = lianxin(county, "", "move", "--to", url)
    assert there.returncode == 0, there.stderr
    assert "逐表一致" in there.stdout and before[2][1] in there.stdout
    assert told(county, url) == before and before[3] > 0
    again = lianxin(county, "", "move", "--to", url)
    assert again.returncode == 1 and "已有数据" in again.stderr

    refused = lianxin(county, url, "move", "--to", "sqlite")
    assert refused.returncode == 1 and "已存在" in refused.stderr
    (county / "lianxin.sqlite3").rename(tmp_path / "aside")
    try:
        back = lianxin(county, url, "move", "--to", "sqlite")
        assert back.returncode == 0, back.stderr
        assert told(county, "") == before
        python(county, "", ONE_MORE), python(county, url, ONE_MORE)
    finally:
        (tmp_path / "aside").replace(county / "lianxin.sqlite3")


def test_a_backup_of_either_is_restored_into_either(county, database, tmp_path):
    before, first, second = told(county, ""), database("first"), database("second")
    key = county.parent / "keys" / "backup_key"
    of_file, of_server = tmp_path / "of-file.lianxin", tmp_path / "of-server.lianxin"
    assert lianxin(county, "", "backup", "-o", of_file).returncode == 0

    without = lianxin(tmp_path / "one", first, "restore", "--key", key, of_file)
    assert without.returncode == 1 and "没有恢复：数据库用的字段密钥" in without.stderr, without.stderr
    shutil.copytree(key.parent / "fields", tmp_path / "keys" / "fields")
    done = lianxin(tmp_path / "one", first, "restore", "--key", key, of_file)
    assert done.returncode == 0, done.stderr
    assert told(tmp_path / "one", first) == before
    assert (tmp_path / "one" / "files" / "照片.txt").read_text("utf-8") == "佐证"
    again = lianxin(tmp_path / "other", first, "restore", "--key", key, of_file)
    assert again.returncode == 1 and "已有数据" in again.stderr

    done = lianxin(tmp_path / "one", first, "backup", "-o", of_server)
    assert done.returncode == 0, done.stderr
    held = opened(of_server, key_of(county))
    assert "tables/journal_entry.jsonl" in held and "lianxin.sqlite3" not in held
    assert any(name.startswith("ballots/") for name in held) and not any(
        b"-----BEGIN" in data for data in held.values()
    )

    for place, url in ((tmp_path / "two", second), (tmp_path / "three", "")):
        done = lianxin(place, url, "restore", "--key", key, of_server)
        assert done.returncode == 0, done.stderr
        assert told(place, url) == before


def test_a_move_is_refused_where_it_cannot_be_meant(county, database):
    url = database("not_ours")
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CREATE TABLE somebody_elses (id int)")
    server = running.serving(county)
    while_serving = lianxin(county, "", "move", "--to", url)
    os.close(server)

    for done, sentence in (
        (while_serving, "服务正在运行"),
        (lianxin(county, "", "move", "--to", url), "已有数据"),
        (lianxin(county, "", "move", "--to", "sqlite"), "已经是这种数据库"),
        (lianxin(county, "", "move", "--to", "mysql://x"), "postgresql://"),
        (lianxin(county, "", "move", "--to", at("nowhere")), "nowhere"),
    ):
        assert done.returncode == 1 and sentence in done.stderr, done.stderr
