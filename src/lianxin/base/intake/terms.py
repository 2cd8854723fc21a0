"""导入的词汇: where a file stands on its way in, event kinds. Each kind of ledger has its own permission."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event


class TakingState(models.TextChoices):
    """到了哪一步."""

    READING = "reading", _("正在读取")
    READY = "ready", _("待确认")
    REFUSED = "refused", _("未能读入")
    TAKING = "taking", _("正在导入")
    DONE = "done", _("已导入")
    UNDONE = "undone", _("已撤销")


event("intake.received", _("上传待导入的%(ledger)s"), private=("file",))
event("intake.dropped", _("放弃导入，删除上传的文件"), private=())
event("intake.taken", _("导入%(ledger)s：新增 %(added)s，已有 %(known)s，退回 %(rejected)s"), private=())
event("intake.undone", _("撤销导入的%(ledger)s，共 %(removed)s"), private=())
event("intake.removed", _("撤销导入，删去这一条"), private=())
