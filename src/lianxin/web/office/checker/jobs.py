"""后台任务: a batch is checked a few texts at a time, in the name of whoever sent it; other jobs come in between."""

import logging
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.jobs.kinds import job
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.queries import actor_for
from lianxin.reports.checks import commands, queries
from lianxin.reports.checks.models import Batch, BatchText
from lianxin.reports.checks.terms import MOST_TEXTS
from lianxin.reports.summaries.examine import Reader

log = logging.getLogger(__name__)
AT_A_TIME = 20


def left(code: str, *, at: datetime) -> None:
    """The administrator gave it up: the texts that were still to be checked say so, and the batch is done."""
    batch = Batch.objects.select_related("posting__unit", "posting__person").filter(code=code).first()
    if batch is None or batch.is_done:
        return
    for text in queries.waiting(batch, MOST_TEXTS):
        commands.give_up(text=text, sentence=_("系统管理员放弃了，这一份没有核对。请再送一次。"), by=SYSTEM, at=at)
    if actor := _actor(batch):
        commands.finish(batch=batch, by=actor, at=at)


@job(gettext_lazy("核对一批文稿"), over=left)
def go_on(code: str) -> None:
    """接着核对: the next texts of a batch; behind the last one the texts are held against each other."""
    batch = Batch.objects.select_related("posting__unit", "posting__person").filter(code=code).first()
    actor = _actor(batch) if batch else None
    if batch is None or actor is None or batch.is_done:
        return
    with Reader() as reader:
        for text in queries.waiting(batch, AT_A_TIME):
            text.batch = batch
            _one(text, actor, reader)
    if queries.waiting(batch, 1):
        go_on.enqueue(code)
    else:
        commands.finish(batch=batch, by=actor, at=timezone.now())


def _one(text: BatchText, actor: Actor, reader: Reader) -> None:
    """Whatever goes wrong with one text stands in its row; the others are checked all the same."""
    try:
        commands.check_one(text=text, by=actor, at=timezone.now(), reader=reader)
    except Exception:
        log.exception("text %s of a batch failed", text.pk)
        sentence = _("核对时出了意外，这一份没有核对。请单独核对一次。")
        commands.give_up(text=text, sentence=sentence, by=actor, at=timezone.now())


def _actor(batch: Batch) -> Actor | None:
    """The person in the post in which the batch was sent, if it is still held."""
    held = Posting.objects.valid(timezone.localdate()).filter(pk=batch.posting_id, person__is_active=True)
    posting = held.select_related("unit", "person").first()
    return actor_for(posting) if posting else None
