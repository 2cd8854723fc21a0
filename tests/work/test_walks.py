"""随意走: no sequence of deeds gains time, loses a request, moves the satisfaction, or leaves a state unexplained.

LIANXIN_WALKS sets how many walks are taken (few here; the slower part of CI takes many).
"""

import os
import random

import pytest
from django.db import transaction

from lianxin.work.concerns.models import Concern
from tests.work.walks import Walk

TRIED = {
    "classify",
    "assign",
    "reassign",
    "reply",
    "close",
    "reopen",
    "rate",
    "merge",
    "unmerge",
    "split",
    "pause",
    "extend",
}
WALKS, STEPS = int(os.environ.get("LIANXIN_WALKS", "12")), 40


@pytest.mark.drawn
@pytest.mark.thorough
def test_random_deeds_gain_nothing(town) -> None:
    seen: set[str] = set()
    deeds = 0
    for number in range(WALKS):
        with transaction.atomic():  # each walk in a world of its own
            walk = Walk(town, random.Random(20261100 + number))
            walk.begin()
            seen |= {name for name in (walk.step() for _step in range(STEPS)) if name}
            deeds += walk.done
            transaction.set_rollback(True)

    assert deeds > WALKS * 2
    if WALKS >= 30:  # the walks do reach what they are meant to try
        assert seen >= TRIED, TRIED - seen


def test_a_walk_sees_time_gained(town) -> None:
    """The walk would fail if a deed set the clock anew."""
    walk = Walk(town, random.Random(1))
    walk.begin()
    Concern.objects.filter(pk=next(iter(walk.starts))).update(clock_start="2026-11-09")

    with pytest.raises(AssertionError, match="set anew"):
        walk.look()
