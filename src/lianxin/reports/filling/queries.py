"""填表的读法: the tables that one may fill, and one of them filled: rows, figures, what nothing is held for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base import ledgers
from lianxin.base.indicators import Figure, Indicator, Rate, UnknownIndicator, get, grid
from lianxin.base.ledgers import NUMBER
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.periods import Period
from lianxin.pure.templates import (
    Content,
    Done,
    Layout,
    NoHeader,
    Percent,
    Sheet,
    Shift,
    Sum,
    Unreadable,
    fill_rows,
    put,
)
from lianxin.pure.templates.matching import plain
from lianxin.reports.filling.models import TableTemplate, TemplateVersion
from lianxin.reports.filling.problems import Unfit
from lianxin.reports.filling.proposing import Place, items_of, places_of
from lianxin.reports.filling.terms import FIGURE, VIEW, Fact, Shown, TableKind, UnitFact
from lianxin.reports.freezes.models import FrozenFigure
from lianxin.reports.freezes.queries import frozen_seen
from lianxin.reports.freezes.terms import FigureKind

MOST_ROWS = 5_000


@dataclass(frozen=True)
class Asked:
    """填哪里的哪一期, for whom; `filed`: a figure that was frozen for a return stands before the one counted now."""

    unit: Unit
    period: Period
    by: Actor
    today: date
    filed: bool = False


@dataclass(frozen=True)
class Put:
    """一个填进去的数, so that it can be opened: what was counted, of which unit and period; `frozen` its number if it was filed."""

    figure: Figure
    frozen: str = ""


@dataclass
class Filled:
    """填好的表: the sheet, how many rows, the figures in it, the columns that nothing is held for."""

    sheet: Sheet
    layout: Layout
    done: Done
    puts: list[Put] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def shift(self) -> Shift:
        return Shift(self.layout.data_to, self.done.put_in)


def templates(by: Actor) -> Any:
    """表样 in use of one's own unit, those above it and those below, with their versions: two statements."""
    versions = TemplateVersion.objects.defer("columns", "cells", "items")
    found = TableTemplate.objects.reachable(by=by, to=VIEW).standing().select_related("unit")
    return found.prefetch_related(Prefetch("versions", queryset=versions)).order_by("unit_path", "title", "pk")


def current(template: TableTemplate) -> TemplateVersion:
    """The version that is filled: the newest one confirmed, else the newest."""
    found = list(template.versions.select_related("file", "template"))
    return next((one for one in found if one.set_on), found[0])


def opened(version: TemplateVersion) -> tuple[Sheet, Layout]:
    """The sheet and how it is read. Raises Unfit with what to do."""
    try:
        sheet = version.opened()
        return sheet, version.layout(sheet)
    except NoHeader as problem:
        raise Unfit(_("没有找到表头。请在“设置”里写明表头在第几行。")) from problem
    except Unreadable as problem:
        raise Unfit(str(problem)) from problem


@override(settings.LANGUAGE_CODE)
def filled(version: TemplateVersion, asked: Asked) -> Filled:
    """The table filled, in Chinese; nothing is kept. Raises Unfit, NotAllowed where ledger or figures are not his to read."""
    asked.by.must_at(VIEW, asked.unit.path)
    sheet, layout = opened(version)
    places, named = places_of(sheet, layout), items_of(sheet, layout)[1] if version.kind == TableKind.ITEMS else 0
    if version.kind == TableKind.LIST:
        found = _filled_list(version, asked, sheet, layout)
    elif version.kind == TableKind.UNITS:
        found = _filled_units(version, asked, sheet, layout)
    else:
        found = _filled_items(version, asked, sheet, layout)
    _fill_places(version, asked, found, {one.key: one for one in places})
    held = {int(column) for column in version.columns}
    found.missing = [one.path for one in layout.headings if one.column not in held and one.column != named]
    return found


# 一行一件 -------------------------------------------------------------------------------------------------------


