"""备份与恢复: a round trip through the command line on a small county, and everything that is refused."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile

import pytest

SMALL = """
from lianxin.project.starting import start_django
start_django()
from tests import tables
tables.make()
from datetime import timedelta
from random import Random
from django.utils import timezone
from lianxin.project.demo import county as counties
from lianxin.project.demo.lives import Lives
from lianxin.work.concerns import bulk
now = timezone.now()
county = counties.build(random=Random(1), at=now - timedelta(days=40), townships=2, villages=6, accounts=False)
bulk.load(Lives(county, seed=2, until=now).stories((now - timedelta(days=30)).date(), per_workday=3))
from django.conf import settings
settings.BALLOT_SCRYPT_COST = 2
from lianxin.base.orgs.models import Unit
from lianxin.project.boot import everyone
from lianxin.work.ballots import box as boxes, commands
from tests.work import ballot_scenes as scenes
by, unit, held = everyone(), Unit.objects.get(parent=None), []
for is_closed in (False, True):
    box = commands.prepare(poll=scenes.poll(), unit=unit, opens_on=now.date(), closes_on=now.date(), by=by, at=now)
    commands.open_box(box=box, passphrases=scenes.WORDS, by=by, at=now)
    box.refresh_from_db()
    boxes.cast_papers(box=box, group="g0", ballots=[({"": {"q1": ["fairly"]}}, {})] * 3)
    commands.account(box=box, group="g0", printed=3, handed_out=3, returned=3, by=by, at=now)
    if is_closed:
        commands.close_box(box=box, passphrases=scenes.WORDS, by=by, at=now)
