"""世界: the town with a few matters in it, one client per person, every address, and the clock standing still."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from tests.conftest import NOON, SHANGHAI, Town
from tests.work.conftest import at_state, registered

#: the moment at which every page of these tests is asked
LATER = NOON + timedelta(hours=3)
STATES = [Status.REGISTERED, Status.ASSIGNED, Status.IN_HAND, Status.RETURNED, Status.REPLIED, Status.CLOSED]


@dataclass
class World:
    """The town and its matters: `concerns` by the name of their state; `secret` opens the replied one."""

    town: Town
    concerns: dict[str, Concern] = field(default_factory=dict)
    secret: str = ""
    others: dict[str, Any] = field(default_factory=dict)


def build(town: Town) -> World:
    """One matter of 石桥村 in every state, each made by commands."""
    world = World(town)
    for state in STATES:
        receipt = registered(town)
        world.concerns[state.value] = at_state(town, state, receipt.concern)
        if state == Status.REPLIED:
            world.secret = receipt.secret
    return world


@dataclass(frozen=True)
class Address:
    """One URL pattern: its name with namespaces and its arguments (name → converter)."""

    name: str
    arguments: tuple[tuple[str, str], ...]
    route: str
    view: Callable[..., HttpResponse]


def addresses() -> list[Address]:
    """Every pattern of the resolver; a pattern without a name is called by its route."""
    return list(_walk(get_resolver().url_patterns, "", "", ()))


def _walk(patterns: Any, space: str, route: str, outer: tuple[tuple[str, str], ...]) -> Iterator[Address]:
    for one in patterns:
        here = route + str(one.pattern)
        found = tuple((key, type(conv).__name__) for key, conv in getattr(one.pattern, "converters", {}).items())
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, inner, here, outer + found)
        elif isinstance(one, URLPattern):
            yield Address(f"{space}{one.name}" if one.name else here, outer + found, here, one.callback)


def client_of(world: World, who: str) -> Client:
    """The browser of a person of the cast; "nobody" has no account."""
    client = Client()
    if who != "nobody":
        client.force_login(world.town.people[who])
    return client


_TOKEN = re.compile(
    rb'(name="csrfmiddlewaretoken" value=")[^"]*|(nonce=")[^"]*|(name="entry_key" value=")[^"]*|(\{"csrf": ")[^"]*'
)
_STAMP = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*")
_ENTRY = re.compile(rb'value="[0-9a-f]{32}"')


#: heads that differ from answer to answer, whoever asks
_BY_CHANCE = ("Date", "Set-Cookie", "Content-Length", "Expires", "X-Request-ID")


def bytes_of(response: HttpResponse) -> bytes:
    """What the browser got, without the tokens drawn anew for every page; an office file by its unpacked parts."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if body[:2] == b"PK":
        body = _unpacked(body)
    body = _ENTRY.sub(b"", _TOKEN.sub(rb"\1\2\3\4", body))
    heads = {k: v for k, v in response.headers.items() if k not in _BY_CHANCE}
    if "Location" in heads:  # the shelf of printed files names each print by chance
        heads["Location"] = re.sub(r"/pdf/[0-9a-f]{32}/", "/pdf/", heads["Location"])
    return json.dumps([response.status_code, heads], sort_keys=True).encode() + body


def _unpacked(body: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return b"".join(name.encode() + _STAMP.sub(b"", parts.read(name)) for name in sorted(parts.namelist()))


def read(client: Client, url: str, **data: Any) -> str:
    """The page at that address, which must be there."""
    answer = client.get(url, data)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def moment(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour, 0, tzinfo=SHANGHAI)


def url(address: Address, given: dict[str, Any]) -> str:
    """The address with what is given; the number of a background job is that of none."""
    none = "00000000-0000-4000-8000-000000000000"
    filled = {key: none if kind == "UUIDConverter" else given[key] for key, kind in address.arguments}
    return reverse(address.name, kwargs=filled)
