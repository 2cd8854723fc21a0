"""考核的读法: schemes that hold, the units of a run, the sheet of a unit with its records, the bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count as SqlCount
from django.db.models import Prefetch, Q, QuerySet

from lianxin.base.indicators import Count, Indicator, Rate, Spread, UnknownIndicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.assessing import distribution
from lianxin.pure.periods import Period
from lianxin.reports.assessments.models import Cell, Dimension, Item, Objection, Run, Scheme, Sheet, SheetQuerySet
from lianxin.reports.assessments.terms import OWN, RUN, VIEW, ObjectionState, RunState, SchemeState
from lianxin.reports.freezes.counting import as_office

# 方案 -----------------------------------------------------------------------------------------------------------


def schemes_seen(by: Actor) -> "QuerySet[Scheme]":
    """Schemes that the actor may read: those in force above him, which assess him too, and all where he may view."""
    above = Q(unit_path__in=ancestors(by.own_path), state=SchemeState.APPROVED)
    below = Scheme.objects.reachable(by=by, to=VIEW).values("pk")
    found: QuerySet[Scheme] = Scheme.objects.filter(above | Q(pk__in=below)).select_related("unit")
    return found.exclude(state=SchemeState.DROPPED).order_by("code", "-version")


def in_force(code: str, on: date) -> Scheme | None:
    """The version of a scheme that holds on that day: the newest that began by then."""
    found = Scheme.objects.filter(code=code, state=SchemeState.APPROVED, valid_from__lte=on)
    return found.select_related("unit").order_by("-valid_from", "-version").first()


def for_period(code: str, period: Period) -> Scheme | None:
    """The version by which a period is assessed: the one in force on its first day, so that everybody knew it before."""
    return in_force(code, period.first)


def dimensions_of(scheme: Scheme) -> list[tuple[Dimension, list[Item]]]:
    """维度 with their items, in order; two statements."""
    return [(one, list(one.items.all())) for one in scheme.dimensions.prefetch_related("items")]


def units_of(scheme: Scheme, period: Period) -> list[Unit]:
    """考核哪些单位: of the kinds of the scheme under its unit, as they stood on the last day of the period, in tree order."""
    found = Unit.objects.filter(within("path", scheme.unit_path), kind__in=scheme.kinds).valid(period.last)
    return list(found.order_by("path"))


# 一次考核 -------------------------------------------------------------------------------------------------------


def runs(by: Actor) -> "QuerySet[Run]":
    """考核 that the actor may see as a whole: whoever organises, signs or looks over it."""
    found: QuerySet[Run] = Run.objects.reachable(by=by, to=VIEW).select_related("scheme", "unit")
    return found.order_by("-in_period", "-pk")


def right_of(by: Actor) -> Permission:
    """By which permission somebody reads sheets: those of his subtree, or the published ones of his own unit alone."""
    return VIEW if by.has(VIEW) else OWN


def sheets_seen(by: Actor) -> SheetQuerySet:
    """单位考核表 that the actor may know of: his own unit's and those below; a draft only whoever organises it."""
    found: SheetQuerySet = Sheet.objects.reachable(by=by, to=right_of(by))
    return found.shown_to(by).select_related("run__scheme", "run__unit", "unit")


def own_sheets(by: Actor) -> "QuerySet[Sheet]":
    """本单位的考核表, the newest period first."""
    return sheets_seen(by).filter(unit_path=by.own_path).order_by("-run__in_period", "-pk")


def sheets_of(run: Run) -> list[Sheet]:
    """The sheets of a run in tree order, each with how many objections it has; never in the order of results (JF-2)."""
    found = run.sheets.select_related("unit").annotate(
        raised=SqlCount("objections", filter=~Q(objections__state=ObjectionState.WITHDRAWN)),
        waiting=SqlCount("objections", filter=Q(objections__state=ObjectionState.RAISED)),
    )
    return list(found.order_by("unit_path"))


def cells_of(sheet: Sheet) -> list[Cell]:
    """The items of a sheet with all that its page shows, in order; three statements."""
    return list(_cells().filter(sheet=sheet))


def cells_by_sheet(run: Run) -> dict[int, list[Cell]]:
    """The items of all sheets of a run, by the sheet's key; three statements, however many units there are."""
    found: dict[int, list[Cell]] = {}
    for cell in _cells().filter(sheet__run=run):
        found.setdefault(cell.sheet_id, []).append(cell)
    return found


def _cells() -> "QuerySet[Cell]":
    found = Cell.objects.select_related("item__dimension", "frozen__tree").prefetch_related(
        Prefetch("objections", Objection.objects.order_by("pk")), "revisions"
    )
    return found.order_by("item__dimension__number", "item__number")


@dataclass(frozen=True)
class Group:
    """一个维度 on a sheet: its items and the weight that they were given together."""

    dimension: Dimension
    cells: Sequence[Cell]

    @property
    def used(self) -> Any:
        return sum(cell.used for cell in self.cells)


def groups_of(cells: Sequence[Cell]) -> list[Group]:
    """The items of a sheet by dimension."""
    return [Group(found[0].item.dimension, found) for found in
            (list(rows) for _key, rows in groupby(cells, key=lambda cell: cell.item.dimension_id))]  # fmt: skip


@dataclass(frozen=True)
class Spreading:
    """分布 of one kind of units: how many in each band, how many not rated."""

    kind: str
    label: str
    bands: Sequence[tuple[str, int]]
    unrated: int

    @property
    def total(self) -> int:
        return sum(n for _label, n in self.bands) + self.unrated


def spreading(run: Run) -> list[Spreading]:
    """各档多少个单位, like with like: one statement."""
    held = list(run.sheets.values_list("unit_kind", "band"))
    found = []
    for kind in UnitKind:
        labels = [band for unit_kind, band in held if unit_kind == kind]
        if labels:
            bands = distribution(labels, run.scheme.band_list)
            found.append(Spreading(kind.value, str(kind.label), bands, labels.count("")))
    return found


def objections_to_decide(by: Actor) -> "QuerySet[Objection]":
    """要我答复的异议: one statement."""
    found = Objection.objects.filter(state=ObjectionState.RAISED, sheet__run__state=RunState.OPEN)
    place = Q(pk__in=())
    for root in by.grants.get(RUN.code, ()):
        place |= within("organiser_path", root)
    return found.filter(place).select_related("sheet__run__scheme", "cell__item").order_by("on", "pk")


# 记录 -----------------------------------------------------------------------------------------------------------


def indicator_of(item: Item) -> Indicator | None:
    """What the item measures; None where the indicator is no more, or has another definition by now."""
    try:
        found = get(item.indicator)
    except UnknownIndicator:
        return None
    return found if found.version == item.version else None


def sides_of(one: Indicator) -> list[Count]:
    """The lists behind an indicator: itself, both parts of a rate, what a median is of."""
    if isinstance(one, Rate):
        return [one.part, one.whole]
    if isinstance(one, Spread):
        return [one.over]
    assert isinstance(one, Count)
    return [one]


def named_records(cell: Cell, names: Sequence[str], by: Actor, today: date) -> dict[str, int]:
    """The records among those behind the item that bear these numbers (编号), as the unit itself sees them."""
    one = indicator_of(cell.item)
    if one is None:
        return {}
    counted = sides_of(one)[-1]
    if "code" not in {field.name for field in counted.of().model._meta.get_fields()}:
        return {}
    sheet = cell.sheet
    found = counted.records(sheet.run.period, sheet.unit, by=as_office(by, sheet.unit), today=today)
    return dict(found.filter(code__in=list(names)).values_list("code", "pk"))
