"""网络通知的词汇: what a program is told of, how far a notice has come; event kinds."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.work.concerns.terms import Status


class About(models.TextChoices):
    """告诉什么."""

    REGISTERED = "concern.registered", _("登记了诉求")
    ANSWERED = "concern.answered", _("答复了诉求")
    CLOSED = "concern.closed", _("办结了诉求")
    PUBLISHED = "item.published", _("公开了一件")


class State(models.TextChoices):
    """到哪一步: sent is that the other side said yes."""

    WAITING = "waiting", _("待送")
    SENDING = "sending", _("正在送")
    SENT = "sent", _("已送到")
    FAILED = "failed", _("没有送到")
    DROPPED = "dropped", _("不送了")


#: the entry of the journal → what is told, and the state that it says
TOLD: dict[str, tuple[str, str]] = {
    "concern.registered": (About.REGISTERED, Status.REGISTERED), "concern.replied": (About.ANSWERED, Status.REPLIED),
    "concern.closed": (About.CLOSED, Status.CLOSED), "publication.confirmed": (About.PUBLISHED, "published"),
}  # fmt: skip
#: how long to wait after the first, second … try; after the last a person decides
PAUSES = tuple(timedelta(minutes=n) for n in (1, 5, 30, 120, 720))
OFF_AFTER = 20  # tries in a row that came to nothing: nobody is there
KEPT = timedelta(days=30)

event("webhook.made", _("让%(unit)s的程序收通知：%(host)s，%(about)s"), private=())
event("webhook.withdrawn", _("撤销给%(host)s的通知"), private=())
event("webhook.stopped", _("给%(host)s的通知连续 %(count)s 次没有送到，自动停下"), private=())
event("webhook.resumed", _("恢复给%(host)s的通知"), private=())
event("webhook.retried", _("重送给%(host)s的一条通知"), private=())
