"""评价提示: statistics of answers that look alike. Each says how often chance alone gives as much; never more than that.

A hint is a question to the unit itself, not an accusation: a good year, one kind of matter or one helpful clerk
explain much. So every function returns what was seen, what was to be expected and the chance, and decides nothing.

>>> round(tail(9, 10, 0.5), 6)
0.010742

Not done here: nothing about a single resident, nothing that is stored.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, prod
from typing import Any

RARE = 0.01  # a hint is given where chance alone gives as much less often than once in a hundred
LEAST = 10  # and never of fewer answers
SHARED = 5  # one telephone for so many residents (security.md T5)


@dataclass(frozen=True)
class Seen:
    """看到的: what was counted, of how many, what was to be expected, and how often chance gives at least as much."""

    kind: str
    seen: int
    of: int
    expected: float
    chance: float
    where: str = ""

    @property
    def is_hint(self) -> bool:
        """Rare enough, of enough answers."""
        return self.of >= LEAST and self.chance < RARE


def tail(least: int, n: int, p: float) -> float:
    """P(X ≥ least) for n independent answers, each with probability p: the binomial tail, exact but for rounding."""
    if least <= 0:
        return 1.0
    if least > n or p <= 0:
        return 0.0
    if p >= 1:
        return 1.0
    return min(1.0, sum(_binomial(k, n, p) for k in range(least, n + 1)))


def _binomial(k: int, n: int, p: float) -> float:
    return exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p))


def poisson_tail(least: int, mean: float) -> float:
    """P(X ≥ least) for a Poisson number with this mean."""
    if least <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    return max(0.0, 1 - sum(exp(-mean + k * log(mean) - lgamma(k + 1)) for k in range(least)))


def under_independence(shares: Iterable[float]) -> float:
    """The share that gives the best answer to every question, were the questions answered independently.

    >>> under_independence([0.8, 0.5])
    0.4
    """
    return prod(shares)


def straight_lining(best: int, n: int, base: float) -> Seen:
    """直线作答: how many gave the best answer to all questions, beside the share elsewhere."""
    return Seen("straight_lining", best, n, base * n, tail(best, n, base))


def evenness(values: Iterable[int], elsewhere: Iterable[int]) -> Seen:
    """差异过小: how many answers differ from the commonest one, beside the share elsewhere; few of them is the rare thing."""
    here, there = Counter(values), Counter(elsewhere)
    n, others = sum(here.values()), sum(there.values())
    if not n or not others:
        return Seen("evenness", 0, n, 0.0, 1.0)
    same, usual = max(here.values()), max(there.values()) / others
    return Seen("evenness", n - same, n, n * (1 - usual), tail(same, n, usual))


def variance(values: Iterable[int]) -> float:
    """The mean squared distance from the mean; 0 of nothing.

    >>> variance([2, 2, 0, 0])
    1.0
    """
    found = list(values)
    mean = sum(found) / len(found) if found else 0.0
    return sum((value - mean) ** 2 for value in found) / len(found) if found else 0.0


def burst(by_day: Mapping[Any, int], days: int) -> Seen:
    """集中在一天: the fullest day, if answers fell on `days` days at random; the chance is for any of the days."""
    total = sum(by_day.values())
    if not total or days < 1:
        return Seen("burst", 0, total, 0.0, 1.0)
    day, most = max(by_day.items(), key=lambda one: (one[1], str(one[0])))
    mean = total / days
    return Seen("burst", most, total, mean, min(1.0, days * poisson_tail(most, mean)), str(day))


def lot(by_lot: Mapping[str, tuple[int, int]]) -> Seen:
    """成批一致: the lot whose answers are least like the others': (best, n) per lot; the chance is for any of the lots."""
    whole = sum(n for _best, n in by_lot.values())
    found = Seen("lot", 0, 0, 0.0, 1.0)
    for name, (best, n) in by_lot.items():
        rest = whole - n
        if not n or not rest:
            continue
        base = (sum(b for b, _n in by_lot.values()) - best) / rest
        chance = min(1.0, len(by_lot) * tail(best, n, min(base, 1 - 1 / (2 * rest + 2))))
        if chance < found.chance or not found.of:
            found = Seen("lot", best, n, base * n, chance, name)
    return found


def digits(phone: str) -> str:
    """The digits of a telephone number, as two of them are compared."""
    return "".join(char for char in phone if char.isdecimal())


def shared_telephones(pairs: Iterable[tuple[str, str]], *, least: int = SHARED) -> dict[str, int]:
    """一号多人: telephones that stand for so many residents of different names, with their number."""
    residents: dict[str, set[str]] = {}
    for phone, name in pairs:
        if number := digits(phone):
            residents.setdefault(number, set()).add(name)
    return {number: len(names) for number, names in residents.items() if len(names) >= least}


def staff_telephones(phones: Iterable[str], staff: Iterable[str]) -> Counter[str]:
    """与工作人员同号: how often a resident's telephone is that of somebody who works in the system."""
    own = {digits(phone) for phone in staff} - {""}
    return Counter(number for phone in phones if (number := digits(phone)) in own)
