"""办理期限: a time limit as data, and the day on which it ends, explained day by day.

A limit is never one number: 信访工作条例 counts 日 and in one place 工作日, hotlines count 工作日 or hours. So a
`ClockRule` holds the amount, the unit, where counting starts, what happens when the last day is a rest day, who
may extend and by how much, what stops the clock, and the clause it comes from.

The default conventions are those of 民法典 §201 (开始的当日不计入) and §203 (最后一日是法定休假日的,顺延).
An extension lengthens the amount; it is counted from the start, not from a last day that had rolled forward.
Days inside a pause do not count. Hours run round the clock and pause by whole days.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from lianxin.pure.workdays.calendar import ONE_DAY, Calendar, DayKind
from lianxin.pure.workdays.due import EXCHANGED, Due, hours_in_words
from lianxin.pure.workdays.rule import UNIT_LABELS, ClockRule, Day, ExtensionNotAllowed, Pause, PauseNotAllowed


def run(
    rule: ClockRule,
    start: date | datetime,
    calendar: Calendar,
    extended_by: int = 0,
    paused: Sequence[Pause] = (),
) -> Due:
    """When the clock that began at `start` ends; for hours `start` is a moment, in the time of the place.

    Raises ExtensionNotAllowed, PauseNotAllowed, and TypeError when hours are asked of a date.
    """
    if not 0 <= extended_by <= rule.max_extension:
        most = f"最多延长{rule.max_extension}{UNIT_LABELS[rule.unit]}" if rule.max_extension else "不能延期"
        raise ExtensionNotAllowed(f"“{rule.label}”{most}。")
    for pause in paused:
        if pause.reason not in rule.pause_reasons:
            raise PauseNotAllowed(f"“{pause.reason}”不是“{rule.label}”的中止事由。")
        if pause.last < pause.first:
            raise PauseNotAllowed("中止的结束日期早于开始日期。")
    if rule.unit == "hour":
        if not isinstance(start, datetime):
            raise TypeError("a clock of hours starts at a moment, not on a day")
        return _run_hours(rule, start, extended_by, paused)
    first = start.date() if isinstance(start, datetime) else start
    return _run_days(rule, start, first, calendar, extended_by, paused)


def _run_days(
    rule: ClockRule, start: date | datetime, first: date, calendar: Calendar, extended_by: int, paused: Sequence[Pause]
) -> Due:
    total = rule.amount + extended_by
    days: list[Day] = []
    guessed = False
    number, on = 0, first
    if total == 0:
        days.append(Day(first, False, None, "当日办理"))
    elif rule.start_day == "day_zero":
        days.append(Day(first, False, None, f"{rule.start_event or '起算'}当日，不计"))
        on += ONE_DAY
    while number < total:
        kind = calendar.kind(on)
        pause = _pause_on(on, paused)
        counted = not pause and (rule.unit == "natural_day" or kind.is_workday)
        guessed = guessed or (rule.unit == "workday" and kind.provisional)
        number += counted
        why = _why(kind, rule, counted, number, pause)
        days.append(Day(on, counted, number if counted else None, why, pause or _name(kind)))
        on += ONE_DAY
    last = days[-1].on
    rolled = list(_rolled(rule, last, calendar))
    if rule.roll_forward == "next_workday":
        guessed = guessed or any(calendar.kind(day.on).provisional for day in (days[-1], *rolled))
    if rolled:
        stop = days.pop()
        days.append(replace(stop, why=f"{stop.why}；最后一日为法定休假日，顺延至次日"))
    days += rolled
    on = days[-1].on
    return Due(rule, start, on, None, guessed, tuple(days), extended_by, last if rolled else None)


def _rolled(rule: ClockRule, last: date, calendar: Calendar) -> Iterator[Day]:
    """The days by which a last day that is a rest day moves; none when it stays."""
    if rule.roll_forward == "none" or calendar.is_workday(last):
        return
    on = last
    while not calendar.is_workday(on):
        on += ONE_DAY
        kind = calendar.kind(on)
        if kind.is_workday:
            yield Day(on, False, None, f"{_name(kind)}，顺延后的到期日{_mark(kind)}")
        else:
            yield Day(on, False, None, f"{_name(kind)}，继续顺延{_mark(kind)}")


def _why(kind: DayKind, rule: ClockRule, counted: bool, number: int, pause: str) -> str:
    if pause:
        return f"{pause}，中止计算，不计"
    mark = _mark(kind) if rule.unit == "workday" else ""
    if not counted:
        return f"{_name(kind)}，不计{mark}"
    rest = rule.unit == "natural_day" and not kind.is_workday
    return f"{_name(kind)}，{'照计' if rest else '计'}第{number}日{mark}"


def _name(kind: DayKind) -> str:
    if kind.is_exchanged:
        return EXCHANGED if kind.name else f"{kind.weekday}上班"
    if not kind.is_workday and (kind.name or kind.on.weekday() < 5):
        return f"{kind.name or kind.weekday}放假"
    return kind.weekday


def _mark(kind: DayKind) -> str:
    return "（暂定）" if kind.provisional else ""


def _pause_on(on: date, paused: Sequence[Pause]) -> str:
    return next((pause.reason for pause in paused if pause.first <= on <= pause.last), "")


def _run_hours(rule: ClockRule, start: datetime, extended_by: int, paused: Sequence[Pause]) -> Due:
    left = timedelta(hours=rule.amount + extended_by)
    now = start
    days: list[Day] = []
    while True:
        on = now.date()
        midnight = datetime.combine(on + ONE_DAY, time(), tzinfo=now.tzinfo)
        reason = _pause_on(on, paused)
        if reason:
            days.append(Day(on, False, None, f"{reason}，中止计算，不计", reason))
            now = midnight
            continue
        end = min(midnight, now + left)
        left -= end - now
        why = f"{now:%H:%M}至{'24:00' if end == midnight else f'{end:%H:%M}'}，计{hours_in_words(end - now)}"
        days.append(Day(on, True, len([day for day in days if day.counted]) + 1, why))
        now = end
        if not left:
            break
    return Due(rule, start, now.date(), now, False, tuple(days), extended_by)
