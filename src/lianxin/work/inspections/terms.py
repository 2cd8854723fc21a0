"""督查的词汇: how a plan goes, ways of inspecting, whom an assignment binds, turns of cars, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class InspectionMode(models.TextChoices):
    """督查方式 (000-2: 明察暗访、随机检查、电话抽查). Only 明察 is told to the unit beforehand."""

    OPEN = "open", _("明察")
    UNANNOUNCED = "unannounced", _("暗访")
    RANDOM = "random", _("随机检查")
    BY_PHONE = "by_phone", _("电话抽查")


class InspectionState(models.TextChoices):
    DRAFT = "draft", _("待批准")
    APPROVED = "approved", _("已批准")
    DRAWN = "drawn", _("已抽取")
    UNDER_WAY = "under_way", _("正在督查")
    CARRIED_OUT = "carried_out", pgettext_lazy("inspection", "已完成")
    CALLED_OFF = "called_off", pgettext_lazy("inspection", "已取消")


OPEN_STATES = (InspectionState.APPROVED, InspectionState.DRAWN, InspectionState.UNDER_WAY)

INSPECTION_FLOW = Flow(
    "inspection_plan",
    {
        "amend": ((InspectionState.DRAFT,), None),
        "approve": ((InspectionState.DRAFT,), InspectionState.APPROVED),
        "leave_out": ((InspectionState.APPROVED, InspectionState.DRAWN, InspectionState.UNDER_WAY), None),
        "draw": ((InspectionState.APPROVED, InspectionState.DRAWN), InspectionState.DRAWN),
        "draw_further": ((InspectionState.UNDER_WAY,), None),
        "choose": ((InspectionState.APPROVED, InspectionState.DRAWN, InspectionState.UNDER_WAY), None),
        "form_group": ((InspectionState.APPROVED, InspectionState.DRAWN, InspectionState.UNDER_WAY), None),
        "send_car": ((InspectionState.APPROVED, InspectionState.DRAWN, InspectionState.UNDER_WAY), None),
        "skip_target": ((InspectionState.APPROVED, InspectionState.DRAWN, InspectionState.UNDER_WAY), None),
        "mark_done": (
            (InspectionState.APPROVED, InspectionState.DRAWN, InspectionState.UNDER_WAY),
            InspectionState.UNDER_WAY,
        ),
        "finish": ((InspectionState.UNDER_WAY,), InspectionState.CARRIED_OUT),
        "call_off": (
            (InspectionState.DRAFT, InspectionState.APPROVED, InspectionState.DRAWN),
            InspectionState.CALLED_OFF,
        ),
    },
)
INSPECTION_VERBS = {
    "amend": _("修改计划"), "approve": pgettext_lazy("inspection", "批准"), "leave_out": _("不参加抽取"), "draw": _("抽取"),
    "draw_further": _("再抽取"), "choose": _("指定单位"), "form_group": _("编组"), "send_car": _("派车"),
    "skip_target": _("这次不查"), "mark_done": _("查完一站"), "finish": _("督查完成"),
    "call_off": pgettext_lazy("inspection", "取消计划"),
}  # fmt: skip


class AssignmentKind(models.TextChoices):
    """分包的谁 (002-1): six inspectors, the leaders as heads of the main stations, the departments that send people."""

    INSPECTOR = "inspector", _("督导检查组人员")
    LEADER = "leader", _("总站长")
    DEPARTMENT = "department", _("派出部门")


class TargetBy(models.TextChoices):
    """怎样定下来的: drawn, named with a reason, or urgent above the limit."""

    DRAWN = "drawn", _("抽取")
    CHOSEN = "chosen", _("指定")
    URGENT = "urgent", _("紧急例外")


class LimitPeriod(models.TextChoices):
    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")
    YEAR = "year", _("每年")


class CarKind(models.TextChoices):
    """车从哪里来 (002-1): the departments in turn; some offices besides on the work days."""

    TURN = "turn", _("轮流")
    EXTRA = "extra", _("逢五另派")


class CarState(models.TextChoices):
    SENT = "sent", _("派出")
    SKIPPED = "skipped", _("这次派不出")


VIEW = permission("inspection.view", _("查看督查计划、分包和覆盖"))
PLAN = permission("inspection.plan", _("制订督查计划、分组派车、抽取"))
APPROVE = permission("inspection.approve", _("批准督查计划"))

event("inspection.drafted", _("拟订督查计划：%(mode)s，%(starts_on)s至%(ends_on)s"), private=("name",))
event("inspection.amended", _("修改督查计划"), private=("name",))
event("inspection.approved", _("批准督查计划，文号：%(number)s"), private=())
event("inspection.left_out", _("%(unit)s不参加这次抽取：%(reason)s"), private=("reason",))
event(
    "inspection.sealed",
    _("第 %(number)s 次抽取：随机种子 %(seed)s，总体 %(population)s 个单位，校验值 %(digest)s"),
    private=(),
)
event("inspection.drawn", _("第 %(number)s 次抽取：抽出 %(size)s 个单位"), private=())
event("inspection.chosen", _("指定督查%(unit)s：%(reason)s"), private=("reason",))
event("inspection.urgent", _("超过上限，紧急督查%(unit)s：%(reason)s"), private=("reason",))
event("inspection.skipped", _("这次不查%(unit)s：%(reason)s"), private=("reason",))
event("inspection.done", _("督查了%(unit)s，%(on)s"), private=())
event("inspection.finished", _("督查完成，查了 %(count)s 个单位"), private=())
event("inspection.called_off", _("取消督查计划：%(reason)s"), private=("reason",))
event("inspection.grouped", _("%(on)s第 %(number)s 组，%(people)s 人，%(targets)s 个单位"), private=())
event("inspection.car_sent", _("%(on)s第 %(number)s 组用车：%(source)s"), private=())
event("inspection.car_skipped", _("%(source)s %(on)s派不出车：%(reason)s"), private=("reason",))
event("car_source.added", _("%(source)s列入派车单位"), private=())
event("car_source.ended", _("%(source)s不再派车"), private=())
event("inspection_limit.set", _("%(unit)s督查上限：%(per)s %(most)s 次"), private=())
event("assignment.made", _("分包%(unit)s：%(about)s"), private=("name",))
event("assignment.ended", _("分包%(unit)s：%(about)s，到%(until)s"), private=("name",))
event("reminder_card.sent", _("送达%(on)s的提示卡 %(count)s 张"), private=())
