"""修约: does a stated rate follow from a part and a base, and if not, what went wrong.

Order of the verdicts (GB/T 8170-2008 beside the ordinary 四舍五入): exact, half up, half to even, truncation
(截尾), the wrong base (divided by the current value), impossible (no whole number over this base gives it), differs.
The author's number of decimals is kept.

>>> judge(Fraction("16.2"), 1, 7, 43).verdict, judge(Fraction(17), 0, 7, 41).verdict
('fails:truncated', 'holds')
>>> judge(Fraction("7.4"), 1, 19, 237, other=256).verdict
'fails:wrong-base'
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

#: verdicts on a rate that leave one right figure
CERTAIN = frozenset({"fails:truncated", "fails:wrong-base"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with the right figure to the author's decimals, and how it was reached."""

    verdict: str
    computed: str
    how: str


def half_up(value: Fraction, decimals: int) -> Fraction:
    """四舍五入, on the absolute value as the standard asks of negative numbers."""
    scale = 10**decimals
    rounded = Fraction(int(abs(value) * scale + Fraction(1, 2)), scale)
    return -rounded if value < 0 else rounded


def half_even(value: Fraction, decimals: int) -> Fraction:
    """四舍六入五成双."""
    return Fraction(round(value * 10**decimals), 10**decimals)


def truncated(value: Fraction, decimals: int) -> Fraction:
    """截尾: digits beyond the last one dropped."""
    return Fraction(int(value * 10**decimals), 10**decimals)


def show(value: Fraction, decimals: int) -> str:
    """A number written with a fixed number of decimals.

    >>> show(Fraction(1, 3), 2), show(Fraction(-5, 2), 0)
    ('0.33', '-3')
    """
    scaled = abs(half_up(value, decimals)) * 10**decimals
    digits = f"{int(scaled):0{decimals + 1}d}"
    sign = "-" if value < 0 and scaled else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def quotient(value: Fraction, decimals: int) -> str:
    """A quotient with so many digits that rounding what is shown gives what is right (rounding is done once).

    >>> quotient(Fraction(700, 39), 1), quotient(Fraction(700, 43), 1)
    ('17.949', '16.28')
    """
    digits = max(2, decimals + 1)
    while digits < decimals + 6 and half_up(half_up(value, digits), decimals) != half_up(value, decimals):
        digits += 1
    return show(value, digits)


def plain(value: Fraction) -> str:
    """A number as short as it can be written: whole, or with the decimals it needs (at most four)."""
    if value.denominator == 1:
        return str(value.numerator)
    return show(value, 4).rstrip("0").rstrip(".")


def possible(percent: Fraction, decimals: int, base: int) -> int | None:
    """GRIM: a whole number that over `base` rounds or truncates to the percentage, or None when none does."""
    guess = int(percent * base / 100)
    for part in (guess, guess + 1, guess - 1):
        if 0 <= part <= base and any(
            rule(Fraction(part * 100, base), decimals) == percent for rule in (half_up, half_even)
        ):
            return part
    return None


def judge(
    stated: Fraction,
    decimals: int,
    part: Fraction | int,
    base: Fraction | int,
    *,
    other: Fraction | int | None = None,
    counted: bool = True,
) -> Judgement:
    """The verdict on a stated percentage of part over base; `other` is a base mistaken for it.

    Base 0 has no percentage: undecidable.
    """
    if base == 0:
        return Judgement("undecidable", "", "zero-base")
    true = Fraction(part) * 100 / Fraction(base)
    right = show(true, decimals)
    if true == stated:
        return Judgement("holds", right, "exact")
    if half_up(true, decimals) == stated:
        return Judgement("holds", right, "half-up")
    if half_even(true, decimals) == stated:
        return Judgement("holds", right, "half-even")
    if truncated(true, decimals) == stated:
        return Judgement("fails:truncated", right, "truncated")
    if other and half_up(Fraction(part) * 100 / Fraction(other), decimals) == stated:
        return Judgement("fails:wrong-base", right, "wrong-base")
    if (
        counted
        and Fraction(base).denominator == 1
        and 0 <= stated <= 100
        and possible(stated, decimals, int(base)) is None
    ):
        return Judgement("fails:impossible", right, "impossible")
    return Judgement("fails:differs", right, "differs")
