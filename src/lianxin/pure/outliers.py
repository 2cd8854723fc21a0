"""离群: is a month's count unlike the months before it, at the same unit? Made for small counts.

What it is for: “与往月不同，请看一眼”. A unit is held only against its own past, never against another.

Together the `n` past months and this one hold `T` cases. If all months were alike, this month's part of them would be
binomial, `T` cases each with the chance 1/(n+1): exact, no rate need be guessed. Where the past months scatter more
than chance alone lets them (their variance is above their mean), the months are taken as negative binomial with the
size that fits mean and variance, and the part is beta-binomial. The two-sided chance is twice the smaller tail.

>>> past = [3, 2, 4, 3, 2, 3, 4, 2, 3, 3, 2, 4]
>>> round(chance(past, 3), 2), chance(past, 14) < 0.001, round(chance(past, 0), 2)
(1.0, True, 0.12)

Who looks at 200 counts finds ten that are “one in twenty” by chance alone; `unlikely` (Benjamini–Hochberg) marks so few
that of those marked one in twenty is expected to be chance. `unusual` puts it together:

>>> found = unusual({"石桥村": (past, 14), "柳湾村": (past, 4), "沙河村": ([0] * 12, 1)})
>>> [(one.key, one.now, one.low, one.high, one.is_more) for one in found]
[('石桥村', 14, 2, 4, True)]

What it does not do: it knows no season and no trend, says nothing of a unit with less than a year behind it, nothing of
counts below five, and never why. Nothing here is a reproach: it is where to look first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, lgamma, log
from typing import Any

FEWEST_MONTHS, LEAST, EXPECTED_BY_CHANCE = 12, 5, 0.05
EXACT_UP_TO = 400  # cases in all, above which whole numbers grow too long; beyond it the same sums in floating point
NEGLIGIBLE = 1e-18


@dataclass(frozen=True)
class Unusual:
    """与往月不同: the count, what most of its past months lay between, and how likely it is to be chance."""

    key: Any
    now: int
    low: int
    high: int
    chance: float
    is_more: bool


def size_of(past: Sequence[int]) -> float | None:
    """The size of the negative binomial that fits the mean and the variance; None where chance alone explains them.

    >>> size_of([3, 2, 4, 3]) is None, round(size_of([0, 9, 1, 10]), 2)
    (True, 1.12)
    """
    mean = Fraction(sum(past), len(past))
    spread = sum((Fraction(one) - mean) ** 2 for one in past) / (len(past) - 1)
    return float(mean * mean / (spread - mean)) if spread > mean else None


def chance(past: Sequence[int], now: int) -> float:
    """The two-sided chance of a count at least as far out as `now`, if the month were like those before it.

    Raises ValueError for fewer than two past months or a negative count.
    """
    if len(past) < 2 or now < 0 or min(past) < 0:
        raise ValueError("给出两个月以上的非负整数")
    months, total = len(past), sum(past) + now
    if not total:
        return 1.0
    size = size_of(past)
    if size is None and total <= EXACT_UP_TO:
        below, here = _exact(months, total, now)
    else:
        below, here = _summed(months, total, now, size)
    return min(1.0, 2 * min(below, 1 - below + here))


def _exact(months: int, total: int, now: int) -> tuple[float, float]:
    """P(X ≤ now) and P(X = now) of the binomial, in whole numbers."""
    weight, below = months**total, 0  # of x = 0, times (n+1)^T
    for x in range(now + 1):
        below += weight
        here = weight
        weight = weight * (total - x) // ((x + 1) * months)
    whole = (months + 1) ** total
    return float(Fraction(below, whole)), float(Fraction(here, whole))


def _summed(months: int, total: int, now: int, size: float | None) -> tuple[float, float]:
    """The same of the beta-binomial, or of a binomial too long for whole numbers: outward until nothing is added."""
    here = exp(_log_weight(months, total, now, size))
    below, term, x = here, here, now
    while x > 0 and term > NEGLIGIBLE * below:
        term /= _step(months, total, x - 1, size)
        x -= 1
        below += term
    if below <= 0.5:
        return below, here
    above, term, x = here, here, now  # sum the shorter tail: 1 − 0.999… would lose its figures
    while x < total and term > NEGLIGIBLE * above:
        term *= _step(months, total, x, size)
        x += 1
        above += term
    return 1 - above + here, here


def _step(months: int, total: int, x: int, size: float | None) -> float:
    """P(x + 1) ÷ P(x)."""
    plain = (total - x) / (x + 1)
    if size is None:
        return plain / months
    return plain * (x + size) / (total - x - 1 + months * size)


def _log_weight(months: int, total: int, x: int, size: float | None) -> float:
    chosen = lgamma(total + 1) - lgamma(x + 1) - lgamma(total - x + 1)
    if size is None:
        return chosen + (total - x) * log(months) - total * log(months + 1)
    rest = months * size
    parts = lgamma(x + size) + lgamma(total - x + rest) - lgamma(total + size + rest)
    return chosen + parts - (lgamma(size) + lgamma(rest) - lgamma(size + rest))


def unlikely(chances: Sequence[float], expected: float = EXPECTED_BY_CHANCE) -> list[bool]:
    """Which of many chances to mark, so that among those marked the expected share of mere chance is at most `expected`.

    Benjamini and Hochberg (1995). All comparisons are handed in, also those that are not shown.

    >>> unlikely([0.001, 0.04, 0.03, 0.9])
    [True, False, False, False]
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    last = max(
        (rank for rank, place in enumerate(order, 1) if chances[place] * len(chances) <= expected * rank), default=0
    )
    marked = set(order[:last])
    return [place in marked for place in range(len(chances))]


def unusual(
    counts: Mapping[Any, tuple[Sequence[int], int]], *, expected: float = EXPECTED_BY_CHANCE, least: int = LEAST
) -> list[Unusual]:
    """The counts that are unlike their own past, in the order given. Months before the first case are no past.

    A count that is small, as its past is, is compared but not shown; nor is one with less than a year behind it.
    """
    compared = {}
    for key, (past, now) in counts.items():
        begun = next((place for place, one in enumerate(past) if one), len(past))
        if len(past) - begun >= FEWEST_MONTHS:
            compared[key] = (list(past[begun:]), now)
    chances = [chance(past, now) for past, now in compared.values()]
    found = []
    for (key, (past, now)), one, is_marked in zip(compared.items(), chances, unlikely(chances, expected), strict=True):
        usual = Fraction(sum(past), len(past))
        if is_marked and max(Fraction(now), usual) >= least:
            low, high = _middle(past)
            found.append(Unusual(key, now, low, high, one, now > usual))
    return found


def _middle(past: Sequence[int]) -> tuple[int, int]:
    """Between which counts most months lay: a tenth left off at either end."""
    ordered, off = sorted(past), len(past) // 10
    return ordered[off], ordered[-1 - off]
