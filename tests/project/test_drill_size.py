"""恢复演练，大县: a county of LIANXIN_COUNTY_MB megabytes is backed up while somebody writes, and restored; how long it takes.

In `make soak` alone. A hundred megabytes have twenty thousand journal entries, the rest is text that does not compress.
The seconds for five gigabytes are reckoned in proportion and said to be that; asked is fifteen minutes (R7).
"""

import os
import resource
import secrets
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from lianxin.project.backups import reading
from tests.measured import measured
from tests.project.test_backup import SMALL, environment, key_of, lianxin
from tests.project.test_drill import WRITER, acknowledged, end_of, rows_of

MEGABYTES = int(os.environ.get("LIANXIN_COUNTY_MB", "0"))
ENTRIES = (
    "from lianxin.project.starting import start_django\nstart_django()\nfrom bench import journal\n"
    "from django.utils import timezone\njournal.AT = timezone.now()\njournal._write(%d)"
)
ROOT = Path(__file__).resolve().parents[2]
FIVE_GB, PIECE = 5_000, 48_000
pytestmark = [pytest.mark.thorough, pytest.mark.skipif(not MEGABYTES, reason="LIANXIN_COUNTY_MB is not given")]


def grown(place: Path) -> float:
    """The county made, with so many megabytes; how many it has."""
    for code in (SMALL, ENTRIES % (MEGABYTES * 200)):
        subprocess.run([sys.executable, "-c", code], env=environment(place), cwd=ROOT, check=True, timeout=3600)
    file = place / "lianxin.sqlite3"
    missing = MEGABYTES - file.stat().st_size / 1e6
    with closing(sqlite3.connect(file)) as book, book:
        book.executemany(
            "INSERT INTO journal_privatedetail (entry_n, field, salt, text) VALUES (?, 'text', '', ?)",
            ((10**9 + n, secrets.token_urlsafe(PIECE * 3 // 4)) for n in range(int(missing * 1e6 / PIECE))),
        )
    return file.stat().st_size / 1e6


def spent() -> float:
    """Seconds of the processor that children have taken so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_a_large_county_is_backed_up_while_somebody_writes_and_is_soon_restored(tmp_path):
    place, said, backup, new = tmp_path / "data", tmp_path / "said", tmp_path / "one.lianxin", tmp_path / "new"
    size = grown(place)
    writer = subprocess.Popen([sys.executable, "-c", WRITER, "1", str(said)], env=environment(place))
    try:
        while not acknowledged(said):
            assert writer.poll() is None
            time.sleep(0.05)
        before, began = acknowledged(said), time.monotonic()
        assert lianxin(place, "backup", "-o", backup).returncode == 0
        saved, after = time.monotonic() - began, acknowledged(said)
    finally:
        writer.kill()
        writer.wait()
    began, work = time.monotonic(), spent()

    told = lianxin(new, "restore", "--key", place.parent / "keys" / "backup_key", backup)

    restored, work = time.monotonic() - began, spent() - work
    assert told.returncode == 0, told.stderr
    manifest = reading.check(backup, key_of(place))
    number, chain = manifest["journal"]["entries"], manifest["journal"]["chain"]
    assert before <= number <= after + 1 and rows_of(new) == manifest["counts"]
    assert end_of(new, number) == end_of(place, number) == (number, chain)
    measured(f"{size:.0f} MB, {number:,} entries: backed up in {saved:.0f} s (a file of {backup.stat().st_size / 1e6:.0f} MB), "
          f"{after - before} written meanwhile; restored in {restored:.0f} s ({work:.0f} s of the processor); 5 GB by "
          f"proportion, not measured: {restored * FIVE_GB / size / 60:.0f} min ({work * FIVE_GB / size / 60:.0f})")  # fmt: skip
