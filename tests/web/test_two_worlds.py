"""两个世界: with and without a complaint about him, whoever is complained about gets the same bytes (security.md S1).

World B has the complaint, world A has not; both are one database, B inside a savepoint that is taken back. The same
crawl must differ for the county's clerk, or the test could not fail. Where LIANXIN_WORLDS is not given one placement
is tried, else the five fixed ones. It says every how many-th address is asked, at each placement others: with 4 the
five ask every address, with 1 each asks every one.

Random placements, as many as LIANXIN_PLACEMENTS says, stand in world B several at a time, in groups of one to a dozen:
what one of them gives away, the group gives away, and a sentence that says "fewer than so many" is met from both sides.
"""

import html
import itertools
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.custody.commands import exports as copies
from lianxin.work.concerns import secrets
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, Town
from tests.web import world as worlds
from tests.work.conftest import at_state, registered

CODES = [f"ZZZZ99{n:02}" for n in range(22, 34)]
WORD = "蓝鲸礁"  # stands in the complaint alone
BRIEFLY = ("today", "concerns:list", "figures:index")
PAGES = 30  # links followed per person and world, beyond every address asked directly
SAME_PATH = 8  # at most so many query strings per path
MONTH = "2026-11"
IS_MORE = "LIANXIN_WORLDS" in os.environ
STEP = int(os.environ.get("LIANXIN_WORLDS", "24"))  # with 24 besides all pages of what hangs on a concern
TELLING = ("concerns:", "figures:", "today", "publishing:", "supervision:", "callbacks:", "levels:")
NOWHERE = [(999_999, "YYYY0000")] if IS_MORE else []  # what is in neither world
SIZES = (1, 12, 3, 6, 2, 9)  # how many stand in world B together, in turn
VISITOR = "nobody"  # has no account, and sees what is published
METERS = "metrics"  # numbers that move with each request, for a watcher on the machine itself
Known = dict[str, tuple[bytes, list[str]]]  # an address: what it answered, and the links of the answer
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
    Placement("shiqiao", ("shiqiao",), (), "registered", ("head",)),
    Placement("liuwan", ("qingshui",), (), "replied", ("officer", "worker")),
    Placement("shiqiao", ("building",), (), "registered", ("builder",)),
    Placement("qingshui", (), ("officer",), "in_hand", ("officer",)),
    Placement("county", (), ("clerk",), "registered", ("clerk",), sees="inspector"),
]
BELOW = {
    "shiqiao": ("worker", "head"), "qingshui": ("worker", "head", "officer", "leader"), "baisha": ("stranger",),
    "building": ("builder", "building_head"), "water_bureau": ("water",), "school": ("teacher", "principal"),
}  # fmt: skip
PERSONS = {"clerk": "inspector", "officer": "clerk", "teacher": "clerk"}  # about whom, and who sees it all the same
HOW_MANY = int(os.environ.get("LIANXIN_PLACEMENTS", "0"))


def placements() -> list[Placement]:
    """The fixed ones."""
    return FIXED if IS_MORE else FIXED[:1]


