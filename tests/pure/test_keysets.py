"""记录号: packed and unpacked again, the same text for the same set, and nothing else is read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure.keysets import NotAKeySet, pack, pack_measured, size, unpack, unpack_measured

KEYS = st.sets(st.one_of(st.integers(0, 60), st.integers(0, 10**9)), max_size=60)
MEASURES = st.decimals(min_value=-(10**6), max_value=10**6, places=2) | st.integers(0, 40).map(Decimal)


@given(KEYS)
def test_a_set_comes_back_as_it_was_and_has_one_text(keys):
    text = pack(keys)

    assert unpack(text) == sorted(keys) and size(text) == len(keys)
    assert pack(sorted(keys, reverse=True)) == text == pack([*keys, *keys])
    assert all(later - earlier > 1 for (_low, earlier), (later, _high) in neighbours(text))  # no range could be longer


def neighbours(text):
    ranges = [[int(end) for end in (part.split("-") * 2)[:2]] for part in text.split(",") if part]
    return zip(ranges, ranges[1:], strict=False)


@given(st.dictionaries(st.integers(0, 200), MEASURES, max_size=40))
def test_measures_come_back_with_their_keys(measures):
    text = pack_measured(measures)

    assert unpack_measured(text) == measures
    assert pack_measured(dict(reversed(list(measures.items())))) == text


@pytest.mark.parametrize("text", ["x", "-1", "5-3", "3,1", "1,1", "1-2-3", "1,", "٣", " 1"])
def test_what_is_no_set_is_refused(text):
    with pytest.raises(NotAKeySet):
        unpack(text)


@pytest.mark.parametrize("text", ["3", "x:1", "NaN:1", "3:", "3:2,1"])
def test_what_is_no_measure_is_refused(text):
    with pytest.raises(NotAKeySet):
        unpack_measured(text)


def test_a_year_of_a_county_takes_little_room():
    assert len(pack(range(1, 36_001))) == len("1-36000")
