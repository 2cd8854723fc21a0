"""逐级审批: whatever is tried in whatever order, nothing is approved over what is not, and every no says why.

LIANXIN_WALKS sets how many random trees are walked (few here; the slower part of CI takes many).
"""

import doctest
import os
import random
from dataclasses import replace

import pytest

from lianxin.pure import approvals
from lianxin.pure.approvals import ACCEPTED, APPROVED, LOCKED, MOVES, Node, NotOpen, after, may_do, why_locked, why_not

WALKS, STEPS = 10 * int(os.environ.get("LIANXIN_WALKS", "12")), 60
PEOPLE = ("甲", "乙", "丙")
#: what a refusal may ask for: each sentence holds at least one of these
HOW = ("请", "先", "不用", "可以")


def grown(rng: random.Random) -> dict[str, Node]:
    """A random tree of returns: one at the top, up to three levels below it."""
    tree = {"0": Node("0", "县")}
    for number in range(1, rng.randint(2, 9)):
        above = rng.choice([key for key in tree if key.count(".") < 3])
        key = f"{above}.{number}"
        tree[key] = Node(key, f"{number}号站", above=above)
    return tree


def explains(sentence: str) -> bool:
    """Whole, in full-width punctuation, and it says what to do."""
    return bool(sentence) and sentence.endswith("。") and not set(sentence) & set(",;:?!%") and any(
        word in sentence for word in HOW)  # fmt: skip


class Walk:
    """One tree, and the values that its returns hold: typed anew whenever that is open."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.tree = grown(self.rng)
        self.values = dict.fromkeys(self.tree, 0)
        self.done: set[str] = set()
        self.refused: set[str] = set()

    def step(self) -> None:
        node = self.tree[self.rng.choice(list(self.tree))]
        if self.rng.random() < 0.15:
            node = self.tree[node.key] = replace(node, questions=0 if node.questions else self.rng.randint(0, 1))
        # mostly what leads on, so that walks come to the top; now and then just anything
        open_to = may_do(self.tree, node)
        onward = [one for one in open_to if one in ("collect", "review", "count", "file", "report", "accept")]
        action = self.rng.choice(onward if onward and self.rng.random() < 0.6 else [*MOVES, "type"])
        who, why = self.rng.choice(PEOPLE), self.rng.choice(("受灾", "停电", " "))
        if action == "type":
            self.type(node)
            return
        before = dict(self.tree)
        reason = why_not(self.tree, node, action, who=who, why=why)
        if reason is None:
            self.tree = after(self.tree, node, action, who=who, why=why)
            self.done.add(action)
        else:
            with pytest.raises(NotOpen, match="。"):
                after(self.tree, node, action, who=who, why=why)
            assert explains(reason.sentence), reason.sentence
            self.refused.add(reason.code)
        self.look(before, node, action)

    def type(self, node: Node) -> None:
        reason = why_locked(self.tree, node)
        if reason is None:
            assert node.stage not in LOCKED
            self.values[node.key] += 1
        else:
            assert explains(reason.sentence), reason.sentence

    def look(self, before: dict[str, Node], node: Node, action: str) -> None:
        assert approvals.is_sound(self.tree), (before, node, action)
        changed = [key for key, one in self.tree.items() if one != before[key]]
        assert changed in ([], [node.key])  # an action moves one return and no other
        now = self.tree[node.key]
        if node.stage == ACCEPTED and now.stage != ACCEPTED:  # what is undone is undone from the top down
            assert self.tree[node.above].stage == approvals.COLLECTING
        if now.stage == ACCEPTED and node.stage != ACCEPTED:
            assert not now.questions


@pytest.mark.drawn
def test_no_order_of_actions_approves_over_what_is_not_approved_or_refuses_without_saying_why() -> None:
    done: set[str] = set()
    refused: set[str] = set()
    for seed in range(WALKS):
        walk = Walk(seed)
        for _step in range(STEPS):
            walk.step()
        done |= walk.done
        refused |= walk.refused

    assert done == set(MOVES)
    assert refused >= set(approvals.SENTENCES) - {"past_filed"}  # seen under the locks, not always by an action


def test_the_walk_would_see_a_lower_return_taken_from_under_a_higher_one() -> None:
    tree = {"县": Node("县", "县", "reviewed"), "镇": Node("镇", "镇", ACCEPTED, above="县")}

    assert approvals.is_sound(tree)
    assert not approvals.is_sound({**tree, "镇": replace(tree["镇"], stage="reported")})
    assert [why_not(tree, tree["镇"], verb).code for verb in ("unaccept", "take_back")] == [
        "above_moved",
        "past_accepted",
    ]
    assert "先由县撤回、退回收集" in why_not(tree, tree["镇"], "unaccept").sentence


def test_whoever_signed_does_not_accept_and_an_open_question_waits() -> None:
    tree = {"县": Node("县", "县"), "镇": Node("镇", "镇", "counted", above="县")}
    tree = after(after(tree, tree["镇"], "file", who="甲"), tree["镇"], "report", who="乙")
    assert [why_not(tree, tree["镇"], "accept", who=who) for who in "甲乙"][0].code == "signed_it"
    tree["镇"] = replace(tree["镇"], questions=2)
    assert "2 个疑问" in why_not(tree, tree["镇"], "accept", who="丙").sentence
    tree["镇"] = replace(tree["镇"], questions=0)

    tree = after(tree, tree["镇"], "accept", who="丙")

    assert may_do(tree, tree["镇"]) == ["unaccept"] and tree["镇"].stage in APPROVED
    assert doctest.testmod(approvals).failed == 0
