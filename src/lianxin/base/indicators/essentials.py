"""要件: counts of records that lack what they should hold, or were entered late; for the page of data quality.

A room declares them when it is ready; each is an ordinary indicator, so it opens to the very records, and says what is
to be done. Nothing here is a reproach: it is a list of what still has to be written in.
"""

from dataclasses import dataclass

from lianxin.base.indicators.kinds import Count, Words
from lianxin.base.indicators.registry import register


@dataclass(frozen=True)
class Essential:
    """一种缺漏: the count of such records, and how one is put right."""

    count: Count
    mend: Words


ESSENTIALS: dict[str, Essential] = {}


def essential(count: Count, mend: Words) -> None:
    """Declare a kind of gap, once; its count is entered in the register of indicators. Raises what `register` raises."""
    register(count)
    ESSENTIALS[count.code] = Essential(count, mend)
