"""两个世界: with and without a complaint about him, whoever is complained about gets the same bytes (security.md S1).

World B has the complaint, world A has not; both are one database, B inside a savepoint that is taken back. The same
crawl must differ for the county's clerk, or the test could not fail. LIANXIN_PLACEMENTS sets how many random places
are tried beyond the fixed ones (0 by default).
"""

import html
import os
import random
import re
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from lianxin.work.concerns import secrets
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, Town
from tests.web import world as worlds
from tests.work.conftest import at_state, registered

CODE = "ZZZZ9999"
WORD = "蓝鲸礁"  # stands in the complaint alone
PAGES = 70  # links followed per person and world, beyond every address asked directly
SAME_PATH = 6  # at most so many query strings per path
HREF = re.compile(r'(?:href|action)="(/[^"#]*)')


@dataclass(frozen=True)
class Placement:
    """Where the complaint stands, whom it is about, how far it has come; who must not notice, and who must."""

    unit: str
    about_units: tuple[str, ...]
    about_people: tuple[str, ...]
    state: str
    blind: tuple[str, ...]
    sees: str = "clerk"


FIXED = [
    Placement("shiqiao", ("shiqiao",), (), "registered", ("worker", "head")),
    Placement("liuwan", ("qingshui",), (), "replied", ("officer", "leader", "worker")),
    Placement("shiqiao", ("building",), (), "registered", ("builder", "building_head")),
    Placement("qingshui", (), ("officer",), "in_hand", ("officer",)),
    Placement("county", (), ("clerk",), "registered", ("clerk",), sees="inspector"),
]
BELOW = {
    "shiqiao": ("worker", "head"), "qingshui": ("worker", "head", "officer", "leader"), "baisha": ("stranger",),
    "building": ("builder", "building_head"), "water_bureau": ("water",), "school": ("teacher", "principal"),
}  # fmt: skip


def placements() -> list[Placement]:
    """The fixed ones, and as many random ones as asked for, the same for the same number."""
    chance, more = random.Random(20261103), []
    for _one in range(int(os.environ.get("LIANXIN_PLACEMENTS", "0"))):
        about = chance.choice(sorted(BELOW))
        unit = chance.choice(["shiqiao", "liuwan", "qingshui", "shahe", "baisha", "school", "county"])
        state = chance.choice(["registered", "assigned", "in_hand", "returned", "replied", "closed"])
        if about == "building" and state not in ("registered", "closed"):
            state = "registered"
        more.append(Placement(unit, (about,), (), "registered" if about == "building" else state, BELOW[about]))
    return FIXED + more


@pytest.fixture
def town_with_matters(town: Town, monkeypatch: pytest.MonkeyPatch) -> worlds.World:
    """Ordinary matters in every state; the next code drawn is known, and the clock stands."""
    world = worlds.build(town)
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
    monkeypatch.setattr(secrets, "new_code", lambda: CODE)
    return world


def complain(town: Town, place: Placement) -> Concern:
    """The complaint of this placement, by commands."""
    receipt = registered(
        town, text=f"{WORD}的事，工作人员吃拿卡要。", kind="complaint", unit=getattr(town, place.unit), by=town.clerk,
        asker=Asker(name="赵鲸礁", phone="13900000077"), at=NOON + timedelta(hours=1),
        subject_units=[getattr(town, one) for one in place.about_units],
        subject_persons=[town.people[one] for one in place.about_people],
    )  # fmt: skip
    if place.state == "registered":
        return receipt.concern
    return at_state(town, Status(place.state), receipt.concern)


def crawl(world: worlds.World, who: str) -> dict[str, bytes]:
    """Every address with everything it can be asked of, then the links on those pages, as this person."""
    cache.clear()
    client = worlds.client_of(world, who)
    seen: dict[str, bytes] = {}
    queue: list[str] = []
    for path in sorted(asked(world)):
        queue += fetched(client, path, seen)
    per_path: dict[str, int] = {}
    for path in sorted(set(queue)):
        bare = urlsplit(path).path
        per_path[bare] = per_path.get(bare, 0) + 1
        if path not in seen and per_path[bare] <= SAME_PATH and len(per_path) <= PAGES:
            fetched(client, path, seen)
    return seen


def fetched(client: Client, path: str, seen: dict[str, bytes]) -> list[str]:
    """Ask once; the links of the answer."""
    response = client.get(path)
    seen[path] = worlds.bytes_of(response)
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return []
    return [html.unescape(link) for link in HREF.findall(response.content.decode()) if not _leaves(link)]


def _leaves(link: str) -> bool:
    return link.startswith(("/static/", "/accounts/logout"))


def asked(world: worlds.World) -> list[str]:
    """Addresses filled with what exists in both worlds, with what exists in one of them, and with words to search."""
    known = world.concerns["registered"]
    hidden_pk = world.others["pk"]
    found = []
    for address in worlds.addresses():
        for pk, code in ((known.pk, known.code), (hidden_pk, CODE), (999_999, "YYYY0000")):
            given = dict.fromkeys([key for key, _conv in address.arguments], code)
            given |= {key: pk for key, conv in address.arguments if conv == "IntConverter"}
            given |= world.others.get("given", {})
            found.append(worlds.url(address, given))
            if not address.arguments:
                found += [
                    f"{found[-1]}?{query}" for query in (f"words={WORD}", f"words={CODE}", "words=赵鲸礁", "tab=all")
                ]
                break
    return found


def both(world: worlds.World, place: Placement, who: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The crawl of world B, then that of world A."""
    with transaction.atomic():
        concern = complain(world.town, place)
        world.others["pk"] = concern.pk
        with_it = crawl(world, who)
        transaction.set_rollback(True)
    assert not Concern.objects.filter(code=CODE).exists()
    return with_it, crawl(world, who)


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


@pytest.mark.parametrize(
    "place", placements(), ids=lambda p: f"{'+'.join(p.about_units + p.about_people)}@{p.unit}-{p.state}"
)
class TestTheSubjectOfAComplaint:
    def test_gets_the_same_bytes_with_and_without_it(self, town_with_matters: worlds.World, place: Placement) -> None:
        for who in place.blind:
            with_it, without = both(town_with_matters, place, who)

            assert len(with_it) > 40
            assert differing(with_it, without) == [], f"{who} can tell"

    def test_would_be_found_out_by_the_same_crawl_of_one_who_may_see(
        self, town_with_matters: worlds.World, place: Placement
    ) -> None:
        with_it, without = both(town_with_matters, place, place.sees)

        assert differing(with_it, without)
