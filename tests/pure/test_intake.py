"""导入的核对: headings that offices use, lines as they are written, a tree of units, who holds which post."""

from datetime import date

import pytest

from lianxin.pure.intake import (
    Choice,
    Column,
    FoundUnit,
    KnownPerson,
    KnownUnit,
    Line,
    Placed,
    Post,
    Staff,
    UnitBook,
    check_staff,
    check_units,
    propose,
    read,
    shape_of,
)
from lianxin.pure.ledgers import Rejected, Skipped
from lianxin.pure.tabular import disarmed

COLUMNS = (
    Column("name", "名称", ("单位名称",), is_needed=True, most=6),
    Column("kind", "类别", reads="choice", choices=(Choice("village", "村", ("行政村",)), Choice("township", "乡镇"))),
    Column("members", "人口", reads="number"),
    Column("since", "设立日期", ("成立日期",), reads="day"),
    Column("is_open", "是否开放", reads="yes_no"),
    Column("causes", "原因", reads="choices", choices=(Choice("ill", "因病"), Choice("old", "年老"))),
)
HEADINGS = ("序号", "单位名称", "类别", "人口", "成立日期", "是否开放", "原因")
COUNTY = KnownUnit("0001", "定安县", "county")
TOWNS = (
    COUNTY,
    KnownUnit("00010001", "清水镇", "township", "130682101"),
    KnownUnit("00010002", "白沙镇", "township"),
    KnownUnit("000100010001", "石桥村", "village", "130682101201"),
    KnownUnit("000100020001", "柳湾村", "village"),
)


def read_one(*cells):
    return read(cells, propose(HEADINGS, COLUMNS), COLUMNS, number=2, names=HEADINGS)


class TestALine:
    def test_is_read_as_clerks_write_it(self) -> None:
        line = read_one(1, " 石桥村\u3000", "行政村", "1,203人", "2020年3月5日", "√", "年老、因病")

        assert isinstance(line, Line)
        assert line.values == {
            "name": "石桥村", "kind": "village", "members": 1203, "since": date(2020, 3, 5), "is_open": True,
            "causes": ["old", "ill"],
        }  # fmt: skip

    def test_says_every_reason_why_it_is_turned_back(self) -> None:
        line = read_one(1, None, "寨", "十几", "2020年2月30日", "也许", "因贫")

        assert isinstance(line, Rejected) and len(line.reasons) == 6
        assert line.reasons[:2] == ("没有名称", "类别“寨”认不出来，可以写：村、乡镇")
        assert line.reasons[3] == "设立日期“2020年2月30日”不是存在的日期"

    def test_too_long_is_turned_back_and_never_cut(self) -> None:
        line = read_one(1, "清水镇石桥村民委员会")
        assert isinstance(line, Rejected) and line.reasons == ("名称超过 6 字",)

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            ((None, " ", None), "空行"),
            ((1, "〔示例，导入时略过〕", "村"), "示例行"),
            (HEADINGS, "重复的表头"),
            (("合计", 12, None), "合计行"),
            (("一、清水镇",), "分段标题"),
        ],
    )
    def test_that_is_no_record_is_passed_over(self, cells, why) -> None:
        line = read_one(*cells)
        assert isinstance(line, Skipped) and line.reason == why


class TestAHeading:
    def test_is_known_by_its_other_names_and_used_once(self) -> None:
        placed = propose(("单位名称", "名称", "备注"), COLUMNS)
        assert placed["name"].column == 1 and len(placed) == 1

    def test_stands_where_it_was_confirmed_before(self) -> None:
        placed = propose(("甲", "乙"), COLUMNS, {"name": 1, "gone": 0, "since": 7})
        assert {code: one.column for code, one in placed.items()} == {"name": 1}

    def test_has_the_same_mark_however_it_is_spaced_and_another_for_another_kind(self) -> None:
        assert shape_of("units", ("单位 名称", "类别")) == shape_of("units", ("单位名称", "类别"))
        assert shape_of("units", ("单位名称",)) != shape_of("persons", ("单位名称",))


def units(*rows, under=COUNTY, known=TOWNS):
    names = ("name", "parent", "kind", "code")
    lines = [
        Line(n, {key: word for key, word in zip(names, row, strict=False) if word})
        for n, row in enumerate(rows, start=2)
    ]
    return check_units(lines, UnitBook(known), under=under)


