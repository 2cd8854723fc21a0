"""数词与列举, and the checker as a whole: what is said, where, and what is left alone."""

from __future__ import annotations

import doctest
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.pure.figures import check, lists, to_json

COUNTS = [
    ("做到责任、任务、措施“三个落实”。", ["holds"]),
    ("着力打造创新型、实干型、亲民型“四型”队伍。", ["fails:count"]),
    ("实施“四大工程”（名师工程、青蓝工程、读书工程、师德工程）。", ["holds"]),
    ("坚持“四个注重”：注重学习、注重调研、注重落实。", ["fails:count"]),
    ("坚持“四个注重”：注重学习、注重调研、注重落实、注重实效。", ["holds"]),
    ("评议分为3个层面：以企业为主的服务层、以县局为主的基层、以中介为主的协作层。", ["holds"]),
    ("突出“五看”，即是否重视；是否联系实际；是否完成承诺；是否达标；是否满意。", ["holds"]),
    ("存在以下三个问题：一是认识不足；二是方法单一；三是督查不够；四是宣传不到位。", ["fails:count", "holds"]),
    ("存在以下四个问题：一是认识不足；二是方法单一；三是督查不够；四是宣传不到位。", ["holds", "holds"]),
    (
        "突出三个特性，狠抓评议，服务群众。\n一是增强针对性。\n二是突出操作性。\n三是体现科学性。\n四是坚持实践性。",
        ["fails:count", "holds"],
    ),
    ("建立了首问负责、限时办结、责任追究三项制度。", ["holds"]),
    ("建立了首问负责、限时办结、责任追究、服务承诺三项制度。", ["fails:count"]),
    ("开展三项活动：一是走访慰问，二是志愿服务。", ["fails:count", "holds"]),
    ("从思想、组织、作风、制度五个方面加强建设。", ["fails:count"]),
    ("落实“五个一”：每月一次例会、每季一次督查、半年一次通报、年终一次考核。", ["fails:count"]),
    ("办法有以下四个方面：（一）精简人员。（二）公开选举。（三）健全监督，保证运转（四）期末公布账目。", []),
    ("做到领导到位、人员到位、措施到位、责任到位“三到位”。", ["fails:count"]),
    ("包括助老帮困、便民服务、环境保护等七个方面。", []),
    ("按照“五多一少”：多走访、多倾听、多记录、多解决、多反馈、少添乱。", ["holds"]),
    ("“五心”活动是指思想要“真心”、工作要“热心”、态度要“耐心”、服务要“用心”、方法要“贴心”。", ["holds"]),
    ("“最后一公里”有两种含义：一种是上行的，另一种是下行的。", ["holds"]),
    # a row of names that the word does not fit is asked about where it may be no list of its own
    ("在城东街道、柳林镇、白石乡、石桥镇、青山乡八个片区推行。", ["doubtful:count"]),
    ("健全排查机制，做到“五个不放过”：原因没有查明、责任没有清楚落实、整改不实。", ["doubtful:count"]),
    # near misses: names that list nothing, rows of something else, open rows, totals of things
    ("坚持“三个代表”重要思想，落实“两个维护”，抓好“三农”工作，推进一带一路建设。", []),
    ("“十三五”期间开展“两学一做”；一方面加强学习，另一方面抓好落实。", []),
    ("第三次会议讨论了第二批项目，三八节慰问女职工。", []),
    ("在农村、社区开展学雷锋、送温暖、办实事三项活动。", ["holds"]),
    ("新建学校、医院、养老院20个。", []),
    ("省、市、县、乡四级联动。", []),
    ("推进三大攻坚战，成效明显。一是精准发力。二是久久为功。", ["holds"]),
    ("2024年3月15日，3个镇、5个村共8个单位参加。", []),
]


PIECES = list("今年 比 和 、 ， 。 ； ： （ ） “ ” 共 占 的 即 等 由 近 万 另".replace(" ", "")) + [
    "受理",
    "去年同期",
    "下降",
    "上升",
    "分别",
    "其中",
    "包括",
    "合计",
    "36件",
    "43件",
    "7件",
    "0件",
    "12人",
    "30余户",
    "16.2%",
    "三分之一",
    "满意率",
    "满意",
    "基本满意",
    "办结",
    "办结率",
    "一是",
    "二是",
    "四个方面",
    "“五看”",
    "\n",
    "\t",
    "1、",
    "提高到",
    "一倍",
    "2.5亿元",
    "1,234件",
    "100%",
    "正在",
    "总结",
]


