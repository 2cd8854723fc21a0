"""服务承诺的时限: the limit as the guide publishes it, read as days, and the day it ends (000-2, M212).

>>> read_limit("10 个工作日"), read_limit("当场办结"), read_limit("七日内"), read_limit("按上级文件办")
(Limit(days=10, is_workdays=True), Limit(days=0, is_workdays=False), Limit(days=7, is_workdays=False), None)

What cannot be read stays published as it is and is compared with nothing.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from lianxin.pure.workdays import Calendar

_AT_ONCE = re.compile(r"当场|即时|即办|立等|随到随办")
_DAYS = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*个?\s*(工作日|自然日|日|天)")
_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True)
class Limit:
    """时限: so many days after the day of coming, working days or all days."""

    days: int
    is_workdays: bool

    def ends_on(self, began_on: date, calendar: Calendar) -> date:
        """The last day on which the promise is kept; the day of coming is day zero."""
        if not self.is_workdays:
            return began_on + timedelta(days=self.days)
        day = began_on
        for _step in range(self.days):
            day = calendar.next_workday(day)
        return day


def read_limit(text: str) -> Limit | None:
    """The limit that a guide's text promises; None where it names no days."""
    found = _DAYS.search(text)
    if found:
        return Limit(_number(found[1]), found[2] == "工作日")
    return Limit(0, is_workdays=False) if _AT_ONCE.search(text) else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, is_over_ten, ones = text.partition("十")
    if not is_over_ten:
        return _DIGITS.get(text, 0)
    return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
