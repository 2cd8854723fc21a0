"""Open311 on the wire: the same through a real server's socket, as a client of another house speaks."""

import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from lxml import etree

from tests.web.test_open311 import BASE, FORM, MATTER, given_key

pytestmark = pytest.mark.thorough


def test_a_client_lists_submits_asks_and_is_refused(town: Any, live_server: Any) -> None:
    there = HTTPConnection(urlsplit(live_server.url).netloc, timeout=60)

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
