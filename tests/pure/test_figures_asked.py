"""存疑的数词: count words beside a row that they do not fit, and the rows that are none of theirs. Time for floods."""

from __future__ import annotations

import time

import pytest

from lianxin.pure.checking import check


def said(text: str) -> list[str]:
    return [claim.explain for claim in check(text).findings if claim.kind == "count-word"]


class TestACountWordBesideARow:
    @pytest.mark.parametrize(
        ("text", "size"),
        [
            ("落实“三通一公开”制度：村务通、镇务通、县务通、事务通、结果公开。", 5),
            ("开展欠薪拖欠、违规收费、侵占土地、围标串标以及虚假登记“七个专项治理”。", 5),
            ("水网由“四横”指三个横向渠道组成。", 3),
            ("坚持“三个联系”，即联系困难和独居老人、联系致富带头人、联系退役军人、联系返乡青年。", 4),
            (
                "下半年着力抓好六个方面工作：\n一是登记。一户一卡。\n二是走访。一月一次。\n三是答复。十日之内。\n二是另一事。",
                3,
            ),
        ],
    )
    def test_is_asked_about_where_the_numbers_differ(self, text: str, size: int) -> None:
        (explain,) = said(text)

        assert explain.endswith(f"有{size}项。")

    @pytest.mark.parametrize(
        "text",
        [
            "落实“三通一公开”制度：村务通、镇务通、县务通、结果公开。",
            "在东桥镇、西岭镇、南坪镇开展“四下乡”活动。",
            "提高低保、特困供养、孤儿保障标准和残疾人“两项补贴”。",
            "推进职称改革、分配改革、资产改革和项目评审、机构评估、人才评价、成果评奖“四评”改革。",
            "护栏、步道、公园做了快四个月了。",
            "学车有三种方式：一、到驾校报名。二、自学直考。",
            "通过衔接工作、改善条件、实现“两个覆盖”。",
            "参与协同治理、普及法律、和谐邻里“三项行动”。",
            "同一小区同样的服务有两种价格\n主因如下：一是合同不同。二是面积不同。三是楼层不同。四是年份不同。",
        ],
    )
    def test_is_left_alone_where_the_row_is_not_its_own(self, text: str) -> None:
        assert not said(text)


class TestAFloodOfOneSign:
    @pytest.mark.parametrize(("flood", "length"), [("x", 60_000), ("一", 60_000), ("1人", 6_000)])
    def test_costs_its_length_and_not_its_square(self, flood: str, length: int) -> None:
        seconds = []
        for size in (length // 6, length):
            began = time.process_time()
            check((flood * size)[:size])
            seconds.append(time.process_time() - began)

        assert seconds[1] < 15 * seconds[0] + 0.3
