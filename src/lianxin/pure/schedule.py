"""排期: rules that yield dates: 每周三, 节假日除外; and whose turn it is on each of them.

A weekly day is the day of the calendar: a Saturday that is worked in exchange for a Wednesday is no Wednesday, so
nothing is held on it, and a Wednesday that is a holiday is left out, not moved. “每周三下午3∶00~5∶40…(节假日除外)”.

>>> from datetime import date
>>> from lianxin.pure.workdays import Calendar
>>> week = session_days([2], date(2026, 9, 28), date(2026, 10, 15), calendar=Calendar.china())
>>> [(day.on.isoformat(), day.is_held, day.why) for day in week]
[('2026-09-30', True, ''), ('2026-10-07', False, '国庆节'), ('2026-10-14', True, '')]
>>> rota(["张", "李", "王"], after="张", count=4)
['李', '王', '张', '李']

It does not know who is on leave, keeps nothing; a weekly day that falls out is not moved, a monthly one may be (`off_rest`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

SATURDAY = 5
Turn = TypeVar("Turn")


class Kind(Protocol):
    """What the calendar says of a day."""

    @property
    def is_workday(self) -> bool: ...
    @property
    def name(self) -> str: ...
    @property
    def provisional(self) -> bool: ...


class Days(Protocol):
    """工作日历, as far as it is asked here."""

    def kind(self, on: date) -> Kind: ...


@dataclass(frozen=True)
class SessionDay:
    """一场的日期: `is_held` is false where a holiday takes it away (`why` names it); `provisional` where that may still come."""

    on: date
    is_held: bool
    why: str = ""
    provisional: bool = False


def session_days(
    weekdays: Collection[int], first: date, last: date, *, calendar: Days, skips_holidays: bool = True
) -> tuple[SessionDay, ...]:
    """The days from `first` to `last`, both inside, that fall on these weekdays (0 is Monday), in order.

    With `skips_holidays` a day of rest is not held. An ordinary Saturday or Sunday that the rule itself names is:
    it is a rest day only by the week, and a rule of Saturdays means just those; inside a holiday it is left out too.
    """
    found = []
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        if day.weekday() in weekdays:
            found.append(_weighed(day, calendar.kind(day), skips_holidays))
    return tuple(found)


def _weighed(day: date, kind: Kind, skips_holidays: bool) -> SessionDay:
    is_mere_weekend = day.weekday() >= SATURDAY and not kind.name
    if not skips_holidays or kind.is_workday or is_mere_weekend:
        return SessionDay(day, True, provisional=kind.provisional)
    return SessionDay(day, False, kind.name or "休息日", kind.provisional)


def nth_weekdays(nth: int, weekday: int, first: date, last: date) -> tuple[date, ...]:
    """每月第几个星期几 (1 … 4; 0 is Monday): those from `first` to `last`, both inside: “每月定期开展”.

    >>> nth_weekdays(1, 2, date(2026, 11, 1), date(2026, 12, 31))
    (datetime.date(2026, 11, 4), datetime.date(2026, 12, 2))
    """
    if not 1 <= nth <= 4 or not 0 <= weekday <= 6:
        raise ValueError("每月第一到第四个，星期一到星期日")
    found = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        start = date(year, month, 1)
        day = start + timedelta(days=(weekday - start.weekday()) % 7 + 7 * (nth - 1))
        if first <= day <= last:
            found.append(day)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(found)


def month_days(number: int, first: date, last: date) -> tuple[date, ...]:
    """每月几日 (1 … 28): those from `first` to `last`, both inside.

    >>> month_days(5, date(2026, 9, 6), date(2026, 11, 30))
    (datetime.date(2026, 10, 5), datetime.date(2026, 11, 5))
    """
    if not 1 <= number <= 28:
        raise ValueError("每月的日子请写 1 到 28")
    found, (year, month) = [], (first.year, first.month)
    while (year, month) <= (last.year, last.month):
        day = date(year, month, number)
        if first <= day <= last:
            found.append(day)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(found)


def off_rest(day: date, *, calendar: Days) -> tuple[date, str]:
    """遇节假日顺延: the first working day from `day` on, and the rest that moved it; empty where nothing did.

    >>> from lianxin.pure.workdays import Calendar
    >>> off_rest(date(2026, 10, 5), calendar=Calendar.china())
    (datetime.date(2026, 10, 8), '国庆节')
    """
    kind, on = calendar.kind(day), day
    while not calendar.kind(on).is_workday:
        on += timedelta(days=1)
    return on, "" if on == day else kind.name or "休息日"


def rota(order: Sequence[Turn], *, after: Turn | None, count: int) -> list[Turn]:
    """轮值: the next `count` turns after the one who had the last; from the first where nobody had, or he has left.

    Raises ValueError for an empty order.
    """
    if not order:
        raise ValueError("轮值名单是空的")
    start = order.index(after) + 1 if after is not None and after in order else 0
    return [order[(start + turn) % len(order)] for turn in range(count)]
