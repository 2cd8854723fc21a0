"""两个地址, 日志送出去, 密钥只给自己: what a site may set apart, and that it is then really apart."""

import logging
import socket
import ssl
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from lianxin.project import prepare, tls
from lianxin.web.ui.log_line import Away
from tests.house import source

PEOPLE, OFFICE = "lianxin.example.cn", "office.example.cn"


class TestTwoNames:
    @pytest.mark.thorough
    @override_settings(ALLOWED_HOSTS=[PEOPLE, OFFICE], PUBLIC_HOSTS=[PEOPLE])
    def test_of_the_residents_answers_nothing_of_the_office(self, town: Any) -> None:
        client, given = Client(HTTP_HOST=PEOPLE), {"login": "qgb", "password": "Lianxin-2026"}
        assert client.get("/public/").status_code == 200 and client.get(reverse("public:submit")).status_code == 200
        for page in (
            "/accounts/login/",
            "/accounts/2fa/",
            "/today/",
            "/concerns/",
            "/setup/",
            "/ui/me/",
            "/accounts/logout/",
        ):
            assert client.get(page).status_code == 404, page
        assert client.post("/accounts/login/", given).status_code == 404

        office = Client(HTTP_HOST=OFFICE)
        assert office.post("/accounts/login/", given).status_code == 302 and office.get("/today/").status_code == 200
        office.defaults["HTTP_HOST"] = PEOPLE
        assert office.get("/today/").status_code == 404, "with the office's cookie as well"

    def test_are_one_where_nothing_is_said(self, town: Any) -> None:
        assert Client().get("/accounts/login/").status_code == 200


class Server:
    """A log server of the site: keeps what comes by TLS."""

    def __init__(self, own: tls.Tls) -> None:
        self.seen, self.line = b"", socket.create_server(("127.0.0.1", 0))
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(own.chain, own.key)
        self.place = f"127.0.0.1:{self.line.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self) -> None:
        while True:
            try:
                come, _address = self.line.accept()
                with self.context.wrap_socket(come, server_side=True) as sealed:
                    while part := sealed.recv(4096):
                        self.seen += part
            except (ssl.SSLError, ConnectionError):
                continue
            except OSError:
                return

    def waits_for(self, words: bytes, seconds: float = 5) -> bool:
        deadline = time.monotonic() + seconds
        while words not in self.seen and time.monotonic() < deadline:
            time.sleep(0.02)
        return words in self.seen


class TestTheLogServer:
    @pytest.fixture
    def own(self, tmp_path: Path) -> tls.Tls:
        return tls.own(tmp_path, ["127.0.0.1"], datetime.now(UTC))

    @staticmethod
    def say(handler: Away, words: str) -> None:
        handler.handle(logging.LogRecord("lianxin", logging.WARNING, "", 0, words, None, None))

    def test_gets_each_line_by_tls(self, own: tls.Tls) -> None:
        server = Server(own)
        handler = Away(server.place, str(own.trust))
        for word in ("refused one", "拒绝两次"):
            self.say(handler, word)

        assert server.waits_for("拒绝两次".encode())
        first = b"<134>1 - - lianxin - - - refused one"
        assert server.seen.startswith(b"%d %s" % (len(first), first))
        server.line.close()

    def test_that_is_not_ours_gets_nothing_and_nobody_waits(
        self, own: tls.Tls, tmp_path: Path, monkeypatch: Any
    ) -> None:
        server, other = Server(own), tls.own(tmp_path / "other", ["127.0.0.1"], datetime.now(UTC))
        handler = Away(server.place, str(other.trust))
        handler.waiting.maxsize = 2
        began = time.monotonic()
        for _n in range(50):
            self.say(handler, "refused")

        assert time.monotonic() - began < 2 and not server.waits_for(b"refused", 0.5) and handler.lost > 0
        server.line.close()

    def test_is_asked_only_where_it_is_named(self) -> None:
        told = (source.SRC / "project" / "settings.py").read_text("utf-8")

        assert 'if os.environ.get("LIANXIN_LOG_TO"):' in told and told.count("log_line.Away") == 1


def test_keys_that_others_could_read_are_made_ones_own_at_the_start(tmp_path: Path, settings: Any, capsys: Any) -> None:
    settings.KEYS = tmp_path / "keys"
    (settings.KEYS / "fields").mkdir(parents=True, mode=0o755)
    for name in ("pepper", "fields/1"):
        (settings.KEYS / name).write_text("x")
        (settings.KEYS / name).chmod(0o644)
    settings.KEYS.chmod(0o755)

    prepare.tighten()

    found = {one.name: one.stat().st_mode & 0o777 for one in (settings.KEYS, *settings.KEYS.rglob("*"))}
    assert (
        found == {"keys": 0o700, "fields": 0o700, "pepper": 0o600, "1": 0o600} and "pepper" in capsys.readouterr().out
    )
    prepare.tighten()
    assert capsys.readouterr().out == ""
