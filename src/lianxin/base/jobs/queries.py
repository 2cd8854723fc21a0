"""后台任务的查看: the list for the administrator, and the counts for health and metrics. Never what a job was given."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from lianxin.base.jobs import kinds

FAILED, READY, RUNNING = TaskResultStatus.FAILED, TaskResultStatus.READY, TaskResultStatus.RUNNING
WORDS: dict[str, str | Promise] = {
    FAILED: gettext_lazy("没有做成"), RUNNING: gettext_lazy("正在做"), READY: gettext_lazy("排队"),
}  # fmt: skip
TONES: dict[str, str] = {FAILED: "late", RUNNING: "doing", READY: "todo"}
SHOWN = 100


@dataclass(frozen=True)
class Row:
    """一项后台任务 as the page shows it."""

    pk: UUID
    kind: str
    status: str
    since: datetime
    tries: int
    next_at: datetime | None
    sentence: str

    @property
    def number(self) -> str:
        return str(self.pk)[:8]

    @property
    def word(self) -> str | Promise:
        return WORDS[self.status]

    @property
    def tone(self) -> str:
        return TONES[self.status]

    @property
    def has_failed(self) -> bool:
        return self.status == FAILED

    @property
    def is_running(self) -> bool:
        return self.status == RUNNING


def rows(*, at: datetime) -> list[Row]:
    """What is not done: failed first, then what is being done, then the queue, oldest first."""
    found: list[Row] = []
    for status in WORDS:
        jobs = DBTaskResult.objects.filter(status=status).order_by("enqueued_at").defer("args_kwargs", "traceback")
        found += [_row(one, at) for one in jobs[:SHOWN]]
    return found


def _row(one: DBTaskResult, at: datetime) -> Row:
    since = {FAILED: one.finished_at, RUNNING: one.started_at}.get(one.status) or one.enqueued_at
    waits = one.status == READY and at < one.run_after <= at + timedelta(days=1)
    why = kinds.sentence_of(one.exception_class_path) if one.status == FAILED else ""
    if waits and one.exception_class_path:
        why = _("上一次没有做成，到时间自动再做。")
    label = kinds.label_of(one.task_path)
    return Row(one.pk, label, one.status, since, len(one.worker_ids), one.run_after if waits else None, why)


def counts() -> dict[str, int]:
    """How many stand how."""
    found = DBTaskResult.objects.order_by().values("status").annotate(n=Count("pk")).values_list("status", "n")
    return dict.fromkeys(WORDS, 0) | {status: n for status, n in found if status in WORDS}


def oldest_waiting(*, at: datetime) -> timedelta | None:
    """How long the oldest job has been waiting that could be done now."""
    first = DBTaskResult.objects.ready().order_by().aggregate(first=Min("enqueued_at"))["first"]
    return max(at - first, timedelta()) if first else None


def waiting_since(moment: datetime) -> int:
    """How many could be done now and have been waiting since before then; one that was put off waits from its hour on."""
    return DBTaskResult.objects.ready().filter(enqueued_at__lt=moment).exclude(
        run_after__gt=moment, run_after__year__lt=9999).count()  # fmt: skip


def is_set_for(path: str, at: datetime) -> bool:
    """Whether such a job is put off to that very moment: a second one would find nothing to do."""
    return bool(DBTaskResult.objects.filter(task_path=path, status=READY, run_after=at).exists())


def failed_since(moment: datetime) -> int:
    """How many failed for good since then and were neither done again nor given up."""
    return DBTaskResult.objects.failed().filter(finished_at__gte=moment).count()
