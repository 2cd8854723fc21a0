"""工作站页面上的: what came of a station's work this year, and its story."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.timezone import localdate

from lianxin.base.indicators import INDICATORS
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.web.ui.counted import Opening, figures
from lianxin.web.ui.request import Request
from lianxin.work.stations.models import Station
from lianxin.work.stations.terms import Weekday

#: 看结果，不看在站时间 (M235): what was found, how many households were met, what was solved
OUTCOMES = ("concern.received", "concern.closed", "visit.households", "visit.findings", "visit.solved_there")
LAST = 15


@dataclass(frozen=True)
class Event:
    """一次变动."""

    on: date
    sentence: str
    who: str


def outcomes(request: Request, unit: Unit) -> list[Opening]:
    """This year's figures of the station's unit, each of which opens; none for whoever may not read them."""
    return figures(request, [code for code in OUTCOMES if code in INDICATORS], unit)


def story(station: Station) -> list[Event]:
    """变动, newest first, as the journal tells them."""
    entries = list(reversed(book.story(station.ref).reverse()[:LAST]))
    private = book.private_of(entries)
    told = [Event(localdate(one.at), book.sentence(one, private.get(one.n)), one.by_name) for one in entries]
    return told[::-1]


def weekdays() -> dict[int, str | Promise]:
    """The words of the days of the week."""
    return dict(Weekday.choices)
