"""数字表 as pages show them: rows of cells, each with its text, its address and what stands beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q
from django.utils.functional import Promise

from lianxin.base.indicators import DIMENSIONS, INDICATORS, Count, Figure, Indicator, breakdown, grid, report
from lianxin.base.indicators.kinds import percent
from lianxin.base.indicators.lines import BEFORE, Line, line
from lianxin.base.orgs.models import Unit
from lianxin.pure.periods import Change, Period
from lianxin.web.office.figures.asked import Asked

USUAL = (
    "concern.received", "concern.closed", "concern.on_time_rate", "concern.rated", "concern.satisfaction_rate",
    "concern.confirmed", "concern.reopened", "concern.overdue",
)  # fmt: skip
MOST_COLUMNS = 14
TALLEST = 160


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


@dataclass(frozen=True)
class Section:
    """一组 of rows under one heading."""

    label: str | Promise
    rows: Sequence[Row]


def short(change: Change, than: str) -> str:
    """The words of a change under a heading that names the other period already."""
    return change.words.removeprefix(f"比{than}").removeprefix(f"与{than}")


def row_of(asked: Asked, found: Line, share: str = "") -> Row:
    """A line with its addresses."""
    one = found.indicator
    cells = [
        Cell(figure, asked.open_url(one.code, figure.period)) for figure in (found.now, found.year_before, found.before)
    ]
    return Row(
        one, *cells, short(found.year_on_year, "上年同期"), short(found.month_on_month, BEFORE[asked.period.kind]),
        asked.url("chart", code=one.code), share,
    )  # fmt: skip


def whole_table(asked: Asked) -> list[Section]:
    """总表: every indicator of the unit and period, under the headings of their groups."""
    lines = report(asked.unit, asked.period, by=asked.by, today=asked.today)
    rows = [row_of(asked, found) for found in lines]
    return [Section(label, list(part)) for label, part in groupby(rows, key=lambda row: row.indicator.group)]


def parts_table(asked: Asked) -> list[Section]:
    """分组: each count that can be broken down, by each of its dimensions."""
    periods, sections = (asked.period, asked.period.year_before(), asked.period.previous()), []
    for one in INDICATORS.values():
        for code in one.dimensions if isinstance(one, Count) else ():
            found = breakdown(one, DIMENSIONS[code], asked.unit, periods, by=asked.by, today=asked.today)
            lines = [line([figures[period.code] for period in periods]) for _part, figures in found]
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


def columns_of(codes: Sequence[str]) -> list[Indicator]:
    """The chosen columns in the order of the register; the usual ones where none was chosen."""
    wanted = [code for code in INDICATORS if code in codes] or list(USUAL)
    return [INDICATORS[code] for code in wanted[:MOST_COLUMNS]]


def children(asked: Asked) -> list[Unit]:
    """The units next below that existed on any day of the period, in the order of the tree."""
    begun = Q(valid_from=None) | Q(valid_from__lte=asked.period.last)
    standing = Q(valid_to=None) | Q(valid_to__gte=asked.period.first)
    return list(Unit.objects.filter(begun, standing, parent=asked.unit).order_by("path"))


def units_table(asked: Asked, columns: Sequence[Indicator]) -> list[UnitRow]:
    """下级单位: the unit itself and those below it, in the order of the tree: no ranking (JF-2)."""
    units = [asked.unit, *children(asked)]
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


@dataclass(frozen=True)
class Bar:
    """一根柱: one month, its place and height in the drawing, the page it opens."""

    cell: Cell
    period: Period
    x: int
    y: int
    height: int
    is_chosen: bool

    @property
    def middle(self) -> int:
        return self.x + 20

    @property
    def label_y(self) -> int:
        return self.y - 6


def bars(asked: Asked, indicator: Indicator, months: int = 14) -> list[Bar]:
    """走势: the months up to the period's last, as bars on one scale that begins at zero."""
    last = min(asked.period.months()[-1], Period.containing(asked.today), key=lambda month: month.first)
    last = max(last, asked.period.months()[0], key=lambda month: month.first)
    shown = [last]
    while len(shown) < months:
        shown.insert(0, shown[0].previous())
    cells = grid([indicator], [asked.unit], shown, by=asked.by, today=asked.today)
    figures = [cells[indicator.code, asked.unit.pk, month.code] for month in shown]
    top = max([figure.value for figure in figures if figure.value] or [1])
    found, chosen = [], set(asked.period.months())
    for i, (month, figure) in enumerate(zip(shown, figures, strict=True)):
        height = int(TALLEST * (figure.value or 0) / top)
        url = asked.open_url(indicator.code, month)
        found.append(Bar(Cell(figure, url), month, 12 + i * 54, 200 - height, height, month in chosen))
    return found
