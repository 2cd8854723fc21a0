"""登录留痕: who came in, who went, who tried in vain; of what was typed not a word, and on no other page anything."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lianxin.base.journal import book
from lianxin.base.journal.models import Entry
from lianxin.base.orgs import commands as orgs
from tests.conftest import NOON

EVENTS = ("person.logged_in", "person.logged_out", "person.login_failed", "person.locked_out")


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    cache.clear()


def told() -> list[Entry]:
    return list(Entry.objects.filter(event__in=EVENTS).order_by("n"))


def try_in(client: Client, username: str, password: str) -> Any:
    return client.post(reverse("account_login"), {"login": username, "password": password})


class TestEntering:
    def test_is_told_and_leaving_too_and_nothing_between(self, town, client) -> None:
        assert try_in(client, "qgb", "Lianxin-2026").status_code == 302
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/me/")
        assert not [one for one in asked.captured_queries if "journal_" in one["sql"] or "counting_" in one["sql"]]
        assert client.post(reverse("account_logout")).status_code == 302

        came, went = told()
        assert (came.event, went.event) == ("person.logged_in", "person.logged_out")
        assert {one.by for one in (came, went)} == {town.people["clerk"].ref} == {one.of for one in (came, went)}
        assert came.by_name == "周敏" and "定安县" in came.by_post and book.sentence(came) == "qgb 登录"
        assert book.verify()

    def test_in_vain_leaves_a_digest_and_never_what_was_typed(self, town, client) -> None:
        for typed in ("QGB ", "qgb", "MyPassword#1"):  # who mistakes the box types a password there
            assert try_in(client, typed, "wrong-wrong").status_code == 200

        first, second, other = told()
        assert {one.event for one in told()} == {"person.login_failed"}
        assert first.detail == second.detail == {"digest": orgs.digest_of("qgb")} != other.detail
        rows = str([*Entry.objects.values(), *(book.private_of(told()).items())]).lower()
        assert "mypassword" not in rows and "wrong-wrong" not in rows and "127.0.0.1" not in rows

    def test_locked_out_is_told_once_in_half_an_hour(self, town, client) -> None:
        for _try in range(8):
            try_in(client, "qgb", "wrong-wrong")

        assert [one.event for one in told()] == ["person.login_failed"] * 5 + ["person.locked_out"]
        assert try_in(client, "qgb", "Lianxin-2026").status_code == 200, "the right password does not open it either"

    def test_in_vain_does_not_flood_the_journal(self, town, client, monkeypatch) -> None:
        monkeypatch.setattr(orgs, "FAILURES_AN_HOUR", 3)
        for n in range(6):
            try_in(client, f"nobody{n}", "wrong-wrong")
        assert len(told()) == 3

        monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(hours=1))
        try_in(client, "nobody9", "wrong-wrong")
        assert len(told()) == 4
