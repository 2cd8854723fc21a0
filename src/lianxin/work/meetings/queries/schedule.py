"""排会的读法: the days of a series, moved off days of rest."""

from dataclasses import dataclass
from datetime import date

from lianxin.pure.schedule import Days, month_days, nth_weekdays, off_rest
from lianxin.work.meetings.models import MeetingSeries
from lianxin.work.meetings.terms import Rhythm


@dataclass(frozen=True)
class MeetingDay:
    """开会的日子: as the rhythm says, as the calendar moves it, and why."""

    planned_on: date
    on: date
    why: str = ""


def days_of(series: MeetingSeries, first: date, last: date, *, calendar: Days) -> list[MeetingDay]:
    """定期会议 from `first` to `last`, by the planned day; a day of rest gives way to the next working day (M215)."""
    begin, end = max(first, series.since), min(last, series.until or last)
    if begin > end:
        return []
    if series.rhythm == Rhythm.MONTH_DAY:
        planned = month_days(series.day, begin, end)
    else:
        planned = nth_weekdays(series.nth, series.weekday, begin, end)
    return [MeetingDay(day, *off_rest(day, calendar=calendar)) for day in planned]
