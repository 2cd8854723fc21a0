"""到期日: the day a time limit ends, the sentence that explains it, and how long is left.

For 5 workdays from 2026-09-29: 自2026年9月29日（周二）收到起算，当日不计，5个工作日，其间国庆节放假7日不计，
调休上班1日计入，到2026年10月12日（周一）期满。
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lianxin.pure.workdays.calendar import WEEKDAYS, Calendar
from lianxin.pure.workdays.rule import UNIT_LABELS, ClockRule, Day

EXCHANGED = "调休上班"


@dataclass(frozen=True)
class Due:
    """到期日. `at` only for hours; `provisional` when a day past the last notice decided the date."""

    rule: ClockRule
    start: date | datetime
    on: date
    at: datetime | None
    provisional: bool
    days: tuple[Day, ...]
    extended_by: int = 0
    rolled_from: date | None = None

    def sentence(self) -> str:
        """The whole computation in one Chinese sentence."""
        parts = [_start(self), _amount(self), *_skipped(self), _end(self)]
        tail = "该日期为暂定：所涉年份的放假安排尚未公布，公布后重新计算。" if self.provisional else ""
        return "，".join(parts) + "。" + tail


def days_left(due: Due, today: date, calendar: Calendar) -> int:
    """Days until the due date in the clock's own unit (hours: days); negative are calendar days overdue."""
    if today >= due.on or due.rule.unit != "workday":
        return (due.on - today).days
    return calendar.workdays_after(today, due.on)


def remaining(due: Due, today: date | datetime, calendar: Calendar) -> str:
    """还有几日: “还有 2 个工作日”, “今天到期”, “超期 3 日”; hours when the clock counts them and a moment is given."""
    if due.at and isinstance(today, datetime):
        return _hours_remaining(due.at - today)
    day = today.date() if isinstance(today, datetime) else today
    left = days_left(due, day, calendar)
    if left == 0:
        return "今天到期"
    if left < 0:
        return f"超期 {-left} 日"
    return f"还有 {left} {'个工作日' if due.rule.unit == 'workday' else '日'}"


def _hours_remaining(left: timedelta) -> str:
    """Rounded down: what is left is never said to be more than it is."""
    minutes = int(abs(left).total_seconds()) // 60
    if left < timedelta(0):
        return f"超期 {hours_in_words(timedelta(minutes=minutes))}" if minutes else "刚刚到期"
    return f"还有 {hours_in_words(timedelta(minutes=minutes))}" if minutes else "即将到期"


def hours_in_words(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    return (f"{hours}小时" if hours or not minutes else "") + (f"{minutes}分" if minutes else "")


def _start(due: Due) -> str:
    moment = due.start
    event = due.rule.start_event
    if isinstance(moment, datetime) and due.rule.unit == "hour":
        return f"自{_date(moment)}{moment:%H:%M}{event}起算"
    if due.rule.amount + due.extended_by == 0:
        return f"{_date(moment)}{event}"
    counting = "当日计入" if due.rule.start_day == "counts" else "当日不计"
    return f"自{_date(moment)}{event}起算，{counting}"


def _amount(due: Due) -> str:
    if due.extended_by:
        return f"{due.rule.limit}，经批准延长{due.extended_by}{UNIT_LABELS[due.rule.unit]}"
    return due.rule.limit if due.rule.amount else "当日办理"


def _skipped(due: Due) -> list[str]:
    """What did not count between the start and the last counted day, and the weekend days that did."""
    before_roll = [day for day in due.days if day.on <= (due.rolled_from or due.on)]
    reasons = Counter(_cause(day) for day in before_roll if day.cause and not day.counted)
    parts = []
    if reasons:
        parts.append("其间" + "、".join(f"{reason}{count}日" for reason, count in reasons.items()) + "不计")
    exchanged = sum(day.counted and day.cause == EXCHANGED for day in before_roll)
    if exchanged and due.rule.unit == "workday":
        parts.append(f"调休上班{exchanged}日计入")
    return parts


def _cause(day: Day) -> str:
    return "周六周日" if day.cause in WEEKDAYS[5:] else day.cause


def _end(due: Due) -> str:
    if due.at:
        return f"到{_date(due.at)}{due.at:%H:%M}期满"
    if due.rolled_from:
        return f"到{_date(due.rolled_from)}期满，当日为法定休假日，顺延至{_date(due.on)}"
    return f"到{_date(due.on)}期满"


def _date(moment: date) -> str:
    return f"{moment.year}年{moment.month}月{moment.day}日（{WEEKDAYS[moment.weekday()]}）"
