"""成串的事项: tens of thousands of random sequences, played in memory by the same rules as the commands (T11).

That memory and commands agree is shown in test_bulk.py. LIANXIN_SEQUENCES sets how many; CI's slower part takes 20,000.
"""

import copy
import os
import random
from datetime import timedelta
from typing import Any

import pytest

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns import clocking
from lianxin.work.concerns.bulk_deeds import DEEDS, Played
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON
from tests.work.conftest import ASKER, LIMIT, lamp_topic

SEQUENCES = int(os.environ.get("LIANXIN_SEQUENCES", "400"))
LONGEST = 16
NOTE = {"rating": "satisfied", "solved": True, "contacted": True}
FORWARD = {
    Status.REGISTERED: "assign", Status.RETURNED: "assign", Status.ASSIGNED: "acknowledge", Status.IN_HAND: "reply",
    Status.REPLIED: "close", Status.CLOSED: "reopen",
}  # fmt: skip


class Sequence:
    """One concern in memory, and what was promised to its resident."""

    def __init__(self, town: Any, chance: random.Random, topic: Any) -> None:
        self.town, self.chance, self.topic, self.at = town, chance, topic, NOON
        self.played = Played(Concern(code="AAAA0001"))
        DEEDS["register"](
            self.played, by=town.worker, at=NOON, text="路灯不亮。", kind=chance.choice(("help", "enquiry", "complaint")),
            channel=chance.choice(("counter", "mailbox", "letter")), unit=town.shiqiao, asker=ASKER,
        )  # fmt: skip
        self.received, self.late, self.done = self.played.concern.received_on, False, 0

    def step(self) -> None:
        """One deed, or none where it is refused."""
        self.at += timedelta(days=self.chance.choice((0, 0, 1, 2, 5)))
        self.look()
        verb, by, given = self.deed()
        before = (copy.copy(self.played.concern), [*self.played.lines])
        try:
            DEEDS[verb](self.played, by=by, at=self.at, **given)
        except (WrongState, NotAllowed, Unfit):
            self.played.concern, self.played.lines = before
            return
        self.done += 1
        self.look()

    def deed(self) -> tuple[str, Any, dict[str, Any]]:
        """The next step, or anything at all, by somebody."""
        town, concern, chance = self.town, self.played.concern, self.chance
        verb = (
            FORWARD.get(Status(concern.status), "void")
            if chance.random() < 0.6
            else chance.choice(sorted(self.given()))
        )
        if verb == "assign" and concern.accepted_on is None:
            verb = "classify"
        by = town.builder if verb in ("acknowledge", "send_back", "reply") else town.clerk
        return verb, chance.choice((by, by, by, town.officer, town.stranger)), self.given()[verb]

    def given(self) -> dict[str, dict[str, Any]]:
        """What each deed is given."""
        chance, reason = self.chance, {"reason": "不属职责范围"}
        clock = chance.choice(("", "petition_60d", "enquiry_2wd"))
        kind = chance.choice(("help", "enquiry", "complaint"))
        return {
            "classify": {"topic": self.topic, "kind": kind, "handling": "time_limit", "clock": clock, **LIMIT},
            "assign": {"to": self.town.building}, "acknowledge": {}, "send_back": reason, "reopen": reason, "void": reason,
            "decline": reason, "reply": {"text": "已换新灯。"}, "answer_now": {"text": "已换新灯。"},
            "extend": {"by_amount": chance.randrange(1, 9), "reason": "雨天"}, "close": {"outcome": "solved"},
            "note_follow_up": NOTE,
        }  # fmt: skip

    def look(self) -> None:
        """Time is never gained: the start stands, and what was once late is never closed in time."""
        concern, today = self.played.concern, clocking.today(self.at)
        assert concern.received_on == self.received == concern.clock_start
        in_time = bool(concern.closed_on and concern.first_due_on and concern.closed_on <= concern.first_due_on)
        assert not (self.late and in_time), "what was late is in time"
        if concern.first_due_on and today > concern.first_due_on and not in_time:
            self.late = True
        assert not concern.rating, "staff moved the satisfaction"
        assert (concern.status == Status.CLOSED) == (concern.closed_on is not None)


@pytest.mark.drawn
@pytest.mark.thorough
def test_no_sequence_of_deeds_makes_a_late_matter_one_in_time(town) -> None:
    topic, done, late = lamp_topic(), 0, 0
    for number in range(SEQUENCES):
        sequence = Sequence(town, random.Random(20261000 + number), topic)
        for _step in range(LONGEST):
            sequence.step()
        done, late = done + sequence.done, late + sequence.late

    assert done > SEQUENCES * 3, "the sequences do something"
    assert SEQUENCES > late > SEQUENCES / 5, "some are late, and some are not"
