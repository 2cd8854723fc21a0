"""走势: months as bars from zero; a rate or a median as a line, which need not begin at zero and says so. Last year dashed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lianxin.pure.charts.shapes import (
    ACT,
    INK,
    INK_2,
    RULE,
    WHITE,
    Box,
    Dot,
    Drawing,
    Line,
    Opens,
    Run,
    Shape,
    Words,
    width_of,
)

Scale = Callable[[float], float]
WIDE, HIGH, TOP, BASE, STEP, LEFT = 780, 252, 40, 200, 52, 46
TALLEST = BASE - TOP


@dataclass(frozen=True)
class Month:
    """一个月: its word, this year's value and last year's in numbers and words, whether it is in the chosen period."""

    word: str
    below: str
    value: float | None
    text: str
    before: float | None
    said: str
    url: str = ""
    is_chosen: bool = False


def months(shown: Sequence[Month], *, is_line: bool, unit: str = "", label: str = "") -> Drawing:
    """The drawing. Bars always begin at zero; a line's scale is written at its side."""
    known = [one for month in shown for one in (month.value, month.before) if one is not None]
    low, high = _ends(known, unit) if is_line else (0.0, max([*known, 1.0]))

    def y(value: float) -> float:
        return round(BASE - TALLEST * (value - low) / (high - low), 1)

    shapes: list[Shape] = []
    for mark in (low, (low + high) / 2, high) if is_line else ():
        shapes.append(Line(LEFT, y(mark), WIDE - 4, y(mark), RULE))
        shapes.append(Words(LEFT - 6, y(mark) + 4, f"{mark:g}{unit}", 12, "end", INK_2))
    if not is_line:
        shapes.append(Line(LEFT - 8, BASE + 0.5, WIDE - 4, BASE + 0.5))
    places = [(LEFT + 4 + number * STEP + 20.0, month) for number, month in enumerate(shown)]
    if is_line:
        shapes += _runs([(x, y(m.value) if m.value is not None else None) for x, m in places], ACT, False)
    columns = [_month(x, month, y, is_line) for x, month in places]
    shapes += columns
    before = [(x, y(m.before) if m.before is not None else None) for x, m in places]
    shapes += _runs(before, INK_2, True)
    shapes += [Dot(x, at, 3, WHITE, INK_2) for x, at in before if at is not None]
    shapes += [one for x, month in places for one in _label(x, month, y, is_line)]
    return Drawing(WIDE, HIGH, label, tuple(shapes))


def _label(x: float, month: Month, y: Scale, is_line: bool) -> list[Shape]:
    """The figure itself, on a plain ground, out of the way of last year's line."""
    at = y(month.value) if month.value is not None else BASE
    is_under = month.before is not None and is_line and y(month.before) < at and at + 20 < BASE
    base, wide = at + 20 if is_under else at - 8, width_of(month.text, 13)
    ground = Box(x - wide / 2 - 1, base - 12, wide + 2, 14, WHITE)
    return [ground, Words(x, base, month.text, 13, "middle", INK, is_bold=month.is_chosen)]


def _month(x: float, month: Month, y: Scale, is_line: bool) -> Opens:
    shapes: list[Shape] = [Box(x - 24, TOP - 16, 48, BASE - TOP + 16, "none")]
    at = y(month.value) if month.value is not None else BASE
    if month.value is not None and is_line:
        shapes.append(Dot(x, at, 6 if month.is_chosen else 4.5, ACT if month.is_chosen else WHITE, ACT))
    elif month.value is not None and BASE - at > 0:
        bar = (x - 20, at, 40, BASE - at)
        shapes.append(Box(*bar, ACT, ACT) if month.is_chosen else Box(*bar, WHITE, INK_2, "lines"))
    shapes.append(Words(x, BASE + 18, month.word, 13, "middle", INK_2))
    if month.below:
        shapes.append(Words(x, BASE + 36, month.below, 13, "middle", INK_2))
    return Opens(month.url, month.said, tuple(shapes))


def _runs(points: Sequence[tuple[float, float | None]], stroke: str, is_dashed: bool) -> list[Shape]:
    """Lines between neighbours that have a value: a month without one is a gap, never a zero."""
    found: list[Shape] = []
    run: list[tuple[float, float]] = []
    for x, y in [*points, (0.0, None)]:
        if y is not None:
            run.append((x, y))
            continue
        if len(run) > 1:
            found.append(Run(tuple(run), stroke, 1.5, is_dashed))
        run = []
    return found


def _ends(known: Sequence[float], unit: str) -> tuple[float, float]:
    if not known:
        return 0.0, 100.0 if unit == "%" else 1.0
    low, high = min(known), max(known)
    room = max((high - low) * 0.25, 2.0 if unit == "%" else 0.5)
    low, high = max(0.0, float(int(low - room))), float(int(high + room) + 1)
    return (low, min(high, 100.0)) if unit == "%" and low < 100 else (low, high)
