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
    """上月和前月的数, then a concern closed in that month is done again: the figure stays, the change is entered."""
    clerk, last = county.who(county.top, "county_clerk"), Period.containing(localdate(until)).previous()
    given: dict[str, Any] = {"by": clerk, "at": until}
    if not clerk.has(FIGURES):
        return
    for period in (last.previous(), last):
        for code in SHOWN:
            if code in INDICATORS:
                figure = as_kept(INDICATORS[code], period, county.top, by=clerk, today=localdate(until))
                freeze(of=f"month:{period.code}", figure=figure, **given)
    closed = (
        Concern.objects.past_the_wall(by=clerk)
        .matters()
        .filter(status=Status.CLOSED, closed_on__range=(last.first, last.last), split_from=None, rated_on=None)
    )
    one = closed.order_by("-closed_on", "pk").first()
    if one is None:
        return
    concerns.reopen(concern=one, reason="群众来电说没有修好", **given)
    for frozen in FrozenFigure.objects.filter(unit=county.top, period=last.code, code="concern.closed"):
        if queries.movement(frozen):
            note_late(frozen=frozen, reason="月后回访，一件没有解决，退回重办", **given)
