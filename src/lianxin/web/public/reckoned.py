"""期限的说法: why a promise ends on that day, in the reader's language.

The reckoning speaks Chinese by itself (`pure/workdays`); a reader of another language gets its plain sentence, and each day
as counted or not.
"""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from lianxin.base.clocks.words import called
from lianxin.pure.workdays import Calendar, Due, days_left


def left(due: Due, today: date, calendar: Calendar) -> str:
    """还有几日."""
    days = days_left(due, today, calendar)
    if days == 0:
        return gettext("今天到期")
    if days < 0:
        return ngettext("超期 %(days)s 日", "超期 %(days)s 日", -days) % {"days": -days}
    if due.rule.unit == "workday":
        return ngettext("还有 %(days)s 个工作日", "还有 %(days)s 个工作日", days) % {"days": days}
    return ngettext("还有 %(days)s 日", "还有 %(days)s 日", days) % {"days": days}


def sentence(due: Due) -> str:
    """The reckoning in one sentence."""
    if _is_chinese():
        return due.sentence()
    counted = max((day.number or 0 for day in due.days), default=0)
    passed = sum(not day.counted for day in due.days)
    told = {"start": _day(due.start), "on": _day(due.on), "counted": counted, "passed": passed}
    said = gettext("从 %(start)s 起，数到第 %(counted)s 天，其间 %(passed)s 天不计，到 %(on)s 为止。") % told
    tail = gettext("日期暂定，放假通知公布后重新计算。") if due.provisional else ""
    return " ".join(one for one in (said, tail) if one)


def days(due: Due) -> Iterator[tuple[date, str]]:
    """Every day with whether it counts, and why not."""
    for day in due.days:
        if _is_chinese():
            yield day.on, day.why
        elif day.counted:
            yield day.on, gettext("第 %(n)s 天") % {"n": day.number}
        else:
            yield day.on, ": ".join(one for one in (gettext("不计"), called(day.cause)) if one)


def _day(moment: date) -> str:
    return date_format(moment, gettext("Y年n月j日"))


def _is_chinese() -> bool:
    return get_language() in (None, settings.LANGUAGE_CODE)
