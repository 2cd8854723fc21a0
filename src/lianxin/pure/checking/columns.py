"""A column that comes from two others: 办结率 = 办结 ÷ 收到, 占比, 增减, 增减幅度; learned from the rows themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.rounding import half_even, half_up, truncated

from .grid import Grid, claim_of, plain

_RATE = re.compile(r"率|占比|比重|占|比例|幅度|增幅|增长|同比|环比|%|％")
_CHANGE = re.compile(r"增减|增加|减少|变化|相差|净增|同比|环比|比上")
MOST_COLUMNS = 30
_TASTE = 8  # rows that are tried first


@dataclass(frozen=True)
class _Way:
    """How a column may come from two others."""

    word: str
    reckon: Callable[[Fraction, Fraction], Fraction | None]


def _over(part: Fraction, whole: Fraction) -> Fraction | None:
    return part * 100 / whole if whole else None


def _growth(now: Fraction, before: Fraction) -> Fraction | None:
    return (now - before) * 100 / before if before else None


_SHARES = (_Way("{a}÷{b}", _over), _Way("（{a}−{b}）÷{b}", _growth))
_CHANGES = (_Way("{a}−{b}", lambda a, b: a - b),)


def find(grid: Grid) -> Iterator[Claim]:
    """The cells of rate and change columns. Only what holds in most rows is taken for how the column is meant."""
    counted = [column for column in range(grid.labels, min(grid.width, MOST_COLUMNS)) if grid.counts(column)]
    for column in range(grid.labels, min(grid.width, MOST_COLUMNS)):
        head = grid.head(column)
        rows = [row for row in range(grid.first, len(grid.rows)) if grid.number(row, column) is not None]
        if len(rows) < 3:
            continue
        ways: tuple[_Way, ...] = _SHARES if _RATE.search(head) and _looks_like_rate(grid, column, rows) else ()
        ways = ways or (_CHANGES if _CHANGE.search(head) else ())
        others = [one for one in counted if one != column]
        best = _learned(grid, column, rows, ways, others)
        if best:
            yield from _held(grid, column, rows, *best)


def _looks_like_rate(grid: Grid, column: int, rows: list[int]) -> bool:
    """Percent signs, or decimals under a head that names a rate."""
    return any(grid.is_percent(row, column) or grid.decimals(row, column) for row in rows) or "%" in grid.head(column)


def _learned(
    grid: Grid, column: int, rows: list[int], ways: tuple[_Way, ...], others: list[int]
) -> tuple[_Way, int, int] | None:
    """The way and the two columns that fit nearly all rows; none if two thirds do not fit, or few differ from 0 or 100."""
    best: tuple[int, _Way, int, int] | None = None
    first = rows[:_TASTE]
    for way in ways:
        for one in others:
            for other in others:
                if one == other or sum(_fits(grid, row, column, way, one, other) for row in first) * 2 < len(first):
                    continue
                fits = sum(_fits(grid, row, column, way, one, other) for row in rows[:200])
                if fits >= 3 and fits * 3 >= len(rows[:200]) * 2 and (best is None or fits > best[0]):
                    best = (fits, way, one, other)
    if best is None or not _is_telling(grid, column, rows, best[1:]):
        return None
    return best[1:]


def _is_telling(grid: Grid, column: int, rows: list[int], best: tuple[_Way, int, int]) -> bool:
    """At least two rows that fit say something: 0 and 100% fit many columns by chance."""
    told = {grid.number(row, column) for row in rows if _fits(grid, row, column, *best)}
    return len(told - {Fraction(0), Fraction(100), Fraction(1)}) > 1


def _fits(grid: Grid, row: int, column: int, way: _Way, one: int, other: int) -> bool:
    reckoned, stated = _reckoned(grid, row, way, one, other), grid.number(row, column)
    if reckoned is None or stated is None:
        return False
    decimals = grid.decimals(row, column)
    return stated in (half_up(reckoned, decimals), half_even(reckoned, decimals))


def _reckoned(grid: Grid, row: int, way: _Way, one: int, other: int) -> Fraction | None:
    a, b = grid.number(row, one), grid.number(row, other)
    return None if a is None or b is None else way.reckon(a, b)


def _held(grid: Grid, column: int, rows: list[int], way: _Way, one: int, other: int) -> Iterator[Claim]:
    for row in rows:
        reckoned, stated = _reckoned(grid, row, way, one, other), grid.number(row, column)
        if reckoned is None or stated is None:
            continue
        cell, decimals = grid.rows[row][column], grid.decimals(row, column)
        is_share = way in _SHARES
        right = f"{float(half_up(reckoned, decimals)):.{decimals}f}" + ("%" if grid.is_percent(row, column) else "")
        a, b = (plain(grid.number(row, place) or Fraction(0)) for place in (one, other))
        sum_ = way.word.format(a=a, b=b) + (f"={plain(reckoned)}%" if is_share else f"={plain(reckoned)}")
        where = f"（{cell.address}）" if cell.address else ""
        said = f"{where}“{grid.label(row)}{grid.head(column).replace(' ', '')}”：{sum_}"
        kind = "difference" if not is_share else "rate"
        if _fits(grid, row, column, way, one, other):
            yield claim_of(cell, kind, right, "holds", f"{said}，相符。")
        elif stated == truncated(reckoned, decimals) and is_share:
            yield claim_of(cell, kind, right, "fails:truncated", f"{said}，四舍五入应为{right}。", right)
        else:
            yield claim_of(
                cell,
                kind,
                right,
                "fails:differs",
                f"{said}，表中写{cell.text.strip()}，同列其他各行都是这样算的。",
                right,
            )
