"""归并: which matters belong together. Two groups are joined while their problems, each summed over its members, are
alike enough for how sure their places are, and few of their members contradict each other in the place.

A group's sum is dominated by what its members share, so a late member that says only the essential still belongs.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lianxin.pure.likeness.alike import LEAST, Relation, related, shared
from lianxin.pure.likeness.lexicon import Reading
from lianxin.pure.likeness.names import Level

APART_AT_MOST = 0.25  # so many pairs of members may contradict each other: a wrong street name, a slip
NEAR = 0.02  # pairs that share less of the problem are not looked at
COMMON = 0.30  # 多处同类: how alike problems of different places must be
TOLD = 12  # the heaviest pairs of a problem, by which matters without a common place are looked up
TOO_MANY = 80
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Group:
    """一组: the keys of its members in order, and its problem (weight by pair of characters, heaviest first)."""

    keys: tuple[int, ...]
    problem: tuple[tuple[str, float], ...]

    @property
    def size(self) -> int:
        return len(self.keys)


def group(readings: Sequence[Reading], *, told: Told | None = None) -> list[Group]:
    """同一件事: groups of matters with one place and one problem; what stands alone is left out. Largest first."""
    pairs = _candidates(readings)
    if told:
        told(0.4)
    return _Joining(readings, _by_place(readings), told).run(pairs)


def common(groups: Sequence[Group], readings: Mapping[int, Reading], *, least: float = COMMON) -> list[Group]:
    """多处同类: groups of one problem at several places, made of groups and of single matters; places are not asked.

    Given are the groups of `group` and all readings by key.
    """
    joined = {key for one in groups for key in one.keys}
    units = [one.keys for one in groups] + [(key,) for key in readings if key not in joined]
    sums = [Reading(n, _sum([readings[key] for key in keys]), {}, {}, frozenset(), {}) for n, keys in enumerate(units)]
    found = _Joining(sums, lambda left, right: least).run(_by_words(sums))
    return [Group(tuple(sorted(k for n in one.keys for k in units[n])), one.problem) for one in found]


def _candidates(readings: Sequence[Reading]) -> set[tuple[int, int]]:
    """Pairs (by number) that share a name, or several of their heaviest pairs of characters, and do not contradict."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(readings):
        for pair in one.pairs:
            named[pair].append(n)
    near: set[tuple[int, int]] = set()
    for n, one in enumerate(readings):
        for level in Level:
            for pair in one.first_pairs[level]:
                near.update((min(n, m), max(n, m)) for m in named[pair] if m != n)
    far = {
        (i, j) for i, j in _by_words(readings)
        if shared(readings[i], readings[j]) >= LEAST[Relation.UNKNOWN] * 0.6
    }  # fmt: skip
    return {
        (i, j) for i, j in near | far
        if related(readings[i], readings[j]) is not Relation.APART and shared(readings[i], readings[j]) > NEAR
    }  # fmt: skip


def _by_words(readings: Sequence[Reading]) -> set[tuple[int, int]]:
    """Pairs that share at least three of their heaviest pairs of characters."""
    held: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(readings):
        for pair in heapq.nsmallest(TOLD, one.problem, key=lambda p: (-one.problem[p], p)):
            held[pair].append(n)
    met: defaultdict[tuple[int, int], int] = defaultdict(int)
    for numbers in held.values():
        if len(numbers) <= TOO_MANY:
            for x, j in enumerate(numbers):
                for i in numbers[:x]:
                    met[i, j] += 1
    return {pair for pair, count in met.items() if count > 2}


def _by_place(readings: Sequence[Reading]) -> Callable[[list[int], list[int]], float]:
    """What two groups must share, from the places of their members: the mean over the pairs; infinite where apart."""
    known: dict[tuple[int, int], Relation] = {}

    def relation(i: int, j: int) -> Relation:
        key = (i, j) if i < j else (j, i)
        if key not in known:
            known[key] = related(readings[i], readings[j])
        return known[key]

    def least(left: list[int], right: list[int]) -> float:
        found = [relation(i, j) for i in left for j in right]
        agreeing = [LEAST[one] for one in found if one is not Relation.APART]
        if len(found) - len(agreeing) > APART_AT_MOST * len(found):
            return math.inf
        return sum(agreeing) / len(agreeing)

    return least


class _Joining:
    """Joins the most alike first, until nothing is alike enough."""

    def __init__(
        self, readings: Sequence[Reading], least: Callable[[list[int], list[int]], float], told: Told | None = None
    ) -> None:
        self.readings, self.least, self.told = readings, least, told
        self.members: dict[int, list[int]] = {}
        self.sums: dict[int, dict[str, float]] = {}
        self.near: defaultdict[int, set[int]] = defaultdict(set)

    def run(self, pairs: Iterable[tuple[int, int]]) -> list[Group]:
        for i, j in sorted(pairs):
            self.near[i].add(j)
            self.near[j].add(i)
        for n in self.near:
            self.members[n], self.sums[n] = [n], dict(self.readings[n].problem)
        heap = [(-ratio, i, j) for i in self.near for j in self.near[i] if i < j and (ratio := self._ratio(i, j)) >= 1]
        heapq.heapify(heap)
        number, start = len(self.readings), len(heap)
        while heap:
            _ratio, i, j = heapq.heappop(heap)
            if i in self.members and j in self.members:
                for other in self._join(i, j, number):
                    if (ratio := self._ratio(number, other)) >= 1:
                        heapq.heappush(heap, (-ratio, other, number))
                number += 1
                if self.told and number % 50 == 0:
                    self.told(min(0.99, 0.4 + 0.6 * (1 - len(heap) / max(start, len(heap), 1))))
        return self._groups()

    def _ratio(self, i: int, j: int) -> float:
        least = self.least(self.members[i], self.members[j])
        return cosine(self.sums[i], self.sums[j]) / least if least < math.inf else 0.0

    def _join(self, i: int, j: int, number: int) -> list[int]:
        self.members[number] = sorted(self.members.pop(i) + self.members.pop(j))
        total = self.sums.pop(i)
        for pair, weight in self.sums.pop(j).items():
            total[pair] = total.get(pair, 0.0) + weight
        self.sums[number] = total
        others = sorted((self.near.pop(i) | self.near.pop(j)) - {i, j})
        others = [other for other in others if other in self.members]
        for other in others:
            self.near[other] -= {i, j}
            self.near[other].add(number)
        self.near[number] = set(others)
        return others

    def _groups(self) -> list[Group]:
        found = [
            Group(tuple(sorted(self.readings[n].key for n in held)), _heaviest(self.sums[number]))
            for number, held in self.members.items() if len(held) > 1
        ]  # fmt: skip
        return sorted(found, key=lambda one: (-one.size, one.keys))


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The cosine of two weightings of any length."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    product = sum(weight * large[pair] for pair, weight in small.items() if pair in large)
    lengths = math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))
    return product / lengths if lengths else 0.0


def _sum(readings: Iterable[Reading]) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for one in readings:
        for pair, weight in one.problem.items():
            total[pair] += weight
    return total


def _heaviest(weights: Mapping[str, float], most: int = 60) -> tuple[tuple[str, float], ...]:
    return tuple(heapq.nsmallest(most, weights.items(), key=lambda one: (-one[1], one[0])))
