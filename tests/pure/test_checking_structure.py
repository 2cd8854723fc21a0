"""序号与列举: what is beyond doubt, what is only asked about, and what is left alone; and generated documents."""

from __future__ import annotations

import doctest
import os
import time
from collections import Counter

import pytest

from lianxin.pure.checking import check, listing, sections

from .structure_scenes import FAULTS, scene

DOCUMENTS = int(os.environ.get("LIANXIN_EXAMPLES", "24"))
KINDS = {"numbering", "enumeration", "count-word", "gap"}
TAIL = "，联系干部逐户登记诉求，及时答复群众。"

NUMBERING = [
    # jumps and doubles
    ("一、走访\n甲村" + TAIL + "\n三、办理\n乙村" + TAIL, ["fails:structure"]),
    ("一、走访\n甲村" + TAIL + "\n二、办理\n乙村" + TAIL + "\n二、回访\n丙村" + TAIL, ["fails:structure"]),
    ("（一）走访" + TAIL + "\n（二）办理" + TAIL + "\n（四）回访" + TAIL, ["fails:structure"]),
    ("1. 走访" + TAIL + "\n2. 办理" + TAIL + "\n4. 回访" + TAIL, ["fails:structure"]),
    ("1. 走访" + TAIL + "\n3. 回访" + TAIL, ["doubtful:structure"]),
    ("1. 走访" + TAIL + "\n2.2026年的三件实事" + TAIL + "\n3. 回访" + TAIL, []),
    # the number is there, only not at the beginning of a line
    ("一、走访\n甲村" + TAIL + "二、办理诉求" + TAIL + "\n三、回访\n乙村" + TAIL, []),
    # a list that starts again: with a heading over it, with a sentence that leads in, with neither
    ("（一）走访" + TAIL + "\n（二）办理" + TAIL + "\n（一）群众受益" + TAIL, ["fails:structure"]),
    ("（一）走访" + TAIL + "\n（二）办理" + TAIL + "\n二、工作成效\n（一）群众受益" + TAIL, ["doubtful:structure"]),
    ("一、做法\n（一）走访" + TAIL + "\n（二）办理" + TAIL + "\n二、工作成效\n（一）群众受益" + TAIL, []),
    ("（一）走访" + TAIL + "\n（二）办理" + TAIL + "\n工作成效\n（一）群众受益" + TAIL, []),
    ("（一）走访" + TAIL + "\n（二）办理" + TAIL + "\n主要成效有：\n（一）群众受益" + TAIL, []),
    ("（一）走访" + TAIL + "\n（二）办理" + TAIL + "\n镇里又召开了两次院坝会" + TAIL + "\n（一）受益" + TAIL, ["doubtful:structure"]),
    ("2、制订了计划：\n1、先修水渠" + TAIL + "\n2、再修道路" + TAIL, []),
    # two kinds of numbers on one level
    ("1. 走访" + TAIL + "\n2. 办理" + TAIL + "\n（3）统计" + TAIL + "\n（4）宣传" + TAIL, ["fails:structure"]),
    ("1. 走访" + TAIL + "\n2. 办理" + TAIL + "\n（1）统计" + TAIL + "\n（2）宣传" + TAIL, []),
    # a lower number over a higher one
    ("1. 走访" + TAIL + "\n（一）甲村" + TAIL + "\n（二）乙村" + TAIL + "\n2. 办理" + TAIL, ["style:level"]),
    # numbers that go on over the headings, as in a plan of tasks
    ("一、机制\n（一）走访" + TAIL + "\n（二）办理" + TAIL + "\n二、队伍\n（三）培训" + TAIL + "\n（四）考察" + TAIL, []),
    # words that look like a number
    ("三个村\n一、二季度走访较少" + TAIL + "\n三、四季度走访较多" + TAIL, []),
    ("结对子活动组织了“一帮\n一、手拉手”" + TAIL, []),
    # two papers in one file
    ("一、走访\n甲村" + TAIL + "\n二、办理\n乙村" + TAIL + "\n白沙镇群众工作总结\n一、走访\n丙村" + TAIL, []),
]  # fmt: skip

ENUMERATIONS = [
    ("一是走访不够；二是答复不快；三是记录不全。", []),
    ("一是走访不够；三是记录不全。", ["fails:gap"]),
    ("一是走访不够，其次是答复不快，三是记录不全。", []),
    ("一是走访不够；二要加快答复；三是记录不全。", []),
    ("一是走访不够；二是答复不快；二是记录不全。", ["fails:structure"]),
    ("一是走访不够，其中一是路远，二是人少；二是答复不快；三是记录不全。", []),
    ("一是走访不够。\n（二）办理。一是登记，二是交办，三是答复。", []),
    ("主要从以下四个方面来做：1、思想上认识到位，带头学习文件。", ["fails:truncated"]),
    ("重点做好以下几点：\n一是制定方案。\n二是成立小组。", ["note"]),
    (
        "从路远不远、人齐不齐、话真不真三个方面走访，在看得全不全、记得准不准、办得快不快、答得好不好上下功夫。",
        ["note"],
    ),
]

