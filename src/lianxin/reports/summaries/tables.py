"""总结的附表: by month and by unit below, for periods of several months; every number in them is bound."""

from collections.abc import Iterator

from lianxin.base import indicators
from lianxin.base.drafting.telling import Column
from lianxin.base.orgs.models import Unit
from lianxin.pure.paper import Figure, Item, Run, Table, runs
from lianxin.pure.paper.document import Cell
from lianxin.pure.periods import Period
from lianxin.reports.summaries import told
from lianxin.reports.summaries.facts import Facts
from lianxin.reports.summaries.options import CONCERNS, Options
from lianxin.reports.summaries.problems import OFFICE, angle_of

PLACE_COLUMNS = (
    Column("concern.received", "登记诉求"), Column("concern.closed", "办结诉求"), Column("concern.closed_in_time", "按时办结"),
    Column("concern.rated", "群众评价"), Column("concern.satisfied_or_fairly", "满意和基本满意"),
)  # fmt: skip
OFFICE_COLUMNS = (
    Column("concern.handled_assigned", "承办诉求"), Column("concern.handled_closed", "办结诉求"),
    Column("concern.handled_closed_in_time", "按时办结"),
)  # fmt: skip
WIDE = 7  # from so many columns on the sheet is turned


def tables(facts: Facts, options: Options) -> list[Table]:
    """分月情况表, 分单位情况表: each where it has at least two rows to compare."""
    months = [month for month in facts.period.months() if month.first <= facts.as_of]
    if len(facts.period.months()) < 2:
        return []
    columns = [one for one in _columns(facts, options) if facts.number(one.code)]
    if not columns:
        return []
    found = [_by_month(facts, columns, months), _by_unit(facts, columns)]
    return [table for table in found if table is not None]


def runs_in(item: Item) -> Iterator[Run]:
    """The runs of a table's cells, in reading order."""
    if isinstance(item, Table):
        for row in item.rows:
            for cell in row:
                yield from () if isinstance(cell, str) else cell


def _columns(facts: Facts, options: Options) -> list[Column]:
    own = OFFICE_COLUMNS if angle_of(facts) is OFFICE else PLACE_COLUMNS
    found = list(own) if options.tells(CONCERNS) else []
    return found + [column for one in told.chosen(options) for column in one.columns if told.fits(facts, column.of)]


def _by_month(facts: Facts, columns: list[Column], months: list[Period]) -> Table | None:
    cells = _grid(facts, columns, [facts.unit], months)
    rows = [(month.label, [cells[facts.unit.pk, month.code, one.code] for one in columns]) for month in months]
    begun = next((place for place, row in enumerate(rows) if any(cell.value for cell in row[1])), len(rows))
    return _table(facts, "分月情况表", "月份", columns, rows[begun:])


def _by_unit(facts: Facts, columns: list[Column]) -> Table | None:
    children = facts.children()
    if not children:
        return None
    facts.know(children)
    cells = _grid(facts, columns, children, [facts.period])
    rows = [(unit.name, [cells[unit.pk, facts.period.code, one.code] for one in columns]) for unit in children]
    return _table(facts, "分单位情况表", "单位", columns, [row for row in rows if any(cell.value for cell in row[1])])


def _grid(
    facts: Facts, columns: list[Column], units: list[Unit], periods: list[Period]
) -> dict[tuple[int, str, str], indicators.Figure]:
    """The figures by unit, period and the column's own code."""
    wanted = {one.code: facts.cell(one.code).indicator for one in columns}
    cells = indicators.grid(wanted.values(), units, periods, by=facts.by, today=facts.today)
    return {
        (unit.pk, period.code, code): cells[one.code, unit.pk, period.code]
        for code, one in wanted.items() for unit in units for period in periods
    }  # fmt: skip


def _table(
    facts: Facts, caption: str, head: str, columns: list[Column], rows: list[tuple[str, list[indicators.Figure]]]
) -> Table | None:
    if len(rows) < 2:
        return None
    lines: list[tuple[Cell, ...]] = [(name, *(_cell(figure) for figure in row)) for name, row in rows]
    sums = [sum(int(row[place].value or 0) for _name, row in rows) for place in range(len(columns))]
    if sums == [facts.number(one.code) for one in columns]:  # what lies at the unit itself stands in no row below
        lines.append(("合计", *(runs(facts.figure(one.code)) for one in columns)))
    header = (head, *(one.label for one in columns))
    title = f"{facts.unit.name}{facts.period.label}{caption}"
    return Table(header, tuple(lines), caption=title, is_landscape=len(header) > WIDE)


def _cell(figure: indicators.Figure) -> Cell:
    bound = indicators.of_figure(figure)
    return runs(Figure(bound.text, bound.binding))
