"""群众工作日的指标: leave as it was decided, and what came late; how much was written down is no figure (JF-3)."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.kinds import Count, Rate
from lianxin.base.indicators.registry import register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.workdays.models import Absence, DayRecord
from lianxin.work.workdays.terms import ON_LEAVE, VIEW, AbsenceStage

GROUP = _("群众工作日")


def absences() -> PlacedQuerySet:
    """All absences."""
    return Absence.objects.all()


def confirmations() -> PlacedQuerySet:
    """All confirmed days."""
    return DayRecord.objects.all()


approved = Count(
    code="absence.approved", label=_("经批准的请假"), of=absences, dated="since", to_open=VIEW, group=GROUP,
    measure=_("人次"), where=Q(stage=AbsenceStage.APPROVED),
    basis=_("请假第一天在本期内、已由县级审批备案的请假，一次请假不论几天计一人次。"),
)  # fmt: skip
asked = Count(
    code="absence.asked", label=_("提出的请假"), of=absences, dated="first_on", to_open=VIEW, group=GROUP,
    measure=_("人次"), where=Q(stage__in=ON_LEAVE),
    basis=_("请假期间的第一个群众工作日在本期内、没有撤回也没有被退的请假。"),
)  # fmt: skip
asked_late = Count(
    code="absence.asked_late", label=_("迟报的请假"), of=absences, dated="first_on", to_open=VIEW, group=GROUP,
    measure=_("人次"), better="low", where=Q(stage__in=ON_LEAVE, asked_on__gt=F("first_on")),
    basis=_("请假期间的第一个群众工作日在本期内、过了那一天才提出的请假。"),
)  # fmt: skip
without_leave = Count(
    code="absence.without_leave", label=_("漏报的请假"), of=absences, dated="first_on", to_open=VIEW, group=GROUP,
    measure=_("人次"), better="low", where=Q(stage=AbsenceStage.NOTED),
    basis=_("本期群众工作日里事先没有请假、确认工作日时才记下的不在岗，一人一天计一人次。"),
)  # fmt: skip
confirmed = Count(
    code="workday.confirmed", label=_("已确认的工作日"), of=confirmations, dated="on", to_open=VIEW, group=GROUP,
    measure=_("站次"), basis=_("群众工作日在本期内、工作站已确认人员在岗情况的，一站一天计一站次。"),
)  # fmt: skip
confirmed_late = Count(
    code="workday.confirmed_late", label=_("迟报的工作日确认"), of=confirmations, dated="on", to_open=VIEW, group=GROUP,
    measure=_("站次"), better="low", where=Q(confirmed_on__gt=F("due_on")),
    basis=_("群众工作日在本期内、过了规则所定的最迟确认日期才确认的，一站一天计一站次。没有确认的是未知，不在其中。"),
)  # fmt: skip
late_rate = Rate(
    code="workday.late_rate", label=_("确认迟报率"), part=confirmed_late, whole=confirmed, better="low", group=GROUP,
    basis=_("迟报的工作日确认 ÷ 已确认的工作日。"),
)  # fmt: skip

register(approved, asked, asked_late, without_leave, confirmed, confirmed_late, late_rate)
