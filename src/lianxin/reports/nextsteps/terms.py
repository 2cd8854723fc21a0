"""下步打算的词汇: states, the flow, aims, permissions, event kinds (M290)."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow

VIEW = permission("next_step.view", _("查看下步打算和落实情况"), weighed_at=("unit", "owner"))
EDIT = permission("next_step.edit", _("把下步打算分给责任人"))
REPORT = permission("next_step.report", _("报告下步打算的落实情况"), weighed_at=("owner",))


class State(models.TextChoices):
    """落实到哪一步."""

    OPEN = "open", pgettext_lazy("next step", "落实中")
    DONE = "done", pgettext_lazy("next step", "已完成")
    UNDONE = "undone", pgettext_lazy("next step", "未完成")


class Source(models.TextChoices):
    """从哪里来的: a line of a generated summary, or typed."""

    SUMMARY = "summary", _("工作总结")
    TYPED = "typed", _("自行列入")


class Aim(models.TextChoices):
    """以数为准的目标: what the figure must be when the period is over."""

    AT_MOST = "at_most", _("不高于")
    AT_LEAST = "at_least", _("不低于")


FLOW = Flow(
    "next_step",
    {
        "finish": ((State.OPEN,), State.DONE),
        "carry_over": ((State.OPEN,), None),
        "leave_undone": ((State.OPEN,), State.UNDONE),
        "edit": ((State.OPEN,), None),
        "reopen": ((State.DONE, State.UNDONE), State.OPEN),
    },
)
ADD = _("列入下步打算")
VERBS: dict[str, str | Promise] = {
    "finish": pgettext_lazy("next step", "报告已完成"), "carry_over": _("改到新的日期"),
    "leave_undone": pgettext_lazy("next step", "结为未完成"), "edit": _("修改这一项"),
    "reopen": pgettext_lazy("next step", "重新落实"),
}  # fmt: skip

event("next_step.added", _("列入下步打算：%(heading)s，%(owner)s，%(due_on)s前"), private=())
event("next_step.edited", _("修改下步打算：%(heading)s，%(owner)s，%(due_on)s前"), private=())
event("next_step.finished", _("下步打算已完成"), private=("result",))
event("next_step.carried_over", _("下步打算由%(old)s改到%(new)s"), private=("reason",))
event("next_step.left_undone", _("下步打算结为未完成"), private=("reason",))
event("next_step.reopened", _("下步打算重新落实，%(due_on)s前"), private=("reason",))
