"""大表: many cells at once, from the same lists as a single cell, rolled up the tree in memory.

Counts of the same list, date and place share one statement, grouped by unit and month; quarters, half-years and years
are sums of months. A rate is divided after the roll-up, a median taken from the summed histogram of days:
neither is ever averaged. A property test holds every cell equal to the single figure and to its opened list.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from django.db.models import Count as SqlCount
from django.db.models import F, Q, Value

from lianxin.base.indicators.kinds import FIGURES, Count, Figure, Indicator, Rate, Spread, Stock, local_today
from lianxin.base.indicators.registry import Dimension, sliced
from lianxin.base.indicators.sql import month_number
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP, is_within, within
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.periods import Period

Numbers = dict[tuple[str, str, str], int]  # by code, unit's path and period's code
Heaps = Mapping[str, Mapping[tuple[str, str], Counter[int]]]
Key = tuple[str, int, str]  # code, unit's key and period's code
ONE = Value(1)  # counted instead of the key: nothing is read from the row for it, a quarter less to do


def grid(
    indicators: Iterable[Indicator], units: Iterable[Unit], periods: Iterable[Period], *, by: Actor,
    today: date | None = None,
) -> "Cells":  # fmt: skip
    """The figure of every indicator × unit × period. Raises NotAllowed for a unit whose figures he may not read."""
    plan = Plan(list(units), list(periods), by, today or local_today())
    wanted = {one.code: one for one in indicators}
    for unit in plan.units:
        by.must_at(FIGURES, unit.path)
    counts = {count.code: count for one in wanted.values() if not isinstance(one, Spread) for count in one.counts}
    numbers: Numbers = {}
    for group in _batches(counts.values()):
        plan.count(group, numbers)
    heaps = {code: plan.histograms(one) for code, one in wanted.items() if isinstance(one, Spread)}
    if plan.wall_rose():
        return grid(wanted.values(), plan.units, plan.periods, by=by, today=today)
    return Cells(plan, wanted, numbers, heaps)


class Cells(Mapping[Key, Figure]):
    """The finished table: what was counted, from which each figure is made when it is asked for."""

    def __init__(self, plan: "Plan", wanted: Mapping[str, Indicator], numbers: Numbers, heaps: Heaps) -> None:
        self._wanted, self._numbers, self._heaps = wanted, numbers, heaps
        self._units = {unit.pk: unit for unit in plan.units}
        self._periods = {period.code: period for period in plan.periods}

    def __getitem__(self, key: Key) -> Figure:
        code, pk, in_period = (
            key  # the period's code as given: to put it together anew for 190,000 cells takes a second
        )
        one, unit, period = self._wanted[code], self._units[pk], self._periods[in_period]
        if isinstance(one, Spread):
            return one.gathered(unit, period, self._heaps[code].get((unit.path, in_period), {}))
        if isinstance(one, Rate):
            part, whole = (self._numbers.get((count.code, unit.path, in_period), 0) for count in one.counts)
            return one.divided(unit, period, part, whole)
        return Figure(one, unit, period, self._numbers.get((code, unit.path, in_period), 0))

    def __iter__(self) -> Iterator[Key]:
        return product(self._wanted, self._units, self._periods)

    def __len__(self) -> int:
        return len(self._wanted) * len(self._units) * len(self._periods)


def _batches(counts: Iterable[Count]) -> Iterator[Sequence[Count]]:
    """The counts that one statement answers together; what stands at a day goes by itself."""
    together: dict[Any, list[Count]] = defaultdict(list)
    for count in counts:
        key = count.code if isinstance(count, Stock) else (count.of, count.dated, count.month, count.placed)
        together[key].append(count)
    yield from together.values()


@dataclass
class Plan:
    """Which cells are wanted, and by whom."""

    units: list[Unit]
    periods: list[Period]
    by: Actor
    today: date

    def __post_init__(self) -> None:
        # A unit is counted with those that were merged into it: a place may lie under the paths of several wanted units.
        self.targets_at: dict[str, list[str]] = defaultdict(list)
        for unit in self.units:
            for path in unit.paths:
                self.targets_at[path].append(unit.path)
        self.paths = set(self.targets_at)
        self.roots = [p for p in self.paths if not any(p != q and is_within(p, q) for q in _above(p) & self.paths)]
        self.periods_of: dict[int, list[str]] = defaultdict(list)
        for period in self.periods:
            for month in period.months():
                self.periods_of[month_number(month)].append(period.code)
        self._counted_in: dict[str, list[str]] = {}
        self._has_walled: dict[Any, bool] = {}
        self._of: dict[Any, Callable[[], PlacedQuerySet]] = {}

    def rows(self, count: Count, *, by_place: bool = False) -> PlacedQuerySet:
        """The list of a count over all wanted units, without what is walled off; each row with its `_place`."""
        place = Q(pk__in=())
        for root in self.roots:
            place |= within(f"{count.placed}_path", root)
        if count.placed == "unit" and any(len(root) == STEP for root in self.roots):
            place = Q()  # the one unit without a parent holds every record: no range to look through
        # With one unit asked for there is nothing to group by: all rows are its own.
        is_one = len(self.units) == 1 and not by_place
        where = Value(self.units[0].path) if is_one else F(f"{count.placed}_path")
        found = count.of().filter(place).order_by().annotate(_place=where)
        if found.model not in self._has_walled:
            self._has_walled[found.model], self._of[found.model] = found.has_walled(by=self.by), count.of
        return found.past_the_wall(by=self.by) if self._has_walled[found.model] else found

    def wall_rose(self) -> bool:
        """Whether something to be hidden came in while we counted without a wall: then count again, behind it."""
        before = [self._of[model] for model, had in self._has_walled.items() if not had]
        return any(of().has_walled(by=self.by) for of in before)

    def in_months(self, count: Count, *, by_place: bool = False) -> PlacedQuerySet:
        """The same in the wanted months, each row with its `_month`."""
        rows = self.rows(count, by_place=by_place).annotate(_month=count.month_expression())
        return rows.filter(_month__in=sorted(self.periods_of))

    def targets(self, path: str) -> list[str]:
        """The wanted units in whose subtree a path lies."""
        found = self._counted_in.get(path)
        if found is None:
            above = (_above(path) | {path}) & self.paths
            found = self._counted_in[path] = list({target for p in above for target in self.targets_at[p]})
        return found

    def count(self, group: Sequence[Count], numbers: Numbers) -> None:
        """Answer a batch of counts with one statement."""
        first = group[0]
        if isinstance(first, Stock):
            self._count_stock(first, numbers)
            return
        asked = {f"n{i}": SqlCount(ONE, filter=count.where or None) for i, count in enumerate(group)}
        rows = self.in_months(first)
        if len(group) == 1:
            rows, asked = rows.filter(first.where), {"n0": SqlCount(ONE)}
        sums: dict[tuple[str, int], list[int]] = {}
        for month, path, *found in rows.values_list("_month", "_place").annotate(**asked):
            for target in self.targets(path):
                held = sums.get((target, month))
                sums[target, month] = found if held is None else [a + b for a, b in zip(held, found, strict=True)]
        for (path, month), found in sums.items():
            for code in self.periods_of[month]:
                for count, n in zip(group, found, strict=True):
                    key = (count.code, path, code)
                    numbers[key] = numbers.get(key, 0) + n

    def _count_stock(self, stock: Stock, numbers: Numbers) -> None:
        days = [(period.code, day) for period in self.periods if (day := stock.day(period, self.today)) is not None]
        if not days:
            return
        asked = {f"n{i}": SqlCount(ONE, filter=stock.standing(day)) for i, (_code, day) in enumerate(days)}
        rows = self.rows(stock).filter(stock.where & stock.ever)
        for path, *found in rows.values_list("_place").annotate(**asked):
            for target in self.targets(path):
                for (code, _day), n in zip(days, found, strict=True):
                    key = (stock.code, target, code)
                    numbers[key] = numbers.get(key, 0) + n

    def histograms(self, spread: Spread) -> dict[tuple[str, str], Counter[int]]:
        """How often each measure occurs, for each unit and period.

        By place even for one unit: so the index has them in order, and grouping sorts nothing.
        """
        count = spread.over
        rows = self.in_months(count, by_place=True).filter(count.where, **{f"{spread.measured}__isnull": False})
        fields = ("_month", "_place", spread.measured)
        heaps: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for month, path, measure, n in rows.values_list(*fields).annotate(n=SqlCount(ONE)):
            for target in self.targets(path):
                for code in self.periods_of[month]:
                    heaps[target, code][measure] += n
        return heaps


def breakdown(
    count: Count, along: Dimension, unit: Unit, periods: Iterable[Period], *, by: Actor, today: date | None = None
) -> list[tuple[Count, dict[str, Figure]]]:
    """分组表: each part of the count with its figure for each period, in the order of the dimension's choices.

    Parts that occur in none of the periods are left out; what has no value comes last.
    """
    plan = Plan([unit], list(periods), by, today or local_today())
    by.must_at(FIGURES, unit.path)
    folded = along.fold() if along.fold else {}
    rows = plan.in_months(count).filter(count.where).values_list("_month", F(along.field))
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for month, stored, n in rows.annotate(n=SqlCount(ONE)):
        for code in plan.periods_of[month]:
            sums[along.key_of(stored, folded)][code] += n
    if plan.wall_rose():
        return breakdown(count, along, unit, plan.periods, by=by, today=today)
    found = []
    choices, unlike = along.choices(), along.unlike() if along.unlike else ()
    for key in [*(key for key, _label in choices), "none"]:
        if key in sums:
            part = sliced(count, along, key, choices=choices, folded=folded, unlike=unlike)
            found.append((part, {p.code: Figure(part, unit, p, sums[key][p.code]) for p in plan.periods}))
    return found


def _above(path: str) -> set[str]:
    return {path[:i] for i in range(STEP, len(path), STEP)}
