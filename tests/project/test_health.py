"""体检: what is bad is said with what to do, by command, on one page for machines, and on 今日 of who looks after it."""

import os
import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lianxin.base.checkpoints.commands import make_daily
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.project import cli, health
from lianxin.project.backups import keys as backup_keys
from tests.conftest import NOON

Usage = namedtuple("Usage", "total used free")


def states(at=NOON, signs=health.quick):
    return {one.code: one.state for one in signs(at=at)}


@pytest.fixture
def room(monkeypatch, settings, tmp_path):
    """Sets how many bytes are free; backups are made, as on any server."""
    settings.BACKUPS_ARE_MADE, settings.BACKUPS, settings.KEYS = True, tmp_path / "backups", tmp_path / "keys"

    def leave(free: int) -> None:
        monkeypatch.setattr(shutil, "disk_usage", lambda _place: Usage(10**12, 10**12 - free, free))

    leave(10**11)
    return leave


def task(status: str, *, at) -> None:
    one = DBTaskResult.objects.create(
        status=status, args_kwargs={}, task_path="lianxin.x", backend_name="default", run_after=at,
        exception_class_path="", traceback="张三的电话", finished_at=at,
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=one.pk).update(enqueued_at=at)


class TestTheSigns:
    def test_are_good_where_all_is_well(self, town, room):
        assert set(states().values()) == {"good"}

    def test_tell_a_full_disk_before_and_when_nothing_can_be_written(self, town, room):
        room(10**9)
        assert states()["disk"] == "warning"
        room(10**8)
        assert states()["disk"] == "bad"

    def test_tell_a_clock_that_fell_behind_the_journal(self, town, room):
        last = book.last_at()

        assert states(last - timedelta(seconds=100))["clock"] == "good"
        assert states(last - timedelta(seconds=200))["clock"] == "bad"

    def test_tell_tasks_that_nobody_does_and_count_those_that_failed(self, town, room):
        task("READY", at=NOON - timedelta(minutes=10))
        assert states()["tasks"] == "good"
        task("FAILED", at=NOON - timedelta(days=2))
        failed = next(one for one in health.quick(at=NOON) if one.code == "tasks")
        assert failed.state == "warning" and "1 项" in failed.told and "张三" not in failed.told
        task("READY", at=NOON - timedelta(minutes=20))
        assert states()["tasks"] == "bad"

    def test_tell_of_days_without_a_checkpoint(self, town, room):
        last = book.last_at()
        assert states(last + timedelta(days=90))["checkpoint"] == "warning"
        make_daily(by=SYSTEM, at=last + timedelta(minutes=1))
        assert states(last + timedelta(hours=40))["checkpoint"] == "good"
        assert states(last + timedelta(days=90))["checkpoint"] == "bad"

    def test_tell_keys_that_lie_in_the_backup_or_that_others_read(self, db, settings, tmp_path):
        settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "keys"
        settings.KEYS.mkdir(mode=0o700)
        assert states(signs=health.signs)["keys"] == "good"
        for name in ("journal", "ca.pem"):
            (settings.KEYS / name).write_text("x")
        (settings.KEYS / "journal").chmod(0o640)
        (settings.KEYS / "ca.pem").chmod(0o644)
        told = next(one.told for one in health.signs(at=NOON) if one.code == "keys")
        assert "1 个文件" in told
        (settings.KEYS / "journal").chmod(0o600)
        assert states(signs=health.signs)["keys"] == "good"
        settings.KEYS.chmod(0o755)
        assert states(signs=health.signs)["keys"] == "bad"
        settings.KEYS = settings.DATA / "keys"
        assert states(signs=health.signs)["keys"] == "bad"

    def test_tell_keys_and_boxes_that_are_not_those_of_the_database(self, town, room, settings, tmp_path, monkeypatch):
        assert states(signs=health.signs)["shared"] == "good"
        make_daily(by=SYSTEM, at=NOON)
        assert states(signs=health.signs)["shared"] == "good"
        settings.KEYS = tmp_path / "keys of another server"
        assert states(signs=health.signs)["shared"] == "bad"
        settings.KEYS = tmp_path / "keys"
        monkeypatch.setattr(health, "boxes_without_file", lambda: 2)
        assert states(signs=health.signs)["shared"] == "bad"
        monkeypatch.setattr(health, "boxes_without_file", lambda: 0)
        monkeypatch.setattr(health.living, "has_locks", lambda: False)
        assert states(signs=health.signs)["shared"] == "bad"

    def test_are_still_asked_where_the_database_gives_no_answer(self, db, room, monkeypatch):
        def silent():
            raise DatabaseError("no such host db.county.example")

        with monkeypatch.context() as once:
            once.setattr(connection, "cursor", silent)
            found = health.quick(at=NOON)

        assert [one.state for one in found if one.code == "database"] == ["bad"]
        assert "disk" in {one.code for one in found} and not [one for one in found if "county.example" in one.told]


class TestWhereItIsSaid:
    def test_by_command_with_an_exit_code(self, town, room, capsys, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOON)
        assert cli.main(["doctor"]) == 0
        assert "好    磁盘" in capsys.readouterr().out
        room(10**8)

        assert cli.main(["doctor", "--quiet"]) == 1

        told = capsys.readouterr().out
        assert "不好  磁盘：" in told and "请立即清出空间" in told and "时钟" not in told

    def test_to_a_machine_by_one_word(self, town, room, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOON)
        answer = Client().get("/health/")
        assert (answer.status_code, answer.content) == (200, b"good")
        room(10**8)

        answer = Client().get("/health/")

        assert (answer.status_code, answer.content) == (503, b"disk")
        assert Client().post("/health/").status_code == 405

    def test_to_who_looks_after_the_server_and_to_nobody_else(self, town, room, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: NOON)
        room(10**9)
        seen = {}
        for who in ("admin", "clerk"):
            client = Client()
            client.force_login(town.people[who])
            seen[who] = "请清出空间" in client.get("/today/").content.decode()

        assert seen == {"admin": True, "clerk": False}

    def test_of_a_missing_backup_and_of_jobs_that_failed_as_well(self, town, room, settings, monkeypatch, capsys):
        settings.KEYS.mkdir(mode=0o700)
        backup_keys.path().write_text("made at the first start")
        os.utime(backup_keys.path(), ((NOON - timedelta(days=3)).timestamp(),) * 2)
        monkeypatch.setattr(timezone, "now", lambda: NOON)
        task("FAILED", at=NOON - timedelta(hours=1))
        seen = {}
        for who in ("admin", "clerk"):
            client = Client()
            client.force_login(town.people[who])
            page = client.get("/today/").content.decode()
            seen[who] = ["还没有一份好的备份，已超过两天" in page, "有 1 项没有做成" in page]

        assert seen == {"admin": [True, True], "clerk": [False, False]}
        assert cli.main(["doctor", "--quiet"]) == 1 and "不好  备份：还没有备份" in capsys.readouterr().out
