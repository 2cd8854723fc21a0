"""减负一览: what was put upon units in a month, kind by kind, by whom; every number is the list that it counts.

Kinds are never added to one another: an item to type, a check and a meeting are different things (F096).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.burden import MEASURES, Burden, Measure, found
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.reports.asking.burden import FIELDS, MINUTES, REQUESTS, RETURNS
from lianxin.reports.asking.queries.budget import Load, limits

MONTHS = 12
OURS = (REQUESTS, FIELDS, MINUTES)
BANDS = (_("没有要填的"), _("限额一半以内"), _("一半到限额"), _("超过限额"))


@dataclass(frozen=True)
class Item:
    """要做的一件, of its kind."""

    measure: Measure
    burden: Burden

    @property
    def month(self) -> str:
        return Period.containing(self.burden.on).code


def measures() -> list[Measure]:
    """各类: what is filled in first, then what the other rooms put upon units, as they declared it."""
    first = (*OURS, RETURNS)
    return [*(MEASURES[code] for code in first), *(one for code, one in MEASURES.items() if code not in first)]


def items(unit: Unit, first: date, last: date, by: Actor, *, below: bool = False) -> list[Item]:
    """Everything that was put upon exactly this unit, or with `below` upon it and all under it, kind by kind, by day."""
    rows = [Item(measure, one) for measure, one in found(unit, first, last, by) if below or one.unit_path == unit.path]
    order = {measure.code: number for number, measure in enumerate(measures())}
    return sorted(rows, key=lambda row: (order[row.measure.code], row.burden.on, row.burden.words))


def last_months(today: date, many: int = MONTHS) -> list[Period]:
    """The months up to this one, the oldest first."""
    months = [Period.containing(today)]
    while len(months) < many:
        months.insert(0, months[0].previous())
    return months


@dataclass(frozen=True)
class Line:
    """一类 of the table: an amount for each month, and for the months together."""

    measure: Measure
    amounts: Sequence[int]

    @property
    def total(self) -> int:
        return sum(self.amounts)


def lines(rows: Iterable[Item], months: Sequence[Period]) -> list[Line]:
    """单位 × 月 of each kind that there is, in the order of the register."""
    sums: dict[str, dict[str, int]] = {measure.code: {} for measure in measures()}
    for row in rows:
        of = sums[row.measure.code]
        of[row.month] = of.get(row.month, 0) + row.burden.amount
    return [Line(measure, [sums[measure.code].get(month.code, 0) for month in months]) for measure in measures()]


@dataclass
class Asker:
    """一个来要的单位: how much of each kind it asked; in the order of `measures`."""

    name: str
    amounts: dict[str, int] = field(default_factory=dict)

    def row(self, measures: Sequence[Measure]) -> list[int]:
        """One amount for each measure."""
        return [self.amounts.get(measure.code, 0) for measure in measures]


def askers(rows: Iterable[Item]) -> list[Asker]:
    """谁要的: units and offices by name, never persons; those that asked most items first, then by name."""
    known: dict[str, Asker] = {}
    for row in rows:
        of = known.setdefault(row.burden.asker, Asker(row.burden.asker)).amounts
        of[row.measure.code] = of.get(row.measure.code, 0) + row.burden.amount
    return sorted(known.values(), key=lambda one: (-one.amounts.get(FIELDS, 0), -sum(one.amounts.values()), one.name))


@dataclass
class Bands:
    """一类单位的分布: how many had nothing, up to half their limit, up to it, more; the last by name in the tree's order."""

    kind: str
    most: Load
    counts: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    beyond: list[Unit] = field(default_factory=list)

    @property
    def cells(self) -> list[tuple[int, str | Promise]]:
        """How many units lie in each band, with its words."""
        return list(zip(self.counts, BANDS, strict=True))

    @property
    def word(self) -> str | Promise:
        return UnitKind(self.kind).label


def bands(rows: Iterable[Item], under: Unit, month: Period) -> list[Bands]:
    """分档: units by how near they are to the month's limit in whatever is nearest to it; no order among them. Two statements."""
    had: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.measure.code in OURS:
            of = had.setdefault(row.burden.unit_path, {})
            of[row.measure.code] = of.get(row.measure.code, 0) + row.burden.amount
    most = limits(month)
    known: dict[str, Bands] = {}
    for unit in Unit.objects.filter(within("path", under.path)).valid(month.last).exclude(pk=under.pk).order_by("path"):
        one = known.setdefault(unit.kind, Bands(unit.kind, most[unit.kind]))
        band = _band(had.get(unit.path, {}), one.most)
        one.counts[band] += 1
        if band == 3:
            one.beyond.append(unit)
    return list(known.values())


def _band(had: Mapping[str, int], most: Load) -> int:
    pairs = [
        (had.get(REQUESTS, 0), most.requests),
        (had.get(FIELDS, 0), most.fields),
        (had.get(MINUTES, 0), most.minutes),
    ]
    if not any(number for number, _limit in pairs):
        return 0
    if any(number > limit for number, limit in pairs):
        return 3
    return 2 if any(2 * number > limit for number, limit in pairs) else 1


def limit_words(rows: Iterable[Item], unit: Unit, month: Period) -> tuple[Load, Load, bool]:
    """本月已要的、限额、是否超过 of one unit: one statement."""
    amounts = dict.fromkeys(OURS, 0)
    for row in rows:
        if row.measure.code in amounts and row.month == month.code and row.burden.unit_path == unit.path:
            amounts[row.measure.code] += row.burden.amount
    load, most = Load(amounts[FIELDS], amounts[MINUTES], amounts[REQUESTS]), limits(month)[unit.kind]
    return load, most, _band(amounts, most) == 3
