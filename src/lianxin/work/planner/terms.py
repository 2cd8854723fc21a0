"""走访安排的词汇: how a plan goes, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class PlanStatus(models.TextChoices):
    PLANNED = "planned", _("已安排")
    CARRIED_OUT = "carried_out", _("已成行")
    CANCELLED = "cancelled", _("已取消")


PLAN_FLOW = Flow(
    "plan",
    {
        "move": ((PlanStatus.PLANNED,), None),
        "join": ((PlanStatus.PLANNED,), None),
        "carry_out": ((PlanStatus.PLANNED,), PlanStatus.CARRIED_OUT),
        "cancel": ((PlanStatus.PLANNED,), PlanStatus.CANCELLED),
    },
)
PLAN_VERBS = {
    "move": _("改天去"), "join": _("一起去"), "carry_out": _("已经去了"), "cancel": pgettext_lazy("plan", "不去了"),
}  # fmt: skip

VIEW = permission("plan.view", _("查看走访安排和接待日程"), weighed_at=("unit", "home"))
MAKE = permission("plan.make", _("安排走访"), weighed_at=("home",))
TEAM = permission("team.view", _("查看本单位的走访进展"), weighed_at=("home",))
SET = permission("plan.set", _("设定村里每月接待的上限"))

event("plan.made", _("安排%(on)s到%(to)s走访，%(people)s 人"), private=("purpose",))
event("plan.moved", _("走访改到%(on)s：%(reason)s"), private=("reason",))
event("plan.joined", _("与%(companion)s一起去，%(on)s"), private=())
event("plan.carried_out", _("安排的走访已成行"), private=())
event("plan.corrected", _("成行的走访记录已更正"), private=())
event("plan.cancelled", _("取消走访安排：%(reason)s"), private=("reason",))
event("limit.set", _("每村每月接待不超过 %(days)s 天、每天不超过 %(groups)s 批"), private=())
