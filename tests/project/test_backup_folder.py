"""备份目录: one backup a night, so many kept, and somebody is told when there has been none for two days."""

import json
import os
import subprocess
from datetime import datetime, timedelta

import pytest

from lianxin.project import prepare, running, serve
from lianxin.project.backups import folder, keys
from lianxin.project.backups.making import CannotBackUp
from lianxin.pure import strongbox
from lianxin.web.ui import panels
from tests.conftest import NOON, SHANGHAI


def made(file, *, at, installation="") -> None:
    file.parent.mkdir(exist_ok=True)
    about = {"made_at": at.isoformat(), "installation": installation or keys.installation()}
    with open(file, "wb") as handle, strongbox.Writer(handle, keys.own(), about, salt=bytes(32)) as box:
        box.write(b"records")


@pytest.fixture
def nights(settings, tmp_path, monkeypatch):
    """An installation that makes backups of hardly anything."""
    settings.DATA, settings.KEYS, settings.BACKUPS = tmp_path / "data", tmp_path / "keys", tmp_path / "backups"
    settings.BACKUPS_ARE_MADE, settings.BACKUPS_KEPT = True, 3
    settings.DATA.mkdir()
    keys.own()
    os.utime(keys.path(), (NOON.timestamp(),) * 2)
    monkeypatch.setattr(folder, "back_up", lambda file, at: made(file, at=at))
    return settings.BACKUPS


class TestEveryNight:
    def test_one_backup_is_made_from_two_o_clock_on(self, nights):
        assert folder.back_up_if_due(at=NOON) == nights / "lianxin-20261103-120000.lianxin"

        assert folder.back_up_if_due(at=NOON + timedelta(hours=13)) is None  # one in the night
        assert folder.back_up_if_due(at=NOON + timedelta(hours=14)) == nights / "lianxin-20261104-020000.lianxin"
        assert folder.back_up_if_due(at=NOON + timedelta(hours=15)) is None

    def test_a_server_that_slept_makes_it_when_it_runs_again(self, nights):
        folder.back_up_if_due(at=NOON)

        assert folder.back_up_if_due(at=NOON + timedelta(days=9, hours=5))

    def test_the_oldest_go_and_nothing_else_of_the_folder_does(self, nights):
        made(nights / "keep-me.lianxin", at=NOON - timedelta(days=90))
        made(nights / "lianxin-20200101-020000.lianxin", at=NOON - timedelta(days=90), installation="another one")
        for name, age in (("old", timedelta(days=2)), ("new", timedelta())):
            (nights / f".lianxin-{name}.part").write_bytes(b"half")
            os.utime(nights / f".lianxin-{name}.part", ((NOON - age).timestamp(),) * 2)

        (nights.parent / "data" / ".backup-killed").mkdir()
        os.utime(nights.parent / "data" / ".backup-killed", ((NOON - timedelta(days=2)).timestamp(),) * 2)

        for day in range(6):
            folder.back_up_if_due(at=NOON + timedelta(days=day, hours=-5))

        assert {file.name for file in nights.iterdir()} == {
            "keep-me.lianxin", "lianxin-20200101-020000.lianxin",
            *(f"lianxin-202611{day:02}-070000.lianxin" for day in (6, 7, 8)),
        } | {file.name for file in nights.glob(".lianxin-new.part")}  # fmt: skip
        assert not (nights / ".lianxin-old.part").exists()
        assert not (nights.parent / "data" / ".backup-killed").exists()

    def test_where_it_is_switched_off_none_is_made_and_nobody_is_alarmed(self, nights, settings):
        settings.BACKUPS_ARE_MADE = False

        assert folder.back_up_if_due(at=NOON) is None
        assert not folder.last_backup(at=NOON + timedelta(days=99)).is_late

    @pytest.mark.parametrize("rollups", ["", "/srv/rollups"])
    def test_the_server_asks_for_it_by_the_hour_and_for_the_roll_up_where_the_site_wants_one(
        self, monkeypatch, rollups
    ):
        monkeypatch.setenv("LIANXIN_ROLLUPS", rollups)
        began, ended = [], iter([None, None, 1])

        class Child:
            def poll(self):
                return next(ended)

        class Children(serve.Children):
            def start(self, name, arguments):
                began.append(arguments)
                self.running[name] = Child()
                return self.running[name]

        children = Children()
        children.running = {"web": Child(), "tasks": Child()}
        monkeypatch.setattr(serve.time, "sleep", lambda _seconds: None)
        monkeypatch.setattr(serve, "FIRST_REMINDER_SECONDS", 0)
        monkeypatch.setattr(serve, "MOST_FALLS", 0)
        serve._watch(children, lambda: None)

        assert ["-m", "lianxin.project.cli", "backup", "--due"] in began
        assert (["-m", "lianxin.project.cli", "rollup", "--due"] in began) == bool(rollups)


