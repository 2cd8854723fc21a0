"""后台任务: reading a batch of scans, in the name of whoever uploaded it."""

import logging
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.jobs.kinds import job
from lianxin.base.orgs.models import Posting
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.base.orgs.queries import actor_for
from lianxin.work.sheets import commands
from lianxin.work.sheets.models import SheetBatch
from lianxin.work.sheets.terms import BatchStatus

log = logging.getLogger(__name__)


def left(pk: int, *, at: datetime) -> None:
    """The administrator gave it up."""
    if batch := SheetBatch.objects.filter(pk=pk, status=BatchStatus.READING).first():
        sentence = _("系统管理员放弃了识读，什么都没有计入。请再上传一次，或改用手工录入。")
        commands.refuse_batch(batch=batch, sentence=sentence, by=None, at=at)


@job(gettext_lazy("识读扫描的答卷"), over=left)
def read(pk: int) -> None:
    """识读; whatever goes wrong is left as a sentence with the batch, so that nobody waits for ever."""
    batch = SheetBatch.objects.select_related("box").filter(pk=pk, status=BatchStatus.READING).first()
    if batch is None:
        return
    now = timezone.now()
    posting = (
        Posting.objects.valid(timezone.localdate()).filter(pk=batch.posting_id or 0, person__is_active=True).first()
    )
    try:
        if posting is None:
            raise NotAllowed(_("上传时的职务已经结束，不能继续识读。"))
        commands.read_batch(batch=batch, by=actor_for(posting), at=now)
    except NotAllowed as refusal:
        commands.refuse_batch(batch=batch, sentence=str(refusal), by=None, at=now)
    except Exception:
        log.exception("reading of sheet batch %s failed", pk)
        sentence = _("识读时出了意外，什么都没有计入。请再上传一次；仍不行，请改用手工录入。")
        commands.refuse_batch(batch=batch, sentence=sentence, by=None, at=now)
