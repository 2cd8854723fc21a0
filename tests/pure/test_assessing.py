"""考核的算术: doing more never lowers a result, weights always add up to 100, what has no data is never 0."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure.assessing import (
    Band,
    Fulfilled,
    Proportional,
    Steps,
    band_of,
    distribution,
    fault_of,
    measured,
    spread,
    total,
)

HALF = Decimal("0.5")
numbers = st.decimals(0, 100, places=1)
weights = st.integers(1, 100)
dimensions = st.lists(st.lists(st.tuples(weights, st.booleans()), min_size=1, max_size=6), min_size=1, max_size=5)
METHODS = [
    Proportional(Decimal(60), Decimal(95)),
    Steps("high", ((Decimal(95), Decimal(100)), (Decimal(90), Decimal(90)), (Decimal(60), HALF)), Decimal(0)),
    Fulfilled("high", Decimal(80)),
]
LOW = [Proportional(Decimal(20), Decimal(5)), Steps("low", ((Decimal(5), Decimal(100)), (Decimal(9), Decimal(60)))),
       Fulfilled("low", Decimal(0))]  # fmt: skip


class TestAResult:
    @given(numbers, numbers, st.sampled_from(METHODS), st.sampled_from(LOW))
    def test_never_falls_when_more_is_solved_nor_when_less_is_late(self, one, other, method, low):
        less, more = sorted((one, other))

        assert measured(method, less) <= measured(method, more)
        assert measured(low, less) >= measured(low, more)
        assert 0 <= measured(method, less) <= 100

    def test_is_nothing_at_the_floor_all_at_the_full_value_and_even_between(self):
        assert [str(measured(METHODS[0], Decimal(n))) for n in (0, 60, 72, 95, 100)] == [
            "0.00", "0.00", "34.29", "100.00", "100.00",
        ]  # fmt: skip
        assert [str(measured(METHODS[1], Decimal(n))) for n in ("95", "94.9", "90", "60", "59.9")] == [
            "100.00", "90.00", "90.00", "0.50", "0.00",
        ]  # fmt: skip
        assert [str(measured(LOW[0], Decimal(n))) for n in (20, 10, 5, 1)] == ["0.00", "66.67", "100.00", "100.00"]

    @pytest.mark.parametrize(("method", "better", "fault"), [
        (METHODS[0], "high", ""), (METHODS[0], "low", "wrong_way"), (Proportional(HALF, HALF), "high", "same"),
        (METHODS[1], "high", ""), (METHODS[1], "low", "order"), (LOW[1], "low", ""), (Steps("high", ()), "high", "range"),
        (Steps("high", ((Decimal(9), Decimal(101)),)), "high", "range"), (METHODS[2], "high", ""),
        (Steps("high", ((Decimal(9), Decimal(50)), (Decimal(8), Decimal(50)))), "high", "order"),
    ])  # fmt: skip
    def test_comes_from_a_way_that_is_not_upside_down(self, method, better, fault):
        assert fault_of(method, better) == fault


class TestTheWeights:
    @given(dimensions)
    def test_add_up_to_a_hundred_whatever_is_missing_and_nothing_missing_weighs(self, found):
        used = spread(found)

        rated = any(is_rated for items in found for _weight, is_rated in items)
        assert sum(sum(of) for of in used) == (100 if rated else 0)
        for items, of in zip(found, used, strict=True):
            assert all(weight == 0 for (_w, is_rated), weight in zip(items, of, strict=True) if not is_rated)

    def test_stay_within_their_dimension_and_leave_it_only_when_all_of_it_is_missing(self):
        assert [[str(one) for one in of] for of in spread([[(20, False), (30, True)], [(50, True)]])] == [
            ["0.00", "50.00"], ["50.00"],
        ]  # fmt: skip
        assert [[str(one) for one in of] for of in spread([[(10, False)], [(30, True)], [(60, True)]])] == [
            ["0.00"], ["33.33"], ["66.67"],
        ]  # fmt: skip


class TestTheTotal:
    @given(dimensions, st.randoms(use_true_random=False))
    def test_of_the_same_items_is_the_same_in_any_order_and_full_when_all_is_full(self, found, random):
        cells = [(weight, Decimal(random.randrange(10001)) / 100) for of in spread(found) for weight in of]
        mixed = random.sample(cells, len(cells))

        assert total(mixed) == total(cells)
        rated = any(is_rated for items in found for _weight, is_rated in items)
        assert total((weight, Decimal(100)) for weight, _result in cells) == (100 if rated else 0)

    def test_is_rounded_once_and_half_up(self):
        assert str(total([(Decimal(50), Decimal("87.30")), (Decimal(50), Decimal("87.40"))])) == "87.4"
        assert str(total([(Decimal(50), Decimal("87.20")), (Decimal(50), Decimal("87.50"))])) == "87.4"


class TestTheBands:
    def test_hold_every_unit_once_and_know_no_order_within(self):
        bands = [Band("好", Decimal(90)), Band("较好", Decimal(75)), Band("一般", Decimal(0))]
        labels = [band_of(Decimal(n), bands) for n in ("90", "89.9", "75", "0", "100")]

        assert labels == ["好", "较好", "较好", "一般", "好"]
        assert (
            distribution(labels, bands)
            == distribution(reversed(labels), bands)
            == [("好", 2), ("较好", 2), ("一般", 1)]
        )
