"""An existing ledger, from its cells to concerns: made-up ledgers in the shapes that real ones have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.pure.ledgers import (
    Rejected,
    Row,
    Skipped,
    chosen_mapping,
    find_header,
    normalise,
    propose_mapping,
    rejected_table,
)

TITLE = "清水镇2024年群众诉求台账"
SIMPLE = [
    "序号",
    "受理编号",
    "反映时间",
    "来电人",
    "联系电话",
    "反映内容",
    "承办单位",
    "办结时间",
    "处理结果",
    "满意度",
]


class TestTheHeader:
    def test_stands_under_title_rows_and_form_lines(self):
        rows = [
            [TITLE],
            ["填报单位：清水镇", None, None, "填报时间：2024年3月"],
            [],
            SIMPLE,
            [1, "XF-1", "2024.3.5", "王某"],
        ]

        header = find_header(rows)

        assert (header.row_from, header.row_to, header.columns) == (3, 3, tuple(SIMPLE))
        assert header.titles[0] == TITLE

    def test_goes_over_two_rows_when_merged(self):
        rows = [
            [TITLE] * 6,
            ["序号", "反映时间", "反映人", "反映人", "反映内容", "办理情况"],
            ["序号", "反映时间", "姓名", "电话", "反映内容", "办理情况"],
            [1, "2024.3.5", "王某", "0000-0000000", "石桥村路灯不亮", "已修复"],
        ]

        header = find_header(rows)

        assert (header.row_from, header.row_to) == (1, 2)
        assert header.columns == ("序号", "反映时间", "反映人/姓名", "反映人/电话", "反映内容", "办理情况")

    def test_goes_over_two_rows_when_a_csv_has_lost_the_merges(self):
        rows = [
            [TITLE],
            ["序号", "反映时间", "反映人", None, "反映内容", "办理情况"],
            [None, None, "姓名", "电话"],
            ["1", "2024.3.5", "王某", "0000-0000000", "石桥村路灯不亮", "已修复"],
        ]

        header = find_header(rows)

        assert (header.row_from, header.row_to) == (1, 2)
        assert header.columns == ("序号", "反映时间", "反映人/姓名", "反映人/电话", "反映内容", "办理情况")

    def test_is_not_confused_by_a_first_record_of_plain_words(self):
        rows = [["河流", "性质", "来源", "标题", "内容"], ["清水河", "投诉", "网站", "水质", "河水发黑发臭，请处理"]]

        assert find_header(rows).row_to == 0

    def test_of_a_table_of_other_things_is_found_as_well(self):
        rows = [
            ["镇名称", "村名称", "有劳动能力", "有劳动能力", "无劳动能力", "无劳动能力"],
            ["镇名称", "村名称", "低保(户)", "低保(人)", "低保(户)", "低保(人)"],
            ["清水镇", "石桥村", 3, 7, 1, 2],
        ]

        header = find_header(rows)

        assert header.row_to == 1 and header.columns[2:4] == ("有劳动能力/低保(户)", "有劳动能力/低保(人)")

    @pytest.mark.parametrize("rows", [[], [[]], [[None]], [[TITLE]], [[1, 2, 3]] * 5, [["只有一句话的说明。"]]])
    def test_may_be_missing(self, rows):
        assert find_header(rows) is None

    @pytest.mark.thorough
    @given(st.lists(st.lists(st.none() | st.text(max_size=8) | st.integers() | st.dates(), max_size=6), max_size=12))
    def test_search_never_breaks(self, rows):
        header = find_header(rows)

        assert header is None or header.row_from <= header.row_to < len(rows)


class TestTheMapping:
    def test_is_proposed_with_a_reason_for_every_column(self):
        mapping = propose_mapping(
            SIMPLE, [[1, "XF-1", "2024.3.5", "王某", "0000-0000000", "路灯不亮", "城管局", None, "已修", "满意"]]
        )

        assert {choice.field: SIMPLE[choice.column] for choice in mapping.choices} == {
            "external_number": "受理编号", "received_on": "反映时间", "requester_name": "来电人", "phone": "联系电话",
            "text": "反映内容", "handler": "承办单位", "closed_on": "办结时间", "result": "处理结果", "rating": "满意度",
        }  # fmt: skip
        assert all(choice.reason for choice in mapping.choices)
        assert mapping.is_ledger and mapping.left_out == ((0, "序号只在这张表里有用"),)

    @pytest.mark.parametrize(
        ("name", "field"),
        [
            ("信 访\n编 号", "external_number"), ("工单编号", "external_number"), ("来访日期（年月日）", "received_on"),
            ("登记时间", "received_on"), ("诉求来源", "channel"), ("反映人/姓名", "requester_name"), ("反映人/电话", "phone"),
            ("家庭住址", "address"), ("问题属地", "place"), ("信访内容", "text"), ("投诉件内容", "text"), ("问题描述", "text"),
            ("责任/承办单位", "handler"), ("限办时间", "due_on"), ("交办时间", "assigned_on"), ("办结日期", "closed_on"),
            ("答复时间", "replied_on"), ("处理结果", "result"), ("回复1", "result"), ("是否公开", "is_public"),
            ("来访人数", "people_count"), ("是否办结", "status"), ("满意评价", "rating"), ("信访目的", "kind"),
            ("内容分类", "topic"),
        ],
    )  # fmt: skip
    def test_knows_what_offices_call_their_columns(self, name, field):
        assert [choice.field for choice in propose_mapping([name], []).choices] == [field]

    @pytest.mark.parametrize(
        "name",
        [
            "内容长度",
            "诉求内容情绪",
            "回复长度",
            "身份证号码",
            "匿名(1)/实名(0)",
            "回复时间差",
            "转处理次数",
            "承办人",
            "",
        ],
    )
    def test_leaves_alone_what_only_sounds_like_it(self, name):
        assert propose_mapping([name], []).choices == ()

    def test_looks_at_the_values_where_a_name_may_mean_two_things(self):
        states = propose_mapping(["办理情况"], [["已办结"], ["办理中"]])
        answers = propose_mapping(["办理情况"], [["已派人修复路灯，与来电人联系，表示满意。"]] * 3)
        kinds = propose_mapping(["类别"], [["投诉"], ["咨询"]])
        topics = propose_mapping(["类别"], [["道路路灯"], ["供水排水"]])

        found = [mapping.choices[0].field for mapping in (states, answers, kinds, topics)]
        assert found == ["status", "result", "kind", "topic"]

    def test_takes_a_running_number_for_what_it_is(self):
        assert propose_mapping(["编号"], [[1], [2], [3], [4]]).choices == ()
        assert propose_mapping(["编号"], [["20240001"], ["20240002"]]).column_of("external_number") == 0

    def test_goes_by_the_values_where_the_names_say_nothing(self):
        rows = [["2024.3.5", "0000-0000000", "石桥村三组的路灯坏了半个月没有人来修，请处理。"]] * 3

        mapping = propose_mapping(["甲", "乙", "丙"], rows)

        assert [(choice.field, choice.reason) for choice in mapping.choices] == [
            ("received_on", "值像日期"), ("phone", "值像电话号码"), ("text", "值是大段文字"),
        ]  # fmt: skip

    @given(st.lists(st.none() | st.text(max_size=12) | st.floats() | st.dates(), max_size=5), st.text(max_size=8))
    def test_proposal_never_breaks(self, cells, name):
        mapping = propose_mapping([name], [[cell] for cell in cells])

        assert len(mapping.choices) <= 1

    def test_says_what_is_missing_when_a_sheet_is_no_ledger(self):
        mapping = propose_mapping(["镇名称", "村名称", "户数"], [["清水镇", "石桥村", 3]])

        assert not mapping.is_ledger and mapping.missing == ("收到日期", "内容")

    def test_can_be_chosen_by_a_person_but_not_out_of_thin_air(self):
        mapping = chosen_mapping(["甲", "乙"], [["05/24/2007", "x"]], {"received_on": 0, "text": 1})

        assert mapping.column_of("text") == 1 and mapping.month_first == ((0, True),)
        for wrong in ({"text": 2}, {"text": -1}, {"owner": 0}):
            with pytest.raises(ValueError, match="不存在"):
                chosen_mapping(["甲", "乙"], [], wrong)


def read(number=5, base_year=None, latest=None, is_from_1904=False, **cells):
    """One line of a ledger whose columns are named after what is given."""
    names = tuple(cells)
    mapping = chosen_mapping(names, [list(cells.values())], {name: k for k, name in enumerate(names)})
    return normalise(
        list(cells.values()), mapping, number=number, base_year=base_year, latest=latest, is_from_1904=is_from_1904
    )


GOOD = {"received_on": "2024.3.5", "text": "石桥村三组路灯不亮"}


class TestARow:
    def test_is_read_with_all_its_fields(self):
        row = read(
            external_number="ＸＦ２０２４-００１ ", received_on="2024年3月5日", channel="12345热线", requester_name="王　某",
            phone="１３９００００００１０", address="石桥村三组", place="石桥村", text=" 路灯\r\n不亮 ", title="路灯", kind="投诉类",
            topic="道路路灯", handler="清水镇城管办", assigned_on="3月6日", due_on="2024-03-20", replied_on="2024-03-08",
            closed_on="2024-03-09", result="已修复。", status="已办结", rating="非常满意", is_public="否", people_count="5人",
            base_year=2024,
        )  # fmt: skip

        assert row == Row(
            number=5, external_number="XF2024-001", received_on=date(2024, 3, 5), channel="hotline", requester_name="王 某",
            phone="13900000010", address="石桥村三组", place="石桥村", text="路灯\n不亮", title="路灯", kind="complaint",
            topic="道路路灯", handler="清水镇城管办", assigned_on=date(2024, 3, 6), due_on=date(2024, 3, 20),
            replied_on=date(2024, 3, 8), closed_on=date(2024, 3, 9), result="已修复。", status="closed", rating="satisfied",
            is_public=False, people_count=5, notes=("交办日期“3月6日”没有年份，按 2024 年读",),
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("cells", "status", "closed_on"),
        [
            ({}, "registered", None),
            ({"handler": "城管局"}, "assigned", None),
            ({"result": "已修"}, "replied", None),
            ({"replied_on": "2024-03-07"}, "replied", None),
            ({"closed_on": "2024-03-07"}, "closed", date(2024, 3, 7)),
            ({"status": "办理中"}, "in_hand", None),
            ({"status": "否"}, "in_hand", None),
            ({"status": "是", "closed_on": "2024-03-07"}, "closed", date(2024, 3, 7)),
            ({"status": "不予受理"}, "declined", None),
        ],
    )
    def test_has_a_status_from_its_word_or_from_the_rest(self, cells, status, closed_on):
        row = read(**GOOD, **cells)

        assert (row.status, row.closed_on, row.notes) == (status, closed_on, ())

    @pytest.mark.parametrize(
        ("cells", "field", "value", "said"),
        [
            ({"status": "已办结"}, "status", "replied", "没有办结日期"),
            ({"status": "已办结", "replied_on": "2024-03-07"}, "closed_on", date(2024, 3, 7), "用答复日期"),
            ({"status": "办理中", "closed_on": "2024-03-07"}, "closed_on", None, "没有采用"),
            ({"status": "飞了"}, "status", "registered", "不认识"),
            ({"closed_on": "2024-03-01"}, "closed_on", date(2024, 3, 1), "早于收到日期"),
            ({"due_on": "15个工作日"}, "due_on", None, "没有采用"),
            ({"closed_on": "长期"}, "closed_on", None, "没有采用"),
            ({"kind": "吐槽"}, "kind", "", "不认识"),
            ({"channel": "飞鸽"}, "channel", "", "不认识"),
            ({"phone": "139****0001"}, "phone", "", "不完整"),
            ({"phone": "不愿留"}, "phone", "", "不是电话号码"),
            ({"phone": "13900000001/0000-0000000"}, "phone", "13900000001", "取第一个"),
            ({"people_count": "约20余人"}, "people_count", 20, "按 20 人读"),
            ({"people_count": "若干"}, "people_count", None, "不是数字"),
            ({"minor": "待核实"}, "minor", "under_18", "按涉及登记"),
            ({"is_public": "再说"}, "is_public", None, "不认识"),
            ({"title": "长" * 100}, "title", "长" * 79 + "…", "只留前 80 字"),
        ],
    )
    def test_says_what_was_read_differently_from_what_stands_there(self, cells, field, value, said):
        row = read(**GOOD, **cells)

        assert getattr(row, field) == value
        assert len(row.notes) == 1 and said in row.notes[0]

    @pytest.mark.parametrize(
        ("cell", "minor"),
        [
            ("是", "under_18"),
            ("未成年", "under_18"),
            ("14—17岁", "under_18"),
            ("不满14周岁", "under_14"),
            ("否", ""),
            ("成年", ""),
            ("无", ""),
        ],
    )
    def test_closes_a_childs_matter_also_where_its_age_is_not_written(self, cell, minor):
        assert read(**GOOD, minor=cell).minor == minor

    def test_with_only_a_title_keeps_it_as_its_text(self):
        row = read(received_on="2024.3.5", title="石桥村路灯不亮", text="无")

        assert row.text == "石桥村路灯不亮" and row.notes == ("没有内容，用标题作内容",)

    @pytest.mark.parametrize("cell", [None, "无", "-", "未评价", "无法联系"])
    def test_is_silent_about_what_is_simply_not_there(self, cell):
        row = read(**GOOD, rating=cell, requester_name="匿名", people_count=None)

        assert (row.rating, row.requester_name, row.notes) == ("", "", ())

    @pytest.mark.parametrize(
        ("words", "code"),
        [("电话", "hotline"), ("市长信箱", "mailbox"), ("微信 ", "web"), ("清水通app", "web"), ("领导接访", "reception_day"),
         ("来信", "letter_or_visit"), ("入户走访", "visit"), ("服务大厅", "counter"), ("县信访局转办", "from_above")],
    )  # fmt: skip
    def test_knows_the_words_for_channels(self, words, code):
        assert read(**GOOD, channel=words).channel == code

    @pytest.mark.parametrize(
        ("words", "code"),
        [("求决", "help"), ("投诉", "complaint"), ("意见建议", "suggestion"), ("咨询类", "enquiry"), ("检举控告", "tip_off"),
         ("表扬感谢", "praise")],
    )  # fmt: skip
    def test_knows_the_words_for_kinds(self, words, code):
        assert read(**GOOD, kind=words).kind == code


class TestARowTurnedBack:
    @pytest.mark.parametrize(
        ("cells", "reasons"),
        [
            ({"received_on": "2024.3.5", "text": " \u200b "}, ("没有内容",)),
            ({"received_on": None, "text": "路灯不亮"}, ("没有收到日期",)),
            ({"received_on": "2024-02-30", "text": "路灯不亮"}, ("收到日期“2024-02-30”不是存在的日期",)),
            ({"received_on": "3月5日", "text": "路灯不亮"}, ("收到日期“3月5日”没有年份，文件名和表名里也没有写",)),
            ({"received_on": "去年", "text": None, "kind": "投诉"}, ("收到日期“去年”不是日期", "没有内容")),
            ({**GOOD, "closed_on": "2024.4.31"}, ("办结日期“2024.4.31”不是存在的日期",)),
            ({**GOOD, "text": "长" * 20_001}, ("内容超过 20000 字",)),
        ],
    )
    def test_is_told_every_reason_at_once(self, cells, reasons):
        row = read(number=7, **cells)

        assert isinstance(row, Rejected)
        assert (row.number, row.reasons) == (7, reasons)

    def test_when_its_number_has_lost_digits_as_a_numeric_cell_but_not_as_text(self):
        lost = read(**GOOD, external_number=351121202403050001)
        kept = read(**GOOD, external_number="351121202403050001")

        assert "后几位已丢失" in lost.reasons[0]
        assert kept.external_number == "351121202403050001"

    def test_when_it_lies_in_the_future(self):
        assert "在今天以后" in read(**GOOD, latest=date(2024, 3, 4)).reasons[0]
        assert isinstance(read(**GOOD, latest=date(2024, 3, 5)), Row)

    def test_is_kept_without_what_a_database_cannot_hold(self):
        assert read(received_on="去\0年\ud800", text="路灯").cells == ("去年", "路灯")

    def test_is_given_back_as_it_stood_for_mending(self):
        rejected = read(number=7, received_on="2024-02-30", text="=1+1", people_count=3)

        table = rejected_table(["反映时间", "反映内容", "人数", "备注"], [rejected])

        assert table == [
            ["行号", "原因", "反映时间", "反映内容", "人数", "备注"],
            ["7", "收到日期“2024-02-30”不是存在的日期", "2024-02-30", "'=1+1", "3", ""],
        ]


class TestALineThatIsNoRecord:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ([None, None, None, None], "空行"),
            (["合计", None, None, 35], "合计行"),
            (["总  计", "35件", None, None], "合计行"),
            ([4, None, None, None], "只有序号的空行"),
            (["一、城乡建设类"] * 4, "分段标题"),
            (["一、城乡建设类", None, None, None], "分段标题"),
            (["序号", "反映时间", "反映内容", "承办单位"], "重复的表头"),
            (["填表人：李某", None, "审核人：张某", None], "表尾说明"),
            (["注：本表每月报送", None, None, "1"], "表尾说明"),
        ],
    )
    def test_is_passed_over_and_said(self, line, reason):
        columns = ("序号", "反映时间", "反映内容", "承办单位")

        found = normalise(line, propose_mapping(columns, []), number=9)

        assert found == Skipped(9, reason)

    def test_does_not_include_a_concern_that_only_begins_like_one(self):
        columns = ("反映内容", "反映时间")
        line = ["合计欠薪三个月，请帮助", "2024.3.5"]

        assert isinstance(normalise(line, propose_mapping(columns, [line]), number=9), Row)
