"""逐级审批: returns of one period in a tree, each approved on its own level, the higher only over the lower.

What it is for: one source of the rules by which a return moves: the deeds ask it, the buttons ask it, a random walk
proves it. A refusal is never a bare no: it says why, who can undo it, and how.

>>> tree = {one.key: one for one in (Node("县", "定安县"), Node("镇", "清水镇", above="县"))}
>>> tree = after(tree, tree["县"], "collect")
>>> why_not(tree, tree["县"], "review").sentence
'下级还有 1 份没有接收：清水镇。请等它们上报并接收，或者写明原因免报，再往下办。'
>>> tree = after(tree, tree["镇"], "excuse", why="遭了水灾")
>>> why_not(tree, tree["县"], "review") is None
True

The rules, in one place:
- a return goes 收集 → 审核 → 统计 → 备案 → 上报, and the level above accepts it (接收), which is apart from approving it;
- a higher return is reviewed, counted, filed and reported only when each lower one is accepted, or excused with a reason;
- what is undone is undone from the top down: a lower acceptance only while the return above still collects;
- whoever filed or reported a return does not accept it, and an open question keeps it from being accepted;
- from 备案 on the values are locked.

What it does not do: it knows nothing of permissions, dates or values, nor of a database.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

COLLECTING, COLLECTED, REVIEWED, COUNTED = "collecting", "collected", "reviewed", "counted"
FILED, REPORTED, ACCEPTED = "filed", "reported", "accepted"
STAGES = (COLLECTING, COLLECTED, REVIEWED, COUNTED, FILED, REPORTED, ACCEPTED)
LOCKED = (FILED, REPORTED, ACCEPTED)
APPROVED = (REVIEWED, COUNTED, *LOCKED)
STILL_COLLECTS = (COLLECTING, COLLECTED)
#: verb → the stages it starts from, and the one it leads to (None: it stays)
MOVES: dict[str, tuple[tuple[str, ...], str | None]] = {
    "collect": ((COLLECTING,), COLLECTED),
    "review": ((COLLECTED,), REVIEWED),
    "count": ((REVIEWED,), COUNTED),
    "file": ((COUNTED,), FILED),
    "report": ((FILED,), REPORTED),
    "accept": ((REPORTED,), ACCEPTED),
    "unaccept": ((ACCEPTED,), REPORTED),
    "take_back": ((FILED, REPORTED), COUNTED),
    "send_back": ((COLLECTED, REVIEWED, COUNTED, REPORTED), COLLECTING),
    "excuse": ((COLLECTING,), None),
    "unexcuse": ((COLLECTING,), None),
}
UPWARD = ("review", "count", "file", "report")
NAMED_AT_MOST = 3


@dataclass(frozen=True)
class Node:
    """一份: a unit's return. `above` is the key of the one that it reports to, empty at the top.

    `signers` are those who filed and reported it; `questions` how many questions about its figures are open.
    """

    key: str
    name: str
    stage: str = COLLECTING
    above: str = ""
    excused: str = ""
    signers: frozenset[str] = frozenset()
    questions: int = 0

    @property
    def is_done(self) -> bool:
        """Whether the level above need not wait for it: accepted, or excused."""
        return self.stage == ACCEPTED or bool(self.excused)


Tree = Mapping[str, Node]


class NotOpen(Exception):
    """不能办: the action is not open to this return now; `reason` says why."""

    def __init__(self, reason: "Reason") -> None:
        super().__init__(reason.sentence)
        self.reason = reason


@dataclass(frozen=True)
class Reason:
    """为什么不能办: a code, and the sentence with its words."""

    code: str
    words: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The sentence before its words are put in: what is translated."""
        return SENTENCES[self.code]

    @property
    def sentence(self) -> str:
        return self.template % self.words


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation; whoever shows it translates it."""
    return sentence


SENTENCES: dict[str, str] = {
    # not so far yet
    "yet_collecting": gettext_noop("%(name)s还在收集：请先填齐外部数字、收集完毕，再往下办。"),
    "yet_collected": gettext_noop("%(name)s收集完了，还没有审核：请审核的人先审核。"),
    "yet_reviewed": gettext_noop("%(name)s审核过了，还没有统计定数：请审核的人先定数。"),
    "yet_counted": gettext_noop("%(name)s定了数，还没有备案：请负责人先备案、上报。"),
    "yet_filed": gettext_noop("%(name)s备了案，还没有上报：请负责人先上报。"),
    "yet_reported": gettext_noop("%(name)s已经上报，上级还没有接收：请上级先接收。"),
    # gone past it
    "past_collected": gettext_noop("%(name)s已经收集完毕，交去审核：要改数，请审核的人先退回收集。"),
    "past_reviewed": gettext_noop("%(name)s已经审核通过：要改数，请审核的人先退回收集。"),
    "past_counted": gettext_noop("%(name)s已经统计定数：要改数，请审核或者备案的人先退回收集。"),
    "past_filed": gettext_noop("%(name)s已经备案并锁定：数不再改。要重来，请备案的人先撤回；差错可以写更正说明，两个数都保留。"),
    "past_reported": gettext_noop("%(name)s已经上报并锁定：数不再改。接收以前，上报的人可以撤回，上级可以退回；差错可以写更正说明。"),
    "past_accepted": gettext_noop("%(name)s已经由%(above)s接收并锁定：数不再改。要重来，请%(above)s先退还接收；差错可以写更正说明。"),
    # the levels
    "lower_open": gettext_noop("下级还有 %(n)s 份没有接收：%(names)s。请等它们上报并接收，或者写明原因免报，再往下办。"),
    "above_moved": gettext_noop("%(above)s的这一期已经往下办了：先由%(above)s撤回、退回收集，再来动%(name)s的。从上往下，一级一级退。"),
    "above_none": gettext_noop("%(name)s这一份上面没有一级在系统里收，没有谁来接收、免报或者退回；要改请自己撤回，或者写更正说明。"),
    "sent_out": gettext_noop("%(name)s已经报到系统外面的上级，收不回来：数不再改，差错请写更正说明，再向上级说明。"),
    # who, and what is open
    "signed_it": gettext_noop("这一份是您备案或者上报的，不能由您接收：请%(above)s的另一位同志接收。"),
    "questions": gettext_noop("%(name)s还有 %(n)s 个疑问没有了结：请填报单位答复，提出的人了结以后再接收。"),
    "excused": gettext_noop("%(name)s这一期已经免报（%(why)s），不用办：要报，请%(above)s取消免报。"),
    "not_excused": gettext_noop("%(name)s没有免报，不用取消；要免报，请%(above)s写明原因。"),
    "no_why": gettext_noop("请写明为什么免报：原因和名字一起印在%(above)s的表上。"),
}  # fmt: skip


def lower(tree: Tree, node: Node) -> list[Node]:
    """下级: the returns that report to this one."""
    return [one for one in tree.values() if one.above == node.key]


def why_not(tree: Tree, node: Node, action: str, *, who: str = "", why: str | None = None) -> Reason | None:
    """Why the action is not open to the return; None where it is.

    `who` is the one who acts, for what the same person may not do twice; `why` the reason given for an excuse (None:
    not asked yet). Raises KeyError for an action that there is not.
    """
    above = tree.get(node.above)
    words = {"name": node.name, "above": above.name if above else ""}
    if action in ("accept", "unaccept", "excuse", "unexcuse") and above is None:
        return Reason("above_none", words)
    if action == "unexcuse" and not node.excused:
        return Reason("not_excused", words)
    if node.excused and action != "unexcuse":
        return Reason("excused", {**words, "why": node.excused})
    if node.stage not in MOVES[action][0]:
        return _astray(node, action, words)
    if action in UPWARD:
        return _waits_for(lower(tree, node))
    if action in ("send_back", "take_back") and node.stage == REPORTED and above is None:
        return Reason("sent_out", words)
    if above is not None and _is_past(above, action):
        return Reason("above_moved", words)
    if action == "accept":
        return _not_accepted(node, words, who)
    return Reason("no_why", words) if action == "excuse" and why is not None and not why.strip() else None


def _astray(node: Node, action: str, words: Mapping[str, str]) -> Reason:
    """The return is not yet so far, or gone past it."""
    first = min(STAGES.index(stage) for stage in MOVES[action][0])
    if node.stage == REPORTED and not node.above:
        return Reason("sent_out", words)
    return Reason(f"{'yet' if STAGES.index(node.stage) < first else 'past'}_{node.stage}", words)


def _waits_for(below: list[Node]) -> Reason | None:
    left = [one.name for one in below if not one.is_done]
    if not left:
        return None
    names = "、".join(left[:NAMED_AT_MOST]) + ("等" if len(left) > NAMED_AT_MOST else "")
    return Reason("lower_open", {"n": len(left), "names": names})


def _is_past(above: Node, action: str) -> bool:
    """Whether the level above has moved on, so that it must be undone there first."""
    if action in ("accept", "excuse"):
        return above.stage not in STILL_COLLECTS
    return action in ("unaccept", "unexcuse", "take_back") and above.stage != COLLECTING


def _not_accepted(node: Node, words: Mapping[str, str], who: str) -> Reason | None:
    if who and who in node.signers:
        return Reason("signed_it", words)
    return Reason("questions", {**words, "n": node.questions}) if node.questions else None


def why_locked(tree: Tree, node: Node) -> Reason | None:
    """Why a value may not be typed now; None while it may."""
    above = tree.get(node.above)
    words = {"name": node.name, "above": above.name if above else ""}
    if node.excused:
        return Reason("excused", {**words, "why": node.excused})
    if node.stage == REPORTED and above is None:
        return Reason("sent_out", words)
    return None if node.stage == COLLECTING else Reason(f"past_{node.stage}", words)


def after(tree: Tree, node: Node, action: str, *, who: str = "", why: str = "") -> dict[str, Node]:
    """The tree after the action. Raises NotOpen, with the reason, where it is not open."""
    node = tree[node.key]
    reason = why_not(tree, node, action, who=who, why=why)
    if reason is not None:
        raise NotOpen(reason)
    moved = replace(node, stage=MOVES[action][1] or node.stage)
    if action in ("file", "report"):
        moved = replace(moved, signers=node.signers | {who} - {""})
    elif action in ("take_back", "send_back"):
        moved = replace(moved, signers=frozenset())
    elif action in ("excuse", "unexcuse"):
        moved = replace(moved, excused=why.strip() if action == "excuse" else "")
    return {**tree, node.key: moved}


def is_sound(tree: Tree) -> bool:
    """Whether nothing is approved over a lower return that is neither accepted nor excused."""
    return all(
        one.is_done for node in tree.values() if node.stage in APPROVED for one in lower(tree, node)
    ) and all(one.above for one in tree.values() if one.stage == ACCEPTED or one.excused)  # fmt: skip


def may_do(tree: Tree, node: Node, *, who: str = "") -> list[str]:
    """The actions that are open to the return now, in the order of the table."""
    return [action for action in MOVES if why_not(tree, node, action, who=who) is None]