class TestATreeOfUnits:
    def test_may_stand_in_any_order_and_says_kind_and_parent_by_name_or_code(self) -> None:
        checked = units(
            ("西沟村", "新安镇"),
            ("新安镇",),
            ("东关社区", "定安县/清水镇"),
            ("河口村", "", "", "130682101205"),
            ("县水利局",),
        )

        assert checked.problems == {} and sorted(checked.order) == [0, 1, 2, 3, 4]
        assert checked.order.index(1) < checked.order.index(0)
        found = checked.found[3]
        assert isinstance(found, FoundUnit) and (found.kind, found.above.path) == ("village", "00010001")

    def test_of_the_same_file_again_is_all_known(self) -> None:
        checked = units(("清水镇",), ("石桥村", "清水镇"), ("定安县",), ("石桥村", "定安县清水镇"))
        assert checked.order == [] and set(checked.known) == {0, 1, 2, 3} and checked.problems == {}

    @pytest.mark.parametrize(
        ("rows", "why"),
        [
            ([("西沟村", "无名镇")], "没有上级单位“无名镇”"),
            ([("连心桥",)], "看不出“连心桥”是哪一类"),
            ([("西沟村",)], "村不能直接设在县下面"),
            ([("石桥村", "清水镇", "community")], "下面已有“石桥村”，类别是村"),
            ([("西沟村", "西沟村")], "上级单位写的是自己"),
            ([("西沟村", "清水镇", "", "1306")], "不是 6、9 或 12 位数字"),
            ([("西沟村", "清水镇", "", "130682101201")], "已是“石桥村”的"),
            ([("新安县", "", "county")], "不能再设一个县级单位"),
        ],
    )
    def test_turns_back_what_cannot_stand_and_says_why(self, rows, why) -> None:
        checked = units(*rows)
        assert why in checked.problems[0][0] and checked.order == []

    def test_turns_back_a_circle_and_what_hangs_on_a_bad_line(self) -> None:
        checked = units(
            ("甲科", "乙科", "department"), ("乙科", "甲科", "department"), ("寨上", "清水镇"), ("寨小学", "寨上"),
            ("丙办", "寨小学", "school"),
        )  # fmt: skip
        assert checked.problems[0] == checked.problems[1] == ["上级单位绕成了一圈，请核对这几行的上级"]
        assert "第 4 行" in checked.problems[3][0] and "第 5 行" in checked.problems[4][0]

    def test_asks_which_of_two_of_a_name_is_meant(self) -> None:
        two = (*TOWNS, KnownUnit("000100020002", "石桥村", "village"))
        checked = units(("石桥小学", "石桥村"), ("石桥小学", "白沙镇/石桥村"), known=two)

        assert "有 2 个单位叫“石桥村”，请写全路径" in checked.problems[0][0]
        assert checked.order == [1] and checked.found[1].above.path == "000100020002"

    def test_tells_apart_the_same_line_twice_and_two_that_contradict_each_other(self) -> None:
        checked = units(
            ("西沟村", "清水镇"), ("西沟村", "清水镇"), ("西沟村", "清水镇", "community"), ("西沟村", "白沙镇")
        )
        assert checked.twice == {1: 0} and "和第 2 行同名同上级" in checked.problems[2][0]
        assert sorted(checked.order) == [0, 3] and checked.remarks == [
            "有 2 个“西沟村”，上级不同（第 2、5 行），按不同的单位设立"
        ]

    def test_from_a_township_reaches_no_neighbour(self) -> None:
        checked = units(("西沟村",), ("东沟村", "白沙镇"), under=TOWNS[1])
        assert checked.order == [0] and checked.problems[1] == ["上级单位“白沙镇”不在清水镇下面"]


POSTS = (
    Post("station_head", "村站站长", ("站长",), ("village",), is_head=True, may_register=True),
    Post("station_worker", "村站工作人员", ("工作人员",), ("village",), may_register=True),
    Post("county_leader", "县领导", (), ("county",), weighs=True),
)
SHI = KnownPerson("shiqiao", "石小桥", "00000000001", (("000100010001", "station_worker"),))


