"""工作日: which days are worked in China, when a time limit ends, and why, day by day.

>>> from datetime import date
>>> calendar = Calendar.china()
>>> rule = ClockRule("REPLY-3", "答复", 3, "workday", start_event="收到")
>>> due = run(rule, date(2024, 4, 30), calendar)          # 五一 1–5 May
>>> due.on, due.provisional
(datetime.date(2024, 5, 8), False)
>>> due.days[1].why, due.days[-1].why
('劳动节放假，不计', '周三，计第3日')
>>> remaining(due, date(2024, 5, 6), calendar)
'还有 2 个工作日'

`calendar.py` holds the days (official notices, local rules, and past the last notice a guess that says so),
`rule.py` the time limits as data, `clock.py` runs them,
`due.py` says it in words, `notice.py` reads the State Council's yearly notice.
What this package does not do: read a clock, know a time zone, or keep anything; dates are handed in as the
place counts them.
"""

from lianxin.pure.workdays.calendar import Calendar, DayKind, Override
from lianxin.pure.workdays.clock import run
from lianxin.pure.workdays.due import Due, days_left, remaining
from lianxin.pure.workdays.notice import LineError, Notice, NoticeRow, read_notice, read_rows
from lianxin.pure.workdays.rule import ClockRule, Day, ExtensionNotAllowed, Pause, PauseNotAllowed

__all__ = [
    "Calendar",
    "ClockRule",
    "Day",
    "DayKind",
    "Due",
    "ExtensionNotAllowed",
    "LineError",
    "Notice",
    "NoticeRow",
    "Override",
    "Pause",
    "PauseNotAllowed",
    "days_left",
    "read_notice",
    "read_rows",
    "remaining",
    "run",
]
