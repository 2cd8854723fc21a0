"""副本暗记: a text keeps its words, and every ending is either a mark or left alone."""

import doctest

import pytest

from lianxin.pure import copymarks


@pytest.mark.parametrize(
    "text", ["路灯坏了", "路灯坏了。", "路灯坏了。。", "电话139****0001", "灯坏了？", "（附图）", "", "。", "  "]
)
def test_keeps_the_words_and_is_read_again(text: str) -> None:
    marked = {copymarks.mark(text, copy, "A1") for copy in "0123456789"}

    assert {one.rstrip("。 ") for one in marked} == {text.rstrip("。 ")}
    assert len(marked) == (1 if copymarks.read(text) is None else 2)


def test_the_example_runs() -> None:
    assert doctest.testmod(copymarks).failed == 0
