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
from typing import Literal, TypeVar

from lianxin.pure.intervals import Z95, judged, wilson

__all__ = ["LEAST", "Z95", "Band", "Placed", "banded", "group_mean", "wilson"]
LEAST = 10  # a choice of ours: below it an interval is wider than half of all rates
Band = Literal["above", "near", "below", "few"]
Key = TypeVar("Key", bound=Hashable)


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


def banded(
    cells: Mapping[Key, tuple[int, int]], *, least: int = LEAST, z: float = Z95, against: float | None = None
) -> dict[Key, Placed]:
    """Each unit of one group in its band. The group should be of like units: this cannot know it.

    Compared with the group's own mean, or with the rate `against` of a larger whole.
    """
    mean = group_mean(cells) if against is None else against
    found: dict[Key, Placed] = {}
    for key, (part, whole) in cells.items():
        if whole < least or mean is None:
            found[key] = Placed(part, whole, "few")
            continue
        low, high = wilson(part, whole, z)
        found[key] = Placed(part, whole, judged((low, high), mean), low, high)
    return found
