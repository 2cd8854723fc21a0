"""走访任务的计算: what somebody owes in a period, what he has done of it, and which records say so.

A rule asks for so many marks (different days, nights, records, households, places) in a period; a deed gives marks; done is
the number of different ones. Everything else decides which deeds and which days of theirs may give marks: the kind,
the place, the days of the post, the other rules. Nothing is a score, and no two people are ever compared.

>>> from datetime import date
>>> year = Rule("down", "下访", measure="visits", unit="days", period="year", minimum=100)
>>> squat = Rule("squat", "蹲点", "visits", "days", "year", 4, kinds=("squat",), sharing="within", wider="down")
>>> stay = Deed(7, date(2026, 12, 30), date(2027, 1, 3), "visit:A", "蹲点", "squat")
>>> case = Case([year, squat], {"visits": [stay]}, held=[Span(date(2026, 7, 1), date.max)])
>>> [(one.rule.label, one.done, one.owed, one.counted[0].also) for one in reckon(case, date(2026, 12, 31))]
[('下访', 2, 50, ('蹲点',)), ('蹲点', 2, 2, ('下访',))]

What it does not do: it knows no texts, no permissions, and no reason why somebody was away.
"""

from lianxin.pure.quota.deeds import OPEN, Deed
from lianxin.pure.quota.periods import PERIOD_KINDS, PeriodKind, Stretch, Term, stretch_of
from lianxin.pure.quota.reckoning import (
    Case,
    Counted,
    Left,
    LinkProgress,
    Progress,
    Why,
    also_counted,
    reckon,
    window,
)
from lianxin.pure.quota.rules import (
    COUNT_UNITS,
    PARTS,
    SHARINGS,
    CountUnit,
    Due,
    NotARule,
    Part,
    Rule,
    Sharing,
    owed,
)
from lianxin.pure.quota.spans import Span, common, merged, total, without

__all__ = [
    "COUNT_UNITS", "OPEN", "PARTS", "PERIOD_KINDS", "SHARINGS", "Case", "CountUnit", "Counted", "Deed", "Due", "Left",
    "LinkProgress", "NotARule", "Part", "PeriodKind", "Progress", "Rule", "Sharing", "Span", "Stretch", "Term", "Why",
    "also_counted", "common", "merged", "owed", "reckon", "stretch_of", "total", "window", "without",
]  # fmt: skip
