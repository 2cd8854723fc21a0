"""总门: one address for all counties; by the name that was asked for, a request goes to that county's own server. No Django.

It knows names and doors, no county's keys, no session and no record, and writes no log. What a request says of its way
is believed from the proxies of LIANXIN_PROXIES alone and said anew; the county's server looks at the name once more.
"""

import http.client
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lianxin.project.counties import page, register
from lianxin.project.counties.register import House
from lianxin.project.counties.surroundings import trusted
from lianxin.pure.nets import is_loopback, is_within, nets

Environ = Mapping[str, Any]
Start = Callable[[str, list[tuple[str, str]]], object]
SECONDS = 300.0  # a large export or a PDF takes a while
BLOCK = 65_536
SAFE = "/:@!$&'()*+,;=-._~"
#: of one connection, not of the request (RFC 9110 §7.6.1), and what the gate says itself
DROPPED = frozenset((
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade", "expect", "forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host",
    "x-forwarded-port", "x-real-ip", "x-remote-user", "remote-user", "content-length", "content-type", "host",
))  # fmt: skip
CLAIMS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_REAL_IP", "HTTP_FORWARDED")
BACK_DROPPED = frozenset(
    ("connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "date", "server")
)


class Gate:
    """总门, over a register that is read again when it was written."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self.environment = environment
        self.proxies = nets(trusted(environment))
        self.file = register.place(environment) / register.FILE
        self._read: tuple[int, tuple[House, ...]] = (-1, ())

    @property
    def houses(self) -> tuple[House, ...]:
        """The counties of this moment."""
        written = _written(self.file)
        if written != self._read[0]:
            with suppress(register.Unfit):  # somebody wrote in it by hand: what was known holds on
                self._read = (written, register.read(self.environment))
        return self._read[1]

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        host = str(environ.get("HTTP_HOST", ""))
        house = register.asked(self.houses, host)
        if house is None:
            return self._choose(environ, host, start)
        if self._is_plain_between(environ):
            return _told(start, "403 Forbidden", page.in_clear(), environ)
        connection = http.client.HTTPConnection("127.0.0.1", house.port, timeout=SECONDS)
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # an answer that comes before the body was taken
                self._send(connection, environ, host)
            answer = connection.getresponse()
        except (OSError, http.client.HTTPException):
            connection.close()
            return _told(start, "503 Service Unavailable", page.resting(house), environ, ("Retry-After", "60"))
        headers = [(name, told) for name, told in answer.getheaders() if name.lower() not in BACK_DROPPED]
        start(f"{answer.status} {answer.reason or 'OK'}", headers)
        return _body(answer, connection)

    def _choose(self, environ: Environ, host: str, start: Start) -> Iterable[bytes]:
        port = host.rpartition(":")[2] if ":" in host.rpartition("]")[2] else ""
        told = page.choosing(self.houses, f":{port}" if port.isdecimal() and port.isascii() else "")
        status = "200 OK" if environ.get("PATH_INFO", "/") == "/" else "404 Not Found"
        return _told(start, status, told, environ)

    def _send(self, connection: http.client.HTTPConnection, environ: Environ, host: str) -> None:
        """The request once more, with what is known of its way."""
        target = quote(str(environ.get("PATH_INFO", "/")).encode("latin-1"), safe=SAFE)
        query = str(environ.get("QUERY_STRING", ""))
        method = str(environ["REQUEST_METHOD"])
        connection.putrequest(
            method, f"{target}?{query}" if query else target, skip_host=True, skip_accept_encoding=True
        )
        connection.putheader("Host", host)
        for name, told in _headers(environ):
            connection.putheader(name, told)
        for name, told in self._way(environ):
            connection.putheader(name, told)
        if told := str(environ.get("CONTENT_TYPE", "")):
            connection.putheader("Content-Type", told)
        length = str(environ.get("CONTENT_LENGTH", ""))
        if length.isdecimal() and length.isascii():
            connection.putheader("Content-Length", length)
            connection.endheaders()
            for block in _blocks(environ["wsgi.input"], int(length)):
                connection.send(block)
        elif "HTTP_TRANSFER_ENCODING" in environ:
            connection.putheader("Transfer-Encoding", "chunked")
            connection.endheaders(_blocks(environ["wsgi.input"], None), encode_chunked=True)
        else:
            connection.endheaders()

    def _way(self, environ: Environ) -> list[tuple[str, str]]:
        """从哪里来, 是不是 TLS: what our own proxies say, else what is seen here; of this very machine there is nothing to say."""
        peer, scheme, chain = str(environ.get("REMOTE_ADDR", "")), str(environ.get("wsgi.url_scheme", "http")), ""
        if is_within(peer, self.proxies):
            chain = str(environ.get("HTTP_X_FORWARDED_FOR", ""))
            scheme = _said_scheme(environ) or scheme
        elif is_loopback(peer) and scheme == "http" and not any(name in environ for name in CLAIMS):
            return []
        return [("X-Forwarded-For", f"{chain}, {peer}" if chain else peer), ("X-Forwarded-Proto", scheme)]

    def _is_plain_between(self, environ: Environ) -> bool:
        """A proxy on another machine that hands over in clear what came by TLS, as `web/ui/secure.py` has it."""
        peer = str(environ.get("REMOTE_ADDR", ""))
        if self.environment.get("LIANXIN_PLAIN") in ("1", "inside") or not is_within(peer, self.proxies):
            return False
        return _said_scheme(environ) == "https" != environ.get("wsgi.url_scheme") and not is_loopback(peer)


def _said_scheme(environ: Environ) -> str:
    said = str(environ.get("HTTP_X_FORWARDED_PROTO", "")).rsplit(",", 1)[-1].strip().lower()
    return said if said in ("http", "https") else ""


def _headers(environ: Environ) -> Iterator[tuple[str, str]]:
    for name, told in environ.items():
        if name.startswith("HTTP_") and (plain := name[5:].replace("_", "-").lower()) not in DROPPED:
            yield plain, str(told)


def _blocks(source: Any, length: int | None) -> Iterator[bytes]:
    """The body piece by piece; one that ends too early ends the request."""
    left = length
    while left is None or left > 0:
        block = source.read(BLOCK if left is None else min(BLOCK, left))
        if not block:
            if left:
                raise http.client.IncompleteRead(b"", left)
            return
        left = None if left is None else left - len(block)
        yield block


def _body(answer: http.client.HTTPResponse, connection: http.client.HTTPConnection) -> Iterator[bytes]:
    try:
        while block := answer.read1(BLOCK):
            yield block
    finally:
        connection.close()


def _told(start: Start, status: str, body: bytes, environ: Environ, *more: tuple[str, str]) -> Sequence[bytes]:
    start(status, [*page.HEADERS, ("Content-Length", str(len(body))), *more])
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


application = Gate()
