"""随意走，个人信息: whatever sequence of looks, limits, requests and takings: a plain list of moments agrees with the tables (S6).

LIANXIN_CUSTODY sets how many deeds are tried; `make soak` tries ten thousand.
"""

import os
import random
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from lianxin.base.custody import commands, queries
from lianxin.base.custody.models import Alarm, Copy, ExportRequest, Look
from lianxin.base.custody.terms import DAY, HOUR, PER_DAY, PER_HOUR, State
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.problems import Unfit
from tests.conftest import NOON
from tests.measured import measured
from tests.work.custody_scenes import asked_export

DEEDS = int(os.environ.get("LIANXIN_CUSTODY", "500"))
WHO = ("officer", "worker", "builder", "leader", "clerk")
REFUSED = (WrongState, NotAllowed, Unfit)


class Walk:
    """What was done, in memory: moments of looks by person, requests with who asked, who allowed and until when."""

    def __init__(self, town: Any, seed: int) -> None:
        self.town, self.chance, self.at = town, random.Random(seed), NOON
        self.looks: dict[str, list[datetime]] = defaultdict(list)
        self.alarms: dict[tuple[str, str], list[datetime]] = defaultdict(list)
        self.limits = (PER_HOUR, PER_DAY)
        self.done: Counter[str] = Counter()
        self.taken: Counter[int] = Counter()

    def step(self) -> None:
        self.at += timedelta(
            seconds=self.chance.choice((0, 1, 5, 30, 120, 700, *([40_000] if self.chance.random() < 0.05 else [])))
        )
        by = getattr(self.town, self.chance.choice(WHO))
        verb = self.chance.choices(("look", "burst", "limit", "ask", "decide", "take"), (56, 8, 3, 8, 12, 13))[0]
        self.done[verb + getattr(self, verb)(by)] += 1

    def expected(self, ref: str) -> str:
        """The limit that one more look would go beyond: seen from the list of moments alone."""
        for window, seconds, most in (("hour", HOUR, self.limits[0]), ("day", DAY, self.limits[1])):
            if sum(one > self.at - timedelta(seconds=seconds) for one in self.looks[ref]) >= most:
                return window
        return ""

    def look(self, by: Any) -> str:
        """One look; whether it was given is known before."""
        right, met = self.expected(by.ref), commands.look(by=by, at=self.at)
        assert (met[0] if met else "") == right, (by.name, self.at, met, right)
        if met is None:
            self.looks[by.ref].append(self.at)
        else:
            since = self.at - timedelta(seconds=HOUR if right == "hour" else DAY)
            if not any(one > since for one in self.alarms[by.ref, right]):
                self.alarms[by.ref, right].append(self.at)
        return " met" if right else ""

    def burst(self, by: Any) -> str:
        """As somebody who takes all he can, second by second."""
        for _n in range(self.chance.randrange(5, 20)):
            self.at += timedelta(seconds=1)
            self.look(by)
        return ""

    def limit(self, by: Any) -> str:
        hour = self.chance.randrange(1, 70)
        day = self.chance.randrange(1, 330)
        try:
            commands.set_limits(per_hour=hour, per_day=day, by=by, at=self.at)
        except REFUSED:
            return " refused"
        self.limits = (hour, day)
        return ""

    def ask(self, by: Any) -> str:
        try:
            asked_export(self.town, [], keys=[f"K{n}" for n in range(self.chance.randrange(1, 5))], by=by, at=self.at,
                         days=self.chance.randrange(0, 9))  # fmt: skip
        except REFUSED:
            return " refused"
        return ""

    def decide(self, by: Any) -> str:
        asked = self.any_request()
        if asked is None:
            return " nothing"
        before = asked.state
        try:
            commands.decide_export(
                asked=asked, accepts=self.chance.random() < 0.8, by=by, at=self.at, why_not="用不着带电话"
            )
        except REFUSED:
            return " refused"
        assert before == State.ASKED and asked.by != by.ref
        return ""

    def take(self, by: Any) -> str:
        asked = self.any_request()
        if asked is None:
            return " nothing"
        asker = next((one for one in WHO if getattr(self.town, one).ref == asked.by), "")
        by = getattr(self.town, asker) if asker and self.chance.random() < 0.7 else by
        is_right = (
            asked.state == State.APPROVED and asked.by == by.ref and asked.until is not None and self.at < asked.until
        )
        try:
            commands.take_export(asked=asked, rows=len(asked.keys), by=by, at=self.at)
        except REFUSED:
            assert not is_right, (asked.state, asked.until, self.at)
            return " refused"
        assert is_right
        self.taken[asked.pk] += 1
        return ""

    def any_request(self) -> ExportRequest | None:
        found = list(ExportRequest.objects.order_by("-pk")[:12])
        return self.chance.choice(found) if found else None

    def check(self) -> None:
        """The tables hold what the list holds."""
        assert queries.limits() == self.limits
        day_ago = self.at - timedelta(seconds=DAY)
        for who in WHO:
            ref = getattr(self.town, who).ref
            held = set(Look.objects.filter(by=ref, at__gt=day_ago).values_list("pk", flat=True))
            assert len(held) == sum(one > day_ago for one in self.looks[ref])
            met = [one for one in book.story(ref) if one.event == "custody.limit_met"]
            assert (
                Alarm.objects.filter(by=ref).count()
                == sum(len(self.alarms[ref, one]) for one in ("hour", "day"))
                == len(met)
            )
        assert max(self.taken.values(), default=1) == 1
        assert (
            Copy.objects.count() == ExportRequest.objects.filter(state=State.USED).count() == sum(self.taken.values())
        )


@pytest.mark.drawn
@pytest.mark.thorough
def test_no_sequence_gives_one_look_or_one_copy_too_many(town) -> None:
    tried, seen, number = 0, Counter[str](), 0
    while tried < DEEDS:
        alone = transaction.atomic()  # each walk in a world of its own
        alone._from_testcase = True  # type: ignore[attr-defined]  # a look is durable
        with alone:
            walk = Walk(town, 20261122 + number)
            for _step in range(min(250, DEEDS)):
                walk.step()
            walk.check()
            tried, number, seen = tried + walk.done.total(), number + 1, seen + walk.done
            transaction.set_rollback(True)

    measured(f"{tried} deeds: {dict(seen)}")
    assert seen["look"] and seen["look met"] and seen["take"] and seen["take refused"] and seen["decide"]


def test_a_walk_sees_a_look_that_was_not_counted(town) -> None:
    """The list of moments would not agree if a look were given uncounted."""
    walk = Walk(town, 1)
    walk.look(town.officer)
    Look.objects.all().delete()

    with pytest.raises(AssertionError):
        walk.check()
