"""逢五: the fifth, the fifteenth, the twenty-fifth; off a day of rest to the next working day, each day once."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.pure.every_fives import fixed_days
from lianxin.pure.workdays import Calendar, Override

CHINA = Calendar.china()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
FIVES = (5, 15, 25)


class TestTheFivesOf2026:
    @pytest.mark.mechanism("M222")
    def test_are_thirty_six_working_days_of_which_so_many_were_moved(self):
        days = fixed_days(FIVES, *YEAR, calendar=CHINA)

        assert len(days) == 36 and all(CHINA.is_workday(day.on) for day in days)
        moved = {day.planned_on.isoformat()[5:]: (day.on.isoformat()[5:], day.why) for day in days if day.is_moved}
        assert moved == {
            "01-25": ("01-26", "周日"), "02-15": ("02-24", "春节"), "03-15": ("03-16", "周日"), "04-05": ("04-07", "清明节"),
            "04-25": ("04-27", "周六"), "05-05": ("05-06", "劳动节"), "07-05": ("07-06", "周日"), "07-25": ("07-27", "周六"),
            "08-15": ("08-17", "周六"), "09-05": ("09-07", "周六"), "09-25": ("09-28", "中秋节"), "10-05": ("10-08", "国庆节"),
            "10-25": ("10-26", "周日"), "11-15": ("11-16", "周日"), "12-05": ("12-07", "周六"),
        }  # fmt: skip

    def test_stay_on_a_saturday_that_is_worked_and_move_off_the_countys_own_day_of_rest(self):
        local = CHINA.with_local({date(2026, 11, 5): Override(False, "建县纪念日", "本县规定")})

        assert fixed_days([10], date(2026, 10, 1), date(2026, 10, 31), calendar=CHINA)[0].is_moved is False
        [day] = fixed_days([5], date(2026, 11, 1), date(2026, 11, 30), calendar=local)
        assert (day.on, day.why) == (date(2026, 11, 6), "建县纪念日")

    def test_stay_where_they_fall_when_the_rule_moves_nothing_and_refuse_a_day_that_no_february_has(self):
        assert fixed_days([15], date(2026, 2, 1), date(2026, 2, 28), calendar=CHINA, moves=False)[0].on.day == 15
        with pytest.raises(ValueError, match="1 到 28"):
            fixed_days([31], *YEAR, calendar=CHINA)

    def test_are_marked_where_the_notice_of_the_year_is_not_yet_out(self):
        assert all(day.provisional for day in fixed_days(FIVES, date(2041, 3, 1), date(2041, 3, 31), calendar=CHINA))

    @settings(max_examples=40)
    @given(
        first=st.dates(date(2024, 1, 1), date(2026, 9, 1)), span=st.integers(0, 100), cut=st.integers(0, 100),
        numbers=st.sampled_from([FIVES, (1, 5, 10), (15,), (26, 27, 28), (1, 2, 3, 4, 5, 6, 7)]),
    )  # fmt: skip
    def test_are_the_same_however_the_span_is_cut(self, first, span, cut, numbers):
        last, middle = first + timedelta(days=span), first + timedelta(days=min(cut, span))
        whole = fixed_days(numbers, first, last, calendar=CHINA)
        parts = [
            *fixed_days(numbers, first, middle, calendar=CHINA),
            *fixed_days(numbers, middle + timedelta(days=1), last, calendar=CHINA),
        ]

        assert list(whole) == parts
        assert len({day.on for day in whole}) == len(whole) and all(day.planned_on <= day.on for day in whole)
