"""公文格式与没有填的地方: document numbers, dates, figures, attachments; placeholders and blanks; all made up."""

from __future__ import annotations

import doctest

import pytest

from lianxin.pure.checking import blanks, check, folding, forms, placeholders

WORK = "全镇干部进村入户，听取意见，办理诉求，化解矛盾，工作取得了实效。"


def said(text: str, *kinds: str) -> list[tuple[str, str, str]]:
    return [(c.quote, c.verdict, c.mend) for c in check(text).findings if c.kind in kinds]


FORMS = [
    ("按照清政发（2026）12号文件办理。", [("（2026）12号", "〔2026〕12号")]),
    ("按照清政发[2026]第012号文件办理。", [("[2026]第012号", "〔2026〕12号")]),
    (f"{WORK}\n清水镇人民政府\n2026年03月05日", [("2026年03月05日", "2026年3月5日")]),
    (f"{WORK}\n清水镇人民政府\n二○二六年三月五日", [("二○二六年三月五日", "2026年3月5日")]),
    (f"{WORK}\n清水镇人民政府\n2026.3.5", []),  # too short a paper to know what the line is
    (f"{WORK * 5}\n清水镇人民政府\n2026.3.5", [("2026.3.5", "2026年3月5日")]),
    ("截至2026.1.5日，全镇走访群众20户，收到意见5条。", [("2026.1.5日", "2026年1月5日")]),
    ("截至2026年01月05日，全镇走访群众20户，收到意见5条。", [("2026年01月05日", "2026年1月5日")]),
    ("全镇走访２0户，收到意见5条。", [("２0", "20")]),
    ("全镇走访20户，收到意见5条，办结３件，转办1件。", [("３", "3")]),
    ("全镇走访20户，收到意见5条，办结３件，转办１件，走访24户，化解30件，回访6件。", [("３件，转办１", "3件，转办1")]),
    ("清水镇情况报告\n附件：1、走访名册。\n2、意见清单", [("1、", "1."), ("册。", "册")]),
]

WELL_FORMED = [
    "按照清政发〔2026〕12号文件，房权证[2010]第000247号和国用（2012）第31号、（2015）清民初字第18号判决已核对。",
    f"{WORK}\n附件：1.走访名册\n2.意见清单\n清水镇人民政府\n2026年3月5日",
    "日期\t户数\n2026.1.5\t20\n2026.01.06\t30",
    "版本2026.1.5.2，比例１：３。",
]

PLACEHOLDERS = [
    ("20xx年xx月xx日，走访xx00户，×××村投入xx万元。", ["20xx年xx月xx日", "xx00", "×××", "xx"]),
    (
        "（此处填写单位名称）负责人[姓名]，收集意见___条，解决^v^问题□件。",
        ["（此处填写单位名称）", "[姓名]", "___", "^v^", "□"],
    ),
    ("投入***万元，排查隐患？？处，办结NN件，于年月日召开会议。", ["***", "？？", "NN", "年月日"]),
    (f"{WORK}\n某某镇人民政府\n某年某月某日", ["某某镇人民政府", "某年某月某日"]),
]

FILLED = [
    "李某某反映，王××家漏雨，xx先生来电，3×4米的水沟已修好，X光机到位，Ax100型水泵。",
    "□是 ☑否。签字：____。漏水怎么办？家里没人。身份证号码尾号****，说了N次。",
]

