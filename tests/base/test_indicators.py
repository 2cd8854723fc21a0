"""指标: the kinds, the arithmetic of a cell, the register of codes."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Q

from lianxin.base.indicators import INDICATORS, Count, Mean, Median, Rate, Stock, Sum, get, register, sliced
from lianxin.base.indicators.bindings import resolve
from lianxin.base.indicators.docs import NoBasis, dated_words, indicators_markdown
from lianxin.base.indicators.kinds import Figure, percent
from lianxin.base.indicators.lines import changed
from lianxin.base.indicators.registry import DIMENSIONS, UnknownIndicator
from lianxin.base.indicators.sql import DaysBetween, MonthNumber, month_number
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PERMISSIONS
from lianxin.pure.paper.document import Binding
from lianxin.pure.periods import Change, Period

OCTOBER, TODAY = Period.month(2026, 10), date(2026, 11, 3)
HOUSE = Unit(pk=1, name="定安县", path="0001")


def count(**changes) -> Count:
    fields = {
        "code": "lamp.lit", "label": "亮灯", "basis": "本期点亮的灯。", "of": Unit.objects.all, "dated": "valid_from",
        "to_open": PERMISSIONS["figures.view"],
    }  # fmt: skip
    return Count(**{**fields, **changes})


class TestPercent:
    @pytest.mark.parametrize(
        ("part", "whole", "percentage"),
        [
            (7, 43, "16.3"),
            (1, 16, "6.3"),
            (1, 8, "12.5"),
            (0, 5, "0.0"),
            (5, 5, "100.0"),
            (2, 3, "66.7"),
            (1, 2000, "0.1"),
        ],
    )
    def test_is_rounded_half_up_to_one_decimal(self, part, whole, percentage):
        assert percent(part, whole) == Decimal(percentage)

    def test_is_none_where_there_is_nothing_to_divide_by(self):
        assert percent(0, 0) is None


class TestRate:
    rate = Rate(code="lamp.rate", label="亮灯率", basis="亮灯 ÷ 灯。", part=count(), whole=count(), guarded=True)

    def test_shows_its_fraction_and_no_percentage_of_nothing(self):
        some, none = self.rate.divided(HOUSE, OCTOBER, 36, 40), self.rate.divided(HOUSE, OCTOBER, 0, 0)

        assert (some.text, some.canonical, some.fraction) == ("90.0%", "90.0", "36/40")
        assert (none.text, none.canonical, none.fraction) == ("—", "", "")

    def test_is_not_published_of_fewer_than_five(self):
        few, enough = self.rate.divided(HOUSE, OCTOBER, 3, 4), self.rate.divided(HOUSE, OCTOBER, 4, 5)

        assert few.public_text == "3/4（不足 5 人评价，不算率）"
        assert few.text == "75.0%"
        assert enough.public_text == "80.0%"

    def test_changes_by_points_reckoned_from_what_is_printed(self):
        now, before = self.rate.divided(HOUSE, OCTOBER, 12, 13), self.rate.divided(HOUSE, OCTOBER, 9, 10)

        assert (now.text, before.text) == ("92.3%", "90.0%")
        assert changed(now, before, than="上年同期", today=TODAY).words == "比上年同期上升2.3个百分点"

    def test_says_when_there_is_nothing_to_compare(self):
        now, none = self.rate.divided(HOUSE, OCTOBER, 12, 13), self.rate.divided(HOUSE, OCTOBER, 0, 0)

        assert changed(now, none, than="上年同期", today=TODAY).words == "上年同期无数据"
        assert changed(none, now, than="上年同期", today=TODAY).words == "本期无数据"


class TestCountsChange:
    def test_from_a_base_of_zero_is_said_in_words(self):
        now, zero = Figure(count(), HOUSE, OCTOBER, 5), Figure(count(), HOUSE, OCTOBER, 0)

        change = changed(now, zero, than="上年同期", today=TODAY)

        assert change.words == "比上年同期增加5件（上年同期为0）"
        assert change.rate is None


class TestNothingIsCompared:
    @pytest.mark.parametrize("today", [date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 30)])
    def test_while_the_period_runs_and_all_is_on_its_last_day(self, today):
        now, before = Figure(count(), HOUSE, OCTOBER, 36), Figure(count(), HOUSE, OCTOBER.year_before(), 43)

        running = changed(now, before, than="上年同期", today=today)
        over = changed(now, before, than="上年同期", today=OCTOBER.last)

        assert running == Change(None, None, "本期未结束，不作比较")
        assert (over.difference, over.words) == (Decimal(-7), "比上年同期减少7件，下降16.3%")

    def test_of_what_changes_with_the_day_one_looks(self):
        one = count(is_momentary=True)
        now, before = Figure(one, HOUSE, OCTOBER, 119), Figure(one, HOUSE, OCTOBER.year_before(), 1)

        assert changed(now, before, than="上年同期", today=TODAY) == Change(None, None, "随时变化，不作比较")


class TestSpread:
    @pytest.mark.parametrize(
        ("histogram", "median", "mean", "total"),
        [
            ({0: 1}, "0", "0", "0"), ({1: 1, 4: 1}, "2.5", "2.5", "5"), ({2: 3, 9: 2}, "2", "4.8", "24"),
            ({2: 2, 9: 2}, "5.5", "5.5", "22"), ({1: 1, 2: 1, 30: 1}, "2", "11", "33"),
        ],
    )  # fmt: skip
    def test_is_computed_from_how_often_each_measure_occurs(self, histogram, median, mean, total):
        options = {"label": "天数", "basis": "天数。", "over": count(), "measured": "days"}

        found = [
            kind(code="lamp.days", **options).gathered(HOUSE, OCTOBER, histogram).canonical
            for kind in (Median, Mean, Sum)
        ]

        assert found == [median, mean, total]

    def test_has_no_median_and_no_mean_of_nothing_but_a_sum(self):
        options = {"label": "天数", "basis": "天数。", "over": count(), "measured": "days"}

        found = [kind(code="lamp.days", **options).gathered(HOUSE, OCTOBER, {}).text for kind in (Median, Mean, Sum)]

        assert found == ["—", "—", "0"]


class TestStock:
    def test_is_read_at_the_end_of_the_period_or_today_while_it_runs(self):
        today = date(2026, 11, 3)

        assert Stock.day(OCTOBER, today) == date(2026, 10, 31)
        assert Stock.day(Period.month(2026, 11), today) == today
        assert Stock.day(Period.month(2026, 12), today) is None


class TestRegistry:
    def test_refuses_a_code_twice_and_an_empty_basis(self):
        known = next(iter(INDICATORS.values()))

        with pytest.raises(ValueError, match="twice"):
            register(known)
        with pytest.raises(ValueError, match="no basis"):
            register(count(basis=" "))

        assert "lamp.lit" not in INDICATORS

    @pytest.mark.parametrize("code", ["", "concern", "lamp.lit", "lamp.lit:channel=web", "concern.received:lamp=on"])
    def test_knows_no_other_codes(self, code):
        with pytest.raises(UnknownIndicator):
            get(code)

    def test_refuses_a_part_along_a_dimension_the_count_does_not_have(self):
        with pytest.raises(UnknownIndicator):
            sliced(count(), next(iter(DIMENSIONS.values())), "web")


class TestMonthNumber:
    def test_counts_on_over_the_turn_of_the_year(self):
        assert month_number(Period.month(2026, 1)) == month_number(Period.month(2025, 12)) + 1

    @pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 1, 1), date(2024, 2, 29)])
    def test_is_the_same_in_the_database(self, db, day):
        Unit.objects.create(name="定安县", kind="county", path="0001", valid_from=day, valid_to=date(2026, 1, 1))
        Unit.objects.create(name="清水镇", kind="township", path="00010001")
        found = Unit.objects.annotate(month=MonthNumber("valid_from"), days=DaysBetween("valid_to", "valid_from"))

        assert list(found.order_by("path").values_list("month", "days")) == [
            (month_number(Period.containing(day)), (date(2026, 1, 1) - day).days), (None, None),
        ]  # fmt: skip


class TestDocs:
    def test_fail_where_an_indicator_has_no_basis(self, monkeypatch):
        monkeypatch.setitem(INDICATORS, "lamp.lit", count(basis="  "))

        with pytest.raises(NoBasis, match="lamp.lit"):
            indicators_markdown()

    def test_name_every_indicator_with_its_date_and_version(self):
        page = indicators_markdown()

        for one in INDICATORS.values():
            assert f"| `{one.code}` | {one.label} |" in page
            assert str(one.basis) in page
        assert dated_words(count()) == "设立日期"


class TestResolve:
    @pytest.mark.parametrize(
        ("binding", "problem"),
        [
            (Binding("lamp.lit", "1", "1", "2026-10", "5"), "indicator"),
            (Binding("concern.closed", "1", "99999", "2026-10", "5"), "unit"),
            (Binding("concern.closed", "1", "x' or 1=1", "2026-10", "5"), "unit"),
        ],
    )
    def test_says_what_keeps_a_binding_from_being_looked_up(self, town, binding, problem):
        found = resolve(binding, town.clerk)

        assert (found.problem, found.now, found.agrees) == (problem, None, False)

    def test_never_raises_on_a_period_that_is_none(self, town):
        assert (
            resolve(Binding("concern.closed", "1", str(town.county.pk), "2026-13", "5"), town.clerk).problem == "period"
        )


def test_a_condition_is_not_shared_between_counts():
    assert count().where is not count().where
    assert count().where == Q()
