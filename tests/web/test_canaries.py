"""金丝雀: made-up identities in confidential matters; whoever handles them finds none on any page, in any file or log (S7, S8).

The same crawl as the custodian finds them, so that the test can fail. By default one matter and its handler, every
twenty-fourth address and all that hang on a matter; with LIANXIN_CANARIES=50 so many matters with four values each, all
roles that may not know who asked, every address.
"""

import json
import logging
import os
from collections.abc import Iterator
from urllib.parse import quote, unquote

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal.models import Entry
from lianxin.work.concerns.commands.intake import Asker
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import Town
from tests.web import world as worlds
from tests.work.conftest import at_state, registered

MANY = int(os.environ.get("LIANXIN_CANARIES", "1"))
STEP = 24 if MANY == 1 else 1
OPENED = 3  # matters whose own addresses are asked
MAY_NOT = ("builder", "building_head", "inspector", "auditor", "leader", "county_leader", "water", "stranger", "admin")
HANGING = ("concerns:", "offline:", "today") if MANY == 1 else ("",)
PHONE_PAGES = ("offline:app", "offline:worker", "offline:contact", "offline:manifest")


def values(n: int) -> tuple[str, str, str, str]:
    """Name, telephone, identity number and address of nobody."""
    name = f"钱{chr(0x9C80 + n % 200)}{chr(0x6B4C + n // 200)}"
    bare = f"11010119900101{n:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(w * int(c) for w, c in zip(weights, bare, strict=True)) % 11]
    return name, f"1397777{n:04}", bare + check, f"石桥村鲸歌巷{7000 + n}号院"


def planted(town: Town, n: int) -> Concern:
    """A complaint whose words hold who brings it, handed to the county's building bureau."""
    name, phone, identity, address = values(n)
    text = f"我叫{name}，电话{phone}，身份证{identity}，工地夜里施工，第{n}次反映。"
    one = registered(town, text=text, title="工地夜里施工", kind="complaint", asker=Asker(name, phone, address)).concern
    return at_state(town, Status.IN_HAND if n % 2 == 0 else Status.REPLIED, one)


@pytest.fixture
def matters(town: Town, monkeypatch: pytest.MonkeyPatch) -> list[Concern]:
    found = [planted(town, n) for n in range(MANY)]
    monkeypatch.setattr(timezone, "now", lambda: worlds.LATER)
    cache.clear()
    return found


def asked(matters: list[Concern]) -> Iterator[str]:
    """Every address that is its turn, the searches for what was planted, and what lies on a phone."""
    for n, address in enumerate(worlds.addresses()):
        if n % STEP and not address.name.startswith(HANGING):
            continue
        for one in matters[: OPENED if address.arguments else 1]:
            code = {key: one.pk if kind == "IntConverter" else one.code for key, kind in address.arguments}
            yield worlds.url(address, code)
    for query in (*values(0), "tab=all"):
        yield f"{reverse('concerns:list')}?tab=all&words={quote(query)}"


def told(who: str, town: Town, matters: list[Concern]) -> dict[str, bytes]:
    """All that this person gets, with what is made on demand."""
    client = worlds.client_of(worlds.World(town), who)
    found = {}
    for path in asked(matters):
        found[path] = worlds.bytes_of(client.get(path))
    for name, sent in (("concerns:export", {"purpose": "每月上报"}), ("metrics", None)):
        answer = client.get(reverse(name)) if sent is None else client.post(reverse(name), sent)
        found[f"{name}!"] = worlds.bytes_of(answer)
    for one in matters[:OPENED]:
        found[f"reveal {one.code}"] = revealed(client, one)
    return found


def revealed(client: Client, one: Concern) -> bytes:
    return worlds.bytes_of(client.post(reverse("concerns:reveal", args=[one.code]), {"purpose": "contact"}))


def sung(given: dict[str, bytes], of: range) -> list[str]:
    """Where a value stands: as it is, as JSON or an address writes it, in the words of a printer's file."""
    marks = {
        way: word for n in of for word in values(n)
        for way in (word.encode(), json.dumps(word)[1:-1].encode(), quote(word).encode(), word.encode("utf-16-be"))
    }  # fmt: skip
    return [
        f"{path}: {word}"
        for path, text in given.items()
        for way, word in marks.items()
        if way in _asked_away(path, text)
    ]


def _asked_away(path: str, text: bytes) -> bytes:
    """A page of a search repeats what was asked; that is no answer."""
    words = path.partition("words=")[2]
    if not words:
        return text
    return text.replace(unquote(words).encode(), b"").replace(words.encode(), b"")


@pytest.mark.drawn
@pytest.mark.thorough
@pytest.mark.parametrize("who", MAY_NOT[: 1 if MANY == 1 else None])
@pytest.mark.mechanism("F135")
def test_whoever_handles_it_finds_nobody(town, matters, who, caplog) -> None:
    with caplog.at_level(logging.DEBUG):
        given = told(who, town, matters)

    assert sung(given, range(MANY)) == []
    assert len(given) > 40 and (who in ("stranger", "admin") or sum(b"[200" in one[:5] for one in given.values()) > 20)
    assert all(reverse(name) in given for name in PHONE_PAGES)
    assert sung({"log": caplog.text.encode()}, range(MANY)) == []
    written = json.dumps(list(Entry.objects.values("detail", "by_name", "of")), ensure_ascii=False)
    assert sung({"journal": written.encode()}, range(MANY)) == []


@pytest.mark.thorough
def test_the_custodian_finds_them_all(town, matters) -> None:
    """Who took it in reads the words as they were written, and all four values where he asks for them."""
    client = worlds.client_of(worlds.World(town), "officer")
    page = {"detail": worlds.bytes_of(client.get(reverse("concerns:detail", args=[matters[0].code])))}
    page["reveal"] = revealed(client, matters[0])

    found = {line.split(": ")[1] for line in sung(page, range(1))}
    assert found == set(values(0))


def test_the_handler_finds_one_that_was_left_open(town, matters) -> None:
    """Were it not confidential, the same pages would tell him: what the crawl looks for is there to be found."""
    Concern.objects.update(is_confidential=False)
    client = worlds.client_of(worlds.World(town), "builder")
    page = {"reveal": revealed(client, matters[0])}

    assert {line.split(": ")[1] for line in sung(page, range(1))} == set(values(0))
