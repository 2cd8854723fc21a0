"""外来工单的词汇: an order of 12345 or the petition office on its way in, and its answer on the way out.

Who may take one in and send one back is said where letters from above are (`levels.terms`): ENTER, GIVE_BACK.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event


class SlipState(models.TextChoices):
    """待确认工单的状态."""

    WAITING = "waiting", _("待确认")
    ENTERED = "entered", _("已登记")
    KNOWN = "known", _("以前登记过")
    ASIDE = "aside", _("放在一边")


class Format(models.TextChoices):
    """来件格式: the answer goes back as it came, a sheet as a sheet, all else as a document."""

    TEXT = "text", _("粘贴的文字")
    DOCUMENT = "document", _("文档")
    SHEET = "sheet", _("表格")


event("work_order.received", _("收到外来工单 %(count)s 件，待确认"), private=("file",))
event("work_order.dropped", _("待确认的外来工单到期删除"), private=())
event("work_order.put_aside", _("外来工单放在一边"), private=("reason",))
event("work_order.taken_up", _("放在一边的外来工单重新拿起"), private=())
event("work_order.known", _("外来工单 %(number)s 再次发来，没有重复登记"), private=())
event("work_order.entered", _("由外来工单 %(number)s 登记，对方要求%(due)s"), private=())
event("work_order.answered", _("外来工单 %(number)s 的回单由%(contact)s定稿"), private=())
event("work_order.taken_out", _("下载外来工单 %(number)s 的回单"), private=(), sealed="taken")
