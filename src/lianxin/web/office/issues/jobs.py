"""后台任务: a run over thousands of concerns, the training of suggestions, in the name of whoever asked."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from lianxin.base.jobs.kinds import job
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.queries import actor_for
from lianxin.work.issues import commands
from lianxin.work.issues.models import IssueRun


def left(run_pk: int, posting_id: int, *, at: datetime) -> None:
    """The administrator gave it up."""
    run, by = IssueRun.objects.filter(pk=run_pk).first(), _actor(posting_id)
    if run is not None and by is not None:
        commands.leave_run(run=run, by=by, at=at)


@job(gettext_lazy("归并诉求"), over=left)
def carry_out(run_pk: int, posting_id: int) -> None:
    """归并."""
    run, by = IssueRun.objects.filter(pk=run_pk).first(), _actor(posting_id)
    if run is not None and by is not None:
        commands.carry_out(run=run, by=by, at=timezone.now())


@job(gettext_lazy("训练分类建议"))
def train(posting_id: int) -> None:
    """训练分类建议."""
    if (by := _actor(posting_id)) is not None:
        commands.train_topics(by=by, at=timezone.now())


def _actor(posting_id: int) -> Actor | None:
    """The person in the post in which he asked, if it is still held."""
    held: Any = Posting.objects.valid(timezone.localdate()).filter(pk=posting_id, person__is_active=True)
    posting = held.select_related("unit", "person").first()
    return actor_for(posting) if posting else None
