"""后台任务: a failure that passes is tried again by itself, the rest waits for a person; a killed worker loses nothing."""

import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from lianxin.base.jobs import commands, kinds, living, queries
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.base.protection import masks
from tests.conftest import NOON

CANARY = "王长青 13900000001"


@kinds.job("数一数")
def count_up(word: str) -> None:
    """Fails as the word says."""
    if word == "busy":
        raise OperationalError(f"database is locked: {CANARY}")
    if word == "wrong":
        raise ValueError(CANARY)
    if word == "masks":
        with CaptureQueriesContext(connection) as asked:
            masked = {masks.mask_phone("13900000001") for _each in range(3)}
        assert masked == {"139****0001"} and len(asked) == 1


@pytest.fixture(autouse=True)
def _own_marks(settings, tmp_path):
    settings.DATA = tmp_path


def queued(word: str = "", **more) -> DBTaskResult:
    given = {"status": "READY", "run_after": NOON, "worker_ids": [], "finished_at": None, **more}
    return DBTaskResult.objects.create(
        args_kwargs={"args": [word], "kwargs": {}}, task_path=f"{__name__}.count_up", backend_name="default",
        exception_class_path=given.pop("cause", ""), traceback="", **given,
    )  # fmt: skip


def failed(cause: str = "builtins.ValueError", tries: int = 1) -> DBTaskResult:
    return queued(status="FAILED", finished_at=NOON, cause=cause, worker_ids=["w"] * tries)


class TestAFailure:
    @pytest.mark.parametrize(("tries", "minutes"), [(1, 1), (2, 5), (3, 30), (4, None)])
    def test_that_passes_by_itself_is_tried_again_later_and_later(self, town, tries, minutes):
        job = failed("django.db.utils.OperationalError", tries)

        pause = commands.settle(pk=job.pk, by=SYSTEM, at=NOON)

        job.refresh_from_db()
        assert pause == (timedelta(minutes=minutes) if minutes else None)
        assert (job.status, job.run_after) == (("READY", NOON + pause) if minutes else ("FAILED", NOON))

    def test_of_the_program_or_of_a_job_that_must_not_be_repeated_waits_for_a_person(self, town, monkeypatch):
        wrong, busy = failed(), failed("django.db.utils.OperationalError")
        monkeypatch.setitem(kinds.KINDS, busy.task_path, kinds.Kind("数一数", again=False))

        assert [commands.settle(pk=one.pk, by=SYSTEM, at=NOON) for one in (wrong, busy)] == [None, None]

    @pytest.mark.parametrize("word", ["wrong", "busy"])
    def test_keeps_the_places_in_the_program_and_nothing_that_was_worked_on(
        self, town, monkeypatch, settings, caplog, word
    ):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
        from lianxin.project.working import Doing

        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
        job = queued(word)
        worker = Doing(batch=True, interval=0)
        job.claim(worker.worker_id)

        worker.run_task(job)

        job.refresh_from_db()
        assert "django_tasks_db" in job.traceback and CANARY not in job.traceback + job.exception_class_path
        assert str(job.pk) in caplog.text and "count_up failed" in caplog.text and CANARY not in caplog.text
        shown = queries.rows(at=NOON)[0]
        assert shown.kind == "数一数" and shown.sentence and CANARY not in shown.sentence
        assert (shown.next_at == NOON + timedelta(minutes=1)) is (word == "busy")


