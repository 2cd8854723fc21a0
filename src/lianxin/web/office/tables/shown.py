"""常用数表打开的样子: the selection with the figures of today, each of which opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.indicators import Figure, Indicator, Rate, grid
from lianxin.base.indicators import changes as definitions
from lianxin.base.indicators.lines import changed
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.tables import queries
from lianxin.reports.tables.models import SavedTable
from lianxin.reports.tables.terms import Over
from lianxin.web.office.figures.asked import Asked
from lianxin.web.office.figures.tables import Cell
from lianxin.web.office.figures.words import said
from lianxin.web.office.figures.workbook import sheet_of
from lianxin.web.ui.figure_sheet import FigureSheet
from lianxin.web.ui.periods import period_words


@dataclass(frozen=True)
class Line:
    """一行: its head, its cells, the change in words where one unit's figures stand below each other."""

    head: str
    cells: Sequence[Cell]
    change: str = ""
    is_whole: bool = False


@dataclass(frozen=True)
class Opened:
    """打开的常用数表. Of one unit the indicators are the rows; of several they are the columns."""

    asked: Asked
    heads: Sequence[str]
    lines: Sequence[Line]
    has_change: bool
    notes: Sequence[str]


def opened(table: SavedTable, by: Actor, today: date) -> Opened:
    """The table as counted now, for this reader, in one grid."""
    period = table.period_on(today)
    asked, indicators = Asked(table.about, period, by, today), queries.indicators_of(table)
    units = queries.units_of(table, period, by)
    periods = [period, period.year_before()] if table.with_year_before else [period]
    cells = grid(indicators, units, periods, by=by, today=today)

    def cell(one: Indicator, unit: int, at: Period) -> Cell:
        figure = cells[one.code, unit, at.code]
        return Cell(figure, asked.open_url(one.code, at, figure.unit))

    notes = list(dict.fromkeys(note for one in indicators for note in definitions.notes(one, [*reversed(periods)])))
    if len(indicators) < len(table.indicators):
        notes.append(_("有 %(n)s 个指标已经停用，没有列出。") % {"n": len(table.indicators) - len(indicators)})
    if table.over == Over.OWN:
        heads = [period_words(at) for at in periods]
        lines = [_of_indicator(one, [cell(one, units[0].pk, at) for at in periods], today) for one in indicators]
        return Opened(asked, heads, lines, table.with_year_before, notes)
    heads = [label for one in indicators for label in _labels(one, table.with_year_before)]
    lines = [
        Line(unit.name, [cell(one, unit.pk, at) for one in indicators for at in periods],
             is_whole=table.over == Over.BELOW and unit.pk == table.about_id)
        for unit in units
    ]  # fmt: skip
    return Opened(asked, heads, lines, False, notes)


def _labels(one: Indicator, with_year_before: bool) -> list[str]:
    label = str(one.label)
    return [label, _("%(label)s上年同期") % {"label": label}] if with_year_before else [label]


def _of_indicator(one: Indicator, cells: Sequence[Cell], today: date) -> Line:
    change = ""
    if len(cells) == 2:
        told = changed(cells[0].figure, cells[1].figure, than="上年同期", today=today)
        change = said(told, than="上年同期", of_rates=isinstance(one, Rate))
    return Line(str(one.label), cells, change)


def title_of(table: SavedTable, period: Period) -> str:
    """清水镇 2026年10月 上月各村办理情况."""
    return f"{table.about.name} {period_words(period)} {table.name}"


def sheet(table: SavedTable, made: Opened) -> FigureSheet:
    """The table to take away."""
    first = _("指标") if table.over == Over.OWN else _("单位")
    head = [first, *made.heads, *([_("比上年同期")] if made.has_change else [])]
    lines: list[list[Figure | str]] = [
        [line.head, *(cell.figure for cell in line.cells), *([line.change] if made.has_change else [])]
        for line in made.lines
    ]
    return sheet_of(made.asked, head, lines, notes=made.notes, title=title_of(table, made.asked.period))
