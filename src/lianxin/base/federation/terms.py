"""统一登录的词汇: why a login was refused, how long things hold, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event

TOLD_DAYS = 14  # so long somebody is told at each login what another one did to his link
WAITS_SECONDS = 600  # so long the provider may take to send somebody back
REFUSALS_AN_HOUR = 200  # so many are written down: who floods the address does not flood the journal


class Refusal(models.TextChoices):
    """为什么没有登录; for the auditor: whoever stands before the door is told one sentence whichever it was."""

    STATE = "state", _("不是从这个浏览器发起的，或者过了时间")
    DENIED = "denied", _("对方没有放行")
    CODE = "code", _("对方不认这个授权码")
    TOKEN = "token", _("对方给的凭证不可信")
    UNLINKED = "unlinked", _("没有关联账号")
    LOCKED = "locked", _("失败太多，暂停半小时")
    CLOSED = "closed", _("账号停用，或者要由本人重新关联")


event("federation.linked", _("%(username)s 的账号关联统一登录"), private=())
event("federation.unlinked", _("%(username)s 的账号解除统一登录关联"), private=())
event("federation.refused", _("统一登录未成功：%(kind)s"), private=())
