"""发文的词汇: kinds of documents, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class DispatchKind(models.TextChoices):
    """文种: each has numbers of its own in every unit and year (M227)."""

    OFFICIAL = "official", _("办公室文件")
    NOTICE = "notice", pgettext_lazy("dispatch", "通知")
    CIRCULAR = "circular", _("督查通报")
    BULLETIN = "bulletin", pgettext_lazy("dispatch", "通报")
    NEWSLETTER = "newsletter", _("群工动态")
    TELEGRAM = "telegram", _("内部明电")
    REPORT = "report", pgettext_lazy("dispatch", "报告")
    BRIEFING = "briefing", pgettext_lazy("dispatch", "简报")
    REQUEST = "request", pgettext_lazy("dispatch", "请示")
    LETTER = "letter", pgettext_lazy("dispatch", "函")
    MINUTES = "minutes", pgettext_lazy("dispatch", "会议纪要")


VIEW = permission("dispatch.view", _("查看发文登记"))
REGISTER = permission("dispatch.register", _("登记发文、编文号"))

event("dispatch.registered", _("登记发文：%(number)s“%(title)s”"), private=("title",))
event("dispatch.voided", _("文号作废：%(number)s，%(reason)s"), private=("reason",))
event("dispatch.filed", _("存入电子件：%(name)s"), private=())
event("dispatch.signed", _("设定文号代字：%(kind)s用“%(sign)s”"), private=())
