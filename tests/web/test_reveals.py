"""看一千件: a clerk opens every page he can; no full number without a look, as many lines as looks, one alarm (S6).

LIANXIN_PAGES sets how many pages are opened; `make soak` opens a thousand.
"""

import os
import random
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lianxin.base.custody import commands as custody
from lianxin.base.custody.models import Alarm
from lianxin.base.journal import book
from lianxin.work.concerns.commands.intake import Asker
from tests.conftest import NOON
from tests.work.conftest import registered

PAGES = int(os.environ.get("LIANXIN_PAGES", "40"))
CONCERNS = 12


@pytest.mark.thorough
def test_a_clerk_who_opens_everything_is_stopped_at_the_limit(town, client, monkeypatch) -> None:
    limits = (60, 300) if PAGES >= 1000 else (6, 9)
    if limits != (60, 300):
        custody.set_limits(per_hour=limits[0], per_day=limits[1], by=town.clerk, at=NOON)
    phones = [f"139{n:08d}" for n in range(CONCERNS)]
    concerns = [registered(town, asker=Asker(name=f"王长{n}", phone=phone, address="石桥村三组")).concern
                for n, phone in enumerate(phones)]  # fmt: skip
    chance, now, given, refused = random.Random(6), [NOON + timedelta(hours=4)], 0, 0
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    client.force_login(town.people["clerk"])

    for _page in range(PAGES):
        now[0] += timedelta(seconds=chance.choice((1, 2, 3)))
        number = chance.randrange(CONCERNS)
        looks = chance.random() < 0.7
        verb, address = ("post", "concerns:reveal") if looks else ("get", "concerns:detail")
        answer = getattr(client, verb)(
            reverse(address, args=[concerns[number].code]), {"purpose": "contact"} if looks else {}
        )
        held = [phone for phone in phones if phone in answer.content.decode()]
        assert held == ([phones[number]] if looks and answer.status_code == 200 else []), (verb, answer.status_code)
        given, refused = given + bool(held), refused + (answer.status_code == 429)

    lines = [one for concern in concerns for one in book.story(concern.ref) if one.event == "concern.revealed"]
    assert given == len(lines) == limits[0] and refused > 0
    assert Alarm.objects.count() == 1
