"""排期: 每周三 is the day of the week, 节假日除外 is the calendar; a turn follows the last one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure.schedule import rota, session_days
from lianxin.pure.workdays import Calendar, Override

WEDNESDAY = [2]
CHINA = Calendar.china()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


class TestTheDays:
    @pytest.mark.mechanism("M001")
    def test_are_every_wednesday_of_a_year_but_the_holidays(self):
        days = session_days(WEDNESDAY, *YEAR, calendar=CHINA)

        assert len(days) == 52 and {day.on.weekday() for day in days} == {2}
        assert [(day.on, day.why) for day in days if not day.is_held] == [
            (date(2026, 2, 18), "春节"), (date(2026, 10, 7), "国庆节"),
        ]  # fmt: skip

    @pytest.mark.mechanism("M001")
    def test_are_never_a_weekend_that_is_worked_in_exchange(self):
        """2026-02-14 is a Saturday that is worked, 2026-10-10 too: neither is the Wednesday that fell out."""
        held = {day.on for day in session_days(WEDNESDAY, *YEAR, calendar=CHINA) if day.is_held}

        assert CHINA.is_workday(date(2026, 2, 14)) and date(2026, 2, 14) not in held
        assert all(CHINA.is_workday(day) for day in held)

    def test_of_a_saturday_rule_are_ordinary_saturdays_and_no_holiday(self):
        days = session_days([5], date(2026, 9, 26), date(2026, 10, 17), calendar=CHINA)

        assert [(day.on.day, day.is_held) for day in days] == [(26, False), (3, False), (10, True), (17, True)]

    def test_follow_a_day_that_the_county_itself_gives_off(self):
        local = CHINA.with_local({date(2026, 11, 4): Override(False, "建县纪念日", "本县规定")})

        [day] = session_days(WEDNESDAY, date(2026, 11, 2), date(2026, 11, 8), calendar=local)

        assert (day.is_held, day.why) == (False, "建县纪念日")

    def test_are_held_on_a_holiday_only_where_the_rule_says_so(self):
        [day] = session_days([2], date(2026, 10, 7), date(2026, 10, 7), calendar=CHINA, skips_holidays=False)

        assert day.is_held

    def test_are_marked_where_the_notice_of_the_year_is_not_yet_out(self):
        days = session_days(WEDNESDAY, date(2040, 3, 1), date(2040, 3, 31), calendar=CHINA)

        assert days and all(day.provisional for day in days)

    @given(
        first=st.dates(date(2020, 1, 1), date(2026, 12, 1)), span=st.integers(0, 120),
        weekdays=st.sets(st.integers(0, 6), max_size=3),
    )  # fmt: skip
    def test_lie_in_the_range_on_their_weekday_and_never_on_a_named_day_off(self, first, span, weekdays):
        days = session_days(weekdays, first, first + timedelta(days=span), calendar=CHINA)

        for day in days:
            kind = CHINA.kind(day.on)
            assert first <= day.on <= first + timedelta(days=span) and day.on.weekday() in weekdays
            assert not (day.is_held and kind.name and not kind.is_workday)
        assert [day.on for day in days] == sorted({day.on for day in days})


class TestTheTurn:
    def test_goes_on_after_the_last_and_begins_anew_at_the_end(self):
        assert rota(["甲", "乙", "丙"], after="乙", count=3) == ["丙", "甲", "乙"]

    def test_begins_at_the_first_where_nobody_was_or_he_has_left(self):
        assert rota(["甲", "乙"], after=None, count=1) == rota(["甲", "乙"], after="丁", count=1) == ["甲"]

    def test_is_refused_without_anybody(self):
        with pytest.raises(ValueError, match="轮值名单"):
            rota([], after=None, count=2)
