"""演示县的时间: working hours, the next working day, due dates remembered."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from random import Random

from django.utils.timezone import get_current_timezone, localtime

from lianxin.base.clocks import queries as clocks
from lianxin.pure.workdays import run

OPENS, SHUTS = 8 * 60 + 20, 17 * 60 + 40  # minutes of the day


@lru_cache(maxsize=20_000)
def due_on(clock: str, received: date) -> date:
    """The day on which that clock ends."""
    return run(clocks.rule(clock, on=received).rule, received, clocks.calendar()).on


@lru_cache(maxsize=20_000)
def workday_after(on: date, number: int) -> date:
    """The `number`-th working day after `on`; 0 is the day itself, or the next working day."""
    calendar = clocks.calendar()
    if number == 0:
        return on if calendar.is_workday(on) else calendar.next_workday(on)
    for _each in range(number):
        on = calendar.next_workday(on)
    return on


@lru_cache(maxsize=20_000)
def workdays_between(first: date, last: date) -> int:
    """How many working days lie after `first` up to and with `last`."""
    return clocks.calendar().workdays_after(first, last)


def moment(on: date, minutes: int, second: int = 0) -> datetime:
    """A moment of that day in the time of the place."""
    return datetime.combine(on, time(minutes // 60, minutes % 60, second), tzinfo=get_current_timezone())


def later(random: Random, at: datetime, workdays: int) -> datetime:
    """A moment in working hours, that many working days after `at`, and always after it."""
    here = localtime(at)
    if workdays == 0 and clocks.calendar().is_workday(here.date()):
        minutes = here.hour * 60 + here.minute
        if minutes < OPENS:
            return moment(here.date(), random.randint(OPENS, OPENS + 90), random.randrange(60))
        soon = minutes + random.randint(3, 150)
        if soon <= SHUTS:
            return moment(here.date(), soon, random.randrange(60))
        workdays = 1
    return moment(workday_after(here.date(), workdays), random.randint(OPENS, SHUTS), random.randrange(60))


def some_time(random: Random, at: datetime, days: int) -> datetime:
    """A moment of a resident's day, `days` natural days after `at` and after it."""
    on = localtime(at).date() + timedelta(days=days)
    return max(moment(on, random.randint(7 * 60, 21 * 60), random.randrange(60)), at + timedelta(minutes=7))
