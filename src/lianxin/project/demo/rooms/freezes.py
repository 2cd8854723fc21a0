"""封存的演示数据: some months of the county's figures frozen, and one late change with its reason."""

from datetime import datetime
from random import Random
from typing import Any

from django.utils.timezone import localdate

from lianxin.base.indicators import FIGURES, INDICATORS
from lianxin.project.demo.county import County
from lianxin.pure.periods import Period
from lianxin.reports.freezes import queries
from lianxin.reports.freezes.commands import freeze, note_late
from lianxin.reports.freezes.counting import as_kept
from lianxin.reports.freezes.models import FrozenFigure
from lianxin.work.concerns import commands as concerns
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status

SHOWN = ("concern.received", "concern.closed", "concern.on_time_rate", "concern.median_days_to_close")


def fill(county: County, until: datetime, random: Random) -> None:
    """上月和前月的数, then a concern of that month is voided as entered twice: the figure stays, the change is entered."""
    clerk, last = county.who(county.top, "county_clerk"), Period.containing(localdate(until)).previous()
    given: dict[str, Any] = {"by": clerk, "at": until}
    if not clerk.has(FIGURES):
        return
    for period in (last.previous(), last):
        for code in SHOWN:
            if code in INDICATORS:
                figure = as_kept(INDICATORS[code], period, county.top, by=clerk, today=localdate(until))
                freeze(of=f"month:{period.code}", figure=figure, **given)
    entered = Concern.objects.past_the_wall(by=clerk).filter(
        status=Status.REGISTERED, received_on__range=(last.first, last.last)
    )
    twice = entered.order_by("pk").first()
    if twice is None:
        return
    concerns.void(concern=twice, reason="与另一件重复登记", **given)
    for frozen in FrozenFigure.objects.filter(unit=county.top, period=last.code, code="concern.received"):
        if queries.movement(frozen):
            note_late(frozen=frozen, reason="月后核对发现一件重复登记，已作废", **given)
