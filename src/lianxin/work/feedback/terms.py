"""意见建议的词汇: what users say of the system itself and of the burden of filling in (rules.md JF-7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class About(models.TextChoices):
    SYSTEM = "system", _("系统不好用")
    BURDEN = "burden", _("填报负担")
    IDEA = "idea", _("改进建议")


VIEW = permission("feedback.view", _("查看对系统的意见建议"))

event("feedback.said", _("对系统提出意见建议：%(about)s"), private=())
