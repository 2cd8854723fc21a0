"""突增: whether a count stands out against the season and against the time before.

>>> burst(9, before=[2, 3, 1, 2, 2, 3], year_ago=[2, 3])
Burst(now=9, usual=Fraction(5, 2), is_burst=True)
>>> burst(9, before=[8, 9, 7, 9, 8, 8], year_ago=[2]).is_burst
False

What is usual is the larger of the median of the spans before and the mean of the same season a year ago: heating
complaints in November are no burst when November always has them. A count is a burst from `LEAST` on, at twice what
is usual, and beyond what chance gives (the usual number and twice its square root, as counts of rare things vary).
Where nothing is known of the time before, nothing is called a burst.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

LEAST = 3


@dataclass(frozen=True, slots=True)
class Burst:
    """How many now, how many are usual, whether that is a burst."""

    now: int
    usual: Fraction
    is_burst: bool


def burst(now: int, *, before: Sequence[int], year_ago: Sequence[int] = ()) -> Burst:
    """`before`: the spans before this one, equally long; `year_ago`: those around the same days a year ago."""
    running = Fraction(median(before)) if before else Fraction(0)
    season = Fraction(sum(year_ago), len(year_ago)) if year_ago else Fraction(0)
    usual = max(running, season)
    beyond = (now - usual) ** 2 > 4 * usual
    is_known = bool(before or year_ago)
    return Burst(now, usual, is_known and now >= LEAST and now >= 2 * usual and beyond)