BLANKS = [
    ("收到诉求30件，办结  件，正在办理5件。", [("结  件", "blank:derivable", "结25件")]),
    ("收到诉求30件，办结25件，正在办理  件。", [("理  件", "blank:derivable", "理5件")]),
    ("走访3户、4户，共  户。", [("共  户", "blank:derivable", "共7户")]),
    ("参评的有9人，满意的有  人，其中很满意的有9人。", [("有  人", "blank:derivable", "有9人")]),
    ("参评的有9人，满意的有  人，其中很满意的有7人。", [("有  人", "blank", "")]),
    ("诉求30件，其中咨询10件、求助15件、投诉  件。", [("诉  件", "blank", "")]),
    ("会议由主持，群众满意率达%。", [("由主持", "blank", ""), ("达%", "blank", "")]),
    (
        "每年走访不少于天。一律保留。下乡走访的时间。",
        [("不少于天", "fails:gap", ""), ("下乡走访的时间。", "fails:gap", "")],
    ),
    (f"{WORK}\n清水镇人民政府\n  年  月  日", [("年  月  日", "blank", "")]),
]

WHOLE = [
    "有 1 个，达到 2 件，由主持人宣布，没有个人意见，所有件均办结。",
    "负 责 人：李明。增加走访的时间。压缩会议的次数。",
]


class TestTheFormOfAPaper:
    @pytest.mark.parametrize(("text", "expected"), FORMS)
    def test_is_mended_where_the_standard_is_plain(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert said(text, "format") == [(quote, "style:format", mend) for quote, mend in expected]

    @pytest.mark.parametrize("text", WELL_FORMED)
    def test_is_left_alone_where_it_is_right_or_another_rule_holds(self, text: str) -> None:
        assert said(text, "format") == []

    def test_is_told_in_a_few_remarks_and_a_count(self) -> None:
        found = [c for c in check("按照清政发（2026）12号文件办理。" * 15).findings if c.kind == "format"]

        assert len(found) == 8 and found[-1].explain.endswith("同类的后面还有7处，改后请再核对一次。")


WITHHELD = [
    "我是xx镇xx村xx组的村民，住在××小区xx栋，xx人民医院和xx局没人管，电话xxxxxxxx，老板×××不管。",
    "xx家园的路灯坏了，xx项目部不修，xx村党支部张XX书记说等通知，“XX”工程还没有动工。",
]
NOT_WITHHELD = ["现有xx户，投入xx万元，占xx%，xx月完成，帮扶xx人。"]


class TestANameThatIsWithheld:
    @pytest.mark.parametrize("text", WITHHELD)
    def test_is_a_matter_of_style_at_most(self, text: str) -> None:
        assert {c.grade for c in check(text).findings if c.kind == "placeholder"} == {"style"}

    @pytest.mark.parametrize("text", NOT_WITHHELD)
    def test_is_told_from_an_amount_that_is_lacking(self, text: str) -> None:
        found = [c for c in check(text).findings if c.kind == "placeholder"]

        assert [c.quote for c in found] == ["xx", "xx", "xx", "xx月", "xx"] and {c.grade for c in found} == {"wrong"}


class TestAPlaceLeftUnfilled:
    @pytest.mark.parametrize(("text", "expected"), PLACEHOLDERS)
    def test_is_wrong(self, text: str, expected: list[str]) -> None:
        found = [c for c in check(text).findings if c.kind == "placeholder"]

        assert [c.quote for c in found] == expected and {c.grade for c in found} <= {"wrong", "doubtful", "style"}
        assert any(c.grade == "wrong" for c in found)

    @pytest.mark.parametrize("text", FILLED)
    def test_is_not_seen_in_what_is_withheld_or_meant(self, text: str) -> None:
        assert [c for c in said(text, "placeholder") if c[1] == "placeholder"] == []

    @pytest.mark.parametrize(("text", "expected"), BLANKS)
    def test_is_asked_about_with_the_value_that_follows(self, text: str, expected: list[tuple[str, str, str]]) -> None:
        assert said(text, "blank", "gap") == expected

    @pytest.mark.parametrize("text", WHOLE)
    def test_is_none_where_nothing_is_lacking(self, text: str) -> None:
        assert said(text, "blank", "gap") == []


class TestTheRules:
    def test_examples_in_the_docs_run(self) -> None:
        assert not any(doctest.testmod(module).failed for module in (forms, placeholders, blanks, folding))
