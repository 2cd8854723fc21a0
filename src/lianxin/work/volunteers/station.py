"""志愿服务 in a station's log and on its board: what was done that day, what is next."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.stations import board, logbook
from lianxin.work.stations.logbook import LogLine
from lianxin.work.stations.models import Station
from lianxin.work.volunteers import queries

NEXT = 3


def served(unit: Unit, day: date, by: Actor) -> Sequence[LogLine]:
    """当日办过的班次, with how many came; one statement."""
    return [
        LogLine(
            _("%(team)s：%(title)s，%(n)s 人参加") % {"team": one.team.name, "title": one.title, "n": one.came},
            "volunteers:shift", one.code,
        )
        for one in queries.served_on(unit, day, by)
    ]  # fmt: skip


def coming(station: Station, on: date) -> Sequence[str]:
    """公开的下一次; one statement."""
    return [
        _("%(on)s %(from)s，%(title)s（%(team)s），%(place)s")
        % {"on": one.on.isoformat(), "from": f"{one.from_time:%H:%M}", "title": one.title, "team": one.team.name,
           "place": one.place}
        for one in queries.public_coming(station.unit, on)[:NEXT]
    ]  # fmt: skip


def join() -> None:
    """Enter both; called when the app is ready."""
    logbook.lines("volunteers", gettext_lazy("志愿服务"), served, order=60)
    board.part("volunteers", gettext_lazy("志愿服务"), coming, order=60)
