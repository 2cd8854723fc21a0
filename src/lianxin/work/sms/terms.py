"""短信告知的词汇: what a resident is told of, how far a message has come; event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event


class About(models.TextChoices):
    """告知什么: the event of the concern that it tells of."""

    CLASSIFIED = "concern.classified", _("已受理")
    DECLINED = "concern.declined", _("不予受理")
    EXTENDED = "concern.extended", _("要晚一些")
    REPLIED = "concern.replied", _("已答复")
    REOPENED = "concern.reopened", _("重新办理")


class State(models.TextChoices):
    """到哪一步: handed over is what we know; whether it arrived, the platform of the county knows."""

    WAITING = "waiting", _("待发")
    HANDING = "handing", _("正在交发")
    HANDED = "handed", _("已交发")
    FAILED = "failed", _("没有发出")
    DROPPED = "dropped", _("不发了")


event("concern.sms_wished", _("群众要用短信知道进展"), private=())
event("concern.sms_declined", _("群众不要短信"), private=())
event("concern.sms_handed", _("短信告知群众：%(about)s"), private=())
event("concern.mail_asked", _("群众写了邮箱，等他确认"), private=())
event("concern.mail_wished", _("群众要用邮件知道进展"), private=())
event("concern.mail_declined", _("群众不要邮件"), private=())
event("concern.mail_handed", _("邮件告知群众：%(about)s"), private=())
event("concern.sms_retried", _("重发短信：%(about)s"), private=())
event("concern.sms_dropped", _("不发短信：%(about)s"), private=())
