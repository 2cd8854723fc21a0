"""时段: days from one to another, both inside, and the little arithmetic that duties need of them.

>>> halves = [Span(date(2026, 7, 1), date(2026, 12, 31)), Span(date(2026, 6, 1), date(2026, 7, 15))]
>>> merged(halves)
[Span(first=datetime.date(2026, 6, 1), last=datetime.date(2026, 12, 31))]
>>> total(without(halves, [Span(date(2026, 7, 10), date(2026, 7, 19))]))
204
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """时段: from the first day to the last, both inside."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"the span ends before it begins: {self.first} – {self.last}")

    def __contains__(self, on: object) -> bool:
        return isinstance(on, date) and self.first <= on <= self.last

    @property
    def days(self) -> int:
        """How many days, at least one."""
        return (self.last - self.first).days + 1

    def clip(self, other: "Span") -> "Span | None":
        """The part inside the other, None where they do not meet."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same days, in order and without overlap; what touches is joined."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and (found[-1].last == date.max or span.first <= found[-1].last + DAY):
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return found


def common(some: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """The days that lie in both."""
    others = merged(others)
    return [part for span in merged(some) for other in others if (part := span.clip(other))]


def without(some: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """The days of the first that do not lie in the second."""
    found = merged(some)
    for other in merged(others):
        rest: list[Span] = []
        for span in found:
            if not span.clip(other):
                rest.append(span)
                continue
            if span.first < other.first:
                rest.append(Span(span.first, other.first - DAY))
            if other.last < span.last:
                rest.append(Span(other.last + DAY, span.last))
        found = rest
    return found


def total(spans: Sequence[Span]) -> int:
    """How many different days."""
    return sum(span.days for span in merged(spans))
