"""点和区间: one row for each unit, a dot for its rate and a line for its interval, beside the whole's rate."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from lianxin.pure.charts.shapes import (
    ACT,
    INK,
    INK_2,
    RULE,
    WHITE,
    Anchor,
    Box,
    Dot,
    Drawing,
    Line,
    Opens,
    Shape,
    Words,
    fitted,
)

Scale = Callable[[float], float]
WIDE, HIGH, TOP, FOOT = 860, 28, 46, 18
NARROW, TALL = 352, 52
STRIPE = "#f7f7f4"


@dataclass(frozen=True)
class Row:
    """一行: the unit, its value in words, its parts, the band in words; `at` is value and interval, None where none is drawn."""

    name: str
    value: str
    parts: str
    said: str
    at: tuple[float, float, float] | None
    band: str
    url: str = ""


def dots(
    rows: Sequence[Row],
    *,
    mean: float | None,
    mean_words: str,
    unit: str = "%",
    label: str = "",
    is_narrow: bool = False,
) -> Drawing:
    """The chart, in the order in which the rows are handed in. The scale shows all that there is and is written on."""
    low, high = _ends(rows, mean, unit)
    left, right, wide, high_row = (10, NARROW - 10, NARROW, TALL) if is_narrow else (176, 540, WIDE, HIGH)
    bottom = TOP + high_row * len(rows)

    def x(value: float) -> float:
        return round(left + (right - left) * (value - low) / (high - low), 1)

    shapes: list[Shape] = [
        Box(0, TOP + number * high_row, wide, high_row, STRIPE) for number in range(1, 0 if is_narrow else len(rows), 2)
    ]
    marks = [(x(tick), RULE, 1.0, False) for tick in _ticks(low, high)]
    shapes += [Words(x(tick), TOP - 12, f"{tick:g}{unit}", 12, "middle", INK_2) for tick in _ticks(low, high)]
    if mean is not None:
        marks.append((x(mean), ACT, 1.5, True))
        side: Anchor = "end" if x(mean) > (left + right) / 2 else "start"
        shapes.append(Words(x(mean), 16, mean_words, 13, side, ACT, is_bold=True))
    # on a telephone the words stand above the marks: there the lines are drawn beside the marks alone
    parts = [(TOP + n * TALL + 25, TOP + n * TALL + 45) for n in range(len(rows))] if is_narrow else [(TOP - 6, bottom)]
    shapes += [
        Line(at, begin, at, end, stroke, wide_, dashed) for at, stroke, wide_, dashed in marks for begin, end in parts
    ]
    for number, row in enumerate(rows):
        top = TOP + number * high_row
        shapes.append(_narrow(row, top, x) if is_narrow else _row(row, top, x))
    return Drawing(wide, bottom + FOOT, label, tuple(shapes))


def _row(row: Row, top: float, x: Scale) -> Opens:
    middle = top + HIGH / 2
    shapes: tuple[Shape, ...] = (
        Box(0, top, WIDE, HIGH, "none"),
        Words(166, middle + 5, fitted(row.name, 14, 160), 14, "end"),
        *_mark(row, middle, x),
        Words(618, middle + 5, row.value, 14, "end", INK, is_bold=True),
        Words(628, middle + 5, row.parts, 12, "start", INK_2),
        Words(716, middle + 5, row.said, 13, "start", INK_2 if row.band in ("near", "few") else INK),
    )
    return Opens(row.url, _title(row), shapes)


def _narrow(row: Row, top: float, x: Scale) -> Opens:
    shapes: tuple[Shape, ...] = (
        Box(0, top, NARROW, TALL, "none"),
        Words(6, top + 18, fitted(row.name, 14, 118), 14),
        Words(128, top + 18, row.value, 14, "start", INK, is_bold=True),
        Words(184, top + 18, row.parts, 12, "start", INK_2),
        Words(NARROW - 4, top + 18, fitted(row.said, 12, 120), 12, "end", INK_2),
        *_mark(row, top + 35, x),
        Line(0, top + TALL - 1, NARROW, top + TALL - 1, RULE),
    )
    return Opens(row.url, _title(row), shapes)


def _mark(row: Row, middle: float, x: Scale) -> list[Shape]:
    """A full dot stands apart from the whole, a hollow one does not; of few cases nothing is drawn."""
    if row.at is None:
        return []
    value, low, high = row.at
    apart = row.band in ("above", "below")
    ends: list[Shape] = [Line(x(end), middle - 4, x(end), middle + 4, INK) for end in (low, high)] if high > low else []
    if high > low:
        ends.insert(0, Line(x(low), middle, x(high), middle, INK, 1.5))
    return [*ends, Dot(x(value), middle, 5.5, ACT if apart else WHITE, ACT if apart else INK)]


def _title(row: Row) -> str:
    return "，".join(filter(None, (row.name, row.value, row.parts, row.said)))


def _ends(rows: Sequence[Row], mean: float | None, unit: str) -> tuple[float, float]:
    """The ends of the scale: round numbers around all that is drawn; a rate's within 0 and 100."""
    shown = [end for row in rows if row.at for end in row.at] + ([mean] if mean is not None else [])
    if not shown:
        return 0.0, 100.0 if unit == "%" else 1.0
    step = _step(max(shown) - min(shown))
    low, high = floor(min(shown) / step) * step, ceil(max(shown) / step) * step
    if low >= high:
        high = low + step
    return max(0.0, low), min(100.0, high) if unit == "%" and low < 100 else high


def _step(span: float) -> float:
    """A round distance between marks, so that there are three to six of them."""
    size = 0.5
    for factor in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0):
        size = factor
        if span / factor <= 6:
            break
    return size


def _ticks(low: float, high: float) -> list[float]:
    step, found = _step(high - low), []
    tick = ceil(low / step) * step
    while tick <= high + 1e-9:
        found.append(round(tick, 6))
        tick += step
    return found
