"""督办积案的词汇: orders that follow a matter to its end, old cases with a leader, corrections, the ladder of reminders."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class OrderState(models.TextChoices):
    OPEN = "open", _("督办中")
    ANSWERED = "answered", _("已回复，待审核")
    CONCLUDED = "concluded", _("已办结督办")


class CorrectionState(models.TextChoices):
    ISSUED = "issued", _("整改中")
    ANSWERED = "answered", _("已报整改，待确认")
    CONFIRMED = "confirmed", _("已确认整改")


class Fact(models.TextChoices):
    """整改事由: which matters of the unit are counted as the reason."""

    OVERDUE = "overdue", _("超期未办结的诉求")
    REPEATED = "repeated", _("两轮以上重办的诉求")
    OPEN = "open", _("尚未办结的诉求")


class Since(models.TextChoices):
    """起算: from what a step of the ladder counts."""

    DUE = "due", _("办理期限")
    ASSIGNED = "assigned", _("交办日期")


class Told(models.TextChoices):
    """提醒对象: an office, never a person by name."""

    HANDLER = "handler", _("承办单位经办人")
    LEADER = "leader", _("承办单位负责人")
    ABOVE = "above", _("上级单位负责人")


ORDER_FLOW = Flow(
    "supervision",
    {
        "report": ((OrderState.OPEN,), None),
        "chase": ((OrderState.OPEN,), None),
        "answer": ((OrderState.OPEN,), OrderState.ANSWERED),
        "ask_again": ((OrderState.ANSWERED,), OrderState.OPEN),
        "conclude": ((OrderState.OPEN, OrderState.ANSWERED), OrderState.CONCLUDED),
    },
)
CORRECTION_FLOW = Flow(
    "correction",
    {
        "answer": ((CorrectionState.ISSUED,), CorrectionState.ANSWERED),
        "ask_again": ((CorrectionState.ANSWERED,), CorrectionState.ISSUED),
        "confirm": ((CorrectionState.ANSWERED,), CorrectionState.CONFIRMED),
    },
)
ORDER_VERBS = {
    "report": _("报进展"), "chase": _("催办"), "answer": _("回复督办"), "ask_again": _("退回再办"),
    "conclude": _("办结督办"),
}  # fmt: skip
CORRECTION_VERBS = {
    "answer": _("报整改情况"), "ask_again": _("退回再改"), "confirm": pgettext_lazy("correction", "确认整改"),
}  # fmt: skip

SEE = permission("supervision.view", _("查看督办、整改通知"), weighed_at=("unit", "to"))
ISSUE = permission("supervision.issue", _("督办、催办、包案"))
REPORT = permission("supervision.report", _("报督办进展、整改情况"), weighed_at=("to",))
CORRECT = permission("correction.issue", _("发限期整改通知"))
CONFIRM = permission("correction.confirm", _("确认整改"), weighed_at=("upper",))
REMINDED = permission("reminder.view", _("接收办理提醒"))
LEADS = permission("reminder.lead", _("接收给负责人的提醒"))
CLIMB = permission("ladder.edit", _("修改提醒阶梯"))

event("supervision.issued", _("督办（%(number)s）：请%(to)s于%(answer_by)s前回复。%(demand)s"), private=("demand",))
event("supervision.reported", _("%(to)s报督办进展（%(number)s）：%(progress)s"), private=("progress",))
event("supervision.chased", _("第%(times)s次催办（%(number)s）：%(words)s"), private=("words",))
event("supervision.answered", _("%(to)s回复督办（%(number)s）：%(progress)s"), private=("progress",))
event("supervision.asked_again", _("督办回复退回再办（%(number)s）：%(words)s"), private=("words",))
event("supervision.concluded", _("办结督办（%(number)s）：%(conclusion)s"), private=("conclusion",))
event("case.declared", _("列为积案：%(reason)s"), private=("reason",))
event("case.led", _("%(leader)s包案，下次研究日期 %(review_on)s"), private=())
event("case.noted", _("包案进展：%(note)s"), private=("note",))
event("correction.issued", _("向%(to)s发限期整改通知，%(upper)s督促，%(answer_by)s前整改"), private=())
event("correction.answered", _("%(to)s报整改情况：%(words)s"), private=("words",))
event("correction.asked_again", _("整改退回再改：%(words)s"), private=("words",))
event("correction.confirmed", _("%(upper)s确认整改：%(words)s"), private=("words",))
event("reminder.given", _("提醒%(unit)s：%(step)s"), private=())
event("ladder.changed", _("修改提醒阶梯“%(step)s”第%(version)s版"), private=())
