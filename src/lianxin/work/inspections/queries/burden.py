"""督查负担: how often a unit was inspected, how often it may be, from which day it may be again (F082)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.pure.periods import Period
from lianxin.work.inspections.models import InspectionLimit, PlanTarget
from lianxin.work.inspections.models.targets import TargetQuerySet
from lianxin.work.inspections.terms import LimitPeriod

#: where a county has set none: a choice of ours, until it has (rules.md §4 asks for few, names no number)
UNTIL_SET: Mapping[str, int] = {LimitPeriod.MONTH: 1, LimitPeriod.QUARTER: 2, LimitPeriod.YEAR: 6}


def received(unit: Unit, first: date, last: date) -> TargetQuerySet:
    """接受督查: the inspections of exactly this unit that were carried out in these days, by whomever."""
    found: TargetQuerySet = PlanTarget.objects.standing().done()
    return found.filter(unit_path=unit.path, done_on__range=(first, last)).select_related("plan__unit", "unit")


def limits_of(paths: Iterable[str], on: date) -> dict[str, dict[str, int]]:
    """督查上限 of several units by path and LimitPeriod, as of a day: one statement."""
    wanted = list(paths)
    places = {place for path in wanted for place in ancestors(path)}
    rows = InspectionLimit.objects.filter(unit_path__in=places, since__lte=on).order_by("since", "pk")
    latest = {(row.unit_path, row.per): row.most for row in rows}
    found = {}
    for path in wanted:
        held = dict(UNTIL_SET)
        for place in ancestors(path):
            held |= {per: latest[place, per] for per in LimitPeriod.values if (place, per) in latest}
        found[path] = held
    return found


def limit_of(unit: Unit, period: Period) -> int | None:
    """督查上限 of a unit for a month, quarter or year, as of its last day; None for a half year, which has none."""
    return limits_of([unit.path], period.last)[unit.path].get(period.kind)


def _spans(on: date) -> list[Period]:
    return [Period.containing(on, "month"), Period.containing(on, "quarter"), Period.containing(on, "year")]


def counted(paths: Iterable[str], on: date) -> dict[str, dict[str, int]]:
    """排了和查了几次 of each unit in the month, quarter and year of a day: those meant to be count like those that were.

    One statement for any number of units.
    """
    wanted = set(paths)
    year = Period.containing(on, "year")
    found: dict[str, dict[str, int]] = {path: dict.fromkeys(LimitPeriod.values, 0) for path in wanted}
    rows = PlanTarget.objects.standing().filter(_in(year)).order_by().values_list("unit_path", "on", "done_on")
    for path, planned, done in rows:
        if path in wanted:
            for span in _spans(on):
                found[path][span.kind] += (done or planned) in span
    return found


def counted_done(paths: Iterable[str], on: date) -> dict[str, dict[str, int]]:
    """查过几次 of each unit in the month, quarter and year of a day, of what was carried out alone: one statement."""
    wanted, year = set(paths), Period.containing(on, "year")
    found: dict[str, dict[str, int]] = {path: dict.fromkeys(LimitPeriod.values, 0) for path in wanted}
    rows = PlanTarget.objects.standing().filter(done_on__range=(year.first, year.last)).order_by()
    for path, day in rows.values_list("unit_path", "done_on"):
        if path in wanted:
            for span in _spans(on):
                found[path][span.kind] += day in span
    return found


def _in(span: Period) -> Q:
    return Q(done_on__range=(span.first, span.last)) | Q(done_on=None, on__range=(span.first, span.last))


def room_from(on: date, had: Mapping[str, int], most: Mapping[str, int]) -> date | None:
    """从哪天起可以再查: None where there is room on that day; else the first day after every full period."""
    full = [span.last + timedelta(days=1) for span in _spans(on) if had[span.kind] >= most[span.kind]]
    return max(full, default=None)


@dataclass(frozen=True)
class Meter:
    """督查负担 of one unit in one period: how many there were or are meant to be, against the limit."""

    period: Period
    had: int
    most: int

    @property
    def is_full(self) -> bool:
        return self.had >= self.most


def meter(unit: Unit, on: date) -> list[Meter]:
    """本月、本季度、本年 of a unit, counting what was carried out alone: plans may still be a secret. Two statements."""
    most = limits_of([unit.path], on)[unit.path]
    year = Period.containing(on, "year")
    days: list[Any] = list(received(unit, year.first, year.last).order_by().values_list("done_on", flat=True))
    return [Meter(span, sum(day in span for day in days), most[span.kind]) for span in _spans(on)]
