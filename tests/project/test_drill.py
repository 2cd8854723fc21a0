"""恢复演练: backed up while somebody writes, destroyed, restored elsewhere; nothing acknowledged before is missing (R7).

LIANXIN_DRILLS worlds, each grown at random from the one before it: three here, fifty in CI.
"""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from lianxin.project.backups import reading
from tests.project.test_backup import SMALL, environment, key_of, lianxin

DRILLS = int(os.environ.get("LIANXIN_DRILLS", "3"))
WRITER = """
import sys
from lianxin.project.starting import start_django
start_django()
from datetime import timedelta
from random import Random
from django.utils import timezone
from lianxin.base.journal.models import Head
from lianxin.base.orgs import commands
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM
county, random = Unit.objects.get(parent=None), Random(int(sys.argv[1]))
with open(sys.argv[2], "w") as said:
    for turn in range(1_000_000):
        name = f"{random.choice('赵钱孙李')}{turn}"
        commands.create_person(username=f"w{sys.argv[1]}x{turn}", name=name, password=None, by=SYSTEM, at=timezone.now())
        if random.random() < 0.3:
            commands.create_unit(name=f"{sys.argv[1]}组{turn}", kind="department", parent=county, by=SYSTEM, at=timezone.now())
        said.write(f"{Head.objects.get().n}\\n")  # only what was committed is acknowledged
        said.flush()
"""
pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    place = tmp_path_factory.mktemp("drill") / "data"
    made = subprocess.run([sys.executable, "-c", SMALL], env=environment(place), capture_output=True, timeout=300,
                          check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr.decode()
    return place


def acknowledged(said) -> int:
    lines = said.read_text().split("\n")[:-1] if said.exists() else []
    return int(lines[-1]) if lines else 0


def rows_of(place) -> dict[str, int]:
    """What the manifest counts, counted again without any of the house's code."""
    with closing(sqlite3.connect(place / "lianxin.sqlite3")) as file:
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                             " AND name NOT LIKE 'search_%'").fetchall()  # fmt: skip
        return {name: file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}


def end_of(place, number: int) -> tuple[int, str]:
    with closing(sqlite3.connect(place / "lianxin.sqlite3")) as file:
        return file.execute("SELECT n, chain FROM journal_entry WHERE n = ?", [number]).fetchone()


@pytest.mark.parametrize("world", range(DRILLS))
def test_what_was_acknowledged_before_the_backup_is_there_after_the_restore(county, tmp_path, world):
    said, backup, new = tmp_path / "said", tmp_path / "one.lianxin", tmp_path / "new"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(world), str(said)], env=environment(county))
    try:
        deadline = time.monotonic() + 120
        while acknowledged(said) == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        before = acknowledged(said)
        told = lianxin(county, "backup", "-o", backup)
        after = acknowledged(said)
    finally:
        writer.kill()
        writer.wait()
    assert told.returncode == 0, told.stderr
    assert after > before > 0, "somebody wrote before, during and after"

    told = lianxin(new, "restore", "--key", county.parent / "keys" / "backup_key", backup)

    assert told.returncode == 0, told.stderr
    manifest = reading.check(backup, key_of(county))
    size, chain = manifest["journal"]["entries"], manifest["journal"]["chain"]
    assert before <= size and rows_of(new) == manifest["counts"]
    assert end_of(new, size) == end_of(county, size) == (size, chain) and end_of(new, size + 1) is None
