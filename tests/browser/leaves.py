"""一张一张的页: every address that answers with a page, as the test client gets it, to be laid before the browser."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse

from lianxin.web.ui.context import ELDER_COOKIE
from tests.web import test_doors as doors
from tests.web import world as worlds
from tests.web.doors import WHO, Door

#: who is asked first; the county's clerk opens most
FIRST = sorted(WHO, key=lambda who: ["nobody", "clerk", "officer", "builder", "worker"].index(who) if who in (
    "nobody", "clerk", "officer", "builder", "worker") else 9)  # fmt: skip


@dataclass(frozen=True)
class Leaf:
    """一页: what the browser gets, and whose it is."""

    name: str
    who: str
    elder: bool
    path: str
    html: str
    policy: str

    def with_html(self, html: str) -> "Leaf":
        return replace(self, html=html)

    def __str__(self) -> str:
        return f"{self.name} {self.who}{' 长者' if self.elder else ''} {self.path}"


def leaves(world: worlds.World, some: Iterable[Door]) -> Iterator[Leaf]:
    """Both modes of each page, for the first who may; what is no page is left out."""
    for door in some:
        if door.method != "GET" or "200" not in door.answers:
            continue
        who = next(who for who in FIRST if door.answers[WHO.index(who)] == "200")
        for elder in (False, True):
            if leaf := leaf_of(world, door, who, elder=elder):
                yield leaf


def leaf_of(world: worlds.World, door: Door, who: str, *, elder: bool) -> Leaf | None:
    """The page as this person gets it; None where it is a file."""
    cache.clear()
    client = worlds.client_of(world, who)
    if elder:
        client.cookies[ELDER_COOKIE] = "1"
    known = doors.given(world, door)
    path = reverse(door.name, kwargs={key: known[key] for key, _conv in doors.ADDRESSES[door.name].arguments})
    answer: HttpResponse = client.get(path, doors.CELL if door.of == "cell" else {})
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return None
    return Leaf(door.name, who, elder, path, answer.content.decode(), answer.get("Content-Security-Policy", ""))
