"""摸底统计的指标: what was reported, and what late; the figures of a return are those of the rooms that they come from."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators import Count, Rate, register
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

asked = Count(
    code="return.asked", label=_("应报的摸底统计"), of=returns, dated="due_on", to_open=VIEW, group=GROUP,
    measure=_("份"), where=Q(excused=""),
    basis=_("最迟上报日期在本期内的摸底统计，上级免报的不在其中；一个单位一期一份，各级各算各的。"),
)  # fmt: skip
handed_in = Count(
    code="return.handed_in", label=_("应报中已上报的"), of=returns, dated="due_on", to_open=VIEW, group=GROUP,
    measure=_("份"), where=Q(excused="", reported_on__isnull=False),
    basis=_("应报的摸底统计里已经上报的，迟报的也在其中；撤回、退回后没有再报的不在其中。"),
)  # fmt: skip
in_time = Count(
    code="return.in_time", label=_("应报中按期上报的"), of=returns, dated="due_on", to_open=VIEW, group=GROUP,
    measure=_("份"), where=Q(excused="", reported_on__lte=F("due_on")),
    basis=_("应报的摸底统计里，上报日期不晚于最迟上报日期的。"),
)  # fmt: skip
complete_rate = Rate(
    code="return.complete_rate", label=_("摸底统计完整率"), part=handed_in, whole=asked, group=GROUP, better="high",
    basis=_("应报中已上报的 ÷ 应报的摸底统计。"),
)  # fmt: skip
timely_rate = Rate(
    code="return.timely_rate", label=_("摸底统计及时率"), part=in_time, whole=asked, group=GROUP, better="high",
    basis=_("应报中按期上报的 ÷ 应报的摸底统计。"),
)  # fmt: skip

register(reported, reported_late, asked, handed_in, in_time, complete_rate, timely_rate)
