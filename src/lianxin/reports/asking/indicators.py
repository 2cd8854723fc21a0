"""报送要求的指标: what was approved, what of it turned to villages, how many items nobody had to type."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators import Count, Sum, register
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.reports.asking.models import ReportingRequest, RequestSheet
from lianxin.reports.asking.terms import VIEW

GROUP = _("报送要求")


def approved() -> PlacedQuerySet:
    """All requests; those that were approved have a day."""
    return ReportingRequest.objects.all()


def to_villages() -> PlacedQuerySet:
    """Those by which a department turned to villages or communities."""
    return ReportingRequest.objects.filter(asks_villages=True)


def sheets() -> PlacedQuerySet:
    """All sheets, one for each unit and period."""
    return RequestSheet.objects.all()


def with_typing() -> PlacedQuerySet:
    """Sheets on which something had to be typed."""
    return RequestSheet.objects.costing()


_requests = partial(Count, dated="approved_on", to_open=VIEW, group=GROUP, measure=_("份"), better="low")
requests = _requests(
    code="asking.requests", label=_("批准的报送要求"), of=approved,
    basis=_("批准日期在本期内的报送要求，按提出的单位计；上级要的记在接到的单位。"),
)  # fmt: skip
of_villages = _requests(
    code="asking.to_villages", label=_("部门要到村社区的报送要求"), of=to_villages,
    basis=_("批准日期在本期内、由部门提出、要村或社区填报的报送要求，每份都有理由（JF-10）。"),
)  # fmt: skip
sent = Count(
    code="asking.sheets", label=_("收到的报送要求"), of=with_typing, dated="asked_on", to_open=VIEW, group=GROUP, measure=_("份"),
    better="low", basis=_("发出日期在本期内、要本单位手填的报送要求，一个单位一期算一份；全部由系统取数的不算。"),
)  # fmt: skip
all_sheets = Count(
    code="asking.all_sheets", label=_("涉及本单位的报送要求"), of=sheets, dated="asked_on", to_open=VIEW, group=GROUP,
    measure=_("份"), basis=_("发出日期在本期内、涉及本单位的报送要求，一个单位一期算一份，包括全部由系统取数的。"),
)  # fmt: skip
typed = Sum(
    code="asking.fields", label=_("要手填的项"), over=sent, measured="fields", measure=_("项"), group=GROUP, places=0, better="low",
    basis=_("本期收到的报送要求里要手填的项数之和。"),
)  # fmt: skip
minutes = Sum(
    code="asking.minutes", label=_("填报约用分钟"), over=sent, measured="minutes", measure=_("分钟"), group=GROUP, places=0,
    better="low", basis=_("本期收到的报送要求按每项估计的分钟相加；是提出的单位估计的，不是测出来的。"),
)  # fmt: skip
saved = Sum(
    code="asking.fields_saved", label=_("由系统取数省填的项"), over=all_sheets, measured="saved", measure=_("项"), group=GROUP,
    places=0, better="high", basis=_("涉及本单位的报送要求里，由系统取数、不用填的项数之和。"),
)  # fmt: skip

register(requests, of_villages, sent, all_sheets, typed, minutes, saved)