class TestACountWord:
    @pytest.mark.parametrize(("text", "expected"), COUNTS)
    def test_is_held_against_the_list_that_is_meant(self, text: str, expected: list[str]) -> None:
        assert [claim.verdict for claim in check(text).claims if claim.kind == "count-word"] == expected


class TestAnEnumeration:
    def test_that_begins_late_or_breaks_off_is_a_finding_on_the_text(self) -> None:
        late = check("（三）作风建设。\n三是特色不够鲜明，氛围不够浓厚。").findings
        broken = check("建设服务型党组织，联系群众，履行职责，转变作风。一是\n\n学校党员服务制度\n正文。").findings

        assert [(claim.kind, claim.quote) for claim in late] == [("enumeration", "三是")]
        assert [(claim.kind, claim.quote) for claim in broken] == [("enumeration", "一是")]

    @pytest.mark.parametrize(
        "text",
        [
            "原因有三：一来路远，二来人少，三是没有经费。",
            "首先是认识不够，其次是方法单一，三是督查不力。",
            "采取的办法一是走访，二是座谈，三是问卷。",
        ],
    )
    def test_that_began_in_other_words_is_left_alone(self, text: str) -> None:
        assert not check(text).findings

    def test_does_not_run_on_into_the_next_text(self) -> None:
        text = "从以下四个方面开展工作：1、思想上要认识到位。\n\n志愿服务活动方案\n2、组织活动。3、认真总结。"

        assert [claim.explain for claim in check(text).findings] == ["文中写“四个方面”，后面列举的只有1项。"]

    def test_examples_in_the_docs_run(self) -> None:
        assert doctest.testmod(lists).failed == 0


class TestACheckedText:
    def test_is_quoted_with_its_own_blanks_and_breaks(self) -> None:
        text = "　　受理 ３６ 件，\r\n比去年同期 43件下降 7 件。"

        claim = check(text).claims[0]

        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote.startswith("受理 ３６ 件") and claim.quote.endswith("7 件")

    def test_is_read_over_a_hard_line_break(self) -> None:
        text = "今年以来全镇上下齐心协力共受理群众来信来访诉求36件，比去年同期4\n3件下降7件，工作取得了明显的成效。"

        assert [claim.verdict for claim in check(text).claims] == ["holds"]

    def test_keeps_table_cells_apart(self) -> None:
        assert not check("来信\t12件\t来访\t13件\t合计\t26件").findings

    def test_gives_json_with_exactly_the_promised_keys(self) -> None:
        made = to_json("总结.txt", check("县级12件、镇级13件，合计26件。"))

        assert list(made) == ["file", "claims", "findings"]
        assert (
            made["claims"]
            == made["findings"]
            == [
                {
                    "kind": "sum",
                    "quote": "县级12件、镇级13件，合计26件",
                    "start": 0,
                    "end": 17,
                    "stated": "26",
                    "computed": "25",
                    "verdict": "fails:sum",
                    "explain": "12+13=25，文中合计26。",
                    "grade": "wrong",
                    "mend": "",
                }
            ]
        )

    def test_of_sixty_kilobytes_takes_well_under_a_second(self) -> None:
        text = "".join(
            f"{n}、受理诉求{n}件，其中城建{n // 2}件、民政{n // 3}件，比去年同期{n + 7}件下降7件；"
            "落实“四个到位”，突出三个特性。\n"
            for n in range(1, 400)
        )
        began = time.perf_counter()

        assert check(text).claims
        assert time.perf_counter() - began < 3  # a bound for slow, shared machines; some 0.2 s here

    @pytest.mark.parametrize(
        "text",
        [
            "、" * 20000,
            "“" * 20000,
            "（" * 20000,
            "1" * 20000,
            "36件" * 3000,
            "三个" * 4000,
            "一是" * 4000,
            "占3%36件" * 1000,
        ],
    )
    def test_made_to_be_slow_is_not(self, text: str) -> None:
        began = time.perf_counter()

        check(text)

        assert time.perf_counter() - began < 10

    @given(st.lists(st.sampled_from(PIECES), max_size=40))
    @settings(max_examples=300, deadline=None)
    def test_of_any_make_is_quoted_faithfully_and_explained(self, pieces: list[str]) -> None:
        text = "".join(pieces)
        checked = check(text)

        for claim in (*checked.claims, *checked.findings):
            assert text[claim.start : claim.end] == claim.quote
            assert claim.explain.endswith("。")
