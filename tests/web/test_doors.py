"""门: the table in doors.py is complete, and it is what happens (security.md S2)."""

import copy
import os
from collections import Counter
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.base.orgs.roles import ROLES
from lianxin.work.concerns.models import ImportBatch, ImportDraft
from tests.conftest import CAST, START, Town
from tests.web import world as worlds
from tests.web.doors import DOORS as FIRST_DOORS
from tests.web.doors import WHO, Door
from tests.web.more_doors import modules
from tests.web.test_imports import as_shown, upload
from tests.web.visitor_doors import OPEN, SHUT

ROOMS = modules()
DOORS = (*FIRST_DOORS, *(door for room in ROOMS.values() for door in room.DOORS))
ADDRESSES = {address.name: address for address in worlds.addresses()}
#: each door is asked by every sixty-fourth person, in turn, and always by nobody and the stranger; LIANXIN_DOORS=1: by all
PART, ALWAYS = int(os.environ.get("LIANXIN_DOORS", "64")), ("nobody", "stranger")
BESIDE = {"liaison_officer", "security_admin"}  # visitor_doors.py, test_powers.py
CELL = {"code": "concern.received", "period": "2026-11"}  # one cell of the table of figures
GROUPS = sorted({door.name.partition(":")[0].partition("_")[0] for door in DOORS})
#: setting up a world costs more than a few doors: where few are asked, five rooms share one
SHARED = 5 if PART > 8 else 1
ALONE = ["imports"]  # its ledger comes in at an hour of its own
OTHERS = [group for group in GROUPS if group not in ALONE]
HALLS = [ALONE, *(OTHERS[n :: -(-len(OTHERS) // SHARED)] for n in range(-(-len(OTHERS) // SHARED)))]


@pytest.fixture
def world(town: Town, monkeypatch: pytest.MonkeyPatch) -> worlds.World:
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
    return peopled(town)


def peopled(town: Town) -> worlds.World:
    """The town with its matters, and 向小群, who only visits."""
    visitor = orgs.create_person(username="lianluo", name="向小群", password="Lianxin-2026", by=SYSTEM, at=START)
    orgs.post(person=visitor, unit=town.qingshui, role="liaison_officer", valid_from=START.date(), by=SYSTEM, at=START)
    town.people["visitor"] = visitor
    return worlds.build(town)


def with_ledger(world: worlds.World) -> None:
    """The clerk brought in a ledger of 清水镇, and looks at another one that is not yet confirmed."""
    client = worlds.client_of(world, "clerk")
    upload(client, world.town, unit=world.town.qingshui)
    draft = ImportDraft.objects.get()
    client.post(reverse("imports:draft", args=[draft.token]), as_shown(draft, confirm="1"))
    upload(client, world.town, data="收到日期,内容\n2026-10-08,水井浑了\n".encode(), unit=world.town.qingshui)
    world.others |= {"batch": ImportBatch.objects.get(), "draft": ImportDraft.objects.order_by("-pk").first()}


def given(world: worlds.World, door: Door) -> dict[str, Any]:
    """What stands in the address of this door."""
    town, space = world.town, door.name.partition(":")[0]
    concern = world.concerns.get(door.of)
    found: dict[str, Any] = {"code": concern.code if concern else "ZZZZ9999"}
    if space == "imports":
        found |= {"pk": world.others["batch"].pk, "token": world.others["draft"].token}
    if door.of == "village":
        found["pk"] = town.liuwan.pk
    if door.of == "township":
        found["pk"] = town.qingshui.pk
    if door.of == "person":
        found["pk"] = town.people["water"].pk
    if door.of == "posting":
        found["pk"] = town.postings["water"].pk
    if space == "ui":
        found |= {"token": "0" * 32, "number": 1}
    return found | {"view": "index", "name": "0" * 32} | world.others.get(space, {}).get(door.of, {})


def twin_of(client: Client) -> Client:
    """Another browser in the same session: what is sent may log out or draw a new session, which is taken back."""
    twin = Client()
    twin.cookies = copy.deepcopy(client.cookies)
    return twin


def answer(client: Client, door: Door, world: worlds.World) -> str:
    """The answer as the table writes it; what was done is taken back."""
    cache.clear()
    kwargs = {key: given(world, door)[key] for key, _conv in ADDRESSES[door.name].arguments}
    undone = transaction.atomic()
    undone._from_testcase = True  # of the test as a whole: what is counted for good (base.counting) goes with it
    with undone:
        asked = CELL if door.of == "cell" else {}
        response = getattr(client, door.method.lower())(reverse(door.name, kwargs=kwargs), asked)
        transaction.set_rollback(True)
    to_login = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
    return "---" if to_login else str(response.status_code)


def set_scenes(world: worlds.World, doors: list[Door]) -> None:
    """What the rooms of these doors need stands there afterwards."""
    if any(door.name.startswith("imports:") for door in doors):
        with_ledger(world)
    for space in {door.name.partition(":")[0] for door in doors}:
        for name, room in ROOMS.items():  # a room's doors may stand in two modules; the second says OF which room it is
            if getattr(room, "OF", name) == space and (scene := getattr(room, "scene", None)):
                world.others[space] = world.others.get(space, {}) | scene(world)


def unlike(world: worlds.World, doors: list[Door]) -> list[str]:
    """Every answer that is not the one in the table."""
    set_scenes(world, doors)
    found = []
    for n, who in enumerate(WHO):
        client = worlds.client_of(world, who)
        for m, door in enumerate(doors):
            if (m + n) % PART and who not in ALWAYS:
                continue
            if (got := answer(twin_of(client) if door.method == "POST" else client, door, world)) != door.answers[n]:
                found.append(f"{door.name} {door.method} {door.of}: {who} {door.answers[n]} → {got}")
    return found + unlike_for_the_visitor(world, doors)


def unlike_for_the_visitor(world: worlds.World, doors: list[Door]) -> list[str]:
    """向小群 of 清水镇 only visits: what he opens stands in visitor_doors.py, everything else is shut to him."""
    found: list[str] = []
    visitor = worlds.client_of(world, "visitor")
    for m, door in enumerate(doors):
        if (m + len(WHO)) % PART:
            continue
        got = answer(twin_of(visitor), door, world)
        for_all = door.name.startswith(
            ("public:", "open311:", "api:", "account_", "mfa_", "ui:", "root", "today", "feedback:say")
        )
        for_all = for_all or len(set(door.answers[1:])) == 1
        right = {door.answers[WHO.index("stranger")]} if for_all else {OPEN.get((door.name, door.method, door.of))}
        if got not in right - {None} and not (right == {None} and got in SHUT):
            found.append(f"{door.name} {door.method} {door.of}: visitor {right} → {got}")
    return found


class TestTheTable:
    def test_names_every_address_and_no_other(self) -> None:
        assert {door.name for door in DOORS} == set(ADDRESSES)

    def test_gives_every_address_a_name_of_its_own(self) -> None:
        assert [name for name in ADDRESSES if "/" in name] == []
        assert len(ADDRESSES) == len(worlds.addresses())

    def test_has_somebody_of_every_role_a_stranger_and_nobody(self) -> None:
        roles = {key: role for key, _username, _name, _unit, role in CAST}

        assert {roles[who] for who in WHO if who != "nobody"} | BESIDE == set(ROLES)
        assert WHO[0] == "nobody" and roles["stranger"] == roles["officer"]

    def test_says_each_thing_once(self) -> None:
        assert [key for key, count in Counter((d.name, d.method, d.of) for d in DOORS).items() if count > 1] == []

    def test_lets_nobody_without_an_account_past_the_public_pages(self) -> None:
        open_to_all = ("public:", "open311:", "api:", "account_", "mfa_", "ui:", "root", "begin", "health", "metrics")
        inside = [d for d in DOORS if not d.name.startswith(open_to_all)]

        assert inside and {door.answers[0] for door in inside} == {"---"}

    def test_shows_the_stranger_nothing_of_another_township(self) -> None:
        """404, as for what does not exist: never 403, which would say that there is something."""
        of_a_concern = [d for d in DOORS if d.name.startswith("concerns:") and d.of in worlds.STATES]

        assert of_a_concern
        assert {door.answers[WHO.index("stranger")] for door in of_a_concern if door.method == "POST"} <= {"404"}
        assert {door.answers[WHO.index("stranger")] for door in of_a_concern if door.method == "GET"} <= {"404", "405"}

    def test_shows_the_administrator_no_concern(self) -> None:
        of_a_concern = [d for d in DOORS if d.name.startswith("concerns:") and d.of in worlds.STATES]

        assert {door.answers[WHO.index("admin")] for door in of_a_concern} <= {"404", "405"}


@pytest.mark.drawn
@pytest.mark.thorough
@pytest.mark.parametrize("rooms", HALLS, ids="+".join)
def test_every_door_answers_as_the_table_says(world: worlds.World, rooms: list[str]) -> None:
    assert unlike(world, [door for door in DOORS if door.name.partition(":")[0].partition("_")[0] in rooms]) == []
