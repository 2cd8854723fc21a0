"""备份与恢复: a round trip through the command line on a small county, and everything that is refused."""

import errno
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from random import Random

import pytest

from lianxin.project import running
from lianxin.project.backups import making, reading
from lianxin.pure import strongbox
from tests.conftest import NOON

SMALL = """
from lianxin.project.starting import start_django
start_django()
from lianxin.project import tables
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
    return subprocess.run(program, env=environment(place), capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    """A place with a small county in it, one attachment, and its backup beside it."""
    place = tmp_path_factory.mktemp("place") / "data"
    made = subprocess.run([sys.executable, "-c", SMALL], env=environment(place), capture_output=True, timeout=600,
                          check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr.decode()
    (place / "files").mkdir()
    (place / "files" / "照片.txt").write_text("佐证", encoding="utf-8")
    told = lianxin(place, "backup", "-o", place.parent / "one.lianxin")
    assert told.returncode == 0, told.stderr
    return place


@pytest.fixture
def backup(county):
    return county.parent / "one.lianxin"


def counted(place) -> tuple[int, ...]:
    with sqlite3.connect(place / "lianxin.sqlite3") as database:
        return tuple(
            database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("concerns_concern", "journal_entry", "search_concern")
        )


def key_of(place) -> bytes:
    return strongbox.key_of((place.parent / "keys" / "backup_key").read_text())


def opened(file, key: bytes) -> dict[str, bytes]:
    """What is in a backup, decrypted, by name."""
    with open(file, "rb") as handle, tarfile.open(fileobj=strongbox.Reader(handle, key), mode="r|") as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def sealed(file, key: bytes, held: dict[str, bytes]) -> None:
    """A backup that somebody with the key makes of whatever he likes."""
    with open(file, "wb") as handle, strongbox.Writer(
        handle, key, {"made_at": "2026-11-03"}, salt=bytes(strongbox.SALT_BYTES)
    ) as box, tarfile.open(fileobj=box, mode="w|") as tar:  # fmt: skip
        for name, data in held.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))


@pytest.mark.thorough
class TestBackup:
    @pytest.mark.mechanism("F131")
    def test_comes_back_on_an_empty_place_with_every_record_file_and_entry(self, county, backup, tmp_path):
        told = lianxin(tmp_path / "new", "restore", "--key", county.parent / "keys" / "backup_key", backup)

        assert told.returncode == 0, told.stderr
        assert "流水逐条核验无误" in told.stdout and "把原来的密钥放回" in told.stdout
        assert counted(tmp_path / "new") == counted(county) and counted(county)[0] > 20
        assert (tmp_path / "new" / "files" / "照片.txt").read_text(encoding="utf-8") == "佐证"
        assert not list((tmp_path / "new").glob(".restore-*"))

    def test_holds_what_was_counted_of_the_votes_and_no_box_that_is_still_sealed(self, county, backup, tmp_path):
        """A series of backups would be a record of the order and the time in which ballots came (security.md D1)."""
        sealed, counted = (list((county / "ballots" / name).iterdir()) for name in ("sealed", "released"))
        names = [name for name in opened(backup, key_of(county)) if name.startswith("ballots")]

        told = lianxin(tmp_path / "new", "restore", "--key", county.parent / "keys" / "backup_key", backup)

        assert len(sealed) == len(counted) == 1 and names == [f"ballots/{counted[0].name}"]
        assert told.returncode == 0, told.stderr
        back = tmp_path / "new" / "ballots" / "released" / counted[0].name
        assert back.read_bytes() == counted[0].read_bytes() and back.stat().st_mtime == counted[0].stat().st_mtime
        assert not any((tmp_path / "new" / "ballots" / "sealed").glob("*"))

    def test_holds_no_key_and_no_sealed_box_and_nobody_else_may_read_it(self, county, backup):
        """Keys of every kind and the sealed box are looked for in what the file holds, opened."""
        (county.parent / "keys" / "issuing").mkdir(exist_ok=True)
        (county.parent / "keys" / "issuing" / "ABC-1.key").write_bytes(b"canary of an issuing key")
        (county / "ballots" / "sealed" / "CANARY.part").write_bytes(b"canary of a box half opened")
        told = lianxin(county, "backup", "-o", county.parent / "canaries.lianxin")
        assert told.returncode == 0, told.stderr
        secret = [file for file in (county.parent / "keys").rglob("*") if file.is_file()]
        secret += [file for file in (county / "ballots" / "sealed").iterdir() if file.is_file()]
        (county / "ballots" / "sealed" / "CANARY.part").unlink()

        held = opened(county.parent / "canaries.lianxin", key_of(county))
        code = strongbox.code_of(key_of(county))
        canaries = [
            b"canary of",
            code.encode(),
            code.replace(" ", "").encode(),
            key_of(county),
            key_of(county).hex().encode(),
        ]
        canaries += [file.read_bytes().strip() for file in secret if file.exists()]
        assert len(secret) >= 5 and held["files/照片.txt"] == "佐证".encode()
        assert not any(canary in data for canary in canaries for data in held.values())
        assert backup.stat().st_mode & 0o077 == 0 and "佐证".encode() not in backup.read_bytes()
        assert b"SQLite format" not in backup.read_bytes()

    def test_opens_by_the_code_that_was_written_down_and_by_no_other(self, county, backup, tmp_path):
        shown = lianxin(county, "backup", "--show-key").stdout
        code = " ".join(line.strip() for line in shown.splitlines() if line.startswith("    "))
        wrong = strongbox.code_of(bytes(strongbox.KEY_BYTES))
        mistyped = ("2" if code[0] != "2" else "3") + code[1:]

        for given, sentence in ((wrong, "密钥文件或恢复码"), (mistyped, "第 1 组有误"), ("", "没有备份密钥")):
            told = lianxin(tmp_path / "new", "restore", "--key", given, backup)
            assert told.returncode == 1 and sentence in told.stderr, told.stderr
        assert not (tmp_path / "new" / "lianxin.sqlite3").exists()

        told = lianxin(tmp_path / "new", "restore", "--key", code, backup)
        assert told.returncode == 0, told.stderr
        assert key_of(tmp_path / "new") == key_of(county), "what is backed up there opens by the same code"

    def test_overwrites_nothing(self, county, backup):
        before = backup.read_bytes()

        told = lianxin(county, "backup", "-o", backup)

        assert told.returncode == 1 and "没有覆盖" in told.stderr
        assert backup.read_bytes() == before

    def test_is_not_restored_over_records_nor_under_a_running_server(self, county, backup, tmp_path):
        before = counted(county)

        told = lianxin(county, "restore", backup)

        assert told.returncode == 1 and "已有数据" in told.stderr
        assert counted(county) == before

        server = running.serving(tmp_path / "new")
        told = lianxin(tmp_path / "new", "restore", "--key", county.parent / "keys" / "backup_key", backup)
        os.close(server)
        assert told.returncode == 1 and "服务正在运行" in told.stderr

    def test_with_one_byte_changed_is_refused_and_leaves_no_trace(self, county, backup, tmp_path):
        data = bytearray(backup.read_bytes())
        data[len(data) // 2] ^= 1
        (tmp_path / "bad").write_bytes(data)

        told = lianxin(tmp_path / "new", "restore", "--key", county.parent / "keys" / "backup_key", tmp_path / "bad")

        assert told.returncode == 1 and "被改动过" in told.stderr
        assert [one.name for one in (tmp_path / "new").iterdir() if one.is_file()] == [running.NAME]

    def test_is_refused_however_it_was_damaged(self, county, backup, tmp_path):
        """Two hundred damages at random, through the very door by which a restore reads."""
        data, random, key = backup.read_bytes(), Random(11), key_of(county)
        assert reading.check(backup, key)["journal"]["entries"] == counted(county)[1]
        for turn in range(200):
            place, bad = random.randrange(len(data)), bytearray(data)
            if turn % 4 == 3:
                del bad[place:]
            elif turn % 4 == 2:
                bad[place:place] = random.randbytes(random.randrange(1, 99))
            else:
                bad[place] ^= 1 << random.randrange(8)
            (tmp_path / "bad").write_bytes(bad)
            with pytest.raises(reading.CannotRestore):
                reading.check(tmp_path / "bad", key)

    def test_cut_short_is_refused(self, county, backup, tmp_path):
        (tmp_path / "short").write_bytes(backup.read_bytes()[:5000])

        assert lianxin(county, "restore", "--check", tmp_path / "short").returncode == 1
        assert lianxin(county, "restore", "--check", backup).stdout.startswith("备份完好")

    @pytest.mark.parametrize("name", ["files/../../outside", "/outside", "keys/pepper", "files", "ballots/./x"])
    def test_with_a_name_that_leads_outside_is_refused(self, county, tmp_path, name):
        sealed(tmp_path / "evil", key_of(county), {name: b"x"})

        with pytest.raises(reading.CannotRestore, match="不是完整的连心备份"):
            reading.unpack(tmp_path / "evil", key_of(county), tmp_path / "open")
        assert not list(tmp_path.rglob("outside"))

    def test_whose_journal_was_rewritten_is_found_out_though_all_digests_fit(self, county, backup, tmp_path):
        """Someone with the file and its key, but without the chain, changes an entry and mends the manifest's digest."""
        held = opened(backup, key_of(county))
        (tmp_path / "changed").write_bytes(held["lianxin.sqlite3"])
        with closing(sqlite3.connect(tmp_path / "changed")) as changed, changed:
            changed.execute("DROP TRIGGER journal_no_update")
            changed.execute("UPDATE journal_entry SET by_name = '别人' WHERE n = 30")
        held["lianxin.sqlite3"] = (tmp_path / "changed").read_bytes()
        manifest = json.loads(held.pop("manifest.json"))
        manifest["members"]["lianxin.sqlite3"] = hashlib.sha256(held["lianxin.sqlite3"]).hexdigest()
        sealed(tmp_path / "mended", key_of(county), {**held, "manifest.json": json.dumps(manifest).encode()})

        told = lianxin(tmp_path / "new", "restore", "--key", county.parent / "keys" / "backup_key", tmp_path / "mended")

        assert told.returncode == 1 and "第 30 条" in told.stderr
        assert not (tmp_path / "new" / "lianxin.sqlite3").exists()

    def test_of_a_later_version_is_refused_before_anything_is_touched(self, county, backup, tmp_path):
        held = opened(backup, key_of(county))
        (tmp_path / "changed").write_bytes(held["lianxin.sqlite3"])
        with closing(sqlite3.connect(tmp_path / "changed")) as changed, changed:
            changed.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('concerns', '0999_later', 'x')")
        held["lianxin.sqlite3"] = (tmp_path / "changed").read_bytes()
        manifest = json.loads(held.pop("manifest.json"))
        manifest["members"]["lianxin.sqlite3"] = hashlib.sha256(held["lianxin.sqlite3"]).hexdigest()
        manifest["migrations"].append("concerns.0999_later")
        manifest["counts"]["django_migrations"] += 1
        sealed(tmp_path / "later", key_of(county), {**held, "manifest.json": json.dumps(manifest).encode()})

        told = lianxin(tmp_path / "new", "restore", "--key", county.parent / "keys" / "backup_key", tmp_path / "later")

        assert told.returncode == 1 and "更新的版本" in told.stderr
        assert not (tmp_path / "new" / "lianxin.sqlite3").exists()


class TestAFullDisk:
    def test_is_said_in_words_and_leaves_no_half_file(self, tmp_path, monkeypatch):
        def wrote(unfinished, _at) -> None:
            unfinished.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(making, "_write", wrote)

        with pytest.raises(making.CannotBackUp, match="磁盘已满"):
            making.back_up(tmp_path / "one.lianxin", at=NOON)
        assert list(tmp_path.iterdir()) == []
