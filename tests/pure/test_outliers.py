"""离群 of small counts: held against sums over every possible division of the cases, and against its own promises."""

from itertools import product
from math import exp, factorial, isclose, lgamma, prod
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lianxin.pure.outliers as module
from lianxin.pure.outliers import chance, size_of, unlikely, unusual

YEAR = [3, 2, 4, 3, 2, 3, 4, 2, 3, 3, 2, 4]


def by_every_division(past, now):
    """Of all ways in which T cases may fall on n + 1 months, weighted as equal Poisson months weigh them: both tails."""
    total, months = sum(past) + now, len(past) + 1
    below = above = whole = 0.0
    for way in product(range(total + 1), repeat=months):
        if sum(way) == total:
            weight = factorial(total) / prod(factorial(one) for one in way)
            whole += weight
            below += weight * (way[0] <= now)
            above += weight * (way[0] >= now)
    return min(1.0, 2 * min(below, above) / whole)


def by_folding(past, now):
    """The same for negative binomial months of size k: their law folded n + 1 times, at any mean; it falls out."""
    size, total, half = size_of(past), sum(past) + now, 0.5
    one = [exp(lgamma(x + size) - lgamma(size) - lgamma(x + 1)) * half**x for x in range(total + 1)]
    rest = [1.0] + [0.0] * total
    for _month in past:
        rest = [sum(rest[i] * one[x - i] for i in range(x + 1)) for x in range(total + 1)]
    parts = [one[x] * rest[total - x] for x in range(total + 1)]
    return min(1.0, 2 * min(sum(parts[: now + 1]), sum(parts[now:])) / sum(parts))


class TestTheChance:
    @pytest.mark.parametrize("past, now", [([1, 1], 0), ([1, 1], 3), ([2, 1, 1], 2), ([0, 1, 1], 4), ([1, 1, 0], 1)])
    def test_is_that_of_every_division_counted_out(self, past, now):
        assert size_of(past) is None
        assert isclose(chance(past, now), by_every_division(past, now), rel_tol=1e-12)

    @given(st.lists(st.integers(0, 8), min_size=3, max_size=5), st.integers(0, 12))
    def test_is_that_of_the_folded_law_where_months_scatter(self, past, now):
        if sum(past) + now and size_of(past) is not None:
            assert isclose(chance(past, now), by_folding(past, now), rel_tol=1e-7, abs_tol=1e-12)

    @given(st.lists(st.integers(20, 60), min_size=12, max_size=12), st.integers(0, 60))
    def test_is_the_same_in_whole_numbers_and_in_sums(self, past, now):
        """Doubling the limit at which sums take over changes nothing but the last figures."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "EXACT_UP_TO", 10_000)
            exact = chance(past, now)
            patch.setattr(module, "EXACT_UP_TO", 0)
            assert isclose(chance(past, now), exact, rel_tol=1e-8, abs_tol=1e-15)

    def test_falls_the_farther_out_a_count_lies_and_asks_for_a_past(self):
        chances = [chance(YEAR, now) for now in range(3, 20)]

        assert chances == sorted(chances, reverse=True) and chance(YEAR, 3) == 1.0 and chance([0, 0], 0) == 1.0
        for past, now in (([4], 1), (YEAR, -1), ([1, -1], 2)):
            with pytest.raises(ValueError, match="两个月"):
                chance(past, now)


class TestManyComparisons:
    def test_mark_hardly_anything_where_there_is_nothing(self):
        """Thirty counties of forty even counts each: at “one in twenty” some sixty would be marked."""
        random, marked = Random(7), 0
        for _county in range(30):
            counts = {}
            for unit in range(40):
                months = [sum(random.random() < 0.1 for _case in range(60)) for _month in range(19)]
                counts[unit] = (months[:18], months[18])
            marked += bool(unusual(counts))

        assert marked <= 4  # one county in twenty, and some slack

    def test_find_the_one_that_is_there_and_say_what_is_usual(self):
        counts = dict.fromkeys(range(30), (YEAR, 3)) | {"高": (YEAR, 15), "低": ([20] * 14, 4)}

        assert [(one.key, one.low, one.high, one.is_more) for one in unusual(counts)] == [
            ("高", 2, 4, True), ("低", 20, 20, False),
        ]  # fmt: skip

    def test_leave_out_small_counts_and_short_pasts(self):
        assert unusual({"小": ([0, 1] + [0] * 11, 4), "短": ([3] * 11, 40), "刚用": ([0] * 20 + [3] * 5, 40)}) == []
        assert unlikely([]) == [] and unlikely([0.2, 0.01, 0.02], 0.05) == [False, True, True]
