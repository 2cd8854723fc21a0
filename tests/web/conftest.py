"""进门: the way in that most stories of the office's pages share; a file with another hour has a fixture of its own."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.conftest import NOON, Town
from tests.identity import CLIENT, HOST, SECRET, FakeProvider, certified


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


@pytest.fixture(scope="module")
def identity_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeProvider]:
    """The county's identity provider, on this machine, by TLS and with real signatures."""
    made = FakeProvider(certified(tmp_path_factory.mktemp("provider"), HOST), NOON.timestamp)
    yield made
    made.close()


@pytest.fixture
def provider(
    identity_server: FakeProvider, town: Town, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> FakeProvider:  # fmt: skip
    """The county has named it (test_federation.py); it begins each story as an honest one."""
    cache.clear()
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", identity_server.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: rows)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    monkeypatch.setattr("lianxin.web.ui.middleware.time", SimpleNamespace(time=NOON.timestamp))
    monkeypatch.setenv("LIANXIN_OIDC_SECRET", SECRET)
    settings.OIDC = {
        "issuer": identity_server.issuer, "client": CLIENT, "name": "县统一身份平台", "hosts": {HOST: "127.0.0.1"},
        "strong": "", "authority": str(identity_server.certificate), "secret": "LIANXIN_OIDC_SECRET_FILE",
    }  # fmt: skip
    identity_server.begin_anew()
    return identity_server
