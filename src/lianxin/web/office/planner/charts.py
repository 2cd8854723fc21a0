"""接待天数的图和表: one source for the bars and for the table that says the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.pure.periods import Period
from lianxin.web.office.planner.places import Asked
from lianxin.work.planner.models import ReceivingLimit
from lianxin.work.planner.queries import Load

LABEL, WIDTH, ROW, HEAD = 100, 420, 28, 8
ROOM = WIDTH - LABEL - 90


@dataclass(frozen=True)
class Count:
    """一格: days in a month, of which to come, groups; the page that it opens ("" where it is a sum)."""

    month: Period
    days: int
    coming: int
    groups: int
    url: str
    is_chosen: bool

    @property
    def came(self) -> int:
        return self.days - self.coming


@dataclass(frozen=True)
class Line:
    """一行: a place with its months."""

    unit: Unit
    counts: list[Count]


@dataclass(frozen=True)
class Bar:
    """一条: came in full, to come hatched, its number at the end."""

    label: str
    url: str
    y: int
    came: int
    coming: int
    end: int
    days: int
    is_over: bool


@dataclass(frozen=True)
class Bars:
    """图: the bars and the line of the limit (0: none)."""

    rows: list[Bar]
    height: int
    limit_x: int
    limit: int


def lines(places: Sequence[Unit], found: Mapping[str, Load], months: Sequence[Period], chosen: Period) -> list[Line]:
    """A line for each place in its order; one with places below it sums theirs."""
    return [Line(one, [_count(one, found, month, chosen) for month in months]) for one in places]


def _count(unit: Unit, found: Mapping[str, Load], month: Period, chosen: Period) -> Count:
    these = [load for path, load in found.items() if is_within(path, unit.path)]
    days = [(day, load) for load in these for day in load.days if day in month]
    coming = sum(day not in load.came for day, load in days)
    url = f"{reverse('planner:days', args=[unit.pk])}?month={month.code}" if unit.path in found else ""
    only = not any(path != unit.path for path in found if is_within(path, unit.path))
    return Count(month, len(days), coming, sum(len(load.days[day]) for day, load in days), url if only else "",
                 month == chosen)  # fmt: skip


def bars(rows: Sequence[Line], months: Sequence[Period], limit: int) -> Bars:
    """Of one place its months, of several places the one month: days, on one scale from nought."""
    pairs = [(line, count) for line in rows for count in line.counts if count.month in months]
    most = max([limit, 5, *(count.days for _line, count in pairs)])
    found = []
    for number, (line, count) in enumerate(pairs):
        label = date_format(count.month.first, _("Y年n月")) if len(months) > 1 else line.unit.name
        came = round(count.came * ROOM / most)
        end = round(count.days * ROOM / most)
        y = HEAD + number * ROW
        found.append(Bar(label, count.url, y, came, end - came, LABEL + end, count.days, 0 < limit < count.days))
    limit_x = LABEL + round(limit * ROOM / most) if limit else 0
    return Bars(found, HEAD + len(found) * ROW + 22, limit_x, limit)


def over(found: Mapping[str, Load], here: Asked, limit: ReceivingLimit | None) -> int:
    """How many villages pass the limit in the chosen month."""
    if limit is None:
        return 0
    return sum(_days_in(load, here.month.first, here.month.last) > limit.days for load in found.values())


def _days_in(load: Load, first: date, last: date) -> int:
    return sum(first <= day <= last for day in load.days)
