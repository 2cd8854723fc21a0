"""分档: rates of units side by side, without a ranking (国办函〔2025〕66号: 鼓励实行分档分类评价，不片面追求排名).

A unit stands above or below its group only where the interval around its own rate keeps clear of the group's mean;
all others are alike, whatever their rates look like. Below `least` answers nothing is said at all: one matter solved
in four minutes puts nobody on top.

>>> banded({"A": (29, 30), "B": (18, 30), "C": (21, 30), "D": (3, 3)})["A"].band
'above'

Not done here: no order, no marks, nothing about persons.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal, TypeVar

Z95 = 1.959964  # the normal quantile of a two-sided interval of 95 %
LEAST = 10  # a choice of ours: below it an interval is wider than half of all rates
Band = Literal["above", "near", "below", "few"]
Key = TypeVar("Key", bound=Hashable)


def wilson(part: int, whole: int, z: float = Z95) -> tuple[float, float]:
    """The score interval of a rate (Wilson 1927), between 0 and 1; it stays sensible for 0 of n and n of n.

    Raises ValueError where there is nothing to divide by, or more in the part than in the whole.

    >>> [round(end, 3) for end in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole}")
    rate, square = part / whole, z * z
    middle = (rate + square / (2 * whole)) / (1 + square / whole)
    half = z * sqrt(rate * (1 - rate) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Placed:
    """One unit's rate, its interval, its band; no interval where there are too few answers."""

    part: int
    whole: int
    band: Band
    low: float = 0.0
    high: float = 1.0


def group_mean(cells: Mapping[Key, tuple[int, int]]) -> float | None:
    """The group's rate: all parts over all wholes, so that a small unit weighs little; None of nothing."""
    whole = sum(n for _part, n in cells.values())
    return sum(part for part, _n in cells.values()) / whole if whole else None


def banded(cells: Mapping[Key, tuple[int, int]], *, least: int = LEAST, z: float = Z95) -> dict[Key, Placed]:
    """Each unit of one group in its band. The group should be of like units: this cannot know it."""
    mean = group_mean(cells)
    found: dict[Key, Placed] = {}
    for key, (part, whole) in cells.items():
        if whole < least or mean is None:
            found[key] = Placed(part, whole, "few")
            continue
        low, high = wilson(part, whole, z)
        band: Band = "above" if low > mean else "below" if high < mean else "near"
        found[key] = Placed(part, whole, band, low, high)
    return found
