"""活动 in a station's log and on its board: what was held that day, what is next."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.activities import queries
from lianxin.work.stations import board, logbook
from lianxin.work.stations.logbook import LogLine
from lianxin.work.stations.models import Station

NEXT = 3


def held(unit: Unit, day: date, by: Actor) -> Sequence[LogLine]:
    """当日办过的活动; one statement."""
    return [
        LogLine(
            _("%(kind)s：%(title)s") % {"kind": one.get_kind_display(), "title": one.title},
            "activities:activity",
            one.code,
        )
        for one in queries.held_on(unit, day, by)
    ]


def coming(station: Station, on: date) -> Sequence[str]:
    """下几次活动; one statement."""
    return [
        "，".join(filter(None, (one.on.isoformat(), one.title, one.place)))
        for one in queries.next_here(station.unit, on)[:NEXT]
    ]


def join() -> None:
    """Enter both; called when the app is ready."""
    logbook.lines("activities", gettext_lazy("活动宣传"), held, order=55)
    board.part("activities", gettext_lazy("下次活动"), coming, order=55)
