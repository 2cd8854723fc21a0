"""区间: against published values, against what chance gives, and what may not be asked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure.bands import banded
from lianxin.pure.intervals import EXACT_UP_TO, judged, per, poisson, wilson


class TestARate:
    @pytest.mark.parametrize(
        ("part", "whole", "low", "high"),
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
    )
    def test_has_wilsons_interval(self, part: int, whole: int, low: float, high: float) -> None:
        assert [round(end, 4) for end in wilson(part, whole)] == [low, high]

    @given(st.integers(1, 400), st.data())
    def test_lies_within_its_interval_and_its_mirror_image_in_the_mirrored_one(
        self, whole: int, data: st.DataObject
    ) -> None:
        part = data.draw(st.integers(0, whole))
        (low, high), (other_low, other_high) = wilson(part, whole), wilson(whole - part, whole)

        assert low - 1e-12 <= part / whole <= high + 1e-12
        assert abs(low + other_high - 1) < 1e-9 and abs(high + other_low - 1) < 1e-9

    @pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 2), (-1, 4)])
    def test_of_nothing_is_refused(self, part: int, whole: int) -> None:
        with pytest.raises(ValueError):
            wilson(part, whole)


class TestANumberOfCases:
    @pytest.mark.parametrize(
        ("count", "low", "high"),  # Garwood's table as Ulm 1990 prints it, American Journal of Epidemiology 131
        [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.39), (50, 37.11, 65.92), (100, 81.36, 121.63)],
    )  # fmt: skip
    def test_has_the_exact_interval(self, count: int, low: float, high: float) -> None:
        found = poisson(count)

        assert abs(found[0] - low) < 0.01 and abs(found[1] - high) < 0.01

    def test_widens_without_a_jump_where_the_approximation_begins(self) -> None:
        ends = [poisson(count) for count in range(EXACT_UP_TO - 3, EXACT_UP_TO + 4)]

        assert all(
            0.8 < after[0] - before[0] < 1.2 and 0.8 < after[1] - before[1] < 1.2 for before, after in pairwise(ends)
        )

    def test_is_told_per_thousand_households_and_not_without_any(self) -> None:
        rate, (low, high) = per(12, 800)

        assert rate == 15 and 7.7 < low < 7.8 and 26.1 < high < 26.3
        with pytest.raises(ValueError):
            per(3, 0)
        with pytest.raises(ValueError):
            poisson(-1)


class TestTheJudgement:
    def test_is_above_or_below_only_where_the_interval_keeps_clear(self) -> None:
        assert [judged(one, 0.5) for one in ((0.51, 0.6), (0.4, 0.49), (0.4, 0.6), (0.5, 0.6))] == [
            "above", "below", "near", "near",
        ]  # fmt: skip

    def test_may_be_against_a_larger_whole_than_the_group(self) -> None:
        cells = {"A": (45, 50), "B": (44, 50)}

        assert {key: one.band for key, one in banded(cells).items()} == {"A": "near", "B": "near"}
        assert {key: one.band for key, one in banded(cells, against=0.6).items()} == {"A": "above", "B": "above"}
