"""限次 at the pages: with the cache of the real installation, through quiet minutes, and for fifty who come at once."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lianxin.base.custody import commands as custody
from lianxin.project import settings as real
from lianxin.work.concerns.models import Concern
from tests.conftest import NOON
from tests.web.test_public_submit import PLAIN
from tests.work.conftest import registered

AT_ONCE, MOST = 50, 20


@pytest.fixture
def real_cache(db: None, settings: Any) -> None:
    """The cache as an installation has it: in a table."""
    settings.CACHES = real.CACHES
    call_command("createcachetable", verbosity=0)


class TestTheRealCache:
    def test_keeps_a_lock_out_however_many_others_come(self, real_cache) -> None:
        cache.set("allauth:rl:login_failed:somebody", [1, 2, 3, 4, 5], 1800)

        for n in range(320):
            cache.set(f"other:{n}", n, 3600)

        assert cache.get("allauth:rl:login_failed:somebody") == [1, 2, 3, 4, 5]


class TestLookingAtWhoAsked:
    @pytest.mark.thorough
    def test_is_limited_through_quiet_minutes(self, town, client, real_cache, monkeypatch) -> None:
        """Five quiet minutes do not give sixty new looks."""
        custody.set_limits(per_hour=2, per_day=3, by=town.clerk, at=NOON)
        concern = registered(town).concern

        def look(minutes: int) -> int:
            now = NOON + timedelta(hours=4, minutes=minutes)
            monkeypatch.setattr(timezone, "now", lambda: now)
            monkeypatch.setattr("django.core.cache.backends.db.tz_now", lambda: now)  # for whoever counts there
            monkeypatch.setattr("django.core.cache.backends.base.time", SimpleNamespace(time=now.timestamp))
            client.force_login(town.people["clerk"])
            return client.post(reverse("concerns:reveal", args=[concern.code]), {"purpose": "contact"}).status_code

        assert [look(minutes) for minutes in (0, 1, 7, 20)] == [200, 200, 429, 429]
        assert [look(minutes) for minutes in (61, 62)] == [200, 429]  # of the day the third, and no more
        assert look(24 * 60) == 200


def at_once(post: Any) -> list[int]:
    """The answers of fifty who send in the same moment; a server of PostgreSQL has few doors, there they come by ten."""

    def one(n: int) -> int:
        try:
            return int(post(n).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE if connection.vendor == "sqlite" else 10) as pool:
        return sorted(pool.map(one, range(AT_ONCE)))


def send(n: int) -> Any:
    return Client(REMOTE_ADDR="10.1.2.3").post(reverse("public:submit"), {**PLAIN, "entry_key": f"k{n}"})


class TestFiftyAtOnce:
    @pytest.mark.thorough
    @pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite in a file")
    def test_do_not_pass_a_limit_of_twenty(self, town, real_cache, monkeypatch, tmp_path) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON)
        file = tmp_path / "town.sqlite3"
        file.write_bytes(connection.connection.serialize())
        monkeypatch.setitem(connections.settings, "default", {
            **connections.settings["default"], "NAME": str(file),
            "OPTIONS": {**real.database_of("")["OPTIONS"], "timeout": 120},  # what waits on a slow machine still comes
        })  # fmt: skip
        assert Client().get(reverse("public:submit")).status_code == 200  # the pages are loaded once, not by fifty

        assert at_once(send) == [302] * MOST + [429] * (AT_ONCE - MOST)
        with closing(sqlite3.connect(file)) as copy:
            assert copy.execute("SELECT count(*) FROM concerns_concern").fetchone() == (MOST,)

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL")
    @pytest.mark.django_db(transaction=True)
    def test_do_not_pass_it_on_postgresql(self, town, real_cache, monkeypatch) -> None:
        monkeypatch.setattr(timezone, "now", lambda: NOON)

        assert at_once(send) == [302] * MOST + [429] * (AT_ONCE - MOST)
        assert Concern.objects.count() == MOST
