"""公平比较: units of one kind in three bands, by results that residents feel; no order of merit, nothing of persons (F047)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.indicators.sql import month_number
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.bands import Placed, banded, group_mean
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Satisfaction


@dataclass(frozen=True)
class Measure:
    """结果指标: part and whole of a rate, and the month it is dated by."""

    code: str
    label: str | Promise
    month: str
    whole: Q
    part: Q


GOOD = (Satisfaction.SATISFIED, Satisfaction.FAIRLY)
MEASURES = {
    one.code: one
    for one in (
        Measure("resolution", _("群众说解决的"), "rated_month", ~Q(rating=""), Q(rated_solved=True)),
        Measure("satisfaction", _("群众满意和基本满意的"), "rated_month", ~Q(rating=""), Q(rating__in=GOOD)),
        Measure("on_time", _("按时办结的"), "closed_month", Q(first_due_on__isnull=False), Q(closed_on__lte=F("first_due_on"))),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """一个单位 in its group."""

    unit: Unit
    placed: Placed
    rate: str
    interval: str


@dataclass(frozen=True)
class Group:
    """同类单位: like with like."""

    kind: str
    rows: list[Row]
    mean: str


def kinds_below(unit: Unit, units: list[Unit]) -> list[str]:
    """Which kinds of units stand right below, in the order of the list of kinds."""
    present = {one.kind for one in units}
    return [kind for kind in UnitKind.values if kind in present]


def compared_units(
    measure: Measure, period: Period, unit: Unit, *, by: Actor, topic: str = "", by_rate: bool = False
) -> list[Group]:
    """Each kind of unit right below, as a group of its own; in the order of the units, or of the rates if asked."""
    units = list(Unit.objects.valid(period.last).filter(parent=unit).order_by("path"))
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    found: Any = (
        Concern.objects.standing().past_the_wall(by=by).filter(within("handler_path", unit.path), measure.whole)
    )
    found = found.filter(**{f"{measure.month}__in": [month_number(month) for month in period.months()]})
    if topic:
        found = found.filter(Q(topic__code=topic) | Q(topic__parent__code=topic))
    paths = {one.path for one in units}
    step = len(unit.path) + 4
    rows = found.order_by().values_list("handler_path").annotate(n=Count("pk"), part=Count("pk", filter=measure.part))
    for path, n, part in rows:
        if path[:step] in paths:
            sums[path[:step]][0] += part
            sums[path[:step]][1] += n
    return [
        _group(kind, [one for one in units if one.kind == kind], sums, by_rate) for kind in kinds_below(unit, units)
    ]


def _group(kind: str, units: list[Unit], sums: dict[str, list[int]], by_rate: bool) -> Group:
    cells = {one.path: (sums[one.path][0], sums[one.path][1]) for one in units if one.path in sums}
    placed, mean = banded(cells), group_mean(cells)
    rows = [
        Row(one, placed[one.path], _percent(placed[one.path]), _interval(placed[one.path]))
        for one in units
        if one.path in placed
    ]
    if by_rate:
        rows.sort(key=lambda row: -row.placed.part / row.placed.whole if row.placed.band != "few" else 1)
    return Group(str(UnitKind(kind).label), rows, "" if mean is None else f"{mean * 100:.1f}%")


def _percent(placed: Placed) -> str:
    return "" if placed.band == "few" else f"{placed.part / placed.whole * 100:.1f}%"


def _interval(placed: Placed) -> str:
    return "" if placed.band == "few" else f"{placed.low * 100:.0f}%—{placed.high * 100:.0f}%"
