"""升降, 翻番, 新增与总数, 平均与乘积, in made-up sentences beside what must come out."""

from __future__ import annotations

import pytest

from lianxin.pure.figures import check


def verdicts(text: str, *kinds: str) -> list[str]:
    return [claim.verdict for claim in check(text).claims if claim.kind in kinds]


MOVES = [
    ("网上可办事项从39项拓展到91项。", ["holds"]),
    ("网上可办事项从91项拓展到39项。", ["fails:direction"]),
    ("办理时限由30天压缩到15天。", ["holds"]),
    ("办理时限由15天压缩到30天。", ["fails:direction"]),
    ("群众满意度排名从全县第12位升至第5位。", ["holds"]),
    ("群众满意度排名从全县第5位升至第12位。", ["fails:direction"]),
    ("自来水普及率从2020年的83.1%提高到2025年的96.4%以上。", ["holds"]),
    ("网格员、调解员分别从77名、48名增加到107名、63名。", ["holds", "holds"]),
    ("网格员、调解员分别从77名、48名增加到107名、36名。", ["holds", "fails:direction"]),
    ("登记数由25件增加到25件。", ["doubtful:direction"]),
    # near misses: proportions, hedges that leave room, other subjects
    ("城乡收入比由2.9∶1缩小至2.5∶1。", []),
    ("参与人数由300人增加到近300人。", ["holds"]),
    ("从3个村抽调干部，组织到5个组走访。", []),
]
DOUBLED = [
    ("诉求量由240件增加到480件，翻了一番。", ["holds"]),
    ("诉求量由240件增加到490件，翻了一番多。", ["holds"]),
    ("诉求量由120件增加到480件，实现翻两番。", ["holds"]),
    ("诉求量由240件增加到380件，翻了一番。", ["fails:differs"]),
    ("诉求量由240件增加到650件，翻了一番。", ["doubtful:differs"]),
]
NEW = [
    ("今年新增网格员35名，总数达到210名。", ["holds"]),
    ("今年新增网格员350名，总数达到210名。", ["fails:subset"]),
    ("新增公交线路12条、累计达64条。", ["holds"]),
    ("净增经营主体155户、总量达474户。", ["holds"]),
    ("新增低保40户，劝导出租房30户。", []),
]
MEANS = [
    ("慰问困难户40户，每户300元，共发放慰问金12000元。", ["holds"]),
    ("慰问困难户40户，每户300元，共发放慰问金12500元。", ["fails:product"]),
    ("发放救助金12000元，惠及40户，户均300元。", ["holds"]),
    ("发放救助金12000元，惠及40户，户均310元。", ["fails:differs"]),
    ("发放救助金20000元，惠及30户，户均666.6元。", ["fails:truncated"]),
    ("发放救助金20000元，惠及30户，户均666.67元。", ["holds"]),
    ("投入资金12000元，惠及40户，户均增收310元。", []),
    ("慰问困难户40户，每户300元，另有专项资金12500元。", []),
]


class TestAMovement:
    @pytest.mark.parametrize(("text", "expected"), MOVES)
    def test_goes_the_way_the_words_say(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "direction") == expected

    @pytest.mark.parametrize(("text", "expected"), DOUBLED)
    def test_that_doubles_is_twice_as_much(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "rate") == expected


class TestWhatIsNew:
    @pytest.mark.parametrize(("text", "expected"), NEW)
    def test_is_among_all_there_is(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "subset") == expected


class TestAMean:
    @pytest.mark.parametrize(("text", "expected"), MEANS)
    def test_and_a_product_are_reckoned_again(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "mean", "product") == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("群众满意率达到104%。", ["fails:impossible"]),
            ("高中阶段毛入学率104%。", []),
            ("办结率比去年提高104%。", []),
        ],
    )
    def test_of_people_is_not_more_than_all(self, text: str, expected: list[str]) -> None:
        assert verdicts(text, "rate") == expected
