"""数字表 as pages show them: rows of cells, each with its text, its address and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.indicators import DIMENSIONS, Count, Figure, Indicator, Rate, breakdown, grid, known, report
from lianxin.base.indicators.kinds import percent
from lianxin.base.indicators.lines import BEFORE, Line, line
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.queries import standing
from lianxin.base.orgs.terms import UnitKind
from lianxin.web.office.figures.asked import Asked
from lianxin.web.office.figures.words import said

USUAL = (
    "concern.received", "concern.closed", "concern.on_time_rate", "concern.rated", "concern.satisfaction_rate",
    "concern.confirmed", "concern.reopened", "concern.overdue",
)  # fmt: skip
HANDED = (
    "concern.handled_assigned", "concern.handled_closed", "concern.handled_closed_in_time",
    "concern.handled_on_time_rate", "concern.handled_overdue",
)  # fmt: skip
MOST_COLUMNS = 14


@dataclass(frozen=True)
class Cell:
    """一格: the figure and the page of its records."""

    figure: Figure
    url: str


@dataclass(frozen=True)
class Row:
    """一行 of the table: now, 上年同期, 上期, and the changes in short words."""

    indicator: Indicator
    now: Cell
    year_before: Cell
    before: Cell
    year_on_year: str
    month_on_month: str
    chart_url: str
    share: str = ""
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Section:
    """一组 of rows under one heading."""

    label: str | Promise
    rows: Sequence[Row]


def row_of(asked: Asked, found: Line, share: str = "") -> Row:
    """A line with its addresses."""
    one, of_rates = found.indicator, isinstance(found.indicator, Rate)
    cells = [
        Cell(figure, asked.open_url(one.code, figure.period)) for figure in (found.now, found.year_before, found.before)
    ]
    return Row(
        one, cells[0], cells[1], cells[2], said(found.year_on_year, than="上年同期", of_rates=of_rates),
        said(found.month_on_month, than=BEFORE[asked.period.kind], of_rates=of_rates),
        asked.url("chart", code=one.code), share, found.notes,
    )  # fmt: skip


def whole_table(asked: Asked) -> list[Section]:
    """总表: every indicator of the unit and period, under the headings of their groups."""
    lines = report(asked.unit, asked.period, by=asked.by, today=asked.today)
    sections: dict[str, list[Row]] = {}
    for found in lines:
        sections.setdefault(str(found.indicator.group), []).append(row_of(asked, found))
    shown = [Section(label, rows) for label, rows in sections.items()]
    if asked.unit.kind != UnitKind.DEPARTMENT:
        return shown
    # A department is counted by what it was handed; its own ground is nobody's address.
    return sorted(shown, key=lambda section: not _is_by_handler(section))


def _is_by_handler(section: Section) -> bool:
    return any(count.placed == "handler" for count in section.rows[0].indicator.counts)


def parts_table(asked: Asked) -> list[Section]:
    """分组: each count that can be broken down, by each of its dimensions."""
    periods, sections = (asked.period, asked.period.year_before(), asked.period.previous()), []
    for one in known():
        if not isinstance(one, Count):
            continue
        for code in one.dimensions:
            found = breakdown(one, DIMENSIONS[code], asked.unit, periods, by=asked.by, today=asked.today)
            lines = [line([figures[p.code] for p in periods], today=asked.today) for _part, figures in found]
            total = sum(int(each.now.value or 0) for each in lines)
            rows = [row_of(asked, each, share(each.now, total)) for each in lines]
            sections.append(Section(f"{one.label} · {DIMENSIONS[code].label}", rows))
    return sections


def share(figure: Figure, total: int) -> str:
    """占比 of the total, one decimal."""
    found = percent(int(figure.value or 0), total)
    return f"{found}%" if found is not None else "—"


@dataclass(frozen=True)
class UnitRow:
    """一个单位 with its cells, in the order of the columns."""

    unit: Unit
    url: str
    cells: Sequence[Cell]
    is_whole: bool


@dataclass(frozen=True)
class Block:
    """一张表 of units: those that have their own ground, and the departments, counted by what they were handed."""

    label: str | Promise
    columns: Sequence[Indicator]
    rows: Sequence[UnitRow]


def columns_of(codes: Sequence[str]) -> list[Indicator]:
    """The chosen columns in the order of the register, at most so many."""
    return [one for one in known() if one.code in codes][:MOST_COLUMNS]


def units_tables(asked: Asked, codes: Sequence[str]) -> list[Block]:
    """下级单位: with the usual columns for each kind of unit, or one table with the columns that were chosen."""
    below = children(asked)
    if chosen := columns_of(codes):
        return [Block(_("全部单位"), chosen, units_table(asked, chosen, [asked.unit, *below]))]
    departments = [unit for unit in below if unit.kind == UnitKind.DEPARTMENT]
    others = [unit for unit in below if unit.kind != UnitKind.DEPARTMENT]
    is_department = asked.unit.kind == UnitKind.DEPARTMENT
    blocks: list[tuple[str, tuple[str, ...], list[Unit]]] = [
        (_("按属地"), USUAL, [] if is_department else [asked.unit, *others])
    ]
    blocks.append((_("按承办"), HANDED, [asked.unit, *departments] if is_department or departments else []))
    return [
        Block(label, columns_of(usual), units_table(asked, columns_of(usual), units))
        for label, usual, units in blocks
        if units
    ]


def children(asked: Asked) -> list[Unit]:
    """The units next below that existed on any day of the period, in the order of the tree."""
    return standing(asked.unit, asked.period.first, asked.period.last)


def units_table(asked: Asked, columns: Sequence[Indicator], units: Sequence[Unit]) -> list[UnitRow]:
    """The rows of one table, in the order of the tree: no ranking (JF-2)."""
    cells = grid(columns, units, [asked.period], by=asked.by, today=asked.today)
    return [
        UnitRow(
            unit,
            Asked(unit, asked.period, asked.by, asked.today).url("below" if unit.pk != asked.unit.pk else "index"),
            [Cell(cells[one.code, unit.pk, asked.period.code], asked.open_url(one.code, unit=unit)) for one in columns],
            unit.pk == asked.unit.pk,
        )
        for unit in units
    ]
