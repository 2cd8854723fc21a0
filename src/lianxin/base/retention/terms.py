"""保管期限的词汇: permissions, why something was restricted, what became of it, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

RESTRICTED_DAYS = 30  # between the restriction and the erasing: time to notice a mistake
AHEAD_DAYS = 7  # so many days before it, 今日 says what will be erased
LONGEST_BACK = 24  # months for which what was taken back may stay
BATCH = 200  # records of one kind that are put away in one transaction
MOST = 2000  # records of one kind in one night: a county that begins late catches up in a few nights
WORD, GONE = "（已限制）", "（已清除）"  # what stands in the place of a title


class Ground(models.TextChoices):
    """限制处理的原因."""

    EXPIRED = "expired", _("保管期满")
    ASKED = "asked", _("本人申请")


class State(models.TextChoices):
    """限制处理的结果."""

    RESTRICTED = "restricted", _("已限制")
    BACK = "back", _("已恢复")
    ERASED = "erased", _("已清除")


VIEW = permission("retention.view", _("查看保管期限和到期清理"))
SET = permission("retention.set", _("设定保管期限"))
HOLD = permission("retention.hold", _("暂停销毁"))
KEEP = permission("retention.keep", _("查看已限制的内容，限制、恢复"))

event("retention.set", _("设定保管期限：%(kind)s %(months)s 个月，原来 %(was)s 个月"), private=())
event("retention.restricted", _("限制处理：%(kind)s，%(outcome)s，%(until)s后清除"), private=("reason",))
event("retention.opened", _("查看已限制的内容：%(kind)s，理由：%(reason)s"), private=("reason",), sealed="opened")
event(
    "retention.brought_back",
    _("恢复已限制的内容：%(kind)s，%(until)s前不再到期，理由：%(reason)s"),
    private=("reason",),
)
event("retention.erased", _("清除：%(kind)s"), private=())
event("retention.held", _("暂停销毁：%(scope)s，理由：%(reason)s"), private=("reason",))
event("retention.let_go", _("解除暂停销毁：%(scope)s，理由：%(reason)s"), private=("reason",))
