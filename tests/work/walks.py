"""走法: random deeds on a few concerns, and what must hold after each (security.md T5, T11, T12).

A walk plays whatever anybody might try, in any order, with days passing; what is refused is refused. After every
deed that was done the promises are looked at: time is never gained, what was once late is never in time, requests
are neither lost nor doubled, staff move no satisfaction, and the journal explains the state of every concern.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns import clocking, commands
from lianxin.work.concerns.commands import Part
from lianxin.work.concerns.indicators import satisfaction_rate, satisfied
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import FLOW, Status
from tests.conftest import NOON
from tests.work.conftest import LIMIT, lamp_topic, registered

YEAR = Period.parse("2026")
#: what staff might move an opinion with; `rate` alone is the resident's
OF_OPINION = ("note_follow_up", "close", "settle")
#: what ends a matter before it was handled, or makes many of one: tried as often as anything, but not among what fits
ENDS = ("decline", "void", "answer_now", "split")
FORWARD = {
    Status.REGISTERED: "assign", Status.RETURNED: "assign", Status.ASSIGNED: "acknowledge", Status.IN_HAND: "reply",
    Status.REPLIED: "rate", Status.CLOSED: "reopen", Status.MERGED: "unmerge", Status.DECLINED: "void",
    Status.VOIDED: "note_follow_up",
}  # fmt: skip
#: the state in which each entry of the journal leaves a concern; None leaves it as it was
LEAVES: dict[str, Status | None] = {
    "concern.registered": Status.REGISTERED, "concern.split_off": Status.REGISTERED, "concern.declined": Status.DECLINED,
    "concern.voided": Status.VOIDED, "concern.assigned": Status.ASSIGNED, "concern.reassigned": Status.ASSIGNED,
    "concern.acknowledged": Status.IN_HAND, "concern.sent_back": Status.RETURNED, "concern.replied": Status.REPLIED,
    "concern.closed": Status.CLOSED, "concern.reopened": Status.ASSIGNED, "concern.merged": Status.MERGED,
    "concern.objection_upheld": Status.RETURNED,
}  # fmt: skip


@dataclass
class Walk:
    """一次走动: the town, its concerns with the residents' secrets, the moment, and what was seen to be late."""

    town: Any
    chance: random.Random
    at: datetime = NOON
    secrets: dict[int, str] = field(default_factory=dict)
    starts: dict[int, tuple[date, date | None]] = field(default_factory=dict)
    late: set[int] = field(default_factory=set)
    done: int = 0
    requests: int = 0

    def begin(self, concerns: int = 3) -> None:
        """A few concerns come in."""
        for _one in range(concerns):
            receipt = registered(self.town)
            self.secrets[receipt.concern.pk] = receipt.secret
        self.requests = concerns
        self.look()

    def step(self) -> str | None:
        """One deed by somebody, or a few days go by; the name of what was done."""
        self.at += timedelta(days=self.chance.choice((0, 0, 0, 1, 4)))
        concern = self.chance.choice(list(Concern.objects.order_by("pk")))
        name = self.choose(concern)
        before = self.rate() if name in OF_OPINION else ""
        try:
            DEEDS[name](self, concern)
        except (WrongState, NotAllowed, Unfit):
            return None
        self.done += 1
        self.look()
        assert Concern.objects.filter(split_from=None).count() == self.requests, f"{name} changed how many requests"
        if name in OF_OPINION:
            assert self.rate() == before, f"{name} moved the satisfaction"
        return name

    def choose(self, concern: Concern) -> str:
        """Most often something that the state lets, else anything."""
        fitting = [name for name in (*FLOW.open_to(concern.status), "ask") if name in DEEDS and name not in ENDS]
        luck = self.chance.random()
        if luck < 0.45:
            return "classify" if concern.accepted_on is None else FORWARD[Status(concern.status)]
        if luck < 0.85 and fitting:
            return self.chance.choice(fitting)
        return self.chance.choice(sorted(DEEDS))

    def rate(self) -> str:
        """The satisfaction as the figures say it: how many, of how many."""
        by, today = self.town.clerk, clocking.today(self.at)
        figure = satisfaction_rate.figure(YEAR, self.town.county, by=by, today=today)
        return f"{figure.value} {satisfied.value(YEAR, self.town.county, by=by, today=today)}"

    def look(self) -> None:
        """What must hold of every concern now."""
        today = clocking.today(self.at)
        in_time = set(Concern.objects.closed_in_time().values_list("pk", flat=True))
        assert not in_time & self.late, "what was late is in time"
        concerns = list(Concern.objects.all())
        explained = {concern.ref: self.explained(concern) for concern in concerns}
        for concern in concerns:
            start = self.starts.setdefault(concern.pk, (concern.received_on, concern.clock_start))
            assert (concern.received_on, concern.clock_start) == start, "the clock was set anew"
            if concern.first_due_on is not None and today > concern.first_due_on and concern.pk not in in_time:
                self.late.add(concern.pk)
            assert explained[concern.ref] == concern.status, f"the journal does not explain {concern.status}"
        open_ = Concern.objects.open().filter(merged_into__isnull=False).exclude(status__in=("merged", "replied"))
        assert not open_.exists(), "merged, and neither waiting nor answered"

    def explained(self, concern: Concern) -> str:
        """The state that follows from the journal alone."""
        state = ""
        for entry in book.story(concern.ref):
            if entry.event == "concern.unmerged":
                state = entry.detail["state"]
            elif LEAVES.get(entry.event) is not None:
                state = LEAVES[entry.event]
        return str(state)


