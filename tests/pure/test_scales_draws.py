"""评价尺度与抽样: one table between the scales; a draw that comes out the same again."""

from fractions import Fraction

import pytest

from lianxin.pure.draws import digest_of, drawn
from lianxin.pure.scales import SCALES, NoSuchStep, three_steps, weighted


class TestTheTableOfScales:
    @pytest.mark.parametrize(
        ("scale", "best_to_worst"),
        [
            ("three", "satisfied fairly dissatisfied"),
            ("four", "satisfied fairly fairly dissatisfied"),
            ("five", "satisfied satisfied fairly dissatisfied dissatisfied"),
        ],
    )
    def test_maps_each_step_and_never_upwards(self, scale: str, best_to_worst: str) -> None:
        found = [three_steps(scale, word) for word in SCALES[scale].words]

        assert " ".join(found) == best_to_worst
        assert SCALES[scale].source

    @pytest.mark.parametrize(
        ("scale", "step"), [("five", "比较满意"), ("three", "非常满意"), ("six", "满意"), ("three", "")]
    )
    def test_refuses_a_step_of_another_scale(self, scale: str, step: str) -> None:
        with pytest.raises(NoSuchStep):
            three_steps(scale, step)

    def test_weighs_fairly_only_where_asked(self) -> None:
        assert weighted(6, 4, 10) == Fraction(96, 100) and weighted(0, 0, 0) is None


class TestADraw:
    CODES = [f"C{n:05d}" for n in range(2000)]

    def test_comes_out_the_same_from_the_same_seed_whatever_the_order(self) -> None:
        assert drawn("9f", self.CODES, 50) == drawn("9f", self.CODES[::-1], 50)
        assert drawn("9f", self.CODES, 50) != drawn("a0", self.CODES, 50)
        assert digest_of(self.CODES) == digest_of(self.CODES[::-1]) != digest_of(self.CODES[1:])

    def test_takes_each_code_once_and_no_more_than_there_are(self) -> None:
        assert len(set(drawn("9f", self.CODES, 300))) == 300
        assert sorted(drawn("9f", ["A", "B"], 9)) == ["A", "B"] and drawn("9f", [], 3) == []

    def test_favours_nobody(self) -> None:
        """Over 400 seeds each of twenty is drawn about as often: within five standard deviations of a quarter."""
        codes = [f"K{n}" for n in range(20)]
        times = dict.fromkeys(codes, 0)
        for seed in range(400):
            for code in drawn(str(seed), codes, 5):
                times[code] += 1

        assert all(abs(n - 100) < 5 * 8.7 for n in times.values())