"""


def environment(place) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return {
        **kept, "LIANXIN_DATA": str(place), "LIANXIN_KEYS": str(place.parent / "keys"),
        "DJANGO_SETTINGS_MODULE": "lianxin.project.settings",
    }  # fmt: skip


def lianxin(place, *arguments) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "lianxin.project.cli", *map(str, arguments)]
    return subprocess.run(program, env=environment(place), capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """A place with a small county in it, one attachment, and its backup beside it."""
    place = tmp_path_factory.mktemp("place") / "data"
    made = subprocess.run([sys.executable, "-c", SMALL], env=environment(place), capture_output=True, timeout=120,
                          check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr.decode()
    (place / "files").mkdir()
    (place / "files" / "照片.txt").write_text("佐证", encoding="utf-8")
    told = lianxin(place, "backup", "-o", place.parent / "one.tar")
    assert told.returncode == 0, told.stderr
    return place


@pytest.fixture
def backup(county):
    return county.parent / "one.tar"


def counted(place) -> tuple[int, ...]:
    with sqlite3.connect(place / "lianxin.sqlite3") as database:
        return tuple(
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("concerns_concern", "journal_entry", "search_concern")
        )


@pytest.mark.thorough
class TestBackup:
    def test_comes_back_on_an_empty_place_with_every_record_file_and_entry(self, county, backup, tmp_path):
        told = lianxin(tmp_path / "new", "restore", backup)

        assert told.returncode == 0, told.stderr
        assert "流水逐条核验无误" in told.stdout
        assert counted(tmp_path / "new") == counted(county) and counted(county)[0] > 20
        assert (tmp_path / "new" / "files" / "照片.txt").read_text(encoding="utf-8") == "佐证"

    def test_holds_what_was_counted_of_the_votes_and_no_box_that_is_still_sealed(self, county, backup, tmp_path):
        """A series of backups would be a record of the order and the time in which ballots came (security.md D1)."""
        sealed, counted = (list((county / "ballots" / name).iterdir()) for name in ("sealed", "released"))
        with tarfile.open(backup) as tar:
            names = [member.name for member in tar if member.name.startswith("ballots")]

        told = lianxin(tmp_path / "new", "restore", backup)

        assert len(sealed) == len(counted) == 1 and names == [f"ballots/{counted[0].name}"]
        assert told.returncode == 0, told.stderr
        back = tmp_path / "new" / "ballots" / "released" / counted[0].name
        assert back.read_bytes() == counted[0].read_bytes() and back.stat().st_mtime == counted[0].stat().st_mtime
        assert not any((tmp_path / "new" / "ballots" / "sealed").glob("*"))

    def test_holds_no_key_and_nobody_else_may_read_it(self, county, backup):
        keys = [file.read_bytes() for file in (county.parent / "keys").iterdir()]

        with tarfile.open(backup) as tar:
            held = [tar.extractfile(member).read() for member in tar if member.isfile()]
        assert len(keys) == 2 and not any(key.strip() in data for key in keys for data in held)
        assert backup.stat().st_mode & 0o077 == 0

    def test_overwrites_nothing(self, county, backup):
        before = backup.read_bytes()

        told = lianxin(county, "backup", "-o", backup)

        assert told.returncode == 1 and "没有覆盖" in told.stderr
        assert backup.read_bytes() == before

    def test_is_not_restored_over_records(self, county, backup):
        before = counted(county)

        told = lianxin(county, "restore", backup)

        assert told.returncode == 1 and "已有数据" in told.stderr
        assert counted(county) == before

    def test_with_one_byte_changed_is_refused_and_leaves_no_trace(self, backup, tmp_path):
        data = bytearray(backup.read_bytes())
        data[len(data) // 2] ^= 1
        (tmp_path / "bad.tar").write_bytes(data)

        told = lianxin(tmp_path / "new", "restore", tmp_path / "bad.tar")

        assert told.returncode == 1 and "已损坏" in told.stderr
        assert not (tmp_path / "new" / "lianxin.sqlite3").exists()

    def test_cut_short_is_refused(self, backup, tmp_path):
        (tmp_path / "short.tar").write_bytes(backup.read_bytes()[:5000])

        assert lianxin(tmp_path / "new", "restore", "--check", tmp_path / "short.tar").returncode == 1
        assert lianxin(tmp_path / "new", "restore", "--check", backup).stdout.startswith("备份完好")

    def test_with_a_name_that_leads_outside_is_refused(self, backup, tmp_path):
        with tarfile.open(tmp_path / "evil.tar", "w") as tar:
            tar.add(backup, "files/../../outside")

        told = lianxin(tmp_path / "new", "restore", tmp_path / "evil.tar")

        assert told.returncode == 1 and "不是完整的连心备份" in told.stderr
        assert not list(tmp_path.rglob("outside"))

    def test_whose_journal_was_rewritten_is_found_out_though_all_digests_fit(self, backup, tmp_path):
        """Someone with the file, but without the chain, changes an entry and mends the manifest's digest."""
        from lianxin.project.backup import _sha256, _unpack

        _unpack(backup, tmp_path / "open")
        database = tmp_path / "open" / "lianxin.sqlite3"
        with sqlite3.connect(database) as changed:
            changed.execute("DROP TRIGGER journal_no_update")
            changed.execute("UPDATE journal_entry SET by_name = '别人' WHERE n = 30")
        changed.close()
        manifest = json.loads((tmp_path / "open" / "manifest.json").read_text())
        manifest["database"]["sha256"] = _sha256(database)
        (tmp_path / "open" / "manifest.json").write_text(json.dumps(manifest))
        with tarfile.open(tmp_path / "mended.tar", "w") as tar:
            counted = [f"ballots/{code}.sqlite3" for code in manifest["ballots"]]
            for name in ("manifest.json", "lianxin.sqlite3", "files/照片.txt", *counted):
                tar.add(tmp_path / "open" / name, name)

        told = lianxin(tmp_path / "new", "restore", tmp_path / "mended.tar")

        assert told.returncode == 1 and "第 30 条" in told.stderr
        assert not (tmp_path / "new" / "lianxin.sqlite3").exists()
        shutil.rmtree(tmp_path / "open")
