"""考核的算术: how a figure becomes a result, how weight is spread where there are no data, bands and how many are in each.

>>> measured(Proportional(Decimal(60), Decimal(90)), Decimal(75))
Decimal('50.00')
>>> spread([[(30, True), (20, False)], [(50, True)]])   # nothing to go by in the second item: its 20 go to the first
[[Decimal('50.00'), Decimal('0.00')], [Decimal('50.00')]]
>>> total([(Decimal("50.00"), Decimal("80.00")), (Decimal("50.00"), Decimal("91.25"))])
Decimal('85.6')

A result lies between 0 and 100 and has two decimals, a weight too; the total is rounded once, to one decimal, half up
(四舍五入). Each step is one that a spreadsheet can do again to the same digits.

Not done here: no places, no order of units, nothing about persons. What has no data has no result; it is never 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from lianxin.pure.periods import round_half_up

FULL, NONE = Decimal(100), Decimal(0)
Better = Literal["high", "low"]
Fault = Literal["", "same", "wrong_way", "order", "range"]


@dataclass(frozen=True)
class Proportional:
    """按比例: `floor` and worse is 0, `full` and better is 100, evenly between. Of what is good when low, full < floor."""

    floor: Decimal
    full: Decimal


@dataclass(frozen=True)
class Steps:
    """分段: the first step that the value reaches gives the result; none of them reached gives `otherwise`."""

    better: Better
    steps: tuple[tuple[Decimal, Decimal], ...]
    otherwise: Decimal = NONE


@dataclass(frozen=True)
class Fulfilled:
    """达到与否: 100 or 0."""

    better: Better
    limit: Decimal


Method = Proportional | Steps | Fulfilled


def fault_of(method: Method, better: Better) -> Fault:
    """What keeps a method from being used: ends that are the same, the wrong way round, steps out of order, out of range."""
    if isinstance(method, Proportional):
        if method.floor == method.full:
            return "same"
        return "" if (method.full > method.floor) == (better == "high") else "wrong_way"
    if isinstance(method, Fulfilled):
        return ""
    results = [*(result for _limit, result in method.steps), method.otherwise]
    if not method.steps or any(not NONE <= one <= FULL for one in results):
        return "range"
    limits = [limit for limit, _result in method.steps]
    is_in_order = limits == sorted(set(limits), reverse=better == "high")
    return "" if is_in_order and results == sorted(set(results), reverse=True) else "order"


def measured(method: Method, value: Decimal) -> Decimal:
    """The result of a value, 0 to 100, two decimals."""
    if isinstance(method, Proportional):
        share = (Fraction(value) - Fraction(method.floor)) / (Fraction(method.full) - Fraction(method.floor))
        return round_half_up(min(Fraction(1), max(Fraction(0), share)) * 100, 2)
    if isinstance(method, Fulfilled):
        return round_half_up(FULL if _reaches(method.better, value, method.limit) else NONE, 2)
    reached = (result for limit, result in method.steps if _reaches(method.better, value, limit))
    return round_half_up(next(reached, method.otherwise), 2)


def _reaches(better: Better, value: Decimal, limit: Decimal) -> bool:
    return value >= limit if better == "high" else value <= limit


def shared(whole: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """`whole` divided by weight, two decimals each; the last one that weighs takes what is left, so that it adds up.

    >>> shared(Decimal(100), [1, 0, 1, 1])
    [Decimal('33.33'), Decimal('0.00'), Decimal('33.33'), Decimal('33.34')]
    """
    sum_of, left = sum(weights), whole
    last = max((i for i, weight in enumerate(weights) if weight), default=-1)
    found = []
    for i, weight in enumerate(weights):
        part = left if i == last else round_half_up(Fraction(whole) * weight / sum_of, 2) if weight else NONE
        found.append(round_half_up(part, 2))
        left -= part
    return found


def spread(dimensions: Sequence[Sequence[tuple[int, bool]]]) -> list[list[Decimal]]:
    """所用权重: the weight of an item that is not rated goes to the rest of its dimension, of a dimension to the others.

    Items are (weight, is rated). The weights used add up to 100; where nothing at all is rated they are all 0.
    """
    rated = [[weight if is_rated else 0 for weight, is_rated in items] for items in dimensions]
    held = [
        sum(weight for weight, _rated in items) if any(of) else 0 for items, of in zip(dimensions, rated, strict=True)
    ]
    whole = shared(FULL if any(held) else NONE, held)
    return [shared(share, of) for share, of in zip(whole, rated, strict=True)]


def total(cells: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """总结果 of (weight used, result): one decimal, half up, rounded once."""
    return round_half_up(sum((Fraction(weight) * Fraction(result) for weight, result in cells), Fraction(0)) / 100, 1)


@dataclass(frozen=True)
class Band:
    """一档: its word, and from which total on."""

    label: str
    least: Decimal


def band_of(result: Decimal, bands: Sequence[Band]) -> str:
    """The word of the first band that is reached; bands go from the highest down, and the last begins at 0."""
    return next(one.label for one in bands if result >= one.least)


def distribution(labels: Iterable[str], bands: Sequence[Band]) -> list[tuple[str, int]]:
    """分布: how many there are in each band, in the order of the bands."""
    held = list(labels)
    return [(one.label, held.count(one.label)) for one in bands]
