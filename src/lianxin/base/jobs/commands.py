"""后台任务的事项: do a failed one again, give one up; and what the worker does by itself, in the name of the system."""

import re
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lianxin.base.jobs import kinds, living
from lianxin.base.jobs.terms import KEEP
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.queries import top_unit
from lianxin.pure.problems import Unfit

FAILED, READY, RUNNING = TaskResultStatus.FAILED, TaskResultStatus.READY, TaskResultStatus.RUNNING
#: a job that took its worker with it so often is left for a person to look at
MOST_LOST = 3
#: a worker that left no mark here (another machine, an earlier installation) is taken for gone after so long
SILENT = timedelta(hours=6)
DONE_KEPT, FAILED_KEPT = timedelta(days=1), timedelta(days=60)
PLACE = re.compile(r'File "(?:[^"\n]*/)?((?:lianxin|site-packages)/[\w./-]{1,120})", line (\d+), in ([\w<>]{1,60})')


class CannotKeep(Unfit):
    """不能办; the sentence says why."""


@transaction.atomic
def retry(*, pk: UUID, by: Actor, at: datetime) -> DBTaskResult:
    """重试: a job that failed is put in the queue again, with all its tries before it."""
    path = _must(by)
    job = _locked(pk)
    if job.status != FAILED:
        raise CannotKeep(_("这一项已不在“没有做成”里，不用重试。"))
    job.status, job.run_after, job.finished_at, job.worker_ids = READY, at, None, []
    job.exception_class_path = job.traceback = ""
    job.save()
    book.record("job.retried", of=f"job:{job.pk}", unit_path=path, by=by, at=at,
                kind=kinds.label_of(job.task_path), number=str(job.pk)[:8])  # fmt: skip
    return job


@transaction.atomic
def give_up(*, pk: UUID, by: Actor, at: datetime) -> DBTaskResult:
    """放弃: a job that failed or waits is taken off for good; who waits for it is told, what it was given goes."""
    path = _must(by)
    job = _locked(pk)
    if job.status not in (FAILED, READY):
        raise CannotKeep(_("这一项正在做，不能放弃。请等它做完。"))
    book.record("job.given_up", of=f"job:{job.pk}", unit_path=path, by=by, at=at,
                kind=kinds.label_of(job.task_path), number=str(job.pk)[:8])  # fmt: skip
    kinds.told_over(job.task_path, job.args_kwargs, at)
    DBTaskResult.objects.filter(pk=job.pk).delete()
    return job


@transaction.atomic
def settle(*, pk: UUID, by: Actor, at: datetime) -> timedelta | None:
    """失败以后: what passes by itself is done again after a pause; of the rest the places in the program stay, no more.

    Returns the pause. The text of an error may hold names and telephones, so it is not kept.
    """
    _must(by)
    job = DBTaskResult.objects.select_for_update().filter(pk=pk, status=FAILED).first()
    if job is None:
        return None
    job.traceback = "\n".join(f"{file}:{line} {name}" for file, line, name in PLACE.findall(job.traceback))
    pause = kinds.pause_after(job.task_path, job.exception_class_path, len(job.worker_ids))
    if pause is not None:
        job.status, job.run_after, job.finished_at = READY, at + pause, None
    job.save()
    return pause


@transaction.atomic
def take_up_lost(*, by: Actor, at: datetime) -> int:
    """接着做: jobs that were being done when their worker ended are put in the queue again; returns how many."""
    _must(by)
    running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
    found = 0
    for job in running.only("status", "worker_ids", "started_at", "run_after", "finished_at", "exception_class_path"):
        if not _is_lost(job, at):
            continue
        if len(job.worker_ids) >= MOST_LOST:
            job.status, job.finished_at, job.exception_class_path = FAILED, at, kinds.LOST
        else:
            job.status, job.run_after = READY, at
        job.save(update_fields=["status", "run_after", "finished_at", "exception_class_path"])
        found += 1
    living.clear(
        name for names in DBTaskResult.objects.running().values_list("worker_ids", flat=True) for name in names
    )
    return found


def _is_lost(job: DBTaskResult, at: datetime) -> bool:
    state = living.state_of(job.worker_ids[-1] if job.worker_ids else "")
    return state == "gone" or (state == "unknown" and (job.started_at is None or at - job.started_at > SILENT))


@transaction.atomic
def clear_done(*, by: Actor, at: datetime) -> int:
    """清理: what is done goes after a day, what failed after sixty; what they were given goes with them."""
    _must(by)
    done = DBTaskResult.objects.successful().filter(finished_at__lt=at - DONE_KEPT)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=at - FAILED_KEPT)
    return done.delete()[0] + failed.delete()[0]


def _locked(pk: UUID) -> DBTaskResult:
    job = DBTaskResult.objects.select_for_update().filter(pk=pk).first()
    if job is None:
        raise CannotKeep(_("这一项已经做完或放弃了。"))
    return job


def _must(by: Actor) -> str:
    """The path of the county, whose server it is; raises NotAllowed."""
    county = top_unit()
    path = county.path if county else ""
    if by is not SYSTEM:
        by.must_at(KEEP, path)
    return path
