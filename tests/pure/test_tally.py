"""点票与算数: both rules of the sources for blank and double marks, all three bases, half up, formulas in words."""

import random
import time
from fractions import Fraction

import pytest

from lianxin.pure.polling import (
    PROXY,
    RETURNED,
    SCREEN,
    SLIPS,
    VALID_KNOWN,
    WHOLE,
    Ballot,
    Group,
    Poll,
    Rules,
)  # fmt: skip
from lianxin.pure.questions import MANY, Form, Item, Option, Scale, Section, Sheet, Subject
from lianxin.pure.tally import (
    Account,
    Cell,
    Figure,
    Foreign,
    Weighed,
    average,
    count,
    ratio,
    satisfaction,
    score,
    weighted,
)

FOUR = Scale(
    "four", "满意度",
    (Option("a", "满意", 100, "satisfied"), Option("b", "基本满意", 60, "fairly"), Option("c", "不满意", 0, "dissatisfied"),
     Option("u", "不了解", None, "unknown")),
    ((85, "满意"), (60, "基本满意"), (0, "不满意")),
)  # fmt: skip
PLAIN = Rules()
WHY = Scale("why", "原因", (Option("slow", "慢"), Option("rude", "态度差")))
STEPS = {"a": "satisfied", "b": "fairly", "c": "dissatisfied", "u": "unknown"}
MARKS = {"a": 100, "b": 60, "c": 0}


def poll(rules: Rules = PLAIN, items: tuple[Item, ...] = ()) -> Poll:
    items = items or (Item("q1", "态度", scale="four"), Item("q2", "效率", scale="four"))
    form = Form("作风评议", sections=(Section("s", "作风", items),), scales=(FOUR, WHY))
    return Poll("作风评议", SLIPS, (Group("g", "服务对象", Sheet(form), 20),), rules)


def slip(q1: str = "", q2: str = "", channel: str = SCREEN) -> Ballot:
    answers = {name: list(marks) for name, marks in (("q1", q1), ("q2", q2)) if marks}
    return Ballot("g", channel, {"": answers} if answers else {})


BOX = [slip("a", "a"), slip("a", "b"), slip("b", ""), slip("ac", "a"), slip("", ""), slip("u", "c")]


