"""统一登录 in stories: what a person does at the county's provider, and how one sees whether he came in."""

from typing import Any

from django.test import Client

from lianxin.base.federation import commands
from lianxin.base.federation.models import Link
from lianxin.base.journal.models import Entry
from tests.conftest import NOON, Town
from tests.identity import FakeProvider

GO, BACK, LINK = "/accounts/provider/", "/accounts/provider/back/", "/accounts/provider/link/"
UNLINK, LEFT = "/accounts/provider/unlink/", "/accounts/provider/left/"


def linked(provider: FakeProvider, town: Town, who: str = "inspector", subject: str = "u-17") -> Link:
    """He has linked himself, as he would on his page."""
    person = town.people[who]
    return commands.link_own(
        person=person, issuer=provider.issuer, subject=subject, by=town.actors[who], at=NOON
    )  # fmt: skip


def sent(client: Client, provider: FakeProvider, subject: str = "u-17", **more: Any) -> str:
    """The address with which his browser comes back."""
    return provider.let_through(client.get(GO)["Location"], subject, **more)


def is_turned_away(answer: Any) -> bool:
    """Back at the door, with a sentence."""
    assert answer.status_code == 302
    return bool(answer["Location"] in ("/accounts/login/", LINK))


def is_in(client: Client) -> bool:
    return client.get("/today/").status_code == 200


def refusals() -> list[str]:
    return [
        one.detail["kind"] for one in Entry.objects.filter(event="federation.refused").order_by("n")
    ]  # fmt: skip
