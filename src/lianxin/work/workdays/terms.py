"""群众工作日的词汇: the rule of the days, themes, absences and their three levels, permissions, event kinds."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission
from lianxin.pure.flow import Flow

VIEW = permission("workday.view", _("查看群众工作日、主题和请假"))
THEME = permission("workday.theme", _("定月度主题、工作日规则"))
CONFIRM = permission("workday.confirm", _("确认本站工作日（只记例外）"))
ASK = permission("absence.ask", _("为进站人员请假"))
VERIFY = permission("absence.verify", _("核准、登记进站人员请假"))
APPROVE = permission("absence.approve", _("审批、备案进站人员请假"))


@dataclass(frozen=True)
class Rule:
    """工作日规则: the days of the month, whether a day of rest moves them, the reason codes, the days to confirm in.

    `version` 0 is what holds where no county has decided: 逢五 (002-1), the reasons as the source text names them.
    """

    version: int
    valid_from: date
    numbers: tuple[int, ...]
    moves: bool
    confirm_days: int
    reasons: tuple[tuple[str, str], ...]
    basis: str = ""

    @property
    def words(self) -> str:
        """5日、15日、25日."""
        return "、".join(f"{number}日" for number in self.numbers)

    def label_of(self, code: str) -> str:
        """The reason in words; what is no code of this version stands as it is."""
        return dict(self.reasons).get(code, code)


#: the reasons of 002-1 (“以开会、忙本职工作、交通不方便等为理由”) and the usual kinds of leave; a county edits its own
REASONS = (
    ("meeting", "开会"), ("own_work", "本职工作走不开"), ("traffic", "交通不便"), ("training", "培训学习"),
    ("trip", "出差"), ("illness", "病假"), ("family", "事假"), ("holiday", "年休假"), ("other", "其他"),
)  # fmt: skip
DEFAULT_RULE = Rule(
    0, date(2000, 1, 1), (5, 15, 25), True, 3, REASONS, "未另定规则的，逢五为群众工作日，遇休息日顺延到下一个工作日。"
)


class AbsenceStage(models.TextChoices):
    """请假到了哪一级; noted: told when the day was confirmed, without leave asked before."""

    ASKED = "asked", _("已申请，待核准登记")
    VERIFIED = "verified", _("已核准登记，待审批")
    APPROVED = "approved", _("已审批备案")
    REFUSED = "refused", _("未准")
    WITHDRAWN = "withdrawn", _("已撤回")
    NOTED = "noted", _("确认时记下，事先未请假")


#: 站 → 总站核准、登记 → 县审批、备案 (002-1)
ABSENCE_FLOW = Flow(
    "absence",
    {
        "verify": ((AbsenceStage.ASKED,), AbsenceStage.VERIFIED),
        "approve": ((AbsenceStage.VERIFIED,), AbsenceStage.APPROVED),
        "refuse": ((AbsenceStage.ASKED, AbsenceStage.VERIFIED), AbsenceStage.REFUSED),
        "withdraw": ((AbsenceStage.ASKED, AbsenceStage.VERIFIED), AbsenceStage.WITHDRAWN),
    },
)
ABSENCE_VERBS: dict[str, str | Promise] = {
    "verify": _("核准登记"), "approve": _("审批备案"), "refuse": _("不准"), "withdraw": _("撤回申请"),
}  # fmt: skip
#: whoever is away on a day as far as the records say; a refused or withdrawn leave is no absence
AWAY = (AbsenceStage.ASKED, AbsenceStage.VERIFIED, AbsenceStage.APPROVED, AbsenceStage.NOTED)
ON_LEAVE = (AbsenceStage.ASKED, AbsenceStage.VERIFIED, AbsenceStage.APPROVED)

event("workday.rule_set", _("定群众工作日规则第 %(version)s 版，自%(valid_from)s起：每月%(days)s"), private=())
event("theme.drafted", _("拟%(month)s群众工作日主题，第 %(version)s 版"), private=("text",))
event("theme.decided", _("定下%(month)s群众工作日主题“%(name)s”"), private=())
event("theme.sent", _("向 %(stations)s 个工作站下发%(month)s群众工作日主题，%(timely)s"), private=())
event("workday.confirmed", _("确认%(on)s群众工作日：%(what)s"), private=())
event("workday.corrected", _("更正%(on)s群众工作日的确认，第 %(version)s 版：%(what)s"), private=("reason",))
event("absence.asked", _("请假 %(since)s 至 %(until)s，%(why)s，由%(substitute)s替代"),
      private=("matter", "substitute", "member"))  # fmt: skip
event("absence.brought_in", _("补录请假 %(since)s 至 %(until)s，%(outcome)s"), private=("member",))
event("absence.verified", _("核准登记，登记号 %(number)s"), private=("comment",))
event("absence.approved", _("审批备案，%(since)s 至 %(until)s"), private=("comment",))
event("absence.refused", _("请假未准"), private=("comment",))
event("absence.withdrawn", _("撤回请假申请"), private=())
event("absence.letter_made", _("向上级说明%(period)s进站人员请假 %(count)s 人次，发文 %(number)s"), private=())
