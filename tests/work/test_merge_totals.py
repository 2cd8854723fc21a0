"""并来并去: merges, partings and splits by the thousand change no total: so many requests came, so many count (T12).

LIANXIN_MERGES sets how many are tried; `make soak` tries a thousand.
"""

import os
import random
from typing import Any

import pytest

from lianxin.base.indicators import get
from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands
from lianxin.work.concerns.commands import Part
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from tests.conftest import NOON
from tests.work.conftest import registered

MERGES = int(os.environ.get("LIANXIN_MERGES", "40"))
CONCERNS = 9
REFUSED = (WrongState, NotAllowed, Unfit)


def totals(town: Any) -> dict[str, Any]:
    """What the figures say of requests, and how many people have a request that is neither lost nor doubled."""
    figure = get("concern.received").figure(Period.parse("2026"), town.county, by=town.clerk, today=NOON.date())
    return {
        "requests": figure.value,
        "rows": Concern.objects.filter(split_from=None).count(),
        "texts": sorted(Concern.objects.filter(split_from=None).values_list("pk", flat=True)),
    }


def deed(town: Any, dice: random.Random) -> str:
    """One of the three, on any of them; its name."""
    found = list(Concern.objects.order_by("pk"))
    one, into, given = dice.choice(found), dice.choice(found), {"by": town.clerk, "at": NOON}
    verb = dice.choice(
        ("merge", "merge", "merge", "unmerge", "unmerge", "split") if len(found) < 60 else ("merge", "unmerge")
    )
    if verb == "merge":
        commands.merge(concern=one, into=into, reason="同一件事情", **given)
    elif verb == "unmerge":
        merged = [each for each in found if each.merged_into_id]
        commands.unmerge(concern=dice.choice(merged or found), reason="不是同一件", **given)
    else:
        commands.split(concern=one, parts=[Part("路灯"), Part("水井")], **given)
    return verb


@pytest.mark.thorough
def test_no_total_moves(town) -> None:
    for _n in range(CONCERNS):
        registered(town)
    dice, before, done = random.Random(12), totals(town), dict.fromkeys(("merge", "unmerge", "split"), 0)
    for _try in range(MERGES * 4):
        try:
            done[deed(town, dice)] += 1
        except REFUSED:
            continue
        if sum(done.values()) % 20 == 0:
            assert totals(town) == before, done
        if sum(done.values()) >= MERGES:
            break

    assert totals(town) == before
    assert min(done.values()) > 0 and sum(done.values()) >= MERGES, done
