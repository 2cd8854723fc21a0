"""计票: from a poll and its released ballots to counts, and from counts to figures that carry their formula; the whole
result as one plain value.

>>> from lianxin.pure.polling import Ballot, Group, Poll, SCREEN, SLIPS
>>> from lianxin.pure.questions import Form, Item, Option, Scale, Section, Sheet
>>> scale = Scale("s", "满意度", (Option("yes", "满意", 100, "satisfied"), Option("no", "不满意", 0, "dissatisfied")))
>>> form = Form("评议", sections=(Section("a", "作风", (Item("q", "态度", scale="s"),)),), scales=(scale,))
>>> poll = Poll("评议", SLIPS, (Group("g", "群众", Sheet(form), 6),))
>>> votes = [Ballot("g", SCREEN, {"": {"q": ["yes"]}})] * 4 + [Ballot("g", SCREEN, {})]
>>> cell = count(poll, votes)["g"].cells["", "q"]
>>> cell.votes, cell.valid, cell.blank
({'yes': 4}, 4, 1)

Not done here: what may be told `pure/disclosure` decides; nothing is stored or shown.
"""

from lianxin.pure.tally.counts import Account, Cell, Count, Foreign, count, count_numbers
from lianxin.pure.tally.figures import (
    Figure,
    Weighed,
    average,
    band_of,
    base_of,
    ratio,
    satisfaction,
    score,
    top,
    weighted,
)
from lianxin.pure.tally.sheet import NamedVoice, compose, figure

__all__ = [
    "Account",
    "Cell",
    "Count",
    "Figure",
    "Foreign",
    "Weighed",
    "average",
    "band_of",
    "base_of",
    "NamedVoice",
    "compose",
    "count",
    "count_numbers",
    "figure",
    "ratio",
    "satisfaction",
    "score",
    "top",
    "weighted",
]
