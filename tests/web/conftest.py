"""进门: the way in that most stories of the office's pages share; a file with another hour has a fixture of its own."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from tests.conftest import NOON, Town


@pytest.fixture
def enter(client: Client, town: Town, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Client]:
    """`enter("officer", 9)` logs that person in at four in the afternoon, so many days later, and returns the client."""
    cache.clear()

    def as_(name: str, days: int = 0) -> Client:
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=days, hours=4))
        cache.clear()
        client.force_login(town.people[name])
        return client

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(hours=4))
    return as_


@pytest.fixture(autouse=True)
def half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app's figures change every half minute: in a story they do not change between being read and being typed."""
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time", SimpleNamespace(time=lambda: NOON.timestamp()))