class TestCounting:
    def test_spoils_by_part_only_the_place_that_cannot_be_read(self):
        found = count(poll(), BOX)["g"]

        first, second = found.cells["", "q1"], found.cells["", "q2"]
        assert (first.votes, first.valid, first.spoiled, first.blank, first.unknown) == (
            {"a": 2, "b": 1, "u": 1},
            4,
            1,
            1,
            1,
        )
        assert (second.votes, second.valid, second.spoiled, second.blank) == ({"a": 2, "b": 1, "c": 1}, 4, 0, 2)
        assert (found.ballots, found.empty, found.spoiled) == (6, 1, 0)

    def test_spoils_by_whole_the_slip_that_is_blank_or_double_anywhere(self):
        found = count(poll(Rules(spoils=WHOLE)), BOX)["g"]

        first = found.cells["", "q1"]
        assert (first.votes, first.valid, first.spoiled, first.blank) == ({"a": 2, "u": 1}, 3, 3, 0)
        assert found.spoiled == 3

    @pytest.mark.parametrize("spoils", ["part", "whole"])
    def test_loses_no_slip_under_either_rule(self, spoils):
        """收回 = 有效 + 废票 + 弃权 at every place, of a thousand random boxes."""
        chance = random.Random(3)
        for _round in range(1000 // 10):
            box = [
                slip(chance.choice(("a", "b", "c", "u", "", "ab")), chance.choice(("a", "c", ""))) for _n in range(30)
            ]
            for cell in count(poll(Rules(spoils=spoils)), box)["g"].cells.values():
                assert cell.valid + cell.spoiled + cell.blank == cell.asked == 30
                assert sum(cell.votes.values()) == cell.valid

    def test_asks_a_conditional_item_only_of_those_it_is_for(self):
        items = (Item("q1", "态度", scale="four"), Item("q2", "为什么", scale="why", kind=MANY, only_if=("q1", ("c",))))
        box = [
            Ballot("g", SCREEN, {"": {"q1": ["c"], "q2": ["slow", "rude"]}}),
            Ballot("g", SCREEN, {"": {"q1": ["c"]}}),
            Ballot("g", SCREEN, {"": {"q1": ["a"]}}),
        ]

        cell = count(poll(items=items), box)["g"].cells["", "q2"]

        assert (cell.asked, cell.valid, cell.blank, cell.votes) == (2, 1, 1, {"slow": 1, "rude": 1})

    def test_keeps_what_was_filled_in_for_somebody_apart(self):
        found = count(poll(), [slip("a", "a"), slip("c", "c", PROXY), slip("c", "c", PROXY)])["g"]

        assert found.cells["", "q1"].votes == {"a": 1} and found.cells["", "q1"].asked == 1
        assert found.proxy["", "q1"].votes == {"c": 2} and found.proxies == 2

    def test_counts_each_subject_of_a_sheet_for_itself(self):
        form = Form("互评", sections=(Section("s", "", (Item("q", "总评", scale="four", each=True),)),), scales=(FOUR,))
        sheet = Sheet(form, (Subject("x", "甲局"), Subject("y", "乙局")))
        one = Poll("互评", SLIPS, (Group("g", "代表", sheet, 9),))

        found = count(
            one, [Ballot("g", SCREEN, {"x": {"q": ["a"]}}), Ballot("g", SCREEN, {"x": {"q": ["c"]}, "y": {"q": ["b"]}})]
        )

        assert found["g"].cells["x", "q"].votes == {"a": 1, "c": 1}
        assert (found["g"].cells["y", "q"].votes, found["g"].cells["y", "q"].blank) == ({"b": 1}, 1)

    @pytest.mark.parametrize("ballot", [
        Ballot("other", SCREEN, {}), Ballot("g", SCREEN, {"": {"q9": ["a"]}}), Ballot("g", SCREEN, {"": {"q1": ["z"]}}),
        Ballot("g", SCREEN, {"zz": {"q1": ["a"]}}),
    ])  # fmt: skip
    def test_refuses_what_belongs_to_another_poll(self, ballot):
        with pytest.raises(Foreign):
            count(poll(), [ballot])

    def test_takes_seconds_for_a_hundred_thousand(self):
        """10,000 slips of 21 items here, all different; the whole hundred thousand take ten times as long (1.1 s)."""
        items = tuple(Item(f"q{n}", f"第{n}题", scale="four") for n in range(21))
        chance = random.Random(1)
        box = [
            Ballot("g", SCREEN, {"": {item.code: [chance.choice("abcu")] for item in items}}) for _n in range(10_000)
        ]

        begun = time.process_time()
        found = count(poll(items=items), box)["g"]

        assert time.process_time() - begun < 1.5
        assert sum(found.cells["", "q0"].votes.values()) == 10_000


class TestAnAccount:
    def test_is_over_when_more_came_back_than_went_out(self):
        assert Account(due=40, issued=30, returned=31).is_over
        assert not Account(due=40, issued=30, returned=30).is_over

    def test_has_a_quorum_above_half_of_those_due_not_at_half(self):
        assert [Account(40, 40, n).has_quorum for n in (20, 21)] == [False, True]


class TestFigures:
    CELL = Cell({"a": 38, "b": 9, "c": 1, "u": 2}, asked=60, answered=50, blank=8, spoiled=2, unknown=2)

    @pytest.mark.parametrize(("rules", "words", "formula"), [
        (Rules(), "94.0%", "满意率（含基本满意）=（满意 38 + 基本满意 9）÷ 有效票 50"),
        (Rules(fairly_counts=False), "76.0%", "满意率（不含基本满意）= 满意 38 ÷ 有效票 50"),
        (Rules(base=RETURNED), "78.3%", "满意率（含基本满意）=（满意 38 + 基本满意 9）÷ 收回票 60"),
        (Rules(base=VALID_KNOWN), "97.9%", "满意率（含基本满意）=（满意 38 + 基本满意 9）÷ 有效票（不含“不了解”） 48"),
    ])  # fmt: skip
    def test_say_by_which_rule_and_over_what_a_rate_was_taken(self, rules, words, formula):
        rate = satisfaction(self.CELL, STEPS, rules)

        assert (rate.words, rate.formula) == (words, formula)

    def test_give_a_score_that_is_no_rate(self):
        """(38×100 + 9×60 + 1×0) ÷ 48: 不了解 has no marks and no place in the base."""
        found = score(self.CELL, MARKS)

        assert (found.words, found.is_rate, found.low) == ("90.4", False, Fraction(4340, 48))
        assert found.formula == "测评得分 =（38×100 + 9×60 + 1×0）÷ 有效票 48"

    def test_round_an_exact_half_up_once(self):
        assert ratio("收回率", 1, "收回", 16, "发出").words == "6.3%"  # 6.25; half to even would give 6.2
        assert Figure(Fraction(8345, 100), Fraction(8345, 100), "").words == "83.5"  # a float would give 83.4

    def test_give_no_rate_of_nothing_and_none_on_a_scale_without_steps(self):
        assert satisfaction(Cell(asked=3), STEPS, Rules()) is None
        assert satisfaction(Cell({"slow": 3}, 3, 3), {"slow": "", "rude": ""}, Rules()) is None
        assert score(Cell({"u": 3}, 3, 3), MARKS) is None
        assert ratio("收回率", 0, "收回", 0, "发出") is None

    @pytest.mark.parametrize(("votes", "n", "rate", "marks"), [
        ({"a": 30}, 30, "不低于 90.0%", "不低于 90.0"), ({"a": 29, "c": 1}, 30, "不低于 90.0%", "不低于 90.0"),
        ({"a": 5}, 5, "不低于 80.0%", "不低于 80.0"), ({"c": 30}, 30, "不高于 10.0%", "不高于 10.0"),
    ])  # fmt: skip
    def test_tell_of_a_unanimous_cell_only_a_band_in_which_all_but_one_lies_too(self, votes, n, rate, marks):
        cell = Cell(votes, n, n)

        assert satisfaction(cell, STEPS, Rules(), banded=True).words == rate
        assert score(cell, MARKS, banded=True).words == marks
        assert "0" not in satisfaction(cell, STEPS, Rules(), banded=True).formula.replace(str(n), "")

    def test_say_when_a_rate_is_or_may_be_a_hundred(self):
        assert satisfaction(Cell({"a": 9, "b": 9}, 18, 18), STEPS, Rules()).is_full
        assert not satisfaction(Cell({"a": 9, "c": 9}, 18, 18), STEPS, Rules()).is_full


class TestAWeightedScore:
    def exact(self, value):
        return Figure(Fraction(value), Fraction(value), "")

    def test_weighs_the_groups_and_prints_how(self):
        found = weighted([Weighed("服务对象", Fraction(50), self.exact(80)), Weighed("监督员", Fraction(25), self.exact(90)),
                          Weighed("社会各界", Fraction(25), self.exact(70))])  # fmt: skip

        assert (found.words, found.notes) == ("80.0", ())
        assert found.formula == "综合得分 = 服务对象 80.0×50% + 监督员 90.0×25% + 社会各界 70.0×25%"

    def test_shares_the_weight_of_an_empty_group_and_says_so(self):
        found = weighted([Weighed("服务对象", Fraction(50), self.exact(80)), Weighed("监督员", Fraction(25), None),
                          Weighed("社会各界", Fraction(25), self.exact(71))])  # fmt: skip

        assert found.low == Fraction(80 * 2 + 71, 3)
        assert found.notes == ("监督员没有可公布的得分，其权重按比例分给其余各层。",)

    def test_lies_between_two_ends_where_a_part_does(self):
        """0.6·A + 0.4·L exactly would give L away, whose votes all agree."""
        found = weighted(
            [
                Weighed("甲", Fraction(3, 5), self.exact(80)),
                Weighed("乙", Fraction(2, 5), Figure(Fraction(90), Fraction(100), "")),
            ]
        )

        assert not found.is_exact and found.words == "84.0 至 88.0"

    def test_averages_items_alike_and_says_which_are_left_out(self):
        found = average([self.exact(80), self.exact(91)], what="测评得分", left_out=1)

        assert (found.words, found.notes) == ("85.5", ("1 题因人数不足不公布，未计入。",))
        assert average([], what="测评得分") is None and weighted([]) is None
