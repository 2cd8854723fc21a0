"""留下的记录: what a figure is made of, and its value reckoned from that alone, without asking the database.

The arithmetic is written anew here, on purpose: it does not go through the indicators that counted the figure.
"""

import statistics
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from lianxin.pure.keysets import pack, pack_measured, plain, unpack, unpack_measured
from lianxin.pure.periods import round_half_up
from lianxin.reports.freezes.models import FrozenFigure, LateChange
from lianxin.reports.freezes.terms import FigureKind

PART, WHOLE = "part", "whole"


@dataclass(frozen=True)
class Kept:
    """The keys of a count, of both sides of a rate, or of what was measured, with the measures."""

    kind: str
    places: int = 0
    keys: frozenset[int] = frozenset()
    whole_keys: frozenset[int] = frozenset()
    measures: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def value(self) -> Decimal | None:
        """件数, 率, 中位数, 平均数, 合计 of what was kept; None of nothing, a sum of nothing is 0."""
        if self.kind == FigureKind.COUNT:
            return Decimal(len(self.keys))
        if self.kind == FigureKind.RATE:
            whole = len(self.whole_keys)
            return round_half_up(Fraction(100 * len(self.keys), whole), 1) if whole else None
        found = [Fraction(measure) for measure in self.measures.values()]
        if self.kind == FigureKind.SUM:
            return round_half_up(sum(found, Fraction(0)), self.places)
        if not found:
            return None
        exact = statistics.median(found) if self.kind == FigureKind.MEDIAN else sum(found, Fraction(0)) / len(found)
        return round_half_up(exact, self.places)

    @property
    def part(self) -> int | None:
        """分子的数 of a rate."""
        return len(self.keys) if self.kind == FigureKind.RATE else None

    @property
    def whole(self) -> int | None:
        """分母的数 of a rate; of a median, mean or sum of how many it is."""
        if self.kind == FigureKind.COUNT:
            return None
        return len(self.whole_keys) if self.kind == FigureKind.RATE else len(self.measures)

    def states(self) -> dict[int, str]:
        """What each record is to the figure: counted, on which sides of a rate, with what measure."""
        if self.kind != FigureKind.RATE:
            return {key: plain(self.measures[key]) if key in self.measures else "" for key in self.keys}
        return {
            key: "+".join(side for side, keys in ((PART, self.keys), (WHOLE, self.whole_keys)) if key in keys)
            for key in self.keys | self.whole_keys
        }

    def packed(self) -> dict[str, str]:
        """As the columns keep it."""
        measured = pack_measured(self.measures)
        return {"keys": pack(self.keys), "whole_keys": pack(self.whole_keys), "measured": measured}

    def numbers(self) -> dict[str, Decimal | int | None]:
        """Value, numerator and denominator as the columns keep them."""
        return {"value": self.value, "part": self.part, "whole": self.whole}

    def with_states_of(self, other: "Kept", keys: frozenset[int]) -> "Kept":
        """The same, but for these records as the other has them: there or not, on these sides, with this measure."""
        measures = {key: one for key, one in self.measures.items() if key not in keys}
        measures |= {key: one for key, one in other.measures.items() if key in keys}
        return Kept(
            self.kind, self.places, (self.keys - keys) | (other.keys & keys),
            (self.whole_keys - keys) | (other.whole_keys & keys), measures,
        )  # fmt: skip


def kept_of(row: FrozenFigure | LateChange) -> Kept:
    """What a frozen figure or a late change keeps."""
    figure = row if isinstance(row, FrozenFigure) else row.frozen
    return Kept(
        figure.kind, figure.places, frozenset(unpack(row.keys)), frozenset(unpack(row.whole_keys)),
        unpack_measured(row.measured),
    )  # fmt: skip


@dataclass(frozen=True)
class Moved:
    """Which records came, went, or changed what they are to the figure."""

    added: frozenset[int] = frozenset()
    removed: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __iter__(self) -> Iterator[frozenset[int]]:
        return iter((self.added, self.removed, self.changed))


def moved(before: Kept, now: Kept) -> Moved:
    """What lies between two."""
    old, new = before.states(), now.states()
    return Moved(
        frozenset(new.keys() - old.keys()), frozenset(old.keys() - new.keys()),
        frozenset(key for key in old.keys() & new.keys() if old[key] != new[key]),
    )  # fmt: skip
