"""工作日历: China's days, the county's own days, and the guess past the last notice."""

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure import workdays
from lianxin.pure.workdays import Calendar, Override, notice, statutory

CHINA = Calendar.china()
LOCAL = Override(False, "民族节日", "本县规定")


def test_the_examples_in_the_docstrings_run():
    for module in (workdays, notice, statutory):
        assert doctest.testmod(module).failed == 0


class TestChina:
    def test_equals_the_chinesecalendar_package_on_every_day_of_the_published_years(self):
        package = pytest.importorskip("chinese_calendar", reason="chinesecalendar is a development dependency")
        first, last = date(2015, 1, 1), date(2026, 12, 31)

        for step in range((last - first).days + 1):
            on = first + timedelta(days=step)
            assert CHINA.is_workday(on) == package.is_workday(on), on

    @pytest.mark.parametrize("on", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
    def test_knows_the_six_weekend_days_worked_in_2026(self, on):
        kind = CHINA.kind(date.fromisoformat(on))

        assert kind.is_workday and kind.is_exchanged and not kind.provisional
        assert kind.source == "国务院办公厅关于2026年部分节假日安排的通知"

    def test_is_published_through_2026_and_says_so(self):
        assert CHINA.published_through == 2026
        assert not CHINA.kind(date(2026, 12, 31)).provisional
        assert CHINA.kind(date(2027, 1, 4)).provisional

    def test_counts_the_last_days_of_2018_to_the_notice_of_2019(self):
        assert CHINA.official[date(2018, 12, 31)].notice == 2019


class TestGuess:
    @pytest.mark.parametrize(
        ("on", "is_workday", "name"),
        [
            ("2027-01-01", False, "元旦"),
            ("2027-02-05", False, "春节"),
            ("2027-02-08", False, "春节"),
            ("2027-02-09", True, ""),
            ("2027-04-05", False, "清明节"),
            ("2027-06-09", False, "端午节"),
            ("2027-09-15", False, "中秋节"),
            ("2028-10-03", False, "国庆节"),  # also 中秋节; one rest day either way
            ("2027-01-09", False, ""),
            ("2040-10-01", False, "国庆节"),
            ("2014-10-08", True, ""),
        ],
    )
    def test_takes_the_week_and_the_statutory_days_and_is_always_provisional(self, on, is_workday, name):
        kind = CHINA.kind(date.fromisoformat(on))

        assert (kind.is_workday, kind.name, kind.provisional) == (is_workday, name, True)


class TestOverrides:
    def test_a_local_day_comes_before_the_notice_and_leaves_the_original_calendar_alone(self):
        on = date(2026, 9, 20)  # a Sunday worked in exchange

        local = CHINA.with_local({on: LOCAL})

        assert (local.is_workday(on), CHINA.is_workday(on)) == (False, True)
        assert local.kind(on).source == "本县规定"

    def test_a_notice_replaces_the_guess_and_its_own_earlier_text_only(self):
        day = date(2027, 1, 9)
        first = CHINA.with_notice(2027, {day: Override(True, "元旦", "通知", notice=2027)})
        second = first.with_notice(2027, {date(2027, 1, 10): Override(True, "元旦", "更正", notice=2027)})

        assert (first.published_through, first.is_workday(day)) == (2027, True)
        assert not first.kind(date(2027, 3, 1)).provisional
        assert (second.is_workday(day), second.is_workday(date(2027, 1, 10))) == (False, True)
        assert not second.is_workday(date(2026, 10, 1))

    def test_a_gap_in_the_notices_ends_what_is_published(self):
        assert CHINA.with_notice(2028, {}).published_through == 2026
        assert Calendar({}, frozenset(), {}).published_through == 0


class TestNextWorkday:
    @given(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
    def test_is_a_later_workday_with_none_between(self, on):
        following = CHINA.next_workday(on)

        assert following > on and CHINA.is_workday(following)
        assert CHINA.workdays_after(on, following) == 1

    def test_counts_nothing_backwards(self):
        assert CHINA.workdays_after(date(2026, 11, 20), date(2026, 11, 20)) == 0
        assert CHINA.workdays_after(date(2026, 11, 20), date(2026, 11, 2)) == 0
