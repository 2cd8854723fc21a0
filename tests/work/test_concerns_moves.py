"""流程表: every verb in every state, with somebody who may; what the table refuses, the command refuses."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils.timezone import localdate

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands import Part
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import FLOW, PERMISSION_OF, VERBS, Status
from tests.conftest import NOON
from tests.work.conftest import LIMIT, at_state, lamp_topic, registered

#               registered assigned in_hand returned replied closed declined voided merged
TABLE = {
    "classify":       "yes no  no  yes no  no  no  no  no",
    "decline":        "yes no  no  no  no  no  no  no  no",
    "answer_now":     "yes no  no  no  no  no  no  no  no",
    "assign":         "yes no  no  yes no  no  no  no  no",
    "acknowledge":    "no  yes no  no  no  no  no  no  no",
    "send_back":      "no  yes yes no  no  no  no  no  no",
    "extend":         "no  yes yes no  no  no  no  no  no",
    "reply":          "no  no  yes no  no  no  no  no  no",
    "close":          "no  no  no  no  yes no  no  no  no",
    "rate":           "no  no  no  no  yes yes no  no  no",
    "note_follow_up": "no  no  no  no  yes yes no  no  no",
    "reopen":         "no  no  no  no  yes yes no  no  no",
    "void":           "yes no  no  yes no  no  no  no  no",
    "settle":         "no  no  no  no  no  yes no  no  no",
    "merge":          "yes yes yes yes no  no  no  no  no",
    "unmerge":        "no  no  no  no  no  no  no  no  yes",
    "split":          "yes yes yes yes no  no  no  no  no",
    "reassign":       "no  yes yes no  no  no  no  no  no",
    "pause":          "no  yes yes no  no  no  no  no  no",
    "resume":         "no  yes yes no  no  no  no  no  no",
}  # fmt: skip
WITH_THE_MAIN_ONE = {"answer_merged"}  # done to a merged one when its main one is answered, never by itself
ELSEWHERE = {"object", "reclassify"}  # played in test_objections.py and test_sorting.py
THROUGH = {"merge", "unmerge", "split", "reassign", "pause", "resume", "settle"}
ORDER = ["registered", "assigned", "in_hand", "returned", "replied", "closed", "declined", "voided", "merged"]
CASES = [
    (verb, state, answer == "yes")
    for verb, row in TABLE.items()
    for state, answer in zip(ORDER, row.split(), strict=True)
]


def brought_to(town, state: str, concern: Concern) -> Concern:
    if state == Status.DECLINED:
        return commands.decline(concern=concern, reason="不属职责", by=town.clerk, at=NOON)
    if state == Status.VOIDED:
        return commands.void(concern=concern, reason="误登", by=town.clerk, at=NOON)
    if state == Status.MERGED:
        concern = at_state(town, Status.RETURNED, concern)
        main = registered(town).concern
        return commands.merge(concern=concern, into=main, reason="同一盏路灯", by=town.clerk, at=NOON)
    return at_state(town, Status(state), concern)


def resumed(town, concern: Concern, by: Actor, at: datetime) -> Concern:
    """Paused, and its clock set going again."""
    paused = commands.pause(concern=concern, ground="court", last=localdate(at), reason="诉讼", by=by, at=at)
    return commands.resume(concern=paused, reason="撤诉", by=by, at=at)


def doing(town, concern: Concern, secret: str, at: datetime = NOON) -> dict[str, Callable[[], Concern]]:
    """Every verb, done by somebody who may, wherever the concern lies: its handler is taken as it is."""
    clerk, hand = town.clerk, town.worker if concern.handler_id == town.shiqiao.pk else town.builder
    note = {"rating": "satisfied", "solved": True, "contacted": True, "at": at}
    return {
        "classify": lambda: commands.classify(
            concern=concern, topic=lamp_topic(), kind="help", handling="time_limit", by=clerk, at=at, **LIMIT),
        "decline": lambda: commands.decline(concern=concern, reason="不属职责", by=clerk, at=at),
        "answer_now": lambda: commands.answer_now(concern=concern, text="好了", by=clerk, at=at),
        "assign": lambda: commands.assign(concern=concern, to=town.building, by=clerk, at=at),
        "acknowledge": lambda: commands.acknowledge(concern=concern, by=hand, at=at),
        "send_back": lambda: commands.send_back(concern=concern, reason="不属职责", by=hand, at=at),
        "extend": lambda: commands.extend(concern=concern, by_amount=2, reason="雨天", by=clerk, at=at),
        "reply": lambda: commands.reply(concern=concern, text="好了", by=hand, at=at),
        "close": lambda: commands.close(concern=concern, outcome="solved", by=clerk, at=at),
        "rate": lambda: commands.rate(concern=concern, secret=secret, **note),
        "note_follow_up": lambda: commands.note_follow_up(concern=concern, by=clerk, **note),
        "reopen": lambda: commands.reopen(concern=concern, reason="没修好", by=clerk, at=at),
        "void": lambda: commands.void(concern=concern, reason="误登", by=clerk, at=at),
        "settle": lambda: commands.settle(concern=concern, agreement="本人签字同意息访", by=clerk, at=at),
        "merge": lambda: commands.merge(
            concern=concern, into=registered(town, by=town.worker).concern, reason="同一盏路灯", by=clerk, at=at),
        "unmerge": lambda: commands.unmerge(concern=concern, reason="不是同一盏", by=clerk, at=at),
        "split": lambda: commands.split(concern=concern, parts=[Part("一"), Part("二")], by=clerk, at=at)[0].split_from,
        "reassign": lambda: commands.reassign(concern=concern, to=town.school, reason="校内的灯", by=clerk, at=at),
        "pause": lambda: commands.pause(
            concern=concern, ground="court", last=localdate(at), reason="诉讼", by=clerk, at=at),
        "resume": lambda: resumed(town, concern, clerk, at),
    }  # fmt: skip


class TestTheTable:
    def test_names_every_verb_and_every_state(self) -> None:
        assert set(TABLE) == set(FLOW.moves) - WITH_THE_MAIN_ONE - ELSEWHERE and set(VERBS) == set(FLOW.moves)
        assert set(ORDER) == set(Status.values) == FLOW.states()

    def test_asks_a_permission_for_every_verb_but_the_residents_own(self) -> None:
        assert set(FLOW.moves) - set(PERMISSION_OF) == {"rate"} | WITH_THE_MAIN_ONE | THROUGH | ELSEWHERE

    @pytest.mark.parametrize(("verb", "state", "open_"), CASES, ids=lambda value: str(value))
    def test_is_what_the_commands_do(self, town, verb: str, state: str, open_: bool) -> None:
        receipt = registered(town)
        concern = brought_to(town, state, receipt.concern)
        if verb == "assign" and state == "registered":
            concern = doing(town, concern, "")["classify"]()
        if concern.handler is None:  # so that the verbs weighed at the handler are refused for the state alone
            Concern.objects.filter(pk=concern.pk).update(handler=town.building, handler_path=town.building.path)
        before = book.story(concern.ref).count()
        do = doing(town, concern, receipt.secret)[verb]

        if open_:
            assert do().status == FLOW.after(verb, state)
            assert book.story(concern.ref).count() == before + (2 if verb in ("split", "resume") else 1)
        else:
            with pytest.raises(WrongState):
                do()
            assert Concern.objects.get(pk=concern.pk).status == state
            assert book.story(concern.ref).count() == before


class TestEveryDeed:
    @pytest.mark.parametrize("verb", sorted({*PERMISSION_OF, *THROUGH}))
    def test_asks_for_permission_before_it_looks_at_the_state(self, town, verb: str) -> None:
        """A stranger learns nothing of the state: refused for the permission in every state alike."""
        receipt = registered(town)
        deeds = doing(_AllStrangers(town), receipt.concern, receipt.secret)

        with pytest.raises(NotAllowed):
            deeds[verb]()


class _AllStrangers:
    """The town in which everybody who acts is the stranger."""

    def __init__(self, town) -> None:
        self.clerk = self.builder = town.stranger
        self.worker, self.school = town.worker, town.school
        self.building, self.shiqiao = town.building, town.shiqiao
