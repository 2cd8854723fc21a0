"""同一项: which wanted items name the same thing, which may, and which do not; the threshold stands between them."""

import pytest

from lianxin.pure.wording import LIKE, is_like, likeness, plain, same

SAME = [
    ("本月办结诉求数（件）", "办结诉求"), ("走访的户数", "走访户数"), ("召开会议场次", "召开会议"), ("全县困难户总数", "困难户"),
    ("截至目前办结诉求的数量", "办结诉求"), ("印发文件 件数", "印发文件"),
]  # fmt: skip
ALIKE = [
    ("诉求办结数", "办结诉求"), ("诉求按时办结率", "按时办结率"), ("参加培训人次", "培训人次"), ("化解矛盾纠纷", "化解纠纷"),
    ("排查矛盾纠纷", "排查出的纠纷"), ("开展政策宣讲", "政策宣讲"), ("改造厕所户数", "厕所改造户数"),
    ("村民小组长名单", "村民小组长姓名"),
]  # fmt: skip
APART = [
    ("办结诉求", "收到诉求"),
    ("低保户数", "困难户数"),
    ("大棚面积", "排灌面积"),
    ("留守儿童人数", "留守老人人数"),
    ("外出务工人数", "返乡务工人数"),
    ("危房户数", "危房改造户数"),
    ("塘坝座数", "水塘座数"),
    ("困难户走访率", "困难户联系率"),
    ("路灯盏数", "路灯维修盏数"),
]
TOO_SHORT = [("房改人员", "人员"), ("困难说明", "困难")]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_says_nothing_of_the_thing_makes_no_difference(one: str, other: str) -> None:
    assert same(one, other)
    assert likeness(one, other) == 1


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_may_be_the_same_is_shown_both_ways_and_never_taken_for_it(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert is_like(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_things_are_left_alone(one: str, other: str) -> None:
    assert not same(one, other)
    assert likeness(one, other) < LIKE


@pytest.mark.parametrize(("one", "other"), TOO_SHORT)
def test_two_signs_are_like_nothing_but_themselves(one: str, other: str) -> None:
    assert not is_like(one, other)
    assert is_like(other, other)


def test_words_that_are_all_wrapping_stay_what_they_are() -> None:
    assert plain("数量") == "数量"
    assert plain("（件）")
    assert not same("", "") and not is_like("！？", "。")
