"""字词、措辞、时限、重复与混入的文字: what a careful reader would ask about, and what is merely usual; all made up."""

from __future__ import annotations

import doctest

import pytest

from lianxin.pure.checking import check, deadlines, passages, repeated, signs, wording

VISIT = "镇里每月到各村走访一次并把收到的意见逐条登记在册交有关部门办理"
BOX = (
    "接待日制度的目的是听取意见。每周三下午由一名镇领导在办事大厅接待群众，耐心听取群众反映的问题并记录。能当场答复的当场答复，"
    "不能当场答复的转有关站所办理。接待情况由办公室登记，每月底汇总一次，向镇党委报告，并在公示栏公开办理结果，接受群众监督。"
    "接待日遇法定节假日顺延，镇领导因公外出的，由其他领导代为接待。"
)
FARM = "".join(
    f"{stage}水稻{deed}，稻田{water}，注意水稻纹枯病，植保员到田边指导，{end}。"
    for stage, deed, water, end in (
        ("返青以后", "及时追肥", "保持浅水", "清除稻田杂草"), ("分蘖期", "适时晒田", "放干余水", "查看稻飞虱"),
        ("抽穗期", "再追肥一次", "灌足深水", "防治稻飞虱"), ("成熟期", "停止追肥", "排干田水", "准备收割机具"),
    )
)  # fmt: skip
HALL = "".join(
    f"{when}窗口人员{deed}，来访群众{how}，{end}，政策咨询{last}。"
    for when, deed, how, end, last in (
        ("上半年，", "热情接待", "凭号办事", "窗口公开办事流程", "当场答复"),
        ("六月起，", "轮流值守", "先办后评", "办事流程上墙", "专人负责"),
        ("七月，", "集中培训", "少跑一趟", "简化办事流程", "电话也答"),
        ("到年底，", "互相评比", "普遍满意", "办事流程再减", "及时更新"),
    )
)  # fmt: skip


ASKED = [
    # vague amounts, and one beside the exact one
    ("今年走访了一批困难群众，取得实效。", [("走访了一批困难群众", "style:vague", "")]),
    ("全年解决实际困难1个。入户以后，解决了一些实际困难。", [("解决了一些实际困难", "doubtful:wording", "")]),
    # slips of the pen and signs
    ("截止目前，全镇化解了的的矛盾。", [("截止目前", "style:typo", "截至目前"), ("的的", "style:typo", "的")]),
    ("按照布署，抓好3各方面。", [("布署", "style:typo", "部署"), ("3各方面", "style:typo", "3个方面")]),
    ("走访群众，，登记意见。", [("，，", "style:punctuation", "，")]),
    ("开展“大走访活动，《办法》印发）。", [("“大走访活动", "style:punctuation", ""), ("《办法》印发）", "style:punctuation", "")]),
    ("网友“”您好，来信收悉。", [("“”", "blank", "")]),
    # two limits for one deed
    ("意见应在7个工作日内回复。转办的最迟在一周内答复。", [("一周内答复", "doubtful:conflict", "")]),
    # said twice, a title unkept, foreign text
    (f"{VISIT}。另行通报。{VISIT}。", [(VISIT, "doubtful:repeated", "")]),
    ("接待日意见箱制度\n" + BOX, [("接待日意见箱制度", "doubtful:title", "")]),
    (f"清水镇窗口工作总结\n{HALL}{BOX}\n水稻种植工作计划\n{FARM}", [("水稻种植工作计划", "doubtful:foreign", "")]),
]  # fmt: skip

USUAL = [
    "下一步要走访一批困难群众。走访了一批困难群众，共20户。他们解决了许多问题吗？",
    "截止时间为6月30日，不了了之的问题一目了然，目的的达成，对对联，和和气气，预防犯罪。",
    "“第一段话说得长，\n“第二段还是引语。”a）甲；b）乙，it’s right。",
    "一般事项应在7个工作日内回复，复杂事项应在30日内回复。应在7个工作日内受理，7日内上报。",
    "深入学习贯彻党的二十大精神，坚持以人民为中心。深入学习贯彻党的二十大精神，坚持以人民为中心。",
    "接待日制度\n" + BOX,
    f"清水镇窗口工作总结\n{HALL}\n下一步工作计划\n{BOX}",
]


class TestWords:
    @pytest.mark.parametrize(("text", "expected"), ASKED)
    def test_are_asked_about(self, text: str, expected: list[tuple[str, str, str]]) -> None:
        kinds = {
            "vague",
            "wording",
            "typo",
            "punctuation",
            "blank",
            "rule-conflict",
            "repeated",
            "title",
            "foreign-text",
        }
        found = [(c.quote, c.verdict, c.mend) for c in check(text).findings if c.kind in kinds]

        assert found == expected

    @pytest.mark.parametrize("text", USUAL)
    def test_that_are_usual_are_left_alone(self, text: str) -> None:
        assert [(c.kind, c.quote, c.explain) for c in check(text).findings if c.kind not in ("sum",)] == []

    def test_said_again_are_placed_by_paragraph_and_inside_one_by_sentence(self) -> None:
        beside, below = (
            check(f"开头一句。\n{VISIT}。{gap}{VISIT}。").findings for gap in ("另行通报。", "另行通报。\n")
        )

        assert "在第2段第1句和第3句各出现一次" in beside[0].explain
        assert "在第2段和第3段各出现一次" in below[0].explain

    def test_of_the_docs_run(self) -> None:
        assert not any(doctest.testmod(module).failed for module in (signs, wording, deadlines, repeated, passages))
