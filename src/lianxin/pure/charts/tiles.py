"""按隶属的图: the tree of units as nested rectangles, in the order of the tree; no geography, no order by size.

Strips (Bederson, Shneiderman and Wattenberg 2002, “Ordered and Quantum Treemaps”): the breaks are chosen so that
tiles are as squarish as can be without changing the order, and a unit stays where it is from month to month.

>>> [tuple(round(side) for side in one) for one in strips([1, 1, 1, 1], 0, 0, 100, 100)]
[(0, 0, 50, 50), (50, 0, 50, 50), (0, 50, 50, 50), (50, 50, 50, 50)]
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from lianxin.pure.charts.shapes import (
    ACT,
    INK,
    INK_2,
    WHITE,
    Box,
    Drawing,
    Line,
    Opens,
    Pattern,
    Shape,
    Words,
    fitted,
    width_of,
)

Place = tuple[float, float, float, float]
WIDE, HEAD, GAP = 1000, 22, 5
#: fill, pattern, ink: four bands that differ in grey print too
SHADES: dict[str, tuple[str, Pattern, str]] = {
    "above": (ACT, "", WHITE), "near": (WHITE, "", INK), "below": ("#f3d9b1", "lines", INK), "few": ("#f1f1ee", "dots", INK_2),
    "none": ("#f1f1ee", "", INK_2),
}  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """一格: a unit, its value and its band in words, what it opens."""

    name: str
    value: str
    band: str
    said: str
    url: str = ""


@dataclass(frozen=True)
class Block:
    """一块: a unit with those below it."""

    head: Tile
    tiles: tuple[Tile, ...]

    @property
    def weight(self) -> float:
        """Its room: by how many units there are, not by what was counted in them."""
        return max(1.0, len(self.tiles)) + 0.6


def strips(
    weights: Sequence[float], x: float, y: float, width: float, height: float, *, shape: float = 1.0
) -> list[Place]:
    """Rectangles of these weights in their order, filling the room from left to right, strip below strip.

    Of all ways to break the line into strips the one whose rectangles are nearest to `shape` (width by
    height): a strip's height is told by its weight alone, so the best breaks up to each place are found from those before.
    """
    total, room, many = sum(weights), width * height, len(weights)
    if total <= 0 or width <= 0 or height <= 0:
        return [(x, y, 0.0, 0.0)] * many
    best, begins = [0.0] + [inf] * many, [0] * (many + 1)
    for end in range(1, many + 1):
        for begin in range(end):
            cost = best[begin] + _cost(weights[begin:end], total, room, width, shape)
            if cost < best[end]:
                best[end], begins[end] = cost, begin
    breaks = [many]
    while breaks[0]:
        breaks.insert(0, begins[breaks[0]])
    found: list[Place] = []
    for begin, end in pairwise(breaks):
        part = sum(weights[begin:end])
        high, left = room * part / total / width, x
        for weight in weights[begin:end]:
            wide = width * weight / part
            found.append((left, y, wide, high))
            left += wide
        y += high
    return found


def _cost(weights: Sequence[float], total: float, room: float, width: float, shape: float) -> float:
    """How far from the wanted shape the rectangles of one strip are, added up."""
    part = sum(weights)
    high = shape * room * part / total / width
    return sum(max(width * weight / part / high, high * part / (width * weight)) for weight in weights)


def tiles(blocks: Sequence[Block], *, height: float, label: str = "") -> Drawing:
    """The drawing: each block with its head and its tiles; every one opens."""
    shapes: list[Shape] = []
    for block, (x, y, wide, high) in zip(blocks, strips([b.weight for b in blocks], 0, 0, WIDE, height), strict=True):
        left, top, wide, high = x + GAP / 2, y + GAP / 2, wide - GAP, high - GAP
        inner = HEAD if block.tiles else high
        shapes.append(_tile(block.head, (left, top, wide, inner), is_head=bool(block.tiles)))
        places = strips([1.0] * len(block.tiles), left, top + HEAD, wide, high - HEAD, shape=1.8)
        shapes += [_tile(tile, place) for tile, place in zip(block.tiles, places, strict=True)]
    return Drawing(WIDE, height, label, tuple(shapes))


def _tile(tile: Tile, place: Place, *, is_head: bool = False) -> Opens:
    x, y, wide, high = (round(side, 1) for side in place)
    fill, pattern, ink = SHADES[tile.band]
    shapes: list[Shape] = [Box(x, y, wide, high, fill, INK_2, pattern)]
    if is_head:
        shapes += _plate(x + 5, y + 16, fitted(f"{tile.name} {tile.value}", 13, wide - 10), 13, ink, pattern, bold=True)
    elif high > 17:
        size = 13 if wide > 60 and high > 40 else 11
        shapes += _plate(x + 4, y + size + 4, fitted(tile.name, size, wide - 8), size, ink, pattern)
        if high > 2 * size + 12:
            shapes += _plate(x + 4, y + 2 * size + 9, fitted(tile.value, size, wide - 8), size, ink, pattern)
    if is_head:
        shapes.append(Line(x, y + high, x + wide, y + high, INK, 1.5))
    return Opens(tile.url, "，".join(filter(None, (tile.name, tile.value, tile.said))), tuple(shapes))


def _plate(
    x: float, y: float, text: str, size: float, ink: str, pattern: Pattern, *, bold: bool = False
) -> list[Shape]:
    """The words, on a plain ground where there is a pattern behind them."""
    if not text:
        return []
    words = Words(x, y, text, size, "start", ink, is_bold=bold)
    if not pattern:
        return [words]
    return [Box(x - 2, y - size, width_of(text, size) + 4, size + 4, WHITE), words]
