"""保管期限的算法: when a period of so many months after an event ends, and up to which event it is over.

    >>> ends_on(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    >>> over_before(date(2027, 3, 31), 1)      # what happened before this day is kept no longer
    datetime.date(2027, 2, 28)

The last day of a period is still inside it. Where a month is too short for a day, its last day stands for it; so a record
may stay a day or two longer than its months, and none goes a day too early. It knows no holidays: nobody has to act.
"""

from calendar import monthrange
from datetime import date


def ends_on(event: date, months: int) -> date:
    """The last day on which a record is kept."""
    return _moved(event, months)


def over_before(today: date, months: int) -> date:
    """Events before this day are those whose period is over today."""
    return _moved(today, -months)


def _moved(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))
