"""结果单: what is told of whole appraisals, and what of small, unanimous, empty and overfull groups is not."""

import json
import random
from fractions import Fraction

import pytest

from lianxin.pure.disclosure import Leaks, Ledger
from lianxin.pure.polling import LEADER_COMMENT, OPEN, PROXY, SCREEN, SLIPS, Ballot, Group, Poll
from lianxin.pure.questions import Form, Item, Option, Scale, Section, Sheet, Subject
from lianxin.pure.tally import Account, NamedVoice, compose, count

THREE = Scale(
    "three", "满意度",
    (Option("a", "满意", 100, "satisfied"), Option("b", "基本满意", 60, "fairly"), Option("c", "不满意", 0, "dissatisfied")),
    ((85, "满意"), (60, "基本满意"), (0, "不满意")),
)  # fmt: skip
APART = Scale("apart", "三满意", (Option("a", "满意", None, "satisfied"), Option("c", "不满意", None, "dissatisfied")))


def sheet_of(scale: Scale = THREE, items: int = 2, subjects: tuple[str, ...] = ("甲局",)) -> Sheet:
    asked = tuple(Item(f"q{n}", f"第{n}题", scale=scale.code, each=True) for n in range(items))
    form = Form("评议表", sections=(Section("s", "作风", asked),), scales=(scale,))
    return Sheet(form, tuple(Subject(f"s{n}", label) for n, label in enumerate(subjects)))


def poll_of(sizes: dict[str, int], sheet: Sheet | None = None, mode: str = SLIPS, **more) -> Poll:
    groups = tuple(Group(label, label, sheet or sheet_of(), size) for label, size in sizes.items())
    return Poll("作风评议", mode, (*groups, *more.pop("named", ())), **more)


def cast(poll: Poll, group: str, marks: str, channel: str = SCREEN) -> list[Ballot]:
    """One ballot for each letter, the same mark at every place."""
    sheet = poll.group(group).sheet
    return [
        Ballot(group, channel, {one.code: {item.code: [mark] for item in sheet.form.items} for one in sheet.subjects})
        for mark in marks
    ]


def result_of(poll: Poll, ballots: list[Ballot], accounts=None, ledger: Ledger | None = None, **more):
    ballots = sorted(ballots, key=lambda one: json.dumps([one.group, one.channel, one.answers]))
    return compose(poll, count(poll, ballots), accounts or {}, ledger or Ledger(5), box="P1", owner="0001", **more)


class TestSmallGroups:
    def test_are_told_together_where_they_are_enough(self):
        """4 + 4 people of two layers: neither alone, both as one."""
        poll = poll_of({"甲": 30, "乙": 9, "丙": 9})
        votes = cast(poll, "甲", "a" * 20 + "c" * 5) + cast(poll, "乙", "aabc") + cast(poll, "丙", "abcc")

        cells = result_of(poll, votes)["subjects"][0]["items"][0]["cells"]

        assert [(cell["label"], cell["state"]) for cell in cells] == [
            ("甲", "shown"), ("乙", "hidden"), ("丙", "hidden"), ("乙、丙", "shown"),
        ]  # fmt: skip
        assert (cells[-1]["valid"], cells[-1]["rate"]["words"]) == (8, "62.5%")

    def test_leave_no_number_of_theirs_anywhere_in_the_sheet(self):
        """One group of three beside a large one: whatever the three vote, the sheet says the same."""
        poll = poll_of({"甲": 30, "乙": 9})
        large = cast(poll, "甲", "a" * 20 + "b" * 4 + "c" * 5)

        sheets = {
            json.dumps(result_of(poll, large + cast(poll, "乙", marks)), sort_keys=True)
            for marks in ("aaa", "ccc", "abc")
        }

        assert len(sheets) == 1

    def test_look_alike_when_all_agree_and_when_one_does_not(self):
        poll = poll_of({"甲": 30})

        shown = [
            result_of(poll, cast(poll, "甲", marks))["subjects"] for marks in ("a" * 30, "a" * 29 + "c", "a" * 29 + "b")
        ]

        assert shown[0] == shown[1] == shown[2]
        assert shown[0][0]["composite"]["words"] == "不低于 90.0"

    def test_swapping_two_voters_of_one_cell_changes_nothing(self):
        chance = random.Random(5)
        for _round in range(20):
            poll = poll_of({"甲": 40, "乙": 20}, sheet_of(subjects=("甲局", "乙局")))
            votes = [
                one
                for group, n in (("甲", 35), ("乙", 12))
                for one in cast(poll, group, "".join(chance.choices("abc", k=n)))
            ]
            swapped = votes[:]
            swapped[0], swapped[30] = swapped[30], swapped[0]

            assert result_of(poll, votes) == result_of(poll, swapped)

    def test_a_ledger_that_told_the_others_refuses_what_is_left(self):
        poll = poll_of({"甲": 30, "乙": 9})
        ledger = Ledger(5)
        result_of(poll, cast(poll, "甲", "aaabbbccca") + cast(poll, "乙", "abc"), ledger=ledger)
        keys = [key for key in ledger.atoms if key.endswith("/q0")]

        assert not ledger.admit(dict.fromkeys(keys, 1))
        again = Ledger(5)
        again.load(ledger.data())
        with pytest.raises(Leaks):
            again.load({"atoms": [], "rows": [dict.fromkeys(keys, "1")]})


