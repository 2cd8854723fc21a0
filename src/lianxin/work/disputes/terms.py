"""矛盾纠纷的词汇: states, permissions, event kinds. About things and places; there is no list of persons, of any kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class DisputeStatus(models.TextChoices):
    """一件纠纷现在怎样. Every dispute is in exactly one, so that the figures of a screening add up (M252)."""

    FOUND = "found", _("待处置")
    MEDIATING = "mediating", _("调解中")
    AGREED = "agreed", _("调解达成协议")
    SETTLED = "settled", _("已处置")
    NOT_AGREED = "not_agreed", _("调解未达成")
    REPORTED = "reported", _("已上报")
    TRANSFERRED = "transferred", _("已移交")


class Origin(models.TextChoices):
    """从哪里来."""

    SCREENED = "screened", _("排查发现")
    APPLIED = "applied", _("当事人申请")
    CONCERN = "concern", _("来自诉求")
    ABOVE = "above", _("上级交办")


class Side(models.TextChoices):
    APPLICANT = "applicant", _("申请一方")
    RESPONDENT = "respondent", _("另一方")


class MediationResult(models.TextChoices):
    AGREED = "agreed", pgettext_lazy("mediation", "达成协议")
    FAILED = "failed", pgettext_lazy("mediation", "未达成协议")


class Fulfilment(models.TextChoices):
    """协议履行到哪一步."""

    PENDING = "pending", pgettext_lazy("agreement", "履行中")
    FULFILLED = "fulfilled", pgettext_lazy("agreement", "已履行")
    BROKEN = "broken", pgettext_lazy("agreement", "未履行")


class Purpose(models.TextChoices):
    """查看用途: why the parties and the papers are opened; a closed list (个人信息保护法 §6)."""

    MEDIATE = "mediate", _("主持调解")
    PAPER = "paper", _("制作调解文书")
    FOLLOW_UP = "follow_up", _("回访协议履行")
    CHECK = "check", _("核对登记有没有错")


FLOW = Flow(
    "dispute",
    {
        "start_mediation": ((DisputeStatus.FOUND, DisputeStatus.NOT_AGREED), DisputeStatus.MEDIATING),
        "agree": ((DisputeStatus.MEDIATING,), DisputeStatus.AGREED),
        "fail": ((DisputeStatus.MEDIATING,), DisputeStatus.NOT_AGREED),
        "settle": ((DisputeStatus.FOUND, DisputeStatus.NOT_AGREED, DisputeStatus.REPORTED), DisputeStatus.SETTLED),
        "report_up": (
            (DisputeStatus.FOUND, DisputeStatus.MEDIATING, DisputeStatus.NOT_AGREED), DisputeStatus.REPORTED,
        ),
        "transfer": (
            (DisputeStatus.FOUND, DisputeStatus.MEDIATING, DisputeStatus.NOT_AGREED, DisputeStatus.REPORTED),
            DisputeStatus.TRANSFERRED,
        ),
        "take_back": ((DisputeStatus.REPORTED, DisputeStatus.TRANSFERRED), DisputeStatus.FOUND),
    },
)  # fmt: skip
VERBS = {
    "start_mediation": _("开始调解"), "agree": _("登记协议"), "fail": _("记为未达成"), "settle": _("登记处置结果"),
    "report_up": _("上报上级"), "transfer": _("移交"), "take_back": _("退回重新处置"),
}  # fmt: skip
OPEN_STATES = (DisputeStatus.FOUND, DisputeStatus.MEDIATING, DisputeStatus.NOT_AGREED)
SETTLED_STATES = (DisputeStatus.AGREED, DisputeStatus.SETTLED)
ENDED_STATES = (*SETTLED_STATES, DisputeStatus.TRANSFERRED)
TONES = {
    DisputeStatus.FOUND: "todo", DisputeStatus.MEDIATING: "doing", DisputeStatus.AGREED: "done", DisputeStatus.SETTLED: "done",
    DisputeStatus.NOT_AGREED: "late", DisputeStatus.REPORTED: "doing", DisputeStatus.TRANSFERRED: "quiet",
}  # fmt: skip
CLOCK = "mediation_30d"
KEEP_YEARS = 3  # 当事人资料 after the end; 民法典 §188 (诉讼时效三年), a choice of ours

VIEW = permission("dispute.view", _("查看矛盾纠纷排查调解（不含当事人）"))
RECORD = permission("dispute.record", _("登记排查出的矛盾纠纷"))
MEDIATE = permission("dispute.mediate", _("主持调解、登记协议"))
OPEN = permission("dispute.open", _("查看当事人和调解协议"))

event("dispute.recorded", _("登记纠纷，%(route)s"), private=("title",))
event("dispute.corrected", _("修改纠纷登记"), private=())
event("dispute.party_added", _("登记当事人一方"), private=())
event("dispute.opened", _("查看当事人和调解文书，用途：%(outcome)s"), private=(), sealed="opened")
event("dispute.start_mediation", _("开始调解，调解员%(mediators)s，%(due_on)s前调结"), private=())
event("dispute.session_held", _("调解一次，%(on)s"), private=())
event("dispute.agree", _("调解达成协议"), private=("note",))
event("dispute.fail", _("调解未达成协议"), private=("note",))
event("dispute.settle", _("已处置"), private=("note",))
event("dispute.report_up", _("上报%(to)s"), private=("note",))
event("dispute.transfer", _("移交%(to)s"), private=("note",))
event("dispute.take_back", _("退回重新处置"), private=("note",))
event("dispute.followed_up", _("回访协议履行：%(outcome)s"), private=("note",))
event("dispute.erased", _("到期清除当事人资料和协议内容"), private=())
event("sweep.opened", _("开展%(matter)s排查：%(title)s"), private=("title",))