class TestALongJob:
    def test_asks_once_how_much_is_masked(self, town, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
        from lianxin.project.working import Doing

        job, worker = queued("masks"), Doing(batch=True, interval=0)
        job.claim(worker.worker_id)

        worker.run_task(job)

        job.refresh_from_db()
        assert job.status == "SUCCESSFUL", job.traceback


class TestAWorkerThatWasKilled:
    HOLD = """import fcntl, os, sys, time
fcntl.flock(os.open(sys.argv[1], os.O_CREAT|os.O_RDWR), fcntl.LOCK_EX)
print(1, flush=True)
time.sleep(60)"""

    def test_leaves_its_job_to_the_next_one_and_a_living_one_keeps_his(self, town):
        name = uuid4().hex
        job = queued(status="RUNNING", started_at=NOON, worker_ids=[name])
        worker = subprocess.Popen(
            [sys.executable, "-c", self.HOLD, str(living.folder() / name)], stdout=subprocess.PIPE
        )
        try:
            assert worker.stdout and worker.stdout.readline()
            assert commands.take_up_lost(by=SYSTEM, at=NOON + timedelta(days=1)) == 0 and living.alive() == 1
        finally:
            worker.kill()
            worker.wait()

        assert commands.take_up_lost(by=SYSTEM, at=NOON) == 1

        job.refresh_from_db()
        assert job.status == "READY" and living.alive() == 0 and not list(living.folder().iterdir())

    def test_elsewhere_is_believed_for_six_hours(self, town):
        queued(status="RUNNING", started_at=NOON, worker_ids=["elsewhere"])

        assert commands.take_up_lost(by=SYSTEM, at=NOON + timedelta(hours=5)) == 0
        assert commands.take_up_lost(by=SYSTEM, at=NOON + timedelta(hours=7)) == 1

    def test_again_and_again_by_the_same_job_is_left_for_a_person(self, town):
        job = queued(status="RUNNING", started_at=NOON - timedelta(days=1), worker_ids=["a", "b", "c"])

        commands.take_up_lost(by=SYSTEM, at=NOON)

        job.refresh_from_db()
        assert (job.status, job.exception_class_path) == ("FAILED", kinds.LOST)
        assert "内存" in queries.rows(at=NOON)[0].sentence


class TestThePerson:
    def test_has_it_done_again_with_all_tries_before_it_and_the_journal_says_who(self, town):
        job = failed(tries=4)

        commands.retry(pk=job.pk, by=town.admin, at=NOON)

        job.refresh_from_db()
        assert (job.status, job.worker_ids, job.run_after) == ("READY", [], NOON)
        entry = Entry.objects.get(event="job.retried")
        assert entry.by == town.admin.ref and entry.detail["kind"] == "数一数" and CANARY not in str(entry.detail)
        with pytest.raises(commands.CannotKeep, match="不用重试"):
            commands.retry(pk=job.pk, by=town.admin, at=NOON)

    def test_gives_up_what_failed_or_waits_but_not_what_is_being_done(self, town):
        lost, waiting, running = failed(), queued(), queued(status="RUNNING")

        for job in (lost, waiting):
            commands.give_up(pk=job.pk, by=town.admin, at=NOON)

        assert [one.pk for one in DBTaskResult.objects.all()] == [running.pk]
        assert Entry.objects.filter(event="job.given_up").count() == 2
        with pytest.raises(commands.CannotKeep, match="正在做"):
            commands.give_up(pk=running.pk, by=town.admin, at=NOON)
        with pytest.raises(commands.CannotKeep, match="已经做完"):
            commands.give_up(pk=lost.pk, by=town.admin, at=NOON)

    @pytest.mark.parametrize("who", ["clerk", "county_leader", "stranger", "auditor"])
    def test_without_the_right_does_neither(self, town, who):
        job = failed()
        for deed in (commands.retry, commands.give_up):
            with pytest.raises(NotAllowed):
                deed(pk=job.pk, by=getattr(town, who), at=NOON)
        job.refresh_from_db()
        assert job.status == "FAILED" and not Entry.objects.filter(event__startswith="job.").exists()


def test_what_is_done_goes_after_a_day_with_what_it_was_given(town):
    for status, days in (("SUCCESSFUL", 2), ("SUCCESSFUL", 0), ("FAILED", 61), ("FAILED", 2)):
        queued("词", status=status, finished_at=NOON - timedelta(days=days))

    assert commands.clear_done(by=SYSTEM, at=NOON) == 2
    assert {one.status for one in DBTaskResult.objects.all()} == {"SUCCESSFUL", "FAILED"}
