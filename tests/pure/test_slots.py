"""告知的措辞: places found and filled; every way in which a text may be wrong is said."""

import pytest

from lianxin.pure.slots import Places, filled, parts, places, wrong

ALLOWED = Places(
    ("单位", "编号", "日期"), needed=("编号",), barred={"密码": "密码只给本人。", "内容": "手机人人看得见。"}
)
GOOD = "{单位}：您反映的事（编号 {编号}）已受理。"


class TestWording:
    @pytest.mark.parametrize(
        ("text", "told"),
        [
            (GOOD, []),
            ("{ 单位 }：{编号}", []),
            ("已受理。", [("missing", "编号")]),
            ("{编号} 密码 {密码}", [("barred", "密码")]),
            ("{编号} {称呼}", [("unknown", "称呼")]),
            ("{编号} {日期", [("braces", "")]),
            ("{编号} 请点 http://a.example", [("link", "http:")]),
            ("{编号} 请看 lianxin.top", [("link", "lianxin.top")]),
            ("{密码}{内容}", [("barred", "密码"), ("barred", "内容"), ("missing", "编号")]),
        ],
    )
    def test_is_said_to_be_wrong_place_by_place(self, text, told):
        assert [(one.why, one.place) for one in wrong(text, ALLOWED)] == told

    def test_is_filled_and_a_place_without_a_value_is_no_blank(self):
        assert filled(GOOD, {"单位": "清水镇", "编号": "8KQ2"}) == "清水镇：您反映的事（编号 8KQ2）已受理。"
        assert places("{编号}{ 编号 }") == ["编号"]
        with pytest.raises(KeyError):
            filled(GOOD, {"单位": "清水镇"})

    @pytest.mark.parametrize(("length", "number"), [(1, 1), (70, 1), (71, 2), (134, 2), (135, 3)])
    def test_is_counted_in_messages(self, length, number):
        assert parts("字" * length) == number
