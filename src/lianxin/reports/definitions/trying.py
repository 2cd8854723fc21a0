"""试算: a draft counted on real records, with samples of what it took in and of what it left out by one condition (F099).

Nobody can tell from a definition alone whether it counts the right things; from twenty records in and ten just outside,
a clerk can. Whoever looks sees only records that he may open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Value, When

from lianxin.base.indicators import Count, Figure, Indicator, Rate, grid, known
from lianxin.base.indicators.kinds import Spread
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.periods import Period
from lianxin.reports.definitions.building import Built, Clause

TAKEN, NEAR, COMPARED = 20, 10, 40


@dataclass(frozen=True)
class Tried:
    """试算的结果: figures of the running month, the month tried, its year before; the units below; the samples."""

    figures: list[dict[str, str]]
    below: list[dict[str, str]]
    same: list[str]
    counted: list[int]
    near: list[list[int]]


def tried(built: Built, unit: Unit, month: Period, *, by: Actor, today: date) -> Tried:
    """Count a draft over a unit for a month, in a constant number of statements."""
    one = built.indicator
    periods = list(dict.fromkeys([Period.containing(today), month, month.year_before()]))
    cells = grid([one], [unit], periods, by=by, today=today)
    children = list(Unit.objects.filter(parent=unit).valid(today).order_by("path"))
    below = grid([one], children, [month], by=by, today=today)
    counted, near = samples(built, unit, month, by=by, today=today)
    return Tried(
        [kept(cells[one.code, unit.pk, period.code]) for period in periods],
        [{"unit": child.name, **kept(below[one.code, child.pk, month.code])} for child in children],
        coinciding(one, unit, month, by=by, today=today), counted, near,
    )  # fmt: skip


def kept(figure: Figure) -> dict[str, str]:
    """A figure as a trial keeps it."""
    return {"period": figure.period.code, "value": figure.canonical, "text": figure.text, "of": figure.fraction}


def base_of(one: Indicator) -> Count:
    """The count whose records are looked at: of a rate its numerator, which bears all conditions."""
    if isinstance(one, Rate):
        return one.part
    if isinstance(one, Spread):
        return one.over
    assert isinstance(one, Count)
    return one


def samples(built: Built, unit: Unit, month: Period, *, by: Actor, today: date) -> tuple[list[int], list[list[int]]]:
    """The newest records that were counted, and the newest that fail exactly one clause, with its number."""
    count = base_of(built.indicator)
    counted = count.opened(month, unit, by=by, today=today).order_by("-pk").values_list("pk", flat=True)[:TAKEN]
    return list(counted), [[key, number] for key, number in _near(count, built.clauses, unit, month, by, today)]


def _near(
    count: Count, clauses: Sequence[Clause], unit: Unit, month: Period, by: Actor, today: date
) -> Iterable[tuple[int, int]]:
    """A record of the same time and place fails a clause where the clause is not true of it: unknown is a failure too."""
    if not clauses:
        return []
    found: PlacedQuerySet = count.of().filter(
        count.within_time(month, today), within(f"{count.placed}_path", unit.path)
    )
    missed = {
        f"_missed{n}": Case(When(one.where, then=Value(0)), default=Value(1), output_field=IntegerField())
        for n, one in enumerate(clauses)
    }
    total: Any = sum((F(name) for name in missed), Value(0))
    rows = found.reachable(by=by, to=count.to_open).annotate(**missed).annotate(_missed=total).filter(_missed=1)
    picked = rows.order_by("-pk").values_list("pk", *missed)[:NEAR]
    return [(pk, flags.index(1)) for pk, *flags in picked]


def coinciding(one: Indicator, unit: Unit, month: Period, *, by: Actor, today: date) -> list[str]:
    """Known counts of the same kind that took in the very same records in the month: worth a second look."""
    if not isinstance(one, Count):
        return []
    mine = set(_keys(one, unit, month, by, today))
    if not mine:
        return []
    like = [other for other in known() if type(other) is type(one) and _frame(other) == _frame(one)][:COMPARED]
    cells = grid(like, [unit], [month], by=by, today=today)
    same_size = [other for other in like if cells[other.code, unit.pk, month.code].value == len(mine)]
    return [str(other.label) for other in same_size[:5] if set(_keys(other, unit, month, by, today)) == mine]


def _frame(one: Any) -> tuple[Any, ...]:
    return one.of, one.dated, one.placed


def _keys(one: Any, unit: Unit, month: Period, by: Actor, today: date) -> Iterable[int]:
    found: Iterable[int] = one.records(month, unit, by=by, today=today).order_by().values_list("pk", flat=True)
    return found


def still_seen(count: Count, keys: Iterable[int], by: Actor) -> list[Any]:
    """The records of a trial that this reader may open, the newest first."""
    found = count.of().model._default_manager.filter(pk__in=list(keys))
    return list(found.reachable(by=by, to=count.to_open).values_list("pk", flat=True))