def _filled_list(version: TemplateVersion, asked: Asked, sheet: Sheet, layout: Layout) -> Filled:
    ledger = ledgers.get(version.ledger)
    if not asked.by.has(ledger.to_open):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": ledger.to_open.label})
    known = {one.code: one for one in ledger.columns}
    columns = {int(place): known[code] for place, code in version.columns.items() if code in known}
    rows: list[dict[int, Content]] = []
    for number, row in enumerate(ledger.rows(asked.by, asked.unit, asked.period, asked.today), 1):
        if number > MOST_ROWS:
            raise Unfit(_("超过 %(most)s 行，请选短一点的统计期，或者分单位填。") % {"most": MOST_ROWS}, "period")
        rows.append({place: number if one.code == NUMBER.code else one.value(row) for place, one in columns.items()})
    totals: dict[int, Content | Sum] = {
        place: Sum() for place, one in columns.items() if one.code != NUMBER.code and _adds_up(rows, place)
    }
    return Filled(sheet, layout, fill_rows(sheet, layout, rows, totals))


def _adds_up(rows: list[dict[int, Content]], place: int) -> bool:
    """Whether a column holds numbers and nothing else: only then has it a total."""
    held = [row[place] for row in rows if row[place] not in (None, "")]
    return bool(held) and all(isinstance(one, int) for one in held)


# 一行一个单位 ----------------------------------------------------------------------------------------------------


def _filled_units(version: TemplateVersion, asked: Asked, sheet: Sheet, layout: Layout) -> Filled:
    codes = {int(place): code for place, code in version.columns.items()}
    figures = _indicators(code for code in codes.values() if code.startswith(FIGURE))
    units = _rows_of_units(version, asked, sheet, layout)
    cells = _Cells(figures, [asked.unit, *units], asked)
    names = {
        one.path: one.name for one in Unit.objects.filter(path__in={path for u in units for path in u.ancestor_paths()})
    }
    puts: list[Put] = []
    rows: list[dict[int, Content]] = []
    for number, unit in enumerate(units, 1):
        row: dict[int, Content] = {}
        for place, code in codes.items():
            if code.startswith(FIGURE):
                if code in figures:
                    row[place] = cells.value(code, unit, puts)
            else:
                row[place] = _fact_of(code, unit, number, names)
        rows.append(row)
    whole: list[Put] = []
    totals: dict[int, Content | Sum] = {
        place: cells.value(code, asked.unit, whole) for place, code in codes.items() if code in figures
    }
    done = fill_rows(sheet, layout, rows, totals)
    return Filled(sheet, layout, done, [*puts, *(whole if layout.totals else ())])


def _fact_of(code: str, unit: Unit, number: int, names: Mapping[str, str]) -> Content:
    above = unit.ancestor_paths()
    return {
        UnitFact.NUMBER: number,
        UnitFact.NAME: unit.name,
        UnitFact.COUNTY: names.get(above[0], ""),
        UnitFact.PARENT: names.get(above[-2], "") if len(above) > 1 else "",
    }.get(code)  # type: ignore[call-overload]


def _rows_of_units(version: TemplateVersion, asked: Asked, sheet: Sheet, layout: Layout) -> list[Unit]:
    """The units below, of the kinds chosen; where the table names them already, in its order, and only those."""
    kinds = version.below.split("+")
    found = list(
        Unit.objects.filter(asked.unit.covers("path"), kind__in=kinds).valid(asked.period.last).order_by("path")
    )
    place = next((int(key) for key, code in version.columns.items() if code == UnitFact.NAME), 0)
    by_name = {plain(one.name): one for one in found}
    named = [plain(sheet.cell(row, place).text) for row in range(layout.data_from, layout.data_to + 1)] if place else []
    chosen = [by_name[name] for name in named if name in by_name]
    return chosen or found[:MOST_ROWS]


# 一行一个项目 ----------------------------------------------------------------------------------------------------


