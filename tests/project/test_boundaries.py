"""报文的边界: the server that is started takes no request whose end can be read in two ways (ASVS 4.2.1: smuggling).

Each line is sent as bytes, with a second request behind it for a page that only a smuggler would reach.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from lianxin.project import serve

APP = """
def app(environ, start):
    environ["wsgi.input"].read()
    start("200 OK", [("Content-Type", "text/plain"), ("X-Path", environ["PATH_INFO"])])
    return [b"seen"]
"""
HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n"
SMUGGLED = {
    "length and chunks": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 0\r\nContent-Length: 34\r\n\r\n",
    "a length with a sign": b"Content-Length: +0\r\n\r\n",
    "a length in another base": b"Content-Length: 0x0\r\n\r\n",
    "a list of lengths": b"Content-Length: 0, 34\r\n\r\n",
    "chunks spelt otherwise": b"Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n",
    "chunks not last": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a folded line": b"Transfer-Encoding:\r\n chunked\r\nContent-Length: 0\r\n\r\n",
    "a blank before the colon": b"Content-Length : 0\r\n\r\n",
    "a bare return": b"X: a\rContent-Length: 34\r\n\r\n",
    "a chunk of no size": b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "a chunk of too large a size": b"Transfer-Encoding: chunked\r\n\r\n1ffffffffffffffff\r\n\r\n",
    "a nought in a name": b"Content-\0Length: 0\r\n\r\n",
}

#: whose head is plain: the page is asked with what could be read, and the line is cut behind it
READ = ("length and chunks", "a chunk of no size", "a chunk of too large a size")


@pytest.fixture(scope="module")
def port(tmp_path_factory: Any) -> Iterator[int]:
    """The web server as `lianxin serve` starts it, with a page that says which address was asked for."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "path.py").write_text(APP, "utf-8")
    number = serve.free_port("127.0.0.1", 18543)
    told = {**os.environ, "PYTHONPATH": str(folder)}
    child = subprocess.Popen(
        [sys.executable, *serve.web_arguments("127.0.0.1", number, 1, 1, None, "path:app")], env=told
    )
    try:
        deadline = time.monotonic() + 60
        while (
            b" 200 " not in _said(number, b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            and time.monotonic() < deadline
        ):
            time.sleep(0.1)
        yield number
    finally:
        child.terminate()
        child.wait(20)


def _said(port: int, sent: bytes) -> bytes:
    found = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as line:
            line.settimeout(0.4)
            line.sendall(sent)
            while part := line.recv(4096):
                found += part
    except OSError:
        pass
    return found


def _paths(answers: bytes) -> list[bytes]:
    return [line[8:] for line in answers.split(b"\r\n") if line.lower().startswith(b"x-path: ")]


def test_one_that_is_plain_is_answered_and_so_is_the_next(port: int) -> None:
    whole = b"POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" + HIDDEN

    assert _paths(_said(port, whole)) == [b"/form", b"/hidden"], "what the tests below look for can be seen"


@pytest.mark.parametrize("kind", SMUGGLED)
def test_one_whose_end_is_doubtful_brings_nothing_in_behind_it(port: int, kind: str) -> None:
    answers = _said(port, b"POST /form HTTP/1.1\r\nHost: x\r\n" + SMUGGLED[kind] + HIDDEN)

    assert b"/hidden" not in _paths(answers), answers
    assert not _paths(answers) or kind in READ, answers


@pytest.mark.parametrize("first", [b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"G\0T / HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_what_is_no_request_is_no_request(port: int, first: bytes) -> None:
    assert b"/hidden" not in _paths(_said(port, first + HIDDEN))