def staff(*rows, needs_second=False, asked_of=()):
    names = ("name", "unit", "role", "username", "phone")
    lines = [
        Line(n, {key: word for key, word in zip(names, row, strict=False) if word})
        for n, row in enumerate(rows, start=2)
    ]
    given = Staff(UnitBook(TOWNS), POSTS, (SHI,), asked_of=asked_of, needs_second=needs_second)
    return check_staff(lines, given)


class TestAStaffList:
    def test_gives_login_names_in_turn_and_one_person_two_posts(self) -> None:
        checked = staff(
            ("石大山", "石桥村", "站长", "", "00000000009"), ("柳下", "柳湾村", "工作人员"),
            ("石大山", "柳湾村", "站长", "", "0000-0000009"),
        )  # fmt: skip
        told = [(checked.found[place].username, checked.found[place].is_new) for place in checked.order]
        assert told == [("lx001", True), ("lx002", True), ("lx001", False)] and checked.problems == {}

    def test_knows_whom_it_has_and_brings_nothing_twice(self) -> None:
        checked = staff(
            ("石小桥", "石桥村", "工作人员"), ("石小桥", "清水镇/石桥村", "村站工作人员", "shiqiao"),
            ("石小桥", "石桥村", "站长", "SHIQIAO"),
        )  # fmt: skip
        assert checked.known == {0: "shiqiao"} and checked.twice == {1: 0}
        assert checked.order == [2] and (checked.found[2].username, checked.found[2].is_new) == ("shiqiao", False)

    @pytest.mark.parametrize(
        ("rows", "why"),
        [
            ([("甲", "无名村", "站长")], "没有单位“无名村”"),
            ([("甲", "石桥村", "校长")], "石桥村没有职务“校长”，可以写：村站站长、村站工作人员"),
            ([("甲", "石桥村", "站长", "甲某")], "只能用字母、数字"),
            ([("甲", "石桥村", "站长", "shiqiao")], "已是别人的"),
            ([("石小桥", "石桥村", "站长")], "加职务请写上他的登录名"),
            ([("甲", "石桥村", "站长"), ("甲", "石桥村", "工作人员")], "和第 2 行同名同单位"),
            ([("甲", "石桥村", "站长", "jia"), ("乙", "柳湾村", "站长", "jia")], "姓名却不同"),
        ],
    )
    def test_turns_back_whom_it_cannot_tell_for_certain(self, rows, why) -> None:
        checked = staff(*rows)
        assert why in checked.problems[len(rows) - 1][0]

    def test_says_two_heads_who_is_missing_and_what_takes_two_persons(self) -> None:
        checked = staff(
            ("甲", "石桥村", "站长"), ("乙", "石桥村", "站长"), ("丙", "定安县", "县领导"), ("甲", "柳湾村", "站长"),
            needs_second=True, asked_of=(TOWNS[3], TOWNS[4], TOWNS[1]),
        )  # fmt: skip
        assert checked.remarks == [
            "清水镇/石桥村有 2 个村站站长，请核对", "导入后还没有人能登记诉求：清水镇", "有 2 个“甲”，按不同的人登记：lx001、lx004",
            "1 行的职务有审批、导出等权力，一个人不能给：导入后是待审批的申请，由安全保密管理员或者县领导同意后生效",
        ]  # fmt: skip
        assert staff(("丙", "定安县", "县领导")).remarks == []


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("-3", "负数"),
        (123456789, "超过"),
        (2.5, "不是整数"),
        (float("nan"), "超过"),
        (float("inf"), "超过"),
        ("三", "不是整数"),
    ],
)
def test_a_number_that_no_ledger_can_hold_is_turned_back(cell, why) -> None:
    column = Column("n", "人数", reads="number", is_needed=True)
    found = read([cell], {"n": Placed(0, "")}, [column], number=2)
    assert isinstance(found, Rejected) and why in found.reasons[0]


def test_a_cell_that_was_disarmed_on_its_way_out_comes_back_as_it_was() -> None:
    column = Column("t", "说明", is_needed=True)
    for words in ("=1+1", "-队伍", "@某站", "＋号"):
        line = read([disarmed(words)], {"t": Placed(0, "")}, [column], number=2)
        assert isinstance(line, Line) and line.get("t") == words
