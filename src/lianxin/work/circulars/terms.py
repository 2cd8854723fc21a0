"""督查通报的词汇: kinds of checks and findings, their states, permissions, event kinds (002-1, 000-5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow


class InspectionKind(models.TextChoices):
    """督查的类别: by an approved plan, or a visit of a leader, one record each (M230)."""

    PLANNED = "planned", _("计划督查")
    LEADER = "leader", _("领导督导")


class LeaderPost(models.TextChoices):
    """哪一位领导 (002-1): whose supervision visits are collected each month."""

    MAIN = "main", _("主要领导")
    IN_CHARGE = "in_charge", _("分管领导")
    OFFICE_HEAD = "office_head", _("群工办主任")


class OnDuty(models.TextChoices):
    """在岗情况: one statement of the station against its notice board, never a roll call (JF-4)."""

    NOT_LOOKED = "not_looked", _("没有看")
    AGREES = "agrees", _("与公示的一致")
    REPLACED = "replaced", _("有人请假，有人顶岗")
    DIFFERS = "differs", _("与公示的不一致")


class FindingKind(models.TextChoices):
    DUTY = "duty", _("在岗值班")
    WORK = "work", _("工作开展")
    HANDLING = "handling", _("诉求办理")
    RECORDS = "records", _("记录与实际不符")
    NOTICE = "notice", _("公示公开")
    STYLE = "style", _("作风纪律")
    OTHER = "other", pgettext_lazy("finding", "其他")


class FindingState(models.TextChoices):
    """问题的状态. 已整改 is no state: it follows from the correction item, or from the day it was put right."""

    NOTED = "noted", _("已记录")
    ASKED = "asked", _("请单位说明")
    REPLIED = "replied", _("已说明，待核")
    UPHELD = "upheld", _("成立")
    CHANGED = "changed", _("修改后成立")
    WITHDRAWN = "withdrawn", pgettext_lazy("finding", "已撤销")


class ReplyKind(models.TextChoices):
    AGREES = "agrees", _("情况属实")
    EXPLAINS = "explains", _("有出入，说明如下")


class CircularState(models.TextChoices):
    DRAFT = "draft", _("拟稿")
    OPINION = "opinion", _("征求意见")
    ISSUED = "issued", _("已印发")
    DROPPED = "dropped", _("不发了")


STANDING = (FindingState.UPHELD, FindingState.CHANGED)
SETTLED = (*STANDING, FindingState.WITHDRAWN)

FINDING_FLOW = Flow(
    "finding",
    {
        "ask": ((FindingState.NOTED,), FindingState.ASKED),
        "agree": ((FindingState.NOTED, FindingState.ASKED), FindingState.UPHELD),
        "explain": ((FindingState.NOTED, FindingState.ASKED), FindingState.REPLIED),
        "uphold": ((FindingState.ASKED, FindingState.REPLIED), FindingState.UPHELD),
        "change": ((FindingState.REPLIED,), FindingState.CHANGED),
        "withdraw": (
            (FindingState.NOTED, FindingState.ASKED, FindingState.REPLIED, *STANDING),
            FindingState.WITHDRAWN,
        ),
        "correct": (STANDING, None),
        "note_corrected": (STANDING, None),
    },
)
FINDING_VERBS = {
    "ask": _("请单位说明"), "agree": _("情况属实"), "explain": _("说明情况"), "uphold": _("维持"), "change": _("按说明修改"),
    "withdraw": pgettext_lazy("finding", "撤销"), "correct": _("转整改"), "note_corrected": _("记当场改正"),
}  # fmt: skip
CIRCULAR_FLOW = Flow(
    "circular",
    {
        "write": ((CircularState.DRAFT, CircularState.OPINION), None),
        "send": ((CircularState.DRAFT,), CircularState.OPINION),
        "take_back": ((CircularState.OPINION,), CircularState.DRAFT),
        "issue": ((CircularState.OPINION,), CircularState.ISSUED),
        "drop": ((CircularState.DRAFT, CircularState.OPINION), CircularState.DROPPED),
    },
)
CIRCULAR_VERBS = {
    "write": _("修改"), "send": _("送被查单位征求意见"), "take_back": _("收回再改"), "issue": _("签发"), "drop": _("不发了"),
}  # fmt: skip

VIEW = permission("circular.view", _("查看督查记录和通报"))
RECORD = permission("inspection.record", _("记录督查情况、提出问题"))
REPLY = permission("finding.reply", _("对督查问题说明情况"))
DRAFT = permission("circular.draft", _("起草督查通报"))
ISSUE = permission("circular.issue", _("签发督查通报"))

event("inspection.recorded", _("%(kind)s：%(on)s，%(findings)s 个问题，批准文号 %(approval)s"), private=())
event("inspection.sampled", _("抽看记录 %(code)s：%(agrees)s"), private=("note",))
event("inspection.voided", _("督查记录作废：%(reason)s"), private=("reason",))
event("finding.noted", _("提出问题（%(kind)s）：%(text)s"), private=("text",))
event("finding.asked", _("请单位说明，%(due)s前"), private=())
event("finding.replied", _("单位说明（%(how)s）：%(text)s"), private=("text",))
event("finding.decided", _("核定：%(outcome)s。%(text)s"), private=("text",))
event("finding.corrected", _("转整改：%(item)s"), private=())
event("finding.put_right", _("当场改正：%(text)s"), private=("text",))
event("circular.drafted", _("起草督查通报，%(first)s 至 %(last)s，%(count)s 个问题"), private=())
event("circular.written", _("修改督查通报"), private=())
event("circular.sent", _("送被查单位征求意见，%(until)s前"), private=())
event("circular.taken_back", _("收回通报稿再改"), private=())
event("circular.issued", _("签发督查通报%(number)s，校验值 %(digest)s"), private=())
event("circular.dropped", _("通报不发了：%(reason)s"), private=("reason",))
