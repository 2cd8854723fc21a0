"""The same matter in two files, and lines that no rule foresaw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure.ledgers import Rejected, Row, Skipped, content, duplicates, fingerprint, normalise, propose_mapping
from tests.pure.test_ledgers import GOOD, SIMPLE, read


class TestTheSameMatter:
    def test_has_the_same_fingerprint_although_it_has_moved_on(self):
        march = read(number=5, **GOOD, external_number="XF-1", result="", status="办理中")
        april = read(
            number=9,
            received_on="2024/3/5",
            text="石桥村三组路灯不亮 ",
            external_number="xf-1",
            status="已答复",
            result="已修",
        )

        assert fingerprint(march) == fingerprint(april) and len(fingerprint(march)) == 64

    @pytest.mark.parametrize(
        "other",
        [{"text": "石桥村四组路灯不亮"}, {"received_on": "2024.3.6"}, {"external_number": "XF-2"}, {"requester_name": "李某"},
         {"phone": "13900000002"}, {"title": "另一件"}, {"place": "白沙村"}],
    )  # fmt: skip
    def test_is_not_a_different_one(self, other):
        base = {"external_number": "XF-1", "requester_name": "", "phone": "", "title": "", "place": "", **GOOD}

        assert fingerprint(read(**base)) != fingerprint(read(**{**base, **other}))

    def test_under_two_numbers_shares_its_content_only(self):
        first, second = read(**GOOD, external_number="XF-1"), read(**GOOD, external_number="XF-2")

        assert fingerprint(first) != fingerprint(second) and content(first) == content(second)

    def test_twice_in_one_file_is_told(self):
        rows = [read(number=number, **GOOD) for number in (3, 4, 9)]

        assert duplicates([*rows, read(number=10, received_on="2024.3.6", text="别的")]) == {4: 3, 9: 3}


@given(
    st.lists(
        st.none() | st.text(max_size=30) | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes(),
        min_size=len(SIMPLE),
        max_size=len(SIMPLE),
    )  # fmt: skip
)
def test_no_line_whatever_breaks_the_reading(line):
    found = normalise(line, propose_mapping(SIMPLE, [line]), number=2, base_year=2024)

    assert isinstance(found, Row | Rejected | Skipped)
    if isinstance(found, Row):
        assert found.text and fingerprint(found)
