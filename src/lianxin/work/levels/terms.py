"""上下级转办的词汇: what comes from above and must be returned; what is sent up, received and answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class Route(models.TextChoices):
    """转办与交办 differ in what is owed in return (条例 §22)."""

    PASSED_ON = "passed_on", _("转办")
    ASSIGNED = "assigned", _("交办")


class Wanted(models.TextChoices):
    """要求反馈: what the upper body wants back. An 交办 always wants the 办结报告 (条例 §22)."""

    REPORT = "report", _("办结报告")
    REPLY = "reply", _("回复函")
    NOTHING = "nothing", _("不要求反馈")


class Matter(models.TextChoices):
    """上报类别: why it goes up."""

    OPINION = "opinion", _("群众意见建议")
    BEYOND = "beyond", _("超出本级职权")
    POLICY = "policy", _("政策障碍")
    DECISION = "decision", _("提请党委、政府研究")


class State(models.TextChoices):
    SENT = "sent", _("已上报，待签收")
    RECEIVED = "received", _("已签收，待答复")
    DECIDED = "decided", _("已答复")
    RETURNED = "returned", _("已退回本级")
    WITHDRAWN = "withdrawn", _("已撤回")


class Decision(models.TextChoices):
    """上级答复: what came back."""

    ADOPTED = "adopted", _("采纳，由上级办理")
    INSTRUCTED = "instructed", _("作出批示，由本级办理")
    PLANNED = "planned", _("列入计划，说明时间")
    DECLINED = "declined", _("不采纳，说明理由")


OPEN = (State.SENT, State.RECEIVED)

FLOW = Flow(
    "submission",
    {
        "receive": ((State.SENT,), State.RECEIVED),
        "decide": ((State.RECEIVED,), State.DECIDED),
        "hand_back": ((State.SENT, State.RECEIVED), State.RETURNED),
        "withdraw": ((State.SENT,), State.WITHDRAWN),
    },
)
VERBS = {
    "receive": pgettext_lazy("submission", "签收"), "decide": pgettext_lazy("submission", "答复"),
    "hand_back": pgettext_lazy("submission", "退回本级"), "withdraw": pgettext_lazy("submission", "撤回"),
}  # fmt: skip

BOTH = ("unit", "handler")
ENTER = permission("upper_order.enter", _("登记上级来件"))
GIVE_BACK = permission("upper_order.give_back", _("向上级报送办理结果"), weighed_at=BOTH)
SUBMIT = permission("submission.submit", _("上报"), weighed_at=BOTH)
SEE = permission("submission.view", _("查看上报件"), weighed_at=("unit", "to"))
ANSWER = permission("submission.answer", _("签收、答复上报件"), weighed_at=("to",))
KEEP = permission("submission.keep", _("撤回上报件、登记外部上级的答复"))

event(
    "upper_order.entered", _("上级来件：%(body)s%(number)s（%(route)s），%(wanted)s，%(return_by)s前反馈"), private=()
)
event("upper_order.given_back", _("向%(body)s报送%(wanted)s（%(number)s），%(in_time)s"), private=())
event("submission.sent", _("上报%(to)s（%(matter)s）：%(reason)s"), private=("reason",))
event("submission.received", _("%(to)s签收上报件"), private=())
event("submission.decided", _("%(to)s答复上报件（%(decision)s）：%(answer)s"), private=("answer",))
event("submission.handed_back", _("%(to)s退回上报件：%(reason)s"), private=("reason",))
event("submission.withdrawn", _("撤回上报%(to)s的件：%(reason)s"), private=("reason",))
