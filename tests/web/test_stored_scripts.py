"""存下的脚本: what is written into any field is shown as words on every page, in every file, and never run (security.md §5)."""

import io
import os
import zipfile
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from lxml import etree

from tests.web import giving, scripts
from tests.web import world as worlds
from tests.web.test_bad_requests import parameters
from tests.web.test_doors import ADDRESSES, DOORS, OTHERS, ROOMS, given, world

__all__ = ["world"]

#: by default a few rooms with one payload in each field; `make soak` asks all rooms, with each of the sixty in each field
NUMBER = int(os.environ.get("LIANXIN_SCRIPTS", "1"))
WRITTEN = scripts.PAYLOADS[:NUMBER] if NUMBER < 60 else scripts.BUNDLES
TURNS = len(WRITTEN)
SAMPLE = ["pledges", "publishing"]
HALLS = [SAMPLE] if TURNS == 1 else [OTHERS[n::12] for n in range(12)]
READERS = ("clerk", "officer")


def furnish(world: worlds.World, rooms: list[str]) -> None:
    """What stands in these rooms, as the table of doors has it."""
    for name, room in ROOMS.items():
        space = getattr(room, "OF", name)
        if space in rooms and (scene := getattr(room, "scene", None)):
            world.others[space] = world.others.get(space, {}) | scene(world)


def told(
    world: worlds.World, rooms: list[str], policies: dict[str, str] | None = None
) -> Iterator[tuple[str, str, bytes, str]]:
    """Who, where, what: every page and file of these rooms that one of the readers is given, plain and asked with a payload."""
    clients = {who: worlds.client_of(world, who) for who in (*READERS, "nobody")}
    for door in DOORS:
        if door.method != "GET" or door.name.partition(":")[0].partition("_")[0] not in rooms:
            continue
        kwargs = {key: given(world, door)[key] for key, _conv in ADDRESSES[door.name].arguments}
        path = reverse(door.name, kwargs=kwargs)
        asked = dict.fromkeys(parameters(ADDRESSES[door.name]), scripts.PAYLOADS[5])
        for who, client in clients.items():
            for more in ({}, asked) if who != "officer" else ({},):
                yield from _answered(client, who, path, more, policies)


def _answered(
    client: Client, who: str, path: str, asked: dict[str, str], policies: dict[str, str] | None
) -> Iterator[tuple[str, str, bytes, str]]:
    cache.clear()
    client.raise_request_exception = False
    response = client.get(path, asked)
    if response.status_code in (200, 400, 403, 404, 409):
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        if policies is not None:
            policies[f"{who} {path}"] = response.headers.get("Content-Security-Policy", "")
        yield who, path, body, response.headers.get("Content-Type", "")


def faults(body: bytes, kind: str) -> list[str]:
    """What of an answer would be run where it is opened."""
    if kind.startswith("text/html"):
        return scripts.alive(body)
    if body[:2] == b"PK":
        return list(_in_office_file(body))
    if "svg" in kind and scripts.MARK.encode() in body:
        return [one for one in ("<script", " on") if one.encode() in body]
    return []


def _in_office_file(body: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(package.read(name))  # what was typed stays text, or this is not well-formed
                yield from (f"{name}: {node.tag}" for node in root.iter() if str(node.tag).endswith("}script"))
                yield from (f"{name}: ={said}" for said in giving.formulas_of(root) if scripts.MARK in said)
                if any(
                    node.get("TargetMode") == "External" and scripts.MARK in node.get("Target", "")
                    for node in root.iter()
                ):
                    yield f"{name}: a link outside"


@pytest.mark.thorough
@pytest.mark.parametrize("rooms", HALLS, ids=lambda rooms: "+".join(rooms))
def test_is_words_wherever_it_is_shown(world: worlds.World, rooms: list[str]) -> None:
    furnish(world, rooms)
    seen, shown, wrong = 0, 0, []
    for turn in range(TURNS):
        assert scripts.plant(turn, WRITTEN) > 10, f"turn {turn}"
        for who, path, body, kind in told(world, rooms):
            seen, shown = seen + 1, shown + (scripts.MARK.encode() in body)
            wrong += [f"{who} {path}: {fault}" for fault in faults(body, kind)]

    assert sorted({one[:220] for one in wrong}) == []
    assert seen > 10 and shown > 3


def test_the_looking_sees_those_that_live() -> None:
    """Each of the sixty is either seen where a page lets it live, or is harmless as it stands in a page."""
    harmless = ("{{", "${", '";', "';", "\\", "\u2028", "&", "%3C", "＜", "java", "data:", '" ', "' ", "` ", " on", "\non", "<scr\0",
                "<body", "<noscript", "<meta", "<link", "<style", "<isindex", "<math")  # fmt: skip
    living = [one for one in scripts.PAYLOADS if not one.startswith(harmless)]

    assert len(scripts.PAYLOADS) >= 60 and len(living) > 30
    assert [one for one in scripts.PAYLOADS if sum(one in bundle for bundle in scripts.BUNDLES) < 1] == []
    assert [one for one in living if not scripts.alive(f"<html><body><p>{one}</p></body></html>".encode())] == []