class TestTheAlarm:
    def test_comes_after_two_days_without_a_good_one_and_goes_with_the_next(self, nights):
        folder.back_up_if_due(at=NOON)
        assert not folder.last_backup(at=NOON + timedelta(hours=48)).is_late

        late = folder.last_backup(at=NOON + timedelta(hours=48, seconds=1))
        assert late.is_late and late.at == NOON

        folder.back_up_if_due(at=NOON + timedelta(hours=49))
        assert not folder.last_backup(at=NOON + timedelta(hours=50)).is_late

    def test_comes_two_days_after_the_first_start_where_none_was_ever_made(self, nights):
        assert not folder.last_backup(at=NOON + timedelta(hours=47)).is_late
        assert folder.last_backup(at=NOON + timedelta(hours=49)) == folder.LastBackup(None, None, True)

    def test_does_not_count_a_file_that_is_none(self, nights):
        nights.mkdir()
        (nights / "lianxin-20261109-020000.lianxin").write_bytes(b"half a file")

        assert folder.last_backup(at=NOON).at is None

    def test_says_what_the_last_try_failed_at(self, nights, monkeypatch):
        def full(_file, at):
            raise CannotBackUp("磁盘已满。")

        works = folder.back_up
        monkeypatch.setattr(folder, "back_up", full)
        with pytest.raises(CannotBackUp):
            folder.back_up_if_due(at=NOON)
        assert folder.last_backup(at=NOON).failure == "磁盘已满。"

        monkeypatch.setattr(folder, "back_up", works)
        folder.back_up_if_due(at=NOON)
        assert folder.last_backup(at=NOON).failure == ""

    def test_is_told_to_the_administrator_on_his_page_and_to_nobody_else(self, nights, town, monkeypatch):
        monkeypatch.setattr("lianxin.project.apps.timezone.now", lambda: datetime(2026, 11, 9, 9, tzinfo=SHANGHAI))

        def told(actor):
            return [one.sentence for one in panels.said_quietly(actor, NOON.date()) if "backup" in one.sentence]

        assert told(town.admin) and "还没有一份好的备份" in told(town.admin)[0]
        assert not told(town.officer) and not told(town.inspector)


def test_the_key_is_made_once_and_read_by_its_owner_alone(nights):
    before = keys.own()
    keys.keep(bytes(strongbox.KEY_BYTES))

    assert keys.own() == before and keys.path().stat().st_mode & 0o077 == 0
    assert json.dumps(strongbox.code_of(before)).count(" ") == 7


class TestWhatAKilledRestoreLeft:
    """Whole records in clear, beside their place."""

    def test_goes_with_the_next_start_and_with_the_next_restore(self, tmp_path, settings, capsys):
        settings.DATA = tmp_path
        for name in (".restore-abc", ".move-def", "files", ".backup-now"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "lianxin.sqlite3").write_bytes(b"records")

        prepare.leftovers()

        assert sorted(one.name for one in tmp_path.iterdir()) == [".backup-now", "files"]
        assert "清除中断的恢复留下的 2 个目录" in capsys.readouterr().out
        (tmp_path / ".restore-abc").mkdir()
        with running.alone(tmp_path):
            assert not (tmp_path / ".restore-abc").exists()

    def test_stays_while_the_restore_is_at_work(self, tmp_path):
        """A server that starts waits for the lock first; another restore is refused before it clears anything."""
        with running.alone(tmp_path):
            (tmp_path / ".restore-abc").mkdir()
            with pytest.raises(running.IsRunning), running.alone(tmp_path):
                pass
            assert (tmp_path / ".restore-abc").exists()


class TestASecondServer:
    @pytest.mark.thorough
    def test_does_neither_hourly_work_nor_background_jobs(self, monkeypatch):
        begun = []

        class Fake(serve.Children):
            def start(self, name, arguments):
                begun.append(name)
                child = self.running[name] = subprocess.Popen(["true"])
                return child

        monkeypatch.setattr(serve, "Children", Fake)
        monkeypatch.setattr(serve.running, "serving", lambda _folder: 0)
        monkeypatch.setattr(serve, "_wait_ready", lambda *_args: True)
        monkeypatch.setattr(serve, "FIRST_REMINDER_SECONDS", -1)
        monkeypatch.setattr(serve, "MOST_FALLS", 0)
        monkeypatch.setattr(serve.signal, "signal", lambda *_args: None)

        for is_alone in (False, True):
            assert serve.serve(demo=False, host="127.0.0.1", port=8765, is_alone=is_alone) == 1  # its web server ended

        assert begun[:2] == ["prepare", "web"] and begun[2] == "prepare" and "tasks" in begun[3:]
