"""核对记录的词汇: states, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

BATCH = permission("check.batch", _("成批核对材料"))
#: a batch is gone after so many days at the latest
KEPT_DAYS = 30
MOST_TEXTS = 700
MOST_BYTES = 5 * 1024 * 1024
MOST_TOGETHER = 60 * 1024 * 1024


class BatchStatus(models.TextChoices):
    """一批的状态: being checked, done, or stopped with a sentence."""

    CHECKING = "checking", _("正在核对")
    DONE = "done", _("核对完毕")


class TextStatus(models.TextChoices):
    """一份的状态: waits, was checked, or could not be read."""

    WAITING = "waiting", pgettext_lazy("check", "等候")
    CHECKED = "checked", pgettext_lazy("check", "已核对")
    UNREAD = "unread", _("读不了")


class WaiverReason(models.TextChoices):
    """忽略的理由: why a finding may stand."""

    RULE = "rule", _("另有口径")
    OTHER = "other", _("别处有说明")
    AGREED = "agreed", _("习惯写法")
    MISTAKEN = "mistaken", _("核对看错了")


event("check.batch_received", _("成批核对材料 %(count)s 份"), private=("names",))
event("check.batch_deleted", _("删除成批核对的材料 %(count)s 份"), private=("names",))
event("check.unit_set", _("改定一份材料的单位：%(unit)s"), private=("name",))
event("check.waived", _("忽略一处核对意见"), private=("reason", "quote", "words"))
event("check.heeded", _("不再忽略一处核对意见"), private=("quote",))
