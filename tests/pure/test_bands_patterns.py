"""分档与评价提示: intervals against known values, and what chance alone gives."""

from math import isclose
from random import Random

import pytest

from lianxin.pure import patterns
from lianxin.pure.bands import banded, group_mean, wilson


class TestTheInterval:
    @pytest.mark.parametrize(
        ("part", "whole", "low", "high"),
        [  # Newcombe 1998, Statistics in Medicine 17, table I, method 3
            (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718),
        ],
    )  # fmt: skip
    def test_is_wilsons(self, part: int, whole: int, low: float, high: float) -> None:
        assert [round(end, 4) for end in wilson(part, whole)] == [low, high]

    @pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 2), (-1, 4)])
    def test_is_of_a_rate_alone(self, part: int, whole: int) -> None:
        with pytest.raises(ValueError):
            wilson(part, whole)


class TestBands:
    def test_part_only_what_is_clear_of_the_mean(self) -> None:
        found = banded({"A": (48, 50), "B": (35, 50), "C": (20, 50), "D": (36, 50)})

        assert {key: one.band for key, one in found.items()} == {"A": "above", "B": "near", "C": "below", "D": "near"}

    def test_say_nothing_of_few_answers_however_good(self) -> None:
        """FixMyStreet #1957: one matter mended in four minutes topped the list."""
        found = banded({"A": (1, 1), "B": (9, 9), "C": (60, 100)})

        assert found["A"].band == found["B"].band == "few" and found["C"].band == "near"

    def test_are_rarely_given_to_units_that_are_alike(self) -> None:
        random, apart = Random(7), 0
        for _each in range(200):
            cells = {n: (sum(random.random() < 0.8 for _one in range(40)), 40) for n in range(10)}
            apart += sum(one.band in ("above", "below") for one in banded(cells).values())

        assert apart / 2000 < 0.06

    def test_of_nothing_are_none(self) -> None:
        assert group_mean({}) is None and banded({"A": (0, 0)})["A"].band == "few"


class TestPatterns:
    def test_know_the_tails_of_chance(self) -> None:
        assert isclose(patterns.tail(8, 10, 0.5), 56 / 1024) and patterns.tail(0, 3, 0.2) == 1
        assert patterns.tail(4, 3, 0.9) == 0 and patterns.tail(3, 3, 1.0) == 1
        assert isclose(patterns.poisson_tail(3, 1.0), 1 - 2.5 / 2.718281828459045, rel_tol=1e-9)

    def test_expect_the_product_where_questions_are_independent(self) -> None:
        assert isclose(patterns.under_independence([0.9, 0.8, 0.7]), 0.504)

    def test_hint_at_all_the_best_answers_where_half_are_usual(self) -> None:
        assert patterns.straight_lining(20, 20, 0.5).is_hint
        assert not patterns.straight_lining(13, 20, 0.5).is_hint
        assert not patterns.straight_lining(9, 9, 0.1).is_hint, "nine answers are too few"

    def test_hint_at_answers_that_hardly_differ(self) -> None:
        usual = [2] * 60 + [1] * 25 + [0] * 15

        assert patterns.evenness([2] * 30, usual).is_hint
        assert not patterns.evenness([2] * 18 + [1] * 9 + [0] * 3, usual).is_hint
        assert patterns.variance([2] * 30) == 0 < patterns.variance(usual)

    def test_hint_at_a_day_on_which_all_answered(self) -> None:
        found = patterns.burst({"11-03": 18, "11-04": 1, "11-09": 1}, 20)

        assert found.is_hint and found.where == "11-03" and found.expected == 1
        assert not patterns.burst(dict.fromkeys(range(20), 1), 20).is_hint

    def test_hint_at_one_lot_unlike_the_others(self) -> None:
        found = patterns.lot({"counter": (30, 30), "web": (12, 30), "hotline": (14, 30)})

        assert found.is_hint and found.where == "counter"
        assert not patterns.lot({"counter": (14, 30), "web": (12, 30)}).is_hint
        assert not patterns.lot({"counter": (30, 30)}).is_hint, "nothing to compare with"

    def test_rarely_hint_where_there_is_nothing(self) -> None:
        random, hints = Random(3), 0
        for _each in range(300):
            best = sum(random.random() < 0.6 for _one in range(30))
            hints += patterns.straight_lining(best, 30, 0.6).is_hint

        assert hints <= 6

    def test_find_a_telephone_of_many_and_one_of_the_staff(self) -> None:
        pairs = [("139 0000 0001", f"人{n}") for n in range(5)] + [
            ("13900000002", "甲"),
            ("13900000002", "甲"),
            ("", "乙"),
        ]

        assert patterns.shared_telephones(pairs) == {"13900000001": 5}
        assert patterns.staff_telephones(["139-0000-0002", "", "0"], ["13900000002", ""]) == {"13900000002": 1}
