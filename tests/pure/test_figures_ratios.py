"""人均场均, 件与人次, 同列重复, 分别为: relations of neighbours, in made-up sentences beside what must come out."""

from __future__ import annotations

import pytest

from lianxin.pure.figures import check

KINDS = {"ratio", "equal", "order", "duplicate", "derived", "count"}

SAID = [
    # shown, never judged
    ("举办普法讲座20场，参加群众1500余人次。", [("ratio", "plausible", "75")]),
    ("中心校现有12个教学班，学生480人。", [("ratio", "plausible", "40")]),
    ("走访了六个村民小组90户。", [("ratio", "plausible", "15")]),
    ("5名驻村干部走访群众250户次，驻村达200天。", [("ratio", "plausible", "50"), ("ratio", "plausible", "40")]),
    ("募集善款1.5万元，救助困难学生30名。", [("ratio", "plausible", "500")]),
    ("今年以来累计驻村60天，写民情日记30份。", [("ratio", "plausible", "2")]),
    # dealt out, one to one, heads against cases
    ("购置4套音响共12个音箱。", [("ratio", "holds", "3")]),
    ("购置5套音响共12个音箱。", [("ratio", "plausible", "2.4")]),
    ("联系群众6户，建立连心卡6份。", [("equal", "holds", "6")]),
    ("联系群众6户，建立连心卡5份。", [("equal", "undecidable", "6")]),
    ("接待来访18批40人次。", [("order", "holds", "≥18")]),
    ("接待来访40批18人次。", [("order", "fails:order", "≥40")]),
    ("接待来访40件，18人次。", [("order", "doubtful:order", "≥40")]),
    # one list names a thing once
    ("新建了3个篮球场，1个图书室和1个篮球场。", [("duplicate", "fails:duplicate", "3")]),
    ("新建了3个篮球场，1个图书室和1个乒乓球室。", []),
    ("东村建了3个篮球场、1个图书室，西村建了1个篮球场。", []),
    # as many numbers as names
    ("分为求助、咨询、建议，数量分别为3件、5件、2件。", [("count", "holds", "3")]),
    ("求助、咨询、建议、举报分别为30件、52件、21件。", [("count", "doubtful:count", "4")]),
    # what is not the one is the other
    ("受理来信来访20件，其中来访15件。来信5件已经转办。", [("derived", "holds", "5")]),
    ("受理来信来访20件，其中来访15件。来信3件已经转办。", []),
    # near misses
    ("举办讲座20场，同比增加5场，人员1500名。", []),
    ("3个村、5个组，共发放资料200份。", []),
]


class TestNeighbours:
    @pytest.mark.parametrize(("text", "expected"), SAID)
    def test_are_shown_or_judged(self, text: str, expected: list[tuple[str, str, str]]) -> None:
        said = [(claim.kind, claim.verdict, claim.computed) for claim in check(text).claims if claim.kind in KINDS]

        assert said == expected

    def test_a_plausible_quotient_is_no_finding(self) -> None:
        checked = check("举办普法讲座20场，参加群众1500余人次。")

        assert checked.claims[0].explain == "1500÷20=75，平均每场约75人次。"
        assert not checked.findings

    def test_a_thing_named_twice_is_asked_about_not_called_wrong(self) -> None:
        (finding,) = check("新建了3个篮球场，1个图书室和1个篮球场。").findings

        assert finding.grade == "doubtful"
        assert finding.explain == "同一列举中“篮球场”出现两次，一处3个，一处1个，请核实是否重复。"


class TestARateOfAGroup:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("全校教职工150人。\n教师本科率达90.7%。", ["holds"]),
            ("全校教职工150人。\n教师本科率达90.8%。", []),  # another whole may be meant: nothing is said
            ("全校学生150人。\n教师本科率达90.7%。", []),
        ],
    )
    def test_finds_its_whole_elsewhere_in_the_text(self, text: str, expected: list[str]) -> None:
        assert [claim.verdict for claim in check(text).claims if claim.kind == "rate"] == expected