def _filled_items(version: TemplateVersion, asked: Asked, sheet: Sheet, layout: Layout) -> Filled:
    figures = _indicators(version.items.values())
    shown = {int(place): code for place, code in version.columns.items() if code in Shown.values}
    periods = {Shown.NOW: asked.period, Shown.YEAR_BEFORE: asked.period.year_before()}
    cells = _Cells(figures, [asked.unit], asked, list(periods.values()))
    puts: list[Put] = []
    for row, code in version.items.items():
        for place, which in shown.items() if code in figures else ():
            put(sheet, int(row), place, cells.value(code, asked.unit, puts, periods[Shown(which)]))
    return Filled(sheet, layout, Done(len(version.items), 0, 0), puts)


# 单格 -----------------------------------------------------------------------------------------------------------


def _fill_places(version: TemplateVersion, asked: Asked, found: Filled, places: Mapping[str, Place]) -> None:
    """What stands above and below the table, beside its label or in a named cell."""
    figures = _indicators(code for code in version.cells.values() if code.startswith(FIGURE))
    cells = _Cells(figures, [asked.unit], asked) if figures else None
    for key, code in version.cells.items():
        if key not in places:
            found.notes.append(_("表样里找不到“%(place)s”这一格，没有填。") % {"place": key})
        elif code in figures and cells is not None:
            _put_place(found, places[key], cells.value(code, asked.unit, found.puts))
        elif code in Fact.values:
            _put_place(found, places[key], _fact(code, asked))


def _put_place(found: Filled, place: Place, value: Content) -> None:
    row = found.shift.row(place.row)
    if place.prefix and value is not None:
        value = f"{place.prefix}{value.value if isinstance(value, Percent) else value}"
    put(found.sheet, row, place.column, value)


def _fact(code: str, asked: Asked) -> Content:
    facts: dict[Fact, Content] = {
        Fact.UNIT: asked.unit.name, Fact.PERIOD: asked.period.label, Fact.TODAY: asked.today, Fact.PERSON: asked.by.name,
        Fact.TITLE: f"{asked.unit.name}{asked.period.label}",
    }  # fmt: skip
    return facts[Fact(code)]


# 数 -------------------------------------------------------------------------------------------------------------


def _indicators(codes: Any) -> dict[str, Indicator]:
    """The indicators that there still are, by their code with its mark."""

    def found() -> Iterator[tuple[str, Indicator]]:
        for code in dict.fromkeys(codes):
            try:
                yield code, get(code.removeprefix(FIGURE))
            except UnknownIndicator:
                continue

    return dict(found())


class _Cells:
    """Every figure of a table: counted together, or as it was filed."""

    def __init__(
        self, figures: Mapping[str, Indicator], units: list[Unit], asked: Asked, periods: list[Period] | None = None
    ):
        self.figures, self.asked = figures, asked
        periods = periods or [asked.period]
        self.grid: Mapping[Any, Figure] = (
            grid(figures.values(), units, periods, by=asked.by, today=asked.today) if figures else {}
        )
        self.filed: dict[tuple[str, int, str], FrozenFigure] = {}
        if asked.filed and figures:
            wanted = [one.code for one in figures.values()]
            found = frozen_seen(asked.by).filter(
                code__in=wanted, unit__in=units, period__in=[one.code for one in periods]
            )
            self.filed = {(one.code, one.unit_id, one.period): one for one in found.order_by("at", "pk")}

    def value(self, code: str, unit: Unit, puts: list[Put], period: Period | None = None) -> Content:
        """The figure as it is written, and noted among those that can be opened."""
        one, at = self.figures[code], (period or self.asked.period).code
        figure = self.grid[one.code, unit.pk, at]
        filed = self.filed.get((one.code, unit.pk, at))
        puts.append(Put(figure, filed.number if filed else ""))
        if filed is not None:
            return Percent(filed.value) if filed.kind == FigureKind.RATE and filed.value is not None else filed.value
        if isinstance(one, Rate) and figure.value is not None:
            return None if figure.is_small else Percent(figure.value)  # type: ignore[arg-type]
        return figure.value
