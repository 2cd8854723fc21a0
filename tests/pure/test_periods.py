"""统计期: periods, their neighbours, the change between two, and rounding."""

import doctest
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure import periods
from lianxin.pure.periods import NotAPeriod, Period, change, round_half_even, round_half_up

KINDS = ("month", "quarter", "half_year", "year")
dates = st.dates(date(1950, 1, 1), date(2100, 12, 31))


def test_the_examples_in_the_docstrings_run():
    assert doctest.testmod(periods).failed == 0


class TestPeriod:
    @pytest.mark.parametrize(
        ("code", "first", "last", "label", "previous", "year_before", "months"),
        [
            ("2026-11", (2026, 11, 1), (2026, 11, 30), "2026年11月", "2026-10", "2025-11", 1),
            ("2026-01", (2026, 1, 1), (2026, 1, 31), "2026年1月", "2025-12", "2025-01", 1),
            ("2024-02", (2024, 2, 1), (2024, 2, 29), "2024年2月", "2024-01", "2023-02", 1),
            ("2026-Q1", (2026, 1, 1), (2026, 3, 31), "2026年第一季度", "2025-Q4", "2025-Q1", 3),
            ("2026-Q4", (2026, 10, 1), (2026, 12, 31), "2026年第四季度", "2026-Q3", "2025-Q4", 3),
            ("2026-H1", (2026, 1, 1), (2026, 6, 30), "2026年上半年", "2025-H2", "2025-H1", 6),
            ("2026-H2", (2026, 7, 1), (2026, 12, 31), "2026年下半年", "2026-H1", "2025-H2", 6),
            ("2026", (2026, 1, 1), (2026, 12, 31), "2026年", "2025", "2025", 12),
        ],
    )
    def test_reads_its_code_and_knows_its_neighbours(self, code, first, last, label, previous, year_before, months):
        period = Period.parse(code)

        assert period.code == str(period) == code
        assert (period.first, period.last) == (date(*first), date(*last))
        assert period.label == label
        assert period.previous().code == previous
        assert period.year_before().code == year_before
        assert len(period.months()) == months
        assert period.months()[0].first == period.first
        assert period.months()[-1].last == period.last

    @pytest.mark.parametrize(
        "code",
        [
            "",
            "2026-13",
            "2026-00",
            "2026-Q5",
            "2026-H3",
            "2026-1",
            "26-01",
            "0000",
            "2026-11 ",
            "\uff12\uff10\uff12\uff16",
        ],
    )
    def test_refuses_what_is_no_period(self, code):
        with pytest.raises(NotAPeriod):
            Period.parse(code)

    def test_refuses_a_kind_and_a_number_that_do_not_exist(self):
        with pytest.raises(NotAPeriod):
            Period("week", 2026, 1)
        with pytest.raises(NotAPeriod):
            Period.month(2026, 13)

    @given(dates, st.sampled_from(KINDS))
    def test_contains_the_day_it_was_made_from_and_no_gap_follows(self, on, kind):
        period = Period.containing(on, kind)

        assert on in period
        assert period.first in period and period.last in period
        assert period.last + timedelta(days=1) not in period
        assert period.next().first == period.last + timedelta(days=1)
        assert period.next().previous() == period
        assert Period.parse(period.code) == period
        assert sum((m.last - m.first).days + 1 for m in period.months()) == (period.last - period.first).days + 1


class TestRounding:
    @pytest.mark.parametrize(
        ("value", "places", "half_up", "half_even"),
        [
            (Fraction(700, 43), 1, "16.3", "16.3"),
            (Fraction(700, 41), 0, "17", "17"),
            (Decimal("2.5"), 0, "3", "2"),
            (Decimal("3.5"), 0, "4", "4"),
            (Decimal("-2.5"), 0, "-3", "-2"),
            (Decimal("0.125"), 2, "0.13", "0.12"),
            (Decimal("0.1250001"), 2, "0.13", "0.13"),
            (Decimal("12.649"), 1, "12.6", "12.6"),  # rounded once: not 12.65, then 12.7
            (7, 2, "7.00", "7.00"),
        ],
    )
    def test_differs_between_the_two_rules_only_at_an_exact_five(self, value, places, half_up, half_even):
        assert str(round_half_up(value, places)) == half_up
        assert str(round_half_even(value, places)) == half_even

    def test_refuses_a_float_which_has_lost_the_exact_five(self):
        with pytest.raises(TypeError):
            round_half_up(0.15, 1)

    @given(st.fractions(), st.integers(0, 6))
    def test_is_never_off_by_more_than_half_a_step(self, value, places):
        for rounded in (round_half_up(value, places), round_half_even(value, places)):
            assert abs(Fraction(rounded) - value) <= Fraction(1, 2 * 10**places)


class TestChange:
    @pytest.mark.parametrize(
        ("now", "before", "options", "difference", "rate", "words"),
        [
            (36, 43, {"unit": "件"}, "-7", "-16.3", "比上年同期减少7件，下降16.3%"),
            (34, 41, {"unit": "件", "places": 0}, "-7", "-17", "比上年同期减少7件，下降17%"),
            (95, 58, {"places": 2}, "37", "63.79", "比上年同期增加37，上升63.79%"),
            (256, 237, {"than": "上月"}, "19", "8.0", "比上月增加19，上升8.0%"),
            (5, 5, {}, "0", "0.0", "与上年同期持平"),
            (5, 0, {"unit": "件"}, "5", None, "比上年同期增加5件（上年同期为0）"),
            (0, 0, {"than": "上月"}, "0", None, "本期和上月均为0"),
            (4, None, {}, None, None, "上年同期无数据"),
            (Decimal("92.0"), 90, {"of_rates": True}, "2.0", None, "比上年同期上升2.0个百分点"),
            (Decimal("0.4"), 0, {"of_rates": True}, "0.4", None, "比上年同期上升0.4个百分点"),
            (90, 90, {"of_rates": True}, "0.0", None, "与上年同期持平"),
            (Decimal("1.5"), Decimal("2.25"), {"unit": "万元"}, "-0.75", "-33.3", "比上年同期减少0.75万元，下降33.3%"),
        ],
    )
    def test_says_difference_and_rate_and_gives_no_percentage_on_a_base_of_zero(
        self, now, before, options, difference, rate, words
    ):
        found = change(now, before, **options)

        assert (None if found.difference is None else str(found.difference)) == difference
        assert (None if found.rate is None else str(found.rate)) == rate
        assert found.words == words

    def test_follows_the_chosen_rounding_rule(self):
        assert change(1025, 1000, places=0).rate == 3
        assert change(1025, 1000, places=0, rounding="half_even").rate == 2