def _anybody(walk: Walk) -> Any:
    town = walk.town
    return walk.chance.choice([*[town.clerk] * 4, town.officer, town.leader, town.builder, town.worker])


def _unit(walk: Walk) -> Any:
    return walk.chance.choice([walk.town.building, walk.town.water_bureau, walk.town.shiqiao, walk.town.qingshui])


def _hand(walk: Walk, concern: Concern) -> Any:
    """Somebody of the unit that has it in hand."""
    town = walk.town
    hands = {town.building.pk: town.builder, town.water_bureau.pk: town.water, town.shiqiao.pk: town.worker,
             town.qingshui.pk: town.officer}  # fmt: skip
    return hands.get(concern.handler_id, town.builder)


def _given(walk: Walk) -> dict[str, Any]:
    return {"by": _anybody(walk), "at": walk.at}


def _last(walk: Walk) -> date:
    return clocking.today(walk.at) + timedelta(days=walk.chance.randrange(12))


def _ask(walk: Walk, concern: Concern) -> None:
    what = walk.chance.choice(("extension", "pause"))
    asked = commands.ask(
        concern=concern, what=what, days=3, ground="court", reason="等", by=_hand(walk, concern), at=walk.at
    )
    commands.decide(asked=asked, grant=walk.chance.random() < 0.7, reason="看情况", **_given(walk))


def _merge(walk: Walk, concern: Concern) -> None:
    main = walk.chance.choice(list(Concern.objects.order_by("pk")))
    commands.merge(concern=concern, into=main, reason="同一件事情", **_given(walk))


def _rate(walk: Walk, concern: Concern) -> None:
    secret = walk.secrets.get(concern.split_from_id or concern.pk, "")
    rating = walk.chance.choice(("satisfied", "fairly", "dissatisfied"))
    commands.rate(
        concern=concern, secret=secret, rating=rating, solved=rating == "satisfied", contacted=True, at=walk.at
    )


def _classify(walk: Walk, concern: Concern) -> None:
    kind = walk.chance.choice(("help", "enquiry", "complaint"))
    clock = walk.chance.choice(("", "", "petition_60d"))
    commands.classify(
        concern=concern, topic=lamp_topic(), kind=kind, handling="time_limit", clock=clock, **LIMIT, **_given(walk)
    )


DEEDS: dict[str, Callable[[Walk, Concern], Any]] = {
    "classify": _classify,
    "reclassify": lambda w, c: commands.reclassify(
        concern=c, topic=lamp_topic(), kind=w.chance.choice(("help", "enquiry", "complaint")), handling="time_limit",
        reason="重新核定性质", **LIMIT, **_given(w)),
    "decline": lambda w, c: commands.decline(concern=c, reason="不属职责", **_given(w)),
    "answer_now": lambda w, c: commands.answer_now(concern=c, text="已当场解决。", **_given(w)),
    "assign": lambda w, c: commands.assign(concern=c, to=_unit(w), outside_reason="离村最近，村里能办", **_given(w)),
    "reassign": lambda w, c: commands.reassign(
        concern=c, to=_unit(w), reason="交错了", outside_reason="离村最近，村里能办", **_given(w)),
    "acknowledge": lambda w, c: commands.acknowledge(concern=c, by=_hand(w, c), at=w.at),
    "send_back": lambda w, c: commands.send_back(concern=c, reason="不属本单位", by=_hand(w, c), at=w.at),
    "extend": lambda w, c: commands.extend(concern=c, by_amount=w.chance.randrange(1, 9), reason="雨天", **_given(w)),
    "pause": lambda w, c: commands.pause(concern=c, ground="court", last=_last(w), reason="诉讼", **_given(w)),
    "resume": lambda w, c: commands.resume(concern=c, reason="撤诉", **_given(w)),
    "ask": _ask,
    "reply": lambda w, c: commands.reply(concern=c, text="已换新灯。", by=_hand(w, c), at=w.at),
    "close": lambda w, c: commands.close(concern=c, outcome="solved", **_given(w)),
    "reopen": lambda w, c: commands.reopen(concern=c, reason="没修好", **_given(w)),
    "rate": _rate,
    "note_follow_up": lambda w, c: commands.note_follow_up(
        concern=c, rating="satisfied", solved=True, contacted=True, **_given(w)),
    "settle": lambda w, c: commands.settle(concern=c, agreement="本人签字同意息访", **_given(w)),
    "merge": _merge,
    "unmerge": lambda w, c: commands.unmerge(concern=c, reason="不是同一件", **_given(w)),
    "split": lambda w, c: commands.split(concern=c, parts=[Part("一"), Part("二")], **_given(w)),
    "void": lambda w, c: commands.void(concern=c, reason="误登", **_given(w)),
}  # fmt: skip
