"""比对: the shared passages of two texts with their figures."""

from dataclasses import dataclass

from .folding import packed
from .idioms import NONE, Idioms
from .runs import runs as _runs

LEAST = 16  # a run that says something: below it, official texts meet by chance (rules.md §10.4)
LEAST_LISTED = 13  # what is worth listing beside a run of 16
ORDERLY = 0.9  # so much of what is shared stands in the same order


@dataclass(frozen=True)
class Passage:
    """雷同段落: offsets into the texts as given (`end` exclusive), the passage as compared, whether it is mere 套话.

    `at_b`: where it stands in the second text as compared.

    `is_title`: hardly more than the heading that both texts have. Two reports on one matter may be called the same.
    """

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    text: str
    at_b: int
    is_idiom: bool = False
    is_title: bool = False

    @property
    def length(self) -> int:
        return len(self.text)


@dataclass(frozen=True)
class Overlap:
    """What two texts share. `share` is of the shorter one, between 0 and 1; sizes are without white space.

    `passages` are all, idiom too, in the order of the first text; all figures leave idiom out.
    """

    passages: tuple[Passage, ...]
    size_a: int
    size_b: int

    @property
    def counted(self) -> tuple[Passage, ...]:
        """The passages that are not mere idiom."""
        return tuple(passage for passage in self.passages if not passage.is_idiom)

    @property
    def chars(self) -> int:
        """How many characters of the first text lie in shared passages."""
        return sum(passage.length for passage in self.counted)

    @property
    def longest(self) -> int:
        """The length of the longest passage."""
        return max((passage.length for passage in self.counted), default=0)

    @property
    def is_telling(self) -> bool:
        """Whether there is a run of 16 or more outside idiom and heading: the signal of rules.md §10.4."""
        return any(passage.length >= LEAST and not passage.is_title for passage in self.counted)

    @property
    def share(self) -> float:
        """The part of the shorter text that is shared: what the longer one says ten times is there once."""
        shorter = min(self.size_a, self.size_b)
        chars = self.chars if self.size_a <= self.size_b else self._chars_b
        return min(1.0, chars / shorter) if shorter else 0.0

    @property
    def _chars_b(self) -> int:
        """As `chars` for the second text: a passage that lies within another there is counted with it."""
        found = behind = 0
        for passage in sorted(self.counted, key=lambda one: (one.at_b, -one.length)):
            if passage.at_b + passage.length > behind:
                found += passage.length
                behind = passage.at_b + passage.length
        return found

    @property
    def order(self) -> float:
        """The part of the shared characters that comes in the same order in both: the heaviest increasing row; 1 where
        nothing is shared.
        """
        if not self.chars:
            return 1.0
        return _heaviest([(passage.start_b, passage.length) for passage in self.counted]) / self.chars

    @property
    def in_order(self) -> bool:
        """Whether the passages come in the second text in the same order as in the first, but for a few."""
        return self.order >= ORDERLY


def compare(a: str, b: str, *, least: int = LEAST, idioms: Idioms = NONE) -> Overlap:
    """The shared passages of at least `least` characters, in the order of the first text."""
    if least < 1:
        raise ValueError("最短长度至少为 1")
    short_a, places_a = packed(a)
    short_b, places_b = packed(b)
    head_a, head_b = _head(a), _head(b)
    passages = tuple(
        Passage(
            places_a[i],
            places_a[i + length - 1] + 1,
            places_b[j],
            places_b[j + length - 1] + 1,
            short_a[i : i + length],
            j,
            idioms.is_all_of(short_a[i : i + length]),
            places_a[i] < head_a and places_b[j] < head_b and places_a[i + length - 1] + 1 - head_a < LEAST,
        )
        for i, j, length in _runs(short_a, short_b, least)
    )
    return Overlap(passages, len(short_a), len(short_b))


def _head(text: str) -> int:
    """Where the heading of a text ends: its first line with anything in it, if that is short and no sentence."""
    start = len(text) - len(text.lstrip())
    line = text[start : start + 61].partition("\n")[0]
    return start + len(line) if len(line) <= 60 and "。" not in line and start + len(line) < len(text) else 0


def _heaviest(row: list[tuple[int, int]]) -> int:
    """The greatest weight of a row of (place, weight) with places that never fall (Fenwick tree of maxima)."""
    ranks = {place: n for n, place in enumerate(sorted({place for place, _weight in row}), 1)}
    best = [0] * (len(ranks) + 1)
    for place, weight in row:
        rank, before = ranks[place], 0
        while rank:
            before = max(before, best[rank])
            rank &= rank - 1
        rank = ranks[place]
        while rank < len(best):
            best[rank] = max(best[rank], before + weight)
            rank += rank & -rank
    return max(best)
