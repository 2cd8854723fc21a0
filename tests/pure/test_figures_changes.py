"""增减 and 修约: differences and rates of change, in made-up sentences beside what must come out."""

from __future__ import annotations

import doctest
from fractions import Fraction

import pytest

from lianxin.pure import figures
from lianxin.pure.figures import check, rounding
from lianxin.pure.figures.rounding import half_even, half_up, judge, possible, show, truncated


@pytest.mark.parametrize("module", [figures, rounding])
def test_the_examples_in_the_docs_run(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]

    assert result.attempted and not result.failed


SENTENCES = [  # text, what comes out: (kind, verdict) in order
    ("受理诉求36件，比去年同期43件下降7件，下降率16.3%。", [("difference", "holds"), ("rate", "holds")]),
    ("受理诉求36件，比去年同期43件下降7件，下降率16.2%。", [("difference", "holds"), ("rate", "fails:truncated")]),
    ("受理诉求36件，比去年同期43件下降7件，下降率19.4%。", [("difference", "holds"), ("rate", "fails:wrong-base")]),
    ("受理诉求36件，比去年同期43件下降7件，下降率16.5%。", [("difference", "holds"), ("rate", "fails:impossible")]),
    ("受理诉求36件，比去年同期43件下降7件，下降率21%。", [("difference", "holds"), ("rate", "fails:differs")]),
    ("受理诉求36件，比去年同期43件下降8件。", [("difference", "fails:differs")]),
    ("受理诉求36件，比去年同期43件上升7件。", [("difference", "fails:direction")]),
    # the size is right and the word is not
    ("受理诉求36件，比去年同期43件上升16.3%。", [("rate", "fails:direction")]),
    ("受理诉求50件，比去年同期43件下降16.3%。", [("rate", "fails:direction")]),
    ("今年受理140件，去年同期160件，同比增长12.5%。", [("rate", "fails:direction")]),
    ("登记560件，同比增加60件，下降12%。", [("rate", "fails:direction")]),
    ("全年863件次，比2024年的921件次减少68件次。", [("difference", "fails:differs")]),
    ("全年863件次，比2024年的921件次减少58件次，下降6.3%。", [("difference", "holds"), ("rate", "holds")]),
    ("受理诉求36件（去年同期43件），同比下降7件，降幅16.3%。", [("difference", "holds"), ("rate", "holds")]),
    ("来信256件，较上年237件上升8.0%。", [("rate", "holds")]),
    ("上半年登记诉求143件，比去年同期120件增加23件，增长19.2%。", [("difference", "holds"), ("rate", "holds")]),
    ("上季度办结60件，比去年同期40件增加20件。", [("difference", "holds")]),
    ("下半年登记诉求143件，比上半年120件增加23件，增长19.2%。", [("difference", "holds"), ("rate", "holds")]),
    ("来信256件，较上年237件上升7.4%。", [("rate", "fails:wrong-base")]),
    ("走访由40户增加到60户，增加20户，增长50%。", [("difference", "holds"), ("rate", "holds")]),
    ("走访由40户增加到60户，增加30户。", [("difference", "fails:differs")]),
    ("纠纷由20件增加到60件，增长2倍。", [("rate", "holds")]),
    ("纠纷由20件增加到60件，增长3倍。", [("rate", "fails:differs")]),
    ("满意率由90%升到92%，提高2个百分点。", [("difference", "holds")]),
    ("满意率由90%升到92%，提高2%。", [("rate", "fails:points")]),
    ("满意率从92.5%上升到96.8%，上升4.5个百分点。", [("difference", "fails:differs")]),
    ("受理信访128件，比去年同期150件减少22件，下降14.7个百分点。", [("difference", "holds"), ("rate", "fails:points")]),
    ("受理信访128件，同比减少22件，下降14.7%。", [("rate", "holds")]),
    ("受理信访128件，同比减少22件，下降17.2%。", [("rate", "fails:wrong-base")]),
    ("来访95件，同比上升63.79%。", [("rate", "holds")]),
    ("网上来信29件，同比下降36.93%。", [("rate", "fails:impossible")]),
    ("去年同期为0件，今年发生5件，增长100%。", [("rate", "undecidable")]),
    ("来访45批132人次，比去年同期的52批168人次分别下降13.5%和21.4%。", [("rate", "holds"), ("rate", "holds")]),
    ("投入2.5亿元，比上年2.3亿元增长8.9%。", [("rate", "approx")]),
    ("投入2.5亿元，比上年2.3亿元增长18.9%。", [("rate", "fails:differs")]),
    ("财政收入3568万元，比上年的3210万元增收358万元，增长11.2%。", [("difference", "holds"), ("rate", "holds")]),
    ("预算收入完成3.2亿元，同比增加0.3亿元，增长10.3%。", [("rate", "holds")]),
    ("预算收入完成3.2亿元，同比增加0.3亿元，增长20.3%。", [("rate", "fails:differs")]),
    ("2024年受理信访328件，2023年为356件，同比下降7.9%。", [("rate", "holds")]),
    ("2024年受理信访328件，2023年为356件，同比下降8.5%。", [("rate", "fails:wrong-base")]),
    ("党员由2022年的1180名增加至2023年的1256名，净增76名。", [("difference", "holds")]),
    ("来信46封，与去年同期的39封相比，增加7封，增长17.9%。", [("difference", "holds"), ("rate", "holds")]),
    ("粮食产量达到35.6万吨，比上年增加1.2万吨，增长3.5%。", [("rate", "holds")]),
    ("信访总量同比下降12.5%，由去年的160件降到140件。", [("rate", "holds")]),
    ("信访总量由去年的160件降到140件，同比下降12.6%。", [("rate", "fails:impossible")]),
    ("诉求量由20件增加到60件，增长2.5倍。", [("rate", "fails:differs")]),
    # near misses: constant prices, other bases, rates told respectively of other things
    ("地区生产总值3.2亿元，比上年2.9亿元增长5.5%。", []),
    ("预算收入完成3.2亿元，同比增加0.3亿元，同口径增长8.1%。", []),
    ("来信15封，来电30个，来访22批58人次，同比分别下降6.25%、9.1%、12%。", []),
    # near misses: other subjects, hedges, plans, averages
    ("受理诉求36件，比去年同期约43件下降16%。", []),
    ("养老保险参保率从91%提高到95%，低保标准分别提高84%。", []),
    ("亩均收入从3000元提高到5000元，年均增长18.6%。", []),
    ("由3人增加到5人，办结率提高20%。", []),
    ("新增企业95家，增长12.5%。", []),
    ("GDP增长5.2%，高于全国0.2个百分点。", []),
    ("上访人数比去年同期减少35%，批次减少12批。", []),
    ("累计走访95户，同比增长12.51%。", []),
]


