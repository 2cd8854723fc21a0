"""网络通知: who names an address, what it is told and what never, how it knows that it was us, and where nothing is sent."""

import base64
import hashlib
import hmac
import json
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from lianxin.base.gateways import GatewayAway
from lianxin.base.gateways.https import Https
from lianxin.base.journal.models import Entry
from lianxin.base.orgs.permissions import SYSTEM, NotAllowed
from lianxin.pure.problems import Unfit
from lianxin.pure.webhooks import Address, BadAddress, address_of, named
from lianxin.web.office.webhooks import jobs
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import Status
from lianxin.work.webhooks import commands
from lianxin.work.webhooks.models import Webhook, WebhookNotice
from lianxin.work.webhooks.terms import OFF_AFTER, PAUSES, About, State
from tests.conftest import NOON, Town
from tests.identity import certified
from tests.web.test_open311 import publish
from tests.work.conftest import at_state, registered

HOSTS = {"hooks.example": "", "oa.example": "10.1.2.3"}
URL = "https://hooks.example/lianxin?x=1"
BAD = [
    ("http://hooks.example/", "https"), ("https://other.example/", "host"), ("https://hooks.example@evil.example/", "form"),
    ("https://hooks.example:22/", "port"), ("https://hooks.example:x/", "form"), ("https://hooks.example/\r\nX: 1", "form"),
    ("https://hooks.example\\@evil.example/", "form"), ("https://127.0.0.1/", "host"), ("https://[::1]/", "host"), ("", "https"),
    ("https://hooks.example/#x", "form"), ("https://hooks.example./", "host"), ("file:///etc/passwd", "https"),
]  # fmt: skip


class Other:
    """对方: keeps what it was sent, and answers as it is told to."""

    def __init__(self, answers: int = 204) -> None:
        self.answers, self.got = answers, list[tuple[Address, bytes, Mapping[str, str]]]()

    def send(self, address: Address, body: bytes, headers: Mapping[str, str]) -> int:
        self.got.append((address, body, headers))
        if not self.answers:
            raise GatewayAway("TimeoutError")
        return self.answers

    def told(self) -> list[tuple[str, str]]:
        found = [json.loads(body) for _address, body, _headers in self.got]
        return sorted((one["type"], one["data"]["code"]) for one in found)


@pytest.fixture(autouse=True)
def site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cache.clear()
    settings.WEBHOOK_HOSTS = HOSTS
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    yield


def made(town: Town, **changes: Any) -> commands.Made:
    fields = {"unit": town.qingshui, "address": URL, "about": About.values, "by": town.admin, "at": NOON}
    return commands.make(**{**fields, **changes})


def go(other: Other, **later: int) -> int:
    at = NOON + timedelta(**later)
    commands.gather(by=SYSTEM, at=at)
    return commands.deliver(send=other.send, by=SYSTEM, at=at)[0]


