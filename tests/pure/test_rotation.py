"""轮着抽: fair over the year, unforeseeable in between, the same on every machine (M222)."""

import os
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.pure.rotation import Unit, digest_of, drawn, in_turn

YEARS = int(os.environ.get("LIANXIN_ROUNDS", "12"))


@st.composite
def trees(make: st.DrawFn) -> list[tuple[str, str]]:
    """Townships with their villages: (code, stratum)."""
    sizes = make(st.lists(st.integers(1, 9), min_size=1, max_size=6))
    return [(f"{town:02d}{village:02d}", f"{town:02d}") for town, size in enumerate(sizes) for village in range(size)]


def years_draws(
    places: list[tuple[str, str]], sizes: list[int], spread: bool, seed: str, limit: int
) -> tuple[dict[str, int], bool]:
    """How often each was drawn after all the draws, and whether the counts were never more than one apart on the way.

    Who stands at the limit is not on the list any more, as `candidates` does it.
    """
    times, last, even = dict.fromkeys((code for code, _stratum in places), 0), set[str](), True
    for number, size in enumerate(sizes):
        units = [Unit(code, times[code], code in last, stratum) for code, stratum in places if times[code] < limit]
        last = set(drawn(f"{seed}{number}", units, size, spread=spread))
        for code in last:
            times[code] += 1
        even &= max(times.values()) - min(times.values()) <= 1
    return times, even


@pytest.mark.drawn
@pytest.mark.mechanism("M222")
@settings(max_examples=YEARS, deadline=None)
@given(
    trees(), st.lists(st.integers(1, 8), min_size=1, max_size=36), st.booleans(), st.text("0123456789abcdef", max_size=16),
    st.integers(1, 4),
)  # fmt: skip
def test_a_year_of_draws_leaves_nobody_out_and_takes_nobody_over_the_limit_or_again_before_all_had_their_turn(
    places: list[tuple[str, str]], sizes: list[int], spread: bool, seed: str, limit: int
) -> None:
    times, even = years_draws(places, sizes, spread, seed, limit)

    assert even and max(times.values()) <= limit
    if sum(min(size, len(places)) for size in sizes) >= len(places):
        assert min(times.values()) > 0
    else:
        assert sum(times.values()) == sum(sizes) and max(times.values()) == 1


class TestADraw:
    UNITS = [
        Unit(f"0001{n:04x}", times=n % 2, is_recent=n % 3 == 0, stratum="00010002"[: 4 + n % 2 * 4]) for n in range(12)
    ]

    def test_is_the_same_for_the_same_seed_whatever_the_order_of_the_list(self) -> None:
        shuffled = Random(5).sample(self.UNITS, len(self.UNITS))

        assert (
            drawn("c0ffee", shuffled, 5)
            == drawn("c0ffee", self.UNITS, 5)
            == ["00010008", "00010004", "0001000a", "00010002", "00010006"]  # by sha256sum
        )
        assert digest_of(shuffled) == digest_of(self.UNITS)
        assert [Unit.from_line(one.line) for one in self.UNITS] == self.UNITS

    def test_cannot_be_foreseen_among_equals(self) -> None:
        """Over many seeds each of ten equals is drawn about as often: none is always or never the one."""
        equals = [Unit(f"{n:04x}") for n in range(10)]
        counts = dict.fromkeys((one.code for one in equals), 0)
        for seed in range(400):
            counts[drawn(f"{seed:x}", equals, 1)[0]] += 1

        assert min(counts.values()) > 15 and max(counts.values()) < 75

    def test_changes_its_digest_with_any_line_of_the_list(self) -> None:
        other = [Unit("00010000", times=1), *self.UNITS[1:]]

        assert digest_of(other) != digest_of(self.UNITS) != digest_of(self.UNITS[1:])


class TestTurns:
    def test_come_round_before_anybody_has_a_second_one(self) -> None:
        names = [f"{n}局" for n in range(27)]
        last: dict[str, date | None] = dict.fromkeys(names)
        lent: list[str] = []
        for day in range(1, 55):
            name = in_turn(last, 1)[0]
            last[name] = date.fromordinal(700000 + day)
            lent.append(name)

        assert lent == names * 2
