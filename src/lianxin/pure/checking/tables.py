"""表格核对: totals against their parts, rates and changes against the columns they come from.

Nobody says how a table is meant, so it is asked: what holds in most of its rows or columns is how it is meant, and only
what then breaks the rule is called wrong; a rule that holds nowhere is not spoken of.

>>> from lianxin.pure.texts import Cell, Table
>>> rows = (("单位", "收到", "办结"), ("清水镇", "40", "36"), ("白沙镇", "25", "25"), ("合计", "65", "60"))
>>> table = Table("表1", tuple(tuple(Cell(words, 0, "") for words in row) for row in rows))
>>> [(claim.quote, claim.computed, claim.verdict) for claim in check_tables([table])]
[('65', '65', 'holds'), ('60', '61', 'fails:sum')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lianxin.pure.figures.claims import Claim
from lianxin.pure.numerals import fold
from lianxin.pure.texts import Cell, Table

from . import columns
from .grid import Grid, claim_of, plain

__all__ = ["check_tables"]

_SUBTOTAL = re.compile(r"小计|分计")
_TOTAL = re.compile(r".{0,10}(?:合计|总计|共计|小计|分计)(?:数|（[^）]{0,8}）)?|总数|总和")
_PART = re.compile(r"其中|[#＃]|内[：:]")
_LEVELS = tuple(
    map(
        re.compile,
        (r"[一二三四五六七八九十]+、", r"[（(][一二三四五六七八九十]+[）)]", r"\d+[.．、]", r"[（(]\d+[）)]"),
    )
)
#: what cannot be added down a column
_NOT_ADDED = re.compile(
    r"率|比|均|占|序号|编号|排名|名次|位次|年份|年度|日期|时间|时限|电话|号码|备注|单价|标准|幅度|增长|指数|得分|评分|分数|得票|"
    r"代码|面积亩均|工期|年龄|级别|期数|%|％"
)
MOST_ROWS, MOST_COLUMNS = 5000, 200


def check_tables(tables: Iterable[Table]) -> list[Claim]:
    """All claims of the tables: sums of rows and columns, rates, shares and changes, each at the place of its cell."""
    found: list[Claim] = []
    for table in tables:
        if 2 <= len(table.rows) <= MOST_ROWS:
            grid = Grid.of(table, MOST_COLUMNS)
            if grid.first:
                found += [*_down(grid), *_across(grid), *columns.find(grid)]
    return found


def is_total(words: str) -> bool:
    """Whether the words at the head of a row or column announce a sum.

    >>> is_total("全县 合计"), is_total("统计股")
    (True, False)
    """
    return bool(_TOTAL.fullmatch(re.sub(r"\s", "", fold(words)).translate({40: "（", 41: "）"})))


@dataclass(frozen=True)
class _Sum:
    """A total with its parts in one column (or row): several readings of what the parts are."""

    total: tuple[int, int]
    readings: tuple[tuple[tuple[int, int], ...], ...]
    is_sure: bool


def _down(grid: Grid) -> Iterator[Claim]:
    """合计、小计 rows against the rows they add up."""
    for row in range(grid.first, len(grid.rows)):
        if not is_total(grid.label(row)):
            continue
        readings, is_sure = _parts_of(grid, row)
        sums = [
            _Sum((row, column), tuple(tuple((r, column) for r in rows) for rows in readings), is_sure)
            for column in range(grid.labels, grid.width)
            if grid.number(row, column) is not None and grid.counts(column) and not _NOT_ADDED.search(grid.head(column))
        ]
        yield from _judged(grid, [one for one in sums if one.readings], "行")


def _parts_of(grid: Grid, row: int) -> tuple[list[tuple[int, ...]], bool]:
    """The readings of what a total row adds up, and whether the table leaves no doubt of it."""
    above = _run(grid, range(row - 1, grid.first - 1, -1), stop_at_subtotal=bool(_SUBTOTAL.search(grid.label(row))))
    below = [] if above else _run(grid, range(row + 1, len(grid.rows)), stop_at_subtotal=False)
    rows = sorted(above or below)
    singles = tuple(r for r in rows if not is_total(grid.label(r)))
    readings = [singles]
    subtotals = tuple(r for r in rows if is_total(grid.label(r)))
    if subtotals:
        readings.append(subtotals)
    whole = tuple(r for r in singles if not _PART.match(grid.label(r)))
    ranks = {r: _rank(grid.label(r)) for r in singles}
    top = next((rank for rank in ranks.values() if rank >= 0), -1)
    leading = tuple(r for r in singles if ranks[r] == top >= 0)
    readings += [one for one in (whole, leading) if one and one != singles]
    is_sure = len(readings) == 1 or readings[1:] == [subtotals]
    return [one for one in readings if len(one) > 1], is_sure


def _rank(label: str) -> int:
    """Which kind of number stands before a label (一、 （一） 1.); -1: none."""
    return next((rank for rank, mark in enumerate(_LEVELS) if mark.match(label)), -1)


def _run(grid: Grid, rows: Iterable[int], *, stop_at_subtotal: bool) -> list[int]:
    """The rows that follow one another up to the next total of the same or a higher rank."""
    found: list[int] = []
    for row in rows:
        label = grid.label(row)
        if is_total(label) and (stop_at_subtotal or not _SUBTOTAL.search(label)):
            break
        if label or any(grid.number(row, column) is not None for column in range(grid.labels, grid.width)):
            found.append(row)
    return found


def _across(grid: Grid) -> Iterator[Claim]:
    """A column headed 合计 against the columns beside it; only where most rows show that it is meant so."""
    for column in range(grid.labels, grid.width):
        if not is_total(grid.head(column).rpartition(" ")[2]):
            continue
        before = _beside(grid, range(column - 1, grid.labels - 1, -1))
        after = _beside(grid, range(column + 1, grid.width))
        for parts in (before, after):
            if len(parts) < 2:
                continue
            sums = [
                _Sum((row, column), (tuple((row, c) for c in parts),), False)
                for row in range(grid.first, len(grid.rows))
                if grid.number(row, column) is not None and sum(grid.number(row, c) is not None for c in parts) > 1
            ]
            held = sum(_holding(grid, one) is not None for one in sums)
            if held >= 2 and held * 2 >= len(sums):
                yield from _judged(grid, sums, "列")
                break


def _beside(grid: Grid, places: Iterable[int]) -> list[int]:
    found = []
    for column in places:
        head = grid.head(column)
        if is_total(head.rpartition(" ")[2]) or "其中" in head:
            break
        if grid.counts(column) and not _NOT_ADDED.search(head):
            found.append(column)
    return sorted(found)


def _judged(grid: Grid, sums: Sequence[_Sum], what: str) -> Iterator[Claim]:
    """The claims of totals that belong together: where nearly none holds, the parts are not what they seem."""
    held = [_holding(grid, one) for one in sums]
    good, bad = sum(one is not None for one in held), sum(one is None for one in held)
    for one, found in zip(sums, held, strict=True):
        row, column = one.total
        total = grid.number(row, column)
        parts = found or next((each for each in one.readings if _values(grid, each)), None)
        if total is None or parts is None:
            continue
        values = _values(grid, parts)
        added = sum(values, Fraction(0))
        cell, gap = grid.rows[row][column], _gap(grid, parts)
        listed = "+".join(plain(value) for value in values) if len(values) <= 8 else f"{len(values)}{what}之和"
        said = f"{_where(cell)}“{grid.title(row, column, what)}”：{listed}={plain(added)}"
        if found is not None:
            holds = "holds" if added == total else "approx"
            yield claim_of(cell, "sum", plain(added), holds, f"{said}，相符。")
        elif bad > 2 and good < bad:
            yield claim_of(cell, "sum", "", "undecidable", f"{_where(cell)}看不出这个合计由哪些{what}相加，没有核对。")
        else:
            is_wrong = (one.is_sure or good >= 2) and not (gap and added < total)
            note = f"，有 {gap} 格空着" if gap else ""
            verdict = "fails:sum" if is_wrong else "doubtful:sum"
            yield claim_of(
                cell,
                "sum",
                plain(added),
                verdict,
                f"{said}，表中写{plain(total)}，相差{plain(abs(added - total))}{note}。",
            )


def _holding(grid: Grid, one: _Sum) -> tuple[tuple[int, int], ...] | None:
    """The reading of the parts that comes to the total; rounded cells may differ by their last places."""
    total = grid.number(*one.total)
    for parts in one.readings:
        values = _values(grid, parts)
        if total is None or len(values) < 2:
            continue
        decimals = max(grid.decimals(row, column) for row, column in parts)
        slack = Fraction(len(values) + 1, 2 * 10**decimals) if decimals else Fraction(0)
        if abs(sum(values, Fraction(0)) - total) <= slack:
            return parts
    return None


def _values(grid: Grid, parts: Iterable[tuple[int, int]]) -> list[Fraction]:
    return [value for row, column in parts if (value := grid.number(row, column)) is not None]


def _gap(grid: Grid, parts: Iterable[tuple[int, int]]) -> int:
    """How many parts are blank or no number."""
    return sum(grid.number(row, column) is None for row, column in parts)


def _where(cell: Cell) -> str:
    return f"（{cell.address}）" if cell.address else ""