class TestAnAddress:
    @pytest.mark.mechanism("F130")
    def test_is_told_what_happened_to_the_units_matters_and_nothing_of_persons(self, town: Town) -> None:
        before = registered(town).concern
        hook = made(town)
        mine = at_state(town, Status.CLOSED)
        shown = publish(town, mine)
        registered(town, unit=town.shahe, by=town.clerk)
        registered(town, kind="complaint", by=town.clerk, subject_units=[town.liuwan])
        registered(town, is_confidential=True)
        other = Other()

        assert go(other) == 4 and go(other) == 0
        assert other.told() == [
            ("concern.answered", mine.code), ("concern.closed", mine.code), ("concern.registered", mine.code),
            ("item.published", shown.code),
        ]  # fmt: skip
        assert before.code not in str(other.got)
        address, body, headers = other.got[0]
        assert (address.host, address.port, address.path) == ("hooks.example", 443, "/lianxin?x=1")
        assert set(json.loads(body)["data"]) == {"code", "state", "unit"}
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        digest = hmac.new(base64.b64decode(hook.secret.removeprefix("whsec_")), signed, hashlib.sha256).digest()
        assert headers["webhook-signature"] == "v1," + base64.b64encode(digest).decode()
        assert WebhookNotice.objects.filter(state=State.SENT, status=204).count() == 4

    def test_is_not_told_of_what_became_a_complaint_before_it_was_sent(self, town: Town) -> None:
        made(town)
        turned, other = registered(town).concern, Other()
        commands.gather(by=SYSTEM, at=NOON)
        Concern.objects.filter(pk=turned.pk).update(kind="complaint", is_confidential=True)

        assert go(other) == 0 and other.got == []
        assert WebhookNotice.objects.get().state == State.DROPPED

    def test_is_told_again_after_a_pause_and_no_more_after_too_many_failures(self, town: Town) -> None:
        hook = made(town).hook
        registered(town)
        away, minutes = Other(0), 0
        for pause in (*PAUSES, timedelta()):
            assert go(away, minutes=minutes) == 0
            minutes += int(pause.total_seconds()) // 60
        notice = WebhookNotice.objects.get()
        assert (notice.state, notice.tries, len({headers["webhook-id"] for _a, _b, headers in away.got})) == (
            State.FAILED,
            6,
            1,
        )
        with pytest.raises(NotAllowed):
            commands.retry(notice=notice, by=town.clerk, at=NOON)
        commands.retry(notice=notice, by=town.admin, at=NOON)
        assert go(Other(), minutes=minutes) == 1

        then = NOON + timedelta(minutes=minutes)
        for _n in range(OFF_AFTER):
            registered(town, at=then)
        go(Other(500), minutes=minutes)
        hook.refresh_from_db()
        assert hook.stopped_on and Entry.objects.filter(event="webhook.stopped").count() == 1
        late, then = Other(), then + timedelta(days=1)
        registered(town, at=then)
        assert go(late, days=9) == 0
        client = Client()
        client.force_login(town.people["admin"])
        assert "网络通知停下了" in client.get(reverse("today")).content.decode()
        commands.resume(hook=hook, by=town.admin, at=then)
        assert go(late, days=9) == OFF_AFTER and len(late.got) == OFF_AFTER
        gone = made(town, address="https://oa.example:8443/", at=then).hook
        registered(town, at=then)
        go(Other(410), days=9)
        gone.refresh_from_db()
        assert gone.stopped_on and gone.failures == 1

    def test_is_named_by_the_administrator_on_a_page_that_shows_its_secret_once(self, town: Town) -> None:
        client = Client()
        client.force_login(town.people["admin"])
        sent = {"unit": "清水镇", "address": URL, "about": ["concern.closed"]}
        page = client.post(reverse("webhooks:make"), sent).content.decode()
        hook = Webhook.objects.get()

        assert str(hook.secret) in page and hook.about == ["concern.closed"]
        detail = reverse("webhooks:detail", args=[hook.code])
        shown = client.get(reverse("webhooks:index")).content.decode() + client.get(detail).content.decode()
        assert "hooks.example" in shown and str(hook.secret) not in shown and "whsec_" not in shown
        assert str(hook.secret) not in str(Entry.objects.get(event="webhook.made").detail)
        assert "已经登记" in client.post(reverse("webhooks:make"), sent).content.decode()
        assert URL in client.post(reverse("webhooks:make"), {**sent, "about": []}).content.decode()
        for who in ("clerk", "county_leader", "auditor"):
            with pytest.raises(NotAllowed):
                made(town, by=getattr(town, who))
        client.post(reverse("webhooks:withdraw", args=[hook.code]))
        registered(town)
        assert go(Other()) == 0 and "已撤销" in client.get(reverse("webhooks:index")).content.decode()


