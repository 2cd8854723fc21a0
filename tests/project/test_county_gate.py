"""总门: each request goes to the county whose name it bears, unchanged but for what it claims of its way."""

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from lianxin.project import serve
from lianxin.project.counties import adding, page, register
from lianxin.project.counties.gate import Gate
from lianxin.project.counties.register import House, Unfit


class Echo(BaseHTTPRequestHandler):
    """A county's server: says which one it is and what has come."""

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length) if length else self._chunks()
        told = {"county": self.server.server_address[1], "path": self.path, "method": self.command, "body": body.decode(),
                "headers": [[name.lower(), value] for name, value in self.headers.items()]}  # fmt: skip
        sent = json.dumps(told).encode()
        self.send_response(302 if self.path.startswith("/moved") else 200)
        for name, value in (
            ("Set-Cookie", "a=1"),
            ("Set-Cookie", "b=2"),
            ("Connection", "close"),
            ("Location", "/there/"),
        ):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else sent)

    do_POST = do_HEAD = do_GET

    def _chunks(self) -> bytes:
        found = b""
        while self.headers.get("Transfer-Encoding") == "chunked" and (size := int(self.rfile.readline(), 16)):
            found += self.rfile.read(size)
            self.rfile.readline()
        return found

    def log_message(self, *_words: Any) -> None:
        """Nothing."""


