"""逢五: fixed days of the month, 5, 15 and 25, moved to the next working day where they fall on a day of rest.

“每月5日、15日、25日”为群众工作日，“节假日顺延”. The plan of 2026 as the calendar of the State Council moves it:

>>> from datetime import date
>>> from lianxin.pure.workdays import Calendar
>>> china = Calendar.china()
>>> for day in fixed_days([5, 15, 25], date(2026, 2, 1), date(2026, 2, 28), calendar=china):
...     print(day.planned_on.day, day.on.isoformat(), day.why or "照常")
5 2026-02-05 照常
15 2026-02-24 春节
25 2026-02-25 照常
>>> [(day.planned_on.day, day.on.day) for day in fixed_days([5, 15, 25], date(2026, 10, 1), date(2026, 10, 31), calendar=china)]
[(5, 8), (15, 15), (25, 26)]

A Saturday or Sunday that is worked in exchange is a working day and moves nothing. Two planned days that fall on one
day by moving are held once. What it does not do: it counts no months without the day (only 1 to 28 are taken), and
knows nothing of who is there.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

LONGEST_REST = 31  # no run of days of rest is longer than a month
ONE_DAY = timedelta(days=1)


class Kind(Protocol):
    """What the calendar says of a day."""

    @property
    def is_workday(self) -> bool: ...
    @property
    def name(self) -> str: ...
    @property
    def weekday(self) -> str: ...
    @property
    def provisional(self) -> bool: ...


class Days(Protocol):
    """工作日历, as far as it is asked here."""

    def kind(self, on: date) -> Kind: ...


@dataclass(frozen=True)
class FixedDay:
    """定期日: planned for `planned_on`, held on `on`; `why` names the rest that moved it, empty where nothing did.

    `provisional` (暂定): the notice of the year is not out, the calendar is a guess.
    """

    planned_on: date
    on: date
    why: str = ""
    provisional: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether it is held on another day than planned."""
        return self.on != self.planned_on


def fixed_days(
    numbers: Collection[int], first: date, last: date, *, calendar: Days, moves: bool = True
) -> tuple[FixedDay, ...]:
    """The days that are held from `first` to `last`, both inside, in order. Without `moves` they stay where they fall.

    Raises ValueError for a number that not every month has.
    """
    if any(not 1 <= number <= 28 for number in numbers):
        raise ValueError("每月的日子请写 1 到 28")
    found: dict[date, FixedDay] = {}
    day = first - timedelta(days=LONGEST_REST)
    while day <= last:
        if day.day in numbers:
            held = _held(day, calendar, moves)
            if first <= held.on <= last and (held.on not in found or not held.is_moved):
                found[held.on] = held
        day += ONE_DAY
    return tuple(found[on] for on in sorted(found))


def _held(planned: date, calendar: Days, moves: bool) -> FixedDay:
    kind = calendar.kind(planned)
    if kind.is_workday or not moves:
        return FixedDay(planned, planned, provisional=kind.provisional)
    on, provisional = planned, kind.provisional
    for _step in range(LONGEST_REST):
        on += ONE_DAY
        after = calendar.kind(on)
        provisional = provisional or after.provisional
        if after.is_workday:
            break
    return FixedDay(planned, on, kind.name or kind.weekday, provisional)