HEADINGS = [
    (
        "二、做到四个到位，办好诉求\n做到三个到位，件件有回音。一是认识到位。二是人员到位。三是经费到位。四是督查到位。",
        [("三个到位", "fails:count", "四个到位")],
    ),
    (
        "二、围绕五个重点做实回访\n围绕四个重点，组织干部下沉到户，回访群众，收集反映，登记造册。",
        [("五个重点", "doubtful:conflict", ""), ("四个重点", "doubtful:conflict", "")],
    ),
    ("二、突出四种特点，做实回访\n抓住三个环节，狠抓回访，群众满意。", []),
]


def found(text: str, kinds: set[str] = KINDS) -> list[str]:
    return [c.verdict for c in check(text).claims if c.kind in kinds and c.verdict != "holds"]


#: phrases of a quoted row, explained behind it one by one
EXPLAINED = (
    "以“一学、二访、{n}结合、五带头”为目标。二访即访民情、访民意；{n}结合即与中心工作结合、与作风建设结合、与服务群众结合；"
    "五带头即带头学习、带头走访、带头办事、带头守纪、带头创新。"
)
PHRASES = [
    (EXPLAINED.format(n="三"), []),
    (EXPLAINED.format(n="四"), ["四结合"]),
    ("“四结合”：一是与中心工作结合。二是与作风建设结合。三是与服务群众结合。", ["四结合"]),
    ("“三结合”：一是与中心工作结合。二是与作风建设结合。三是与服务群众结合。", []),
    ("开展“四结合”（与学习结合、与工作结合、与作风结合）活动。", ["四结合"]),
    ("抓好“四结合”工作：一是召开会议。二是走访群众。三是登记诉求。", []),
]


class TestTheNumbersOfHeadings:
    @pytest.mark.parametrize(("text", "expected"), NUMBERING)
    def test_are_judged_only_as_far_as_the_text_shows(self, text: str, expected: list[str]) -> None:
        assert found(text, {"numbering"}) == expected

    def test_are_named_with_what_is_lacking(self) -> None:
        [claim] = [c for c in check(NUMBERING[0][0]).claims if c.kind == "numbering"]

        assert claim.explain == "“一、”之后是“三、”，缺“二、”。"
        assert (claim.stated, claim.computed, claim.quote) == ("三、", "二、", "三、办理")


class TestAnEnumeration:
    @pytest.mark.parametrize(("text", "expected"), ENUMERATIONS)
    def test_that_jumps_or_breaks_off_is_found(self, text: str, expected: list[str]) -> None:
        assert found(text) == expected

    @pytest.mark.parametrize(("text", "expected"), HEADINGS)
    def test_is_counted_alike_in_the_heading_and_below_it(
        self, text: str, expected: list[tuple[str, str, str]]
    ) -> None:
        claims = [c for c in check(text).findings if c.kind == "count-word"]

        assert [(c.quote, c.verdict, c.mend) for c in claims] == expected


class TestAPhraseWithANumber:
    @pytest.mark.parametrize(("text", "expected"), PHRASES)
    def test_is_held_against_what_explains_it(self, text: str, expected: list[str]) -> None:
        assert [c.quote for c in check(text).findings if c.verdict == "fails:count"] == expected


class TestAGeneratedDocument:
    def test_is_clean_as_made_and_shows_the_fault_that_is_put_in(self) -> None:
        missed: Counter[str] = Counter()
        for seed in range(DOCUMENTS):
            made = scene(seed)
            clean = [c for c in check(made.right).findings if c.kind in KINDS]
            assert not clean, (seed, clean, made.right)
            missed[made.fault] += not any(c.grade == "wrong" and c.kind in KINDS for c in check(made.wrong).findings)

        assert set(missed) == set(FAULTS) and not missed.total(), missed


class TestTheRules:
    def test_examples_in_the_docs_run(self) -> None:
        assert not any(doctest.testmod(module).failed for module in (sections, listing))

    @pytest.mark.parametrize(
        "text",
        [
            "一、二季度\n" * 6000,
            "（一）走访\n（三）办理\n" * 3000,
            "1. 走访\n（2）办理\n" * 3000,
            "一是走访；三是办理；" * 3000,
            "“（《" * 8000,
            "”）》" * 8000,
            "工作总结\n" * 8000,
            "有 个，其中有 个，" * 3000,
            "应在7个工作日内答复，一周内答复。" * 2000,
            "解决了一些问题解决问题1个，" * 3000,
            "好不好、行不行、快不快、" * 3000,
        ],
    )
    def test_take_no_more_than_the_length_of_a_hostile_text(self, text: str) -> None:
        from lianxin.pure.checking import blanks, cells, deadlines, passages, repeated, signs, structure, wording
        from lianxin.pure.figures.layout import lay_out

        page = lay_out(text)
        began = time.process_time()
        for rule in (structure, blanks, cells, signs, wording, deadlines, repeated, passages, listing):
            list(rule.find(page))

        assert time.process_time() - began < 3  # some 0.1 s here
