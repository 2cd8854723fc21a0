"""Open311 on the wire: the same through a real server's socket, as a client of another house speaks."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.test.testcases import LiveServerThread
from lxml import etree

from tests.web.test_open311 import BASE, FORM, MATTER, given_key

pytestmark = pytest.mark.thorough


@pytest.fixture
def there(town: Any, settings: Any) -> Iterator[HTTPConnection]:
    """A server in a thread of its own, within this story's transaction: emptying every table after it takes a minute."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    connection = connections["default"]
    connection.inc_thread_sharing()
    server: Any = LiveServerThread("127.0.0.1", lambda app: app, connections_override={connection.alias: connection})
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield HTTPConnection("127.0.0.1", server.port, timeout=60)
    server.terminate()
    connection.dec_thread_sharing()


@pytest.mark.mechanism("F128")
def test_a_client_lists_submits_asks_and_is_refused(town: Any, there: HTTPConnection) -> None:

    def ask(method: str, path: str, body: str = "", **heads: str) -> Any:
        there.request(method, path, body or None, heads)
        answer = there.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read()

    status, kind, body = ask("GET", f"{BASE}services.xml")
    assert (status, kind, etree.fromstring(body).tag) == (200, "text/xml; charset=utf-8", "services")
    form = {"Content-Type": f"{FORM}; charset=utf-8"}
    status, kind, body = ask("POST", f"{BASE}requests.json", urlencode({**MATTER, "api_key": given_key(town)}), **form)
    assert (status, kind) == (201, "application/json; charset=utf-8")
    token = json.loads(body)[0]["token"]
    for path, wanted in (
        (f"tokens/{token}.json", 404),
        ("requests.json", 200),
        ("requests.xml?status=x", 400),
        ("x", 404),
    ):
        assert ask("GET", BASE + path)[0] == wanted
    assert ask("POST", f"{BASE}requests.xml", urlencode(MATTER), **form)[0] == 403
    assert ask("DELETE", f"{BASE}requests.xml")[0] == 405
