"""年历: the months of a year as small tables, each day with its word."""

from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from lianxin.base.clocks.models import WorkdayOverride
from lianxin.base.clocks.terms import Grade
from lianxin.base.clocks.words import called
from lianxin.pure.workdays import Calendar, ClockRule, DayKind


@dataclass(frozen=True)
class Day:
    """One day of the calendar: `tone` is holiday, exchanged, weekend or empty; `word` 休, 班 or empty."""

    on: date
    tone: str
    word: str
    title: str
    is_local: bool
    is_today: bool


@dataclass(frozen=True)
class Month:
    """A month in weeks from Monday; days of other months are None."""

    number: int
    weeks: list[list[Day | None]]
    workdays: int


@dataclass(frozen=True)
class Preset:
    """期限规则 for the table: `is_sure` when its wording was read at the source."""

    rule: ClockRule
    grade: str
    is_sure: bool


def months_of(year: int, calendar: Calendar, today: date) -> list[Month]:
    """The twelve months."""
    return [_month(year, number, calendar, today) for number in range(1, 13)]


def _month(year: int, number: int, calendar: Calendar, today: date) -> Month:
    weeks: list[list[Day | None]] = []
    workdays = 0
    for week in Weeks(0).monthdatescalendar(year, number):
        weeks.append([_day(calendar.kind(on), calendar, today) if on.month == number else None for on in week])
        workdays += sum(calendar.is_workday(on) for on in week if on.month == number)
    return Month(number, weeks, workdays)


def _day(kind: DayKind, calendar: Calendar, today: date) -> Day:
    is_local = kind.on in calendar.local
    title = gettext("，").join(part for part in (called(kind.weekday), called(kind.name), kind.source) if part)
    if kind.is_exchanged:
        tone, word = "exchanged", gettext("班")
    elif not kind.is_workday and (kind.name or is_local):
        tone, word = "holiday", gettext("休")
    else:
        tone, word = "weekend" if not kind.is_workday else "", gettext("班") if is_local else ""
    return Day(kind.on, tone, word, title, is_local, kind.on == today)


def local_days(year: int) -> list[WorkdayOverride]:
    """The local rules of a year."""
    return list(WorkdayOverride.objects.filter(notice=None, day__year=year).order_by("day"))


def preset_of(rule: ClockRule) -> Preset:
    """A rule with the word for how sure its wording is."""
    return Preset(rule, str(Grade(rule.grade).label), rule.grade in (Grade.PRIMARY, Grade.OFFICIAL))