class TestTheSheet:
    def test_is_void_when_more_came_back_than_went_out(self):
        poll = poll_of({"甲": 40})

        found = result_of(poll, cast(poll, "甲", "a" * 12 + "b" * 8), {"甲": Account(40, 19, 20)})

        assert found["is_void"] and found["subjects"] == []
        assert found["void"] == "收回的票数多于发出的票数，本次测评无效，应当重新进行测评。"

    def test_says_who_did_not_reach_half_or_the_quota_and_who_sent_nothing(self):
        poll = Poll("评议", SLIPS, (Group("甲", "甲", sheet_of(), 40, quota=30), Group("乙", "乙", sheet_of(), 20)))

        notes = result_of(poll, cast(poll, "甲", "aaaaabbbbc"), {"甲": Account(40, 40, 10), "乙": Account(20, 20, 0)})[
            "notes"
        ]

        assert notes == [
            "甲应评 40 人，收回 10 张，没有过半数，结果只供参考。", "甲定额 30 份，收回 10 份，没有达到定额。",
            "乙没有收回票，不计入合计和综合得分。",
        ]  # fmt: skip

    def test_keeps_what_others_filled_in_apart_and_tells_it_of_five_or_more(self):
        poll = poll_of({"甲": 40})
        own = cast(poll, "甲", "a" * 10 + "c" * 10)

        few, more = (result_of(poll, own + cast(poll, "甲", marks, PROXY)) for marks in ("aac", "aaacc"))

        assert few["subjects"] == more["subjects"]
        assert few["proxies"] == [] and few["whole"]["proxies"] == 3
        assert {(one["valid"], one["rate"]["words"]) for one in more["proxies"]} == {(5, "60.0%")}

    def test_counts_remarks_only_from_ten_on(self):
        poll = poll_of({"甲": 40})

        found = result_of(poll, cast(poll, "甲", "a" * 10 + "b" * 9), remarks={("甲", "s0"): 9, ("甲", ""): 10})

        assert [(one["subject"], one["count"]) for one in found["remarks"]] == [("", 10), ("甲局", None)]

    def test_never_averages_indicators_that_have_no_marks(self):
        """三满意: three rates, no score, no common rate."""
        poll = poll_of({"甲": 40}, sheet_of(APART, items=3))

        subject = result_of(poll, cast(poll, "甲", "a" * 20 + "c" * 10))["subjects"][0]

        assert [item["cells"][0]["rate"]["words"] for item in subject["items"]] == ["66.7%"] * 3
        assert subject["composite"] is None and subject["voices"][0]["rate"] is None

    def test_keeps_subjects_in_the_order_of_the_plan(self):
        poll = poll_of({"甲": 40}, sheet_of(subjects=("低局", "高局")))
        votes = [Ballot("甲", SCREEN, {"s0": {"q0": ["c"]}, "s1": {"q0": ["a"]}})] * 9
        votes += [Ballot("甲", SCREEN, {"s0": {"q0": ["a"]}, "s1": {"q0": ["c"]}})] * 3

        assert [one["label"] for one in result_of(poll, votes)["subjects"]] == ["低局", "高局"]

    def test_prints_that_an_open_link_or_a_unit_of_its_own_does_not_count(self):
        own, linked = (
            poll_of({"甲": 40}, mode=mode, is_outside=outside) for mode, outside in ((SLIPS, False), (OPEN, True))
        )

        for poll in (own, linked):
            found = result_of(poll, cast(poll, "甲", "aaaabbbcc"))
            assert not found["counts_for_assessment"] and "不计入考核" in found["mode_note"]

    def test_weighs_a_leader_by_name_beside_the_public(self):
        leader = Group("领导", "分管领导", sheet_of(), 1, Fraction(1, 4), LEADER_COMMENT)
        poll = Poll("评议", SLIPS, (Group("甲", "群众", sheet_of(), 40, Fraction(3, 4)), leader))
        named = [NamedVoice("领导", "s0", "高远", {"s0": {"q0": ["b"], "q1": ["a"]}})]

        subject = result_of(poll, cast(poll, "甲", "a" * 10 + "c" * 10), named=named)["subjects"][0]

        assert subject["composite"]["formula"] == "综合得分 = 群众 50.0×75% + 分管领导 80.0×25%"
        assert [(one["label"], one["gap"]) for one in subject["sides"]] == [
            ("群众评议", ""),
            ("领导点评", "比群众评议高 30.0 分"),
        ]
        assert (subject["composite"]["words"], subject["grade"]) == ("57.5", "不满意")