class TestAChange:
    @pytest.mark.parametrize(("text", "expected"), SENTENCES)
    def test_is_reckoned_again(self, text: str, expected: list[tuple[str, str]]) -> None:
        claims = [(claim.kind, claim.verdict) for claim in check(text).claims if claim.kind in ("difference", "rate")]
        assert claims == expected

    def test_explains_itself_in_one_sentence(self) -> None:
        claims = check("受理诉求36件，比去年同期43件下降7件，下降率16.2%。").claims

        assert [claim.explain for claim in claims] == [
            "43-36=7，与文中一致。",
            "7÷43=16.28%，四舍五入应为16.3%，文中16.2%是截尾。",
        ]
        assert [(claim.stated, claim.computed) for claim in claims] == [("7", "7"), ("16.2", "16.3")]


class TestAMend:
    @pytest.mark.parametrize(
        ("text", "mend"),
        [
            ("受理诉求36件，比去年同期43件下降7件，下降率16.2%。", "43件下降7件，下降率16.3%"),
            ("满意率由90%升到92%，提高2%。", "90%升到92%，提高2个百分点"),
            ("来信256件，较上年237件上升7.4%。", "237件上升8.0%"),
            ("受理诉求36件，比去年同期43件下降8件。", ""),  # which of the three is wrong, only the author knows
        ],
    )
    def test_is_offered_where_the_arithmetic_leaves_no_choice(self, text: str, mend: str) -> None:
        (finding,) = check(text).findings

        assert finding.mend.endswith(mend) and bool(finding.mend) == bool(mend)


class TestRounding:
    def test_tells_the_rules_apart_only_at_an_exact_five(self) -> None:
        assert (half_up(Fraction("0.25"), 1), half_even(Fraction("0.25"), 1)) == (Fraction("0.3"), Fraction("0.2"))
        assert half_up(Fraction("0.26"), 1) == half_even(Fraction("0.26"), 1) == Fraction("0.3")
        assert half_up(Fraction("-0.25"), 1) == Fraction("-0.3")
        assert truncated(Fraction("16.279"), 1) == Fraction("16.2")

    @pytest.mark.parametrize(
        ("stated", "decimals", "part", "base", "verdict", "how"),
        [
            ("25", 0, 1, 4, "holds", "exact"),
            ("17", 0, 7, 41, "holds", "half-up"),
            ("12.5", 1, 1, 8, "holds", "exact"),
            ("6.2", 1, 1, 16, "holds", "half-even"),
            ("16.2", 1, 7, 43, "fails:truncated", "truncated"),
            ("16.5", 1, 7, 43, "fails:impossible", "impossible"),
            ("18.6", 1, 7, 43, "fails:differs", "differs"),
        ],
    )
    def test_gives_its_verdicts_in_order(
        self, stated: str, decimals: int, part: int, base: int, verdict: str, how: str
    ) -> None:
        result = judge(Fraction(stated), decimals, part, base)

        assert (result.verdict, result.how) == (verdict, how)

    def test_has_no_percentage_of_nought(self) -> None:
        assert judge(Fraction(100), 0, 5, 0).verdict == "undecidable"

    def test_finds_the_whole_number_behind_a_percentage(self) -> None:
        assert possible(Fraction("86.7"), 1, 211) == 183
        assert possible(Fraction("15.43"), 2, 143) is None
        assert possible(Fraction("15.43"), 2, 175) == 27

    def test_writes_numbers_with_the_decimals_asked_for(self) -> None:
        assert [show(Fraction(1, 8), 2), show(Fraction(17), 0), show(Fraction(-1, 3), 1)] == ["0.13", "17", "-0.3"]


def test_a_second_base_is_compared_with_the_present_figure_not_with_the_first_base() -> None:
    found = check("登记诉求486件，比上年同期的451件增加35件，增长7.8%，比上月的504件减少36件，下降7.1%。")

    [wrong] = [one for one in found.findings if one.kind == "difference"]
    assert (wrong.computed, wrong.explain) == ("18", "504-486=18，文中写36件。")
