"""冒充群众说满意: guesses, neighbours' slips, merged matters, notes of the staff, slips handed out again: none counts (S5).

LIANXIN_FORGED_RATINGS sets how many are tried; `make soak` tries ten thousand.
"""

import os
import random
from typing import Any

import pytest

from lianxin.base.orgs.permissions import NotAllowed
from lianxin.pure import codes
from lianxin.pure.flow import WrongState
from lianxin.pure.periods import Period
from lianxin.work.concerns import commands
from lianxin.work.concerns.indicators import satisfaction_rate
from lianxin.work.concerns.models import Concern, Rating
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import RatedBy, Status
from tests.conftest import NOON
from tests.work.conftest import at_state, registered

FORGED = int(os.environ.get("LIANXIN_FORGED_RATINGS", "120"))
REFUSED = (Unfit, WrongState, NotAllowed)
SAID = {"rating": "satisfied", "solved": True, "contacted": True, "at": NOON}


def said(town: Any) -> tuple[str, list[tuple[int, str, Any]]]:
    """The rate as the figure says it, and what stands on every concern as the resident's word."""
    figure = satisfaction_rate.figure(Period.parse("2026"), town.county, by=town.clerk, today=NOON.date())
    return str(figure.value), list(Concern.objects.order_by("pk").values_list("pk", "rating", "confirmed_on"))


@pytest.fixture
def scene(town) -> tuple[list[Any], dict[int, str], dict[int, str]]:
    """Matters answered, one merged into another, two of which the residents spoke: one well, one badly.

    The slips, and those that the window handed out again.
    """
    receipts = [registered(town) for _n in range(6)]
    at_state(town, Status.IN_HAND, receipts[5].concern)
    commands.merge(concern=receipts[4].concern, into=receipts[5].concern, reason="同一件事情", by=town.clerk, at=NOON)
    for receipt in receipts[:4]:
        at_state(town, Status.REPLIED, receipt.concern)
    commands.rate(concern=receipts[0].concern, secret=receipts[0].secret, **SAID)
    commands.rate(
        concern=receipts[1].concern, secret=receipts[1].secret, **{**SAID, "rating": "dissatisfied", "solved": False}
    )
    again = [
        commands.reissue(concern=receipt.concern, reason="当面核对了身份证", by=town.clerk, at=NOON)
        for receipt in receipts[:3]
    ]
    concerns = [receipt.concern for receipt in receipts]
    return (
        concerns,
        {slip.concern.pk: slip.secret for slip in receipts},
        {slip.concern.pk: slip.secret for slip in again},
    )


@pytest.mark.thorough
def test_none_of_them_counts(town, scene) -> None:
    concerns, secrets, again = scene
    dice, before, tried = random.Random(5), said(town), 0
    staff = [town.clerk, town.officer, town.worker, town.builder, town.leader]
    for number in range(FORGED):
        concern = dice.choice(concerns)
        others = [secret for pk, secret in secrets.items() if pk != concern.pk]
        own = again.get(concern.pk, secrets[concern.pk][::-1])
        secret = dice.choice(
            ["", "9" * 12, codes.new_secret(dice), dice.choice(others), secrets[concern.pk][::-1], own]
        )
        by = dice.choice(staff)
        deeds = {
            "rate": lambda c=concern, s=secret: commands.rate(concern=c, secret=s, **SAID),
            "open": lambda c=concern, s=secret: commands.open_with_secret(code=c.code, secret=s, at=NOON),
            "note": lambda c=concern, b=by: commands.note_follow_up(concern=c, by=b, **SAID),
            "rate as staff": lambda c=concern, s=secret, b=by: commands.rate(concern=c, secret=s, by=b, **SAID),
        }
        try:
            opened = deeds[dice.choice(list(deeds))]()
            tried += 1
        except REFUSED:
            tried += 1
            continue
        assert opened is None or said(town) == before, number

    assert tried == FORGED and said(town) == before
    assert Rating.objects.filter(source=RatedBy.REISSUED).exists()  # such a slip opens, and still counts for nothing


def test_the_residents_own_word_does_count(town, scene) -> None:
    """The looking would see a word that counts."""
    concerns, secrets, _again = scene
    before = said(town)

    commands.rate(concern=concerns[2], secret=secrets[concerns[2].pk], **SAID)

    assert said(town) != before
