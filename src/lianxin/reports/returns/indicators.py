"""摸底统计的指标: what was reported, and what late; the figures of a return are those of the rooms that they come from."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators import Count, register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.reports.returns.models import MonthReturn
from lianxin.reports.returns.terms import VIEW

GROUP = _("摸底统计")


def returns() -> PlacedQuerySet:
    """All months' returns."""
    return MonthReturn.objects.all()


reported = Count(
    code="return.reported", label=_("上报的摸底统计"), of=returns, dated="reported_on", to_open=VIEW, group=GROUP,
    measure=_("份"), basis=_("上报日期在本期内的月摸底统计，不论是哪个月的。"),
)  # fmt: skip
reported_late = Count(
    code="return.reported_late", label=_("迟报的摸底统计"), of=returns, dated="reported_on", to_open=VIEW, group=GROUP,
    measure=_("份"), where=Q(reported_on__gt=F("due_on")), better="low",
    basis=_("上报日期在本期内、过了最迟上报日期才上报的月摸底统计；还没有上报的不在其中，在摸底统计页面上看得到。"),
)  # fmt: skip

register(reported, reported_late)
