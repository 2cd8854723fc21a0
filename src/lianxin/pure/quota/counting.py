"""怎么数: a deed gives marks, and what is done is the number of different marks.

The marks are days, nights, records, households or places, so that two visits on one day are one day, and two entries
that overlap are never added up (M101). Only consecutive days are not a number of marks but the longest row of them.
"""

from collections.abc import Hashable, Iterable
from datetime import date, timedelta

from lianxin.pure.quota.deeds import OPEN, Deed
from lianxin.pure.quota.rules import Rule
from lianxin.pure.quota.spans import DAY, Span


def extent(rule: Rule, deed: Deed, on: date) -> Span | None:
    """The days that matter for the rule: every day, every evening before a night, the first day, or the day asked.

    What is not counted by days or nights belongs to its first day: a visit over a month's end is one visit, of the
    month in which it began. n nights are the n evenings from the first day on.
    """
    if rule.unit in ("days", "run"):
        return Span(deed.on, deed.until)
    if rule.unit == "nights":
        return Span(deed.on, deed.on + timedelta(days=deed.nights - 1)) if deed.nights else None
    if rule.unit == "standing":
        return Span(on, on) if deed.on <= on <= deed.until else None
    if rule.unit == "lasting":
        return Span(deed.on, deed.until)
    return Span(deed.on, deed.on)


def marks(rule: Rule, deed: Deed, days: Iterable[Span]) -> list[Hashable]:
    """The marks of a deed for those of its days that count, in order."""
    if rule.unit in ("days", "nights", "run"):
        return [span.first + timedelta(days=n) for span in days for n in range(span.days)]
    if rule.unit == "households":
        return [deed.household_id] if deed.household_id is not None else []
    if rule.unit == "places":
        return [deed.where_path]
    if rule.unit == "standing" and deed.household_id is not None:
        return [("household", deed.household_id)]
    if rule.unit == "lasting" and not lasts(deed, rule.minimum):
        return []
    return [deed.ref]


def lasts(deed: Deed, months: int) -> bool:
    """Whether a link has no end, or an end not before so many whole months are over (a year from 1 May: 30 April)."""
    if deed.until == OPEN:
        return True
    count = deed.on.year * 12 + deed.on.month - 1 + months
    year, month = count // 12, count % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return deed.until >= min(date(year, month, 1) + (deed.on.day - 1) * DAY, after) - DAY


def best_run(days: set[date], period: Span, least: int) -> set[date]:
    """最长的一段连续日子 of the period; of several equally long ones the first.

    A run over the border of two periods is cut there, and each period keeps its piece. Only where neither piece is
    long enough, but both together are, the whole run belongs to the period with more of its days, on a tie to the
    earlier one; so no day is counted in two periods, and whoever stayed from the 30th to the 2nd has stayed.

    >>> stay = {date(2026, 10, 30) + timedelta(days=n) for n in range(3)}                 # 30 and 31 October, 1 November
    >>> october, november = Span(date(2026, 10, 1), date(2026, 10, 31)), Span(date(2026, 11, 1), date(2026, 11, 30))
    >>> len(best_run(stay, october, 3)), len(best_run(stay, november, 3))
    (3, 0)
    """
    best: set[date] = set()
    for day in sorted(day for day in days if day in period):
        if day - DAY in days and day != period.first:
            continue
        run = _row(days, day, DAY, period)
        before = _row(days, day - DAY, -DAY, None, least) if day == period.first else set()
        after = _row(days, max(run) + DAY, DAY, None, least) if max(run) == period.last else set()
        if len(run) < least and _make_enough(run, before, least):
            run = run | before if len(run) > len(before) else set()
        elif len(run) < least and _make_enough(run, after, least):
            run = run | after if len(run) >= len(after) else set()
        if len(run) > len(best):
            best = run
    return best


def _make_enough(run: set[date], beyond: set[date], least: int) -> bool:
    return 0 < len(beyond) < least <= len(run) + len(beyond)


def _row(days: set[date], day: date, step: timedelta, inside: Span | None, most: int | None = None) -> set[date]:
    """The consecutive days from `day` on in steps of one, inside the span, at most so many."""
    found: set[date] = set()
    while day in days and (inside is None or day in inside) and (most is None or len(found) < most):
        found.add(day)
        day += step
    return found
