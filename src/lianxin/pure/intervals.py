"""区间: how far a rate, or a number of cases, may lie from what was counted, by chance alone.

Two units are compared by their intervals, never by the bare rates: of few cases any rate can come out.

>>> low, high = wilson(8, 10)
>>> round(low, 3), round(high, 3)
(0.49, 0.943)
>>> low, high = poisson(10)
>>> round(low, 2), round(high, 2)
(4.8, 18.39)
>>> judged((0.52, 0.61), 0.48), judged((0.4, 0.61), 0.48)
('above', 'near')

Not done here: no order of units, nothing of persons, no correction for looking at many units at once. Of twenty units
that are all alike, one will on average lie outside by chance; whoever shows bands should say so.
"""

from math import exp, lgamma, log, sqrt
from typing import Literal

Z95 = 1.959964  # the normal quantile of a two-sided interval of 95 %
TAIL = 0.025
EXACT_UP_TO = 60  # from here on Byar's approximation is within a tenth of a per cent
Judgement = Literal["above", "near", "below"]
Interval = tuple[float, float]


def wilson(part: int, whole: int, z: float = Z95) -> Interval:
    """The score interval of a rate (Wilson 1927), between 0 and 1; it stays sensible for 0 of n and n of n.

    Raises ValueError where there is nothing to divide by, or more in the part than in the whole.
    """
    if not 0 <= part <= whole or whole == 0:
        raise ValueError(f"{part} of {whole}")
    rate, square = part / whole, z * z
    middle = (rate + square / (2 * whole)) / (1 + square / whole)
    half = z * sqrt(rate * (1 - rate) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


def poisson(count: int) -> Interval:
    """The interval of 95 % of a number of cases (Garwood 1936; of many cases by Byar's approximation).

    Raises ValueError for a negative number.
    """
    if count < 0:
        raise ValueError(f"{count} cases")
    if count > EXACT_UP_TO:
        return _byar(count), _byar(count + 1, 1)
    low = 0.0 if count == 0 else _where(count - 1, 1 - TAIL)
    return low, _where(count, TAIL)


def per(count: int, base: int, scale: int = 1000) -> tuple[float, Interval]:
    """每千户的件数 and its interval. Raises ValueError where there is no base."""
    if base <= 0:
        raise ValueError(f"{count} of {base}")
    low, high = poisson(count)
    return scale * count / base, (scale * low / base, scale * high / base)


def judged(interval: Interval, against: float) -> Judgement:
    """Above or below only where the whole interval keeps clear of what is compared with; else near."""
    low, high = interval
    return "above" if low > against else "below" if high < against else "near"


def _byar(count: int, side: int = -1) -> float:
    found = count * (1 - 1 / (9 * count) + side * Z95 / (3 * sqrt(count))) ** 3
    return max(0.0, found)


def _at_most(count: int, mean: float) -> float:
    """The chance of at most so many cases."""
    return sum(exp(n * log(mean) - mean - lgamma(n + 1)) for n in range(count + 1)) if mean > 0 else 1.0


def _where(count: int, chance: float) -> float:
    """The mean at which the chance of at most `count` cases is `chance`: it falls as the mean grows."""
    low, high = 0.0, 3.0 * count + 20.0
    for _step in range(48):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(count, middle) > chance else (low, middle)
    return (low + high) / 2