class TestTheWorker:
    def test_is_woken_by_a_deed_and_wakes_again_when_the_next_try_is_due(
        self, town: Town, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, settings: Any
    ) -> None:
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
        other = Other(500)
        monkeypatch.setattr(jobs, "Https", lambda authority: other)
        with django_capture_on_commit_callbacks(execute=True):
            registered(town)
        assert not waiting()
        made(town)
        settings.WEBHOOK_HOSTS = {}
        with django_capture_on_commit_callbacks(execute=True):
            registered(town)
        assert not waiting()
        settings.WEBHOOK_HOSTS = HOSTS
        with django_capture_on_commit_callbacks(execute=True):
            registered(town)
        (at_once,) = waiting()
        assert at_once.run_after.year == 9999  # at once, as the library has it

        with django_capture_on_commit_callbacks(execute=True):
            jobs.tell.func()
            jobs.tell.func()

        assert len(other.got) == 2 and [one.run_after for one in waiting()].count(NOON + PAUSES[0]) == 1


def waiting() -> list[DBTaskResult]:
    """What lies in the queue for us."""
    return list(DBTaskResult.objects.filter(status="READY", task_path__endswith="webhooks.jobs.tell"))


class TestWhereNothingIsSent:
    def test_is_every_address_that_is_not_https_of_a_named_host(self, town: Town) -> None:
        found = []
        for url, _why in BAD:
            with pytest.raises(BadAddress) as refused:
                address_of(url, HOSTS)
            found.append((url, str(refused.value)))
            with pytest.raises(Unfit):
                made(town, address=url)
        assert found == BAD and not Webhook.objects.exists()
        for text in ("localhost", "10.1.2.3", "a b.example", "x.example@nowhere"):
            with pytest.raises(ValueError):
                named(text)

    def test_is_inside_this_house_whatever_a_name_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        tried, gateway = list[str](), Https()
        monkeypatch.setattr(socket, "create_connection", lambda where, _wait: tried.append(where[0]) or _fail())
        for inside in (
            "127.0.0.1",
            "10.0.0.8",
            "169.254.169.254",
            "::1",
            "fd00::1",
            "::ffff:192.168.0.1",
            "0.0.0.0",
            "100.64.0.1",
        ):
            rows = [(0, 0, 0, "", (one, 443)) for one in ("93.184.216.34", inside)]
            monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, rows=rows, **_k: rows)
            with pytest.raises(GatewayAway, match="NotAllowedThere"):
                gateway.send(Address("hooks.example", 443, "/"), b"", {})
        assert tried == []
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", ("10.1.2.3", 443))])
        with pytest.raises(GatewayAway):
            gateway.send(Address("oa.example", 443, "/", "10.1.2.3"), b"", {})
        assert tried == ["10.1.2.3"]

    def test_is_everywhere_while_the_site_names_no_host(self, town: Town, settings: Any) -> None:
        made(town)
        settings.WEBHOOK_HOSTS = {}
        registered(town)

        assert jobs.tell_now() is None and not WebhookNotice.objects.exists()
        with pytest.raises(Unfit, match="没有准许"):
            made(town, address="https://oa.example/")


def _fail() -> Any:
    raise ConnectionRefusedError


@pytest.mark.thorough
class TestOnTheWire:
    def test_a_notice_arrives_over_tls_under_the_name_of_the_certificate_and_follows_no_redirect(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A server on this machine, reached because its name is fixed to this address."""
        authority = certified(tmp_path, "hooks.example")
        got: list[tuple[str, bytes]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(302 if self.path == "/away" else 200)
                self.send_header("Location", "https://hooks.example/else")
                self.end_headers()

            def log_message(self, *_words: Any) -> None:
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda *_a, **_k: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        )
        try:

            def send(host: str, path: str, with_authority: str) -> int:
                return Https(with_authority).send(
                    Address(host, port, path, "127.0.0.1"), b"{}", {"webhook-id": "msg_1"}
                )

            assert [send("hooks.example", path, str(authority)) for path in ("/here", "/away")] == [200, 302]
            with pytest.raises(GatewayAway, match="SSLCertVerificationError"):
                send("other.example", "/", str(authority))
            with pytest.raises(GatewayAway, match="SSLCertVerificationError"):
                send("hooks.example", "/", "")
            assert got == [("/here", b"{}"), ("/away", b"{}")]
        finally:
            server.shutdown()
            server.server_close()
