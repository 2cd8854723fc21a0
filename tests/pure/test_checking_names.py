"""名称与职务: one campaign by two names, one person with two posts, heads of groups; two right names stay unmarked."""

from __future__ import annotations

import doctest

import pytest

from lianxin.pure.checking import check, names
from lianxin.pure.checking.names import campaigns, drift, posts, roles

WORK = "全镇干部进村入户，听取意见，办理诉求，化解矛盾，工作取得了实效。"


def said(text: str) -> list[tuple[str, str]]:
    return [(c.quote, c.verdict) for c in check(text).findings if c.kind in ("name", "role")]


DRIFTING = [
    # a campaign by its parts
    (
        f"“大宣讲、大走访、大排查”活动总结\n{WORK}我镇的“大走访、大排查、大化解”活动已经结束。",
        [("大走访、大排查、大化解", "doubtful:name")],
    ),
    # a campaign of other years, in the title and below it
    (f"创先争优活动2026年总结\n{WORK}", [("创先争优活动", "doubtful:recycled")]),
    (f"党史学习教育总结\n{WORK}在先进性教育活动中，党员带头。", [("先进性教育活动", "doubtful:recycled")]),
    # one group, two heads
    ("成立普法领导小组，由校长任组长。\n我校普法领导小组，由党总支书记任组长。", [("由党总支书记任组长", "doubtful:role")]),
    # one person, two posts; a post and its deputy
    ("镇长宋雅带队走访，宋雅镇长作了部署。\n会后，镇党委书记宋雅到村里回访。", [("书记宋雅", "doubtful:role")]),
    ("局长王建国同志主持。副局长王建国同志作了小结。", [("副局长王建国", "doubtful:role")]),
    # one post, two names that differ by a stroke
    ("校长徐立进同志带头，徐立进校长讲话。校长徐立近同志作了小结。", [("校长徐立近", "doubtful:name")]),
]  # fmt: skip

STEADY = [
    f"“大宣讲、大走访、大排查”活动总结\n{WORK}“大宣讲、大走访、大排查”活动已经结束。",
    f"党史学习教育总结\n{WORK}自先进性教育活动以来，党员的作用发挥得好。",
    "成立普法领导小组，由校长任组长。另成立防汛领导小组，由总务主任任组长。",
    "党委副书记、镇长宋雅主持。镇党委副书记宋雅作了小结，镇长宋雅回访。",
    "原镇长宋雅调任县水利局局长宋雅。校长冯敬兼任党支部书记，书记冯敬讲话。",
    "石桥镇长会上发言，石桥镇书记讲话。高校长到会，高书记讲话。镇长信箱、书记信箱由专人值守。",
    "副镇长李文同志、副镇长李武同志到会，镇长宋雅讲话，村书记宋明讲话。",
]


class TestAName:
    @pytest.mark.parametrize(("text", "expected"), DRIFTING)
    def test_that_drifts_is_asked_about(self, text: str, expected: list[tuple[str, str]]) -> None:
        assert said(text) == expected

    @pytest.mark.parametrize("text", STEADY)
    def test_that_holds_is_left_alone(self, text: str) -> None:
        assert said(text) == []

    def test_of_the_docs_runs(self) -> None:
        assert not any(doctest.testmod(module).failed for module in (names, campaigns, drift, posts, roles))
