"""日子的叫法: every festival of the law, and every reason of a day that does not count, has an English name where it is shown."""

from datetime import date

from django.utils.translation import override

from lianxin.base.clocks.words import CAUSES, FESTIVALS, called
from lianxin.pure.workdays import Calendar
from lianxin.web.office.clocks.shown import months_of


def test_are_those_that_the_calendar_knows() -> None:
    calendar = Calendar.china()
    names = {override.name for override in calendar.official.values()}

    assert names <= set(FESTIVALS)
    assert {f"{name}放假" for name in names} <= set(CAUSES)
    with override("zh-hans"):
        assert called("国庆节放假") == "国庆节放假"


def test_stand_in_the_calendar_of_the_year_in_the_readers_language() -> None:
    """A day of the table says weekday and festival; the name that a county gave stays as it was given."""
    with override("zh-hans"):
        titles = {day.on: day.title for month in months_of(2026, Calendar.china(), date(2026, 11, 3))
                  for week in month.weeks for day in week if day is not None}  # fmt: skip
    assert titles[date(2026, 10, 1)].startswith("周四，国庆节")
    assert called("县庆") == "县庆" and called("") == ""