def random_ones(about: str) -> list[list[Placement]]:
    """The share of this subject (a unit, or a person) of the random placements, in groups; the same for the same number."""
    subjects = [*sorted(BELOW), *PERSONS]
    chance, found = random.Random(f"20261103 {about}"), []
    for _one in range(-(-HOW_MANY // len(subjects))):
        unit = chance.choice(["shiqiao", "liuwan", "qingshui", "shahe", "baisha", "school", "county"])
        state = chance.choice(["registered", "assigned", "in_hand", "returned", "replied", "closed"])
        if about == "building":  # it is the one that handles matters
            state = "registered"
        if about in BELOW:
            found.append(Placement(unit, (about,), (), state, BELOW[about]))
        else:
            found.append(Placement(unit, (), (about,), "registered", (about,), PERSONS[about]))
    groups, sizes = [], itertools.cycle(SIZES)
    while found:
        size = next(sizes)
        groups.append(found[:size])
        found = found[size:]
    return groups


@pytest.fixture
def town_with_matters(town: Town, monkeypatch: pytest.MonkeyPatch) -> worlds.World:
    """Ordinary matters in every state; the next code drawn is known, and the clock stands."""
    world = worlds.build(town)
    world.others["known"] = {}
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
    monkeypatch.setattr(signing, "time", SimpleNamespace(time=worlds.LATER.timestamp))  # seals carry the second
    monkeypatch.setattr("lianxin.web.ui.middleware.time", SimpleNamespace(time=worlds.LATER.timestamp))
    monkeypatch.setattr(secrets, "new_code", lambda: next(world.others["fresh"]))
    monkeypatch.setattr(copies, "new_code", lambda _chance: next(world.others["codes"]))  # marks of a copy, too
    return world


def complain(town: Town, place: Placement) -> Concern:
    """The complaint of this placement, by commands."""
    receipt = registered(
        town, text=f"{WORD}的事，工作人员吃拿卡要。", kind="complaint", unit=getattr(town, place.unit), by=town.clerk,
        asker=Asker(name="赵鲸礁", phone="13900000077"), at=NOON,
        subject_units=[getattr(town, one) for one in place.about_units],
        subject_persons=[town.people[one] for one in place.about_people],
    )  # fmt: skip
    if place.state == "registered":
        return receipt.concern
    return at_state(town, Status(place.state), receipt.concern)


def crawl(world: worlds.World, who: str, pages: int, known: Known | None = None) -> dict[str, bytes]:
    """Every address with everything it can be asked of, links on those pages, and the files, as this person.

    With no `pages` to follow only the three first pages are asked: enough for one who may see. What is `known` of a
    world that stays the same is not asked again, and what is asked becomes known.
    """
    cache.clear()
    world.others["codes"] = marks("QQQQ88")
    client = worlds.client_of(world, who)
    seen: dict[str, bytes] = {}
    links: set[str] = set()
    for path in asked(world) if pages else map(reverse, BRIEFLY):
        links |= set(fetched(client, path, seen, known))
    per_path: Counter[str] = Counter()
    for path in sorted(links - seen.keys()):
        bare = urlsplit(path).path
        if per_path[bare] < SAME_PATH and per_path.total() < pages:
            per_path[bare] += 1
            fetched(client, path, seen, known)
    world.others["codes"] = marks("QQQQ99")  # what is known drew none: the files begin anew in both worlds
    for name, sent in files(world, who):
        seen[f"{name} {sent}"] = worlds.bytes_of(client.post(reverse(name), sent))
    return seen


def marks(begun: str) -> Iterator[str]:
    """The marks of copies, one after the other, the same in both worlds."""
    return map("".join, itertools.product([begun], "23456789", "23456789"))


def files(world: worlds.World, who: str) -> list[tuple[str, dict[str, str]]]:
    """What is made on demand: the ledger, the summary, and the checker asked what the records say."""
    if who == VISITOR:
        return []
    unit = world.town.postings[who].unit
    claims = "".join(f"11月{unit.name}收到群众诉求{n}件。" for n in range(4, 9))
    return [
        ("concerns:export", {"purpose": "每月上报"}),
        ("summaries:write", {"unit": str(unit.pk), "period": MONTH}),
        ("checker:index", {"text": claims}),
    ]


def fetched(client: Client, path: str, seen: dict[str, bytes], known: Known | None = None) -> list[str]:
    """Ask once; the links of the answer."""
    if known is not None and path in known:
        seen[path], links = known[path]
        return links
    response = client.get(path)
    seen[path], links = worlds.bytes_of(response), []
    if response.headers.get("Content-Type", "").startswith("text/html"):
        links = [html.unescape(link) for link in HREF.findall(response.content.decode()) if not _leaves(link)]
    if known is not None:
        known[path] = seen[path], links
    return links


def _leaves(link: str) -> bool:
    return link.startswith(("/static/", "/accounts/logout"))


def asked(world: worlds.World) -> list[str]:
    """Addresses filled with what exists in both worlds, with what exists in one of them, and with words to search."""
    known, found = world.concerns["registered"], []
    in_both = (known.pk, known.code)
    for n, address in enumerate(worlds.addresses()):
        of_concerns = address.name.startswith(TELLING)
        if n % STEP != world.others["turn"] % STEP and (IS_MORE or not of_concerns) or address.name == METERS:
            continue
        in_one = list(zip(world.others["pks"], CODES, strict=False))
        if not (of_concerns and IS_MORE):
            in_one = [in_one[n % len(in_one)]]
        for pk, code in (*in_one, in_both, *(NOWHERE if len(world.others["pks"]) == 1 else [])):
            given = {key: pk if conv == "IntConverter" else code for key, conv in address.arguments}
            found.append(worlds.url(address, given))
            if not address.arguments:
                break
    words = [f"words={WORD}", f"words={CODES[0]}", "words=赵鲸礁", "words=13900000077", "tab=all"]
    lists, counts = ("concerns:list", "concerns:print"), ("figures:index", "figures:below", "figures:parts")
    found += [f"{reverse(page)}?{query}" for page in lists for query in words]
    return found + [
        f"{reverse(page)}?words={WORD}&period={MONTH}" for page in (*lists, *counts, "today", "summaries:index")
    ]


def both(
    world: worlds.World, places: Sequence[Placement], who: str, pages: int
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The crawl of world B, then that of world A; nothing of either stays (a file made on demand is journalled)."""
    world.others["turn"] = placements().index(places[0]) if places[0] in placements() else 0
    with transaction.atomic():
        world.others["fresh"] = iter(CODES)
        world.others["pks"] = [complain(world.town, place).pk for place in places]
        with_it = crawl(world, who, pages)
        transaction.set_rollback(True)
    assert not Concern.objects.filter(code__in=CODES).exists()
    with transaction.atomic():
        without = crawl(world, who, pages, world.others["known"].setdefault(who, {}))
        transaction.set_rollback(True)
    return with_it, without


def differing(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    return sorted(path for path in first.keys() | second.keys() if first.get(path) != second.get(path))


@pytest.mark.parametrize(
    "place", placements(), ids=lambda p: f"{'+'.join(p.about_units + p.about_people)}@{p.unit}-{p.state}"
)
class TestTheSubjectOfAComplaint:
    @pytest.mark.drawn
    @pytest.mark.thorough
    def test_gets_the_same_bytes_with_and_without_it(self, town_with_matters: worlds.World, place: Placement) -> None:
        for n, who in enumerate(place.blind):
            with_it, without = both(town_with_matters, [place], who, 1 if n else PAGES)

            assert len(with_it) > 40 and sum(one.startswith(b"[200") for one in with_it.values()) > 25
            assert differing(with_it, without) == [], f"{who} can tell"

    @pytest.mark.drawn
    @pytest.mark.thorough
    def test_would_be_found_out_by_the_same_crawl_of_one_who_may_see(
        self, town_with_matters: worlds.World, place: Placement
    ) -> None:
        with_it, without = both(town_with_matters, [place], place.sees, 0)

        assert differing(with_it, without)


@pytest.mark.drawn
@pytest.mark.thorough
@pytest.mark.parametrize("about", [*sorted(BELOW), *PERSONS] if HOW_MANY else [])
class TestTheSubjectOfManyComplaints:
    def test_gets_the_same_bytes_with_and_without_them(self, town_with_matters: worlds.World, about: str) -> None:
        for places in random_ones(about):
            for n, who in enumerate((*places[0].blind, VISITOR)):
                with_it, without = both(town_with_matters, places, who, 1 if n else PAGES)

                assert len(with_it) > 40
                assert sum(one.startswith(b"[200") for one in with_it.values()) > (5 if who == VISITOR else 25)
                assert differing(with_it, without) == [], f"{who} can tell"

    def test_would_be_found_out_by_one_who_may_see(self, town_with_matters: worlds.World, about: str) -> None:
        for places in random_ones(about):
            with_it, without = both(town_with_matters, places, places[0].sees, 0)

            assert differing(with_it, without)
