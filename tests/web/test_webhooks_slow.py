"""网络通知的慢主机: one that accepts and stays silent holds up none but itself."""

import http.client
import socket
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from lianxin.base.gateways import GatewayAway
from lianxin.base.gateways.turns import in_turns
from lianxin.base.orgs.permissions import SYSTEM
from lianxin.pure.webhooks import Address
from lianxin.work.webhooks import commands
from lianxin.work.webhooks.models import Webhook, WebhookNotice
from lianxin.work.webhooks.terms import PAUSES, State
from tests.conftest import NOON, Town
from tests.web.test_webhooks import HOSTS, Other, go, made
from tests.work.conftest import registered


@pytest.fixture(autouse=True)
def hosts(settings: Any) -> None:
    settings.WEBHOOK_HOSTS = HOSTS


class TestASlowHost:
    def test_holds_up_none_but_itself(self, town: Town) -> None:
        """Two hosts on this machine: one accepts and says nothing, the other answers while the first is still silent."""
        for host, unit in (("hooks.example", town.county), ("oa.example", town.qingshui)):
            made(town, unit=unit, address=f"https://{host}/")
        for _n in range(3):
            registered(town)
        silent, quick = socket.create_server(("127.0.0.1", 0)), HTTPServer(("127.0.0.1", 0), Quick)
        threading.Thread(target=quick.serve_forever, daemon=True).start()
        served, tried = list[str](), list[str]()
        ports = {"hooks.example": silent.getsockname()[1], "oa.example": quick.server_address[1]}

        def send(address: Address, body: bytes, headers: Mapping[str, str]) -> int:
            tried.append(address.host)
            connection = http.client.HTTPConnection("127.0.0.1", ports[address.host], timeout=1)
            try:
                connection.request("POST", address.path, body, dict(headers))
                served.append(address.host)
                return connection.getresponse().status
            except OSError as problem:
                served.append("silence")
                raise GatewayAway(type(problem).__name__) from problem
            finally:
                connection.close()

        try:
            commands.gather(by=SYSTEM, at=NOON)
            sent, next_at = commands.deliver(send=send, by=SYSTEM, at=NOON)
        finally:
            silent.close()
            quick.shutdown()
            quick.server_close()

        assert sent == 3 and next_at == NOON + PAUSES[0]
        assert tried.count("hooks.example") == 1 and served[-1] == "silence"
        waits = WebhookNotice.objects.filter(webhook__host="hooks.example").order_by("tries")
        assert [(one.state, one.tries, one.next_at) for one in waits] == [
            (State.WAITING, tries, NOON + PAUSES[0]) for tries in (0, 0, 1)
        ]
        other = Other()
        assert go(other) == 0 and go(other, minutes=1) == 3

    def test_goes_behind_those_that_answer_and_gives_up_its_place_when_its_time_is_over(self, town: Town) -> None:
        slow = made(town, address="https://oa.example/").hook
        made(town)
        Webhook.objects.filter(pk=slow.pk).update(failures=1)
        for _n in range(2):
            registered(town)
        commands.gather(by=SYSTEM, at=NOON)

        assert [one.webhook.host for one in commands._begin(NOON)] == ["hooks.example"] * 2 + ["oa.example"] * 2
        came = list(in_turns({"oa.example": [1, 2, 3]}, lambda item: 200, turn=-1.0))
        assert came == [(1, 200), (2, None), (3, None)]

    def test_is_dropped_where_it_was_withdrawn_meanwhile(self, town: Town) -> None:
        hook = made(town).hook
        for _n in range(2):
            registered(town)

        def send(_address: Address, _body: bytes, _headers: Mapping[str, str]) -> int:
            raise GatewayAway("TimeoutError")

        commands.gather(by=SYSTEM, at=NOON)
        left = commands._begin(NOON)
        commands.withdraw(hook=hook, by=town.admin, at=NOON)
        commands._put_back(left, {"hooks.example"}, NOON)
        assert {one.state for one in WebhookNotice.objects.all()} == {State.DROPPED}
        assert commands.deliver(send=send, by=SYSTEM, at=NOON) == (0, None)


class Quick(BaseHTTPRequestHandler):
    """Answers at once."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        pass