@pytest.fixture
def counties(machine: Path) -> Iterator[list[int]]:
    """Two counties that answer, and a third that does not; the ports of the first two."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Echo) for _one in range(2)]
    for one in servers:
        one.handle_error = lambda *_words: None  # type: ignore[method-assign]  # the gate left: it is what is tested
        threading.Thread(target=one.serve_forever, args=(0.01,), daemon=True).start()
    ports = [int(one.server_address[1]) for one in servers]
    register.write([
        House("定安县", "469021", (), ports[0], is_first=True), House("临江县", "469022", ("linjiang.example",), ports[1]),
        House("青<山>县", "469023", ("qingshan.example",), serve.free_port("127.0.0.1", 18900)),
    ])  # fmt: skip
    yield ports
    for one in servers:
        one.shutdown()
        one.server_close()


def ask(
    host: str, path: str = "/", *, method: str = "GET", body: bytes = b"", peer: str = "203.0.113.9", **more: str
) -> Any:
    """What the gate says: the status, the headers, the body."""
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": host, "REMOTE_ADDR": peer,
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), **({"CONTENT_LENGTH": str(len(body))} if body else {}), **more,
    }  # fmt: skip
    said: list[Any] = []
    found = b"".join(Gate()(environ, lambda status, headers: said.append((status, headers))))
    return said[0][0], said[0][1], found


def came(*words: Any, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ask(*words, **more)[2])
    return {**found, "headers": dict(found["headers"])}


class TestTheGate:
    def test_hands_each_request_to_the_county_whose_name_it_bears(self, counties: list[int]) -> None:
        first, second = counties

        assert came("dingan.example")["county"] == first and came("DINGAN.example.:8000")["county"] == first
        assert came("linjiang.example:8443", "/public/%e5/", QUERY_STRING="a=1&b=%2F")["county"] == second
        told = came(
            "linjiang.example", "/查询/".encode().decode("latin-1"), QUERY_STRING="a=1&b=%2F", HTTP_COOKIE="s=1"
        )
        assert told["path"] == "/%E6%9F%A5%E8%AF%A2/?a=1&b=%2F" and told["headers"]["cookie"] == "s=1"
        assert told["headers"]["host"] == "linjiang.example"
        for host in (
            "evil.example",
            "linjiang.example.evil.example",
            "xlinjiang.example",
            "",
            "127.0.0.1",
            "[::1]:8000",
        ):
            assert "请选择您所在的县" in ask(host)[2].decode(), host

    def test_shows_a_stranger_the_counties_and_nothing_of_them(self, counties: list[int]) -> None:
        status, headers, body = ask("10.1.2.3:8443")

        assert status == "200 OK" and ask("10.1.2.3", "/public/submit/")[0] == "404 Not Found"
        assert '<a href="//linjiang.example:8443/">临江县' in body.decode() and "青&lt;山&gt;县" in body.decode()
        assert "default-src 'none'" in dict(headers)["Content-Security-Policy"] and page.DIGEST in str(headers)
        assert '"//linjiang.example/"' in ask('x:1"><script>')[2].decode()
        assert ask("nobody.example", method="HEAD")[2] == b""

    def test_carries_bodies_answers_and_refusals_unchanged(self, counties: list[int]) -> None:
        big = b"x" * 300_000

        assert came("dingan.example", method="POST", body=big, CONTENT_TYPE="text/x")["body"] == big.decode()
        piece = came(
            "dingan.example",
            method="POST",
            **{"wsgi.input": io.BytesIO(b"y" * 99), "HTTP_TRANSFER_ENCODING": "chunked"},
        )
        assert piece["body"] == "y" * 99
        status, headers, body = ask("dingan.example", "/moved/")
        assert status == "302 Found" and ("Location", "/there/") in headers
        assert [told for name, told in headers if name == "Set-Cookie"] == ["a=1", "b=2"]
        assert not [name for name, _told in headers if name.lower() in ("connection", "server", "date")]
        assert ask("dingan.example", method="HEAD")[2] == b""

    def test_a_county_that_does_not_answer_gets_a_sentence_and_takes_no_other_with_it(
        self, counties: list[int]
    ) -> None:
        status, headers, body = ask("qingshan.example", method="POST", body=b"words")

        assert status == "503 Service Unavailable" and ("Retry-After", "60") in headers
        assert "青&lt;山&gt;县的服务暂时没有应答" in body.decode() and "没有提交" in body.decode()
        assert ask("dingan.example")[0] == "200 OK"

    def test_a_body_that_ends_too_early_is_not_handed_on_as_a_whole_one(self, counties: list[int]) -> None:
        assert ask("dingan.example", method="POST", body=b"short", CONTENT_LENGTH="9")[0].startswith("503")

    def test_believes_nobody_about_the_way_but_the_proxies(self, counties: list[int], monkeypatch: Any) -> None:
        forged = {"HTTP_X_FORWARDED_FOR": "10.0.0.1", "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_REAL_IP": "10.0.0.1",
                  "HTTP_FORWARDED": "for=10.0.0.1", "HTTP_X_FORWARDED_HOST": "linjiang.example", "HTTP_CONNECTION": "x"}  # fmt: skip

        told = came("dingan.example", **forged)["headers"]
        assert told["x-forwarded-for"] == "203.0.113.9" and told["x-forwarded-proto"] == "http"
        assert not {"x-real-ip", "forwarded", "x-forwarded-host", "connection"} & {*told}
        assert came("dingan.example", peer="127.0.0.1", **forged)["headers"]["x-forwarded-for"] == "127.0.0.1"
        assert "x-forwarded-for" not in came("dingan.example", peer="127.0.0.1")["headers"], "this machine itself"
        monkeypatch.setenv("LIANXIN_PROXIES", "192.0.2.0/24,127.0.0.1")
        told = came("dingan.example", peer="127.0.0.1", **forged)["headers"]
        assert told["x-forwarded-for"] == "10.0.0.1, 127.0.0.1" and told["x-forwarded-proto"] == "https"
        assert ask("dingan.example", peer="192.0.2.7", **forged)[0] == "403 Forbidden", "TLS ended on another machine"
        monkeypatch.setenv("LIANXIN_PLAIN", "inside")
        assert came("dingan.example", peer="192.0.2.7", **forged)["headers"]["x-forwarded-for"] == "10.0.0.1, 192.0.2.7"

    def test_knows_a_county_that_was_added_meanwhile(self, counties: list[int]) -> None:
        gate = Gate()
        assert len(gate.houses) == 3
        whole = (register.place() / register.FILE).read_text()
        (register.place() / register.FILE).write_text(whole[:40])
        assert len(gate.houses) == 3, "somebody spoiled it by hand"
        with pytest.raises(Unfit, match="不要手改"):
            register.read()
        (register.place() / register.FILE).write_text(whole)
        adding.add(name="白沙县", code="469030", hosts=["baisha.example"])
        assert [one.name for one in gate.houses][-1] == "白沙县"
