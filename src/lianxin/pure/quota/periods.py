"""任务的期间: calendar periods by sum; school years and terms as data; a span of one's own.

>>> terms = (Term("2026—2027学年", 1, date(2026, 9, 1), date(2027, 1, 22)), Term("2026—2027学年", 2, date(2027, 2, 22), date(2027, 7, 9)))
>>> stretch_of("term", date(2026, 11, 22), terms).label
'2026—2027学年第一学期'
>>> stretch_of("term", date(2027, 2, 1), terms) is None           # the winter holidays belong to no term,
True
>>> stretch_of("school_year", date(2027, 2, 1), terms).days       # but to the school year
312
>>> stretch_of("quarter", date(2026, 11, 22)).label
'2026年第四季度'
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from lianxin.pure.periods import MONTHS_IN, Period
from lianxin.pure.quota.spans import Span

PeriodKind = Literal["year", "half_year", "quarter", "month", "school_year", "term", "custom"]
PERIOD_KINDS: tuple[str, ...] = get_args(PeriodKind)
NUMBERS = ("", "第一学期", "第二学期", "第三学期")


@dataclass(frozen=True, order=True)
class Stretch(Span):
    """期间: a span with its name."""

    label: str = ""


@dataclass(frozen=True)
class Term:
    """学期: the school year it belongs to, its number in it, first and last day; every school system sets its own."""

    year: str
    number: int
    first: date
    last: date

    @property
    def label(self) -> str:
        return self.year + NUMBERS[self.number]


def stretch_of(kind: PeriodKind, on: date, terms: Iterable[Term] = (), own: Span | None = None) -> Stretch | None:
    """The period of this kind that the day lies in; None where there is none (holidays, before or after one's own)."""
    if kind == "custom":
        return Stretch(own.first, own.last, f"{own.first} – {own.last}") if own and on in own else None
    if kind == "term":
        found = [term for term in terms if term.first <= on <= term.last]
        return Stretch(found[0].first, found[0].last, found[0].label) if found else None
    if kind == "school_year":
        return _school_year(on, list(terms))
    if kind in MONTHS_IN:
        period = Period.containing(on, kind)
        return Stretch(period.first, period.last, period.label)
    raise ValueError(f"no such kind of period: {kind}")


def _school_year(on: date, terms: list[Term]) -> Stretch | None:
    """From the first day of its first term to the last day of its last one; the holidays between lie inside."""
    for year in dict.fromkeys(term.year for term in terms):
        own = [term for term in terms if term.year == year]
        first, last = min(term.first for term in own), max(term.last for term in own)
        if first <= on <= last:
            return Stretch(first, last, year)
    return None
