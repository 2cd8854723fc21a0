"""断线: a line between browser and server that breaks where it is told to. Plain HTTP/1.1, one thread per connection.

Where it can break: before a request reaches the server; in the middle of its body; when the server has the whole of it
and works on it; when the server has answered, that is committed, and nothing of the answer has come back; in the middle
of the answer.
"""

import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

BEFORE, IN_BODY, AT_WORK, ANSWERED, IN_ANSWER = "before", "in body", "at work", "answered", "in answer"
PLACES = (BEFORE, IN_BODY, AT_WORK, ANSWERED, IN_ANSWER)
Cut = Callable[[bytes], tuple[str, float] | None]


class Line:
    """一条线路: `decide(head)` says for each request whether and where the line breaks (and at which share of it)."""

    def __init__(self, server: str, decide: Cut) -> None:
        parts = urlsplit(server)
        self.to, self.decide, self.is_dead = (str(parts.hostname), int(parts.port or 80)), decide, False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self.listener.close()

    def _listen(self) -> None:
        while True:
            try:
                browser, _where = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(browser,), daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        with browser:
            browser.settimeout(30)
            try:
                while self._pass_on(browser):
                    pass
            except OSError:
                return

    def _pass_on(self, browser: socket.socket) -> bool:
        """One request and its answer; False where the connection is over."""
        head, rest = _head(browser)
        if not head or self.is_dead:
            return False
        cut, share = self.decide(head) or ("", 0.0)
        if cut == BEFORE:
            return False
        length = _length(head)
        with socket.create_connection(self.to, timeout=30) as server:
            server.sendall(_once(head))
            body = rest
            while len(body) < length:
                body += browser.recv(min(65536, length - len(body)))
            if cut == IN_BODY:
                server.sendall(body[: int(len(body) * share)])
                return False
            server.sendall(body)
            if cut == AT_WORK:
                return False
            answer = b"".join(iter(lambda: server.recv(65536), b""))  # it closes when it is done
        if cut == ANSWERED:
            return False
        browser.sendall(answer[: int(len(answer) * share)] if cut == IN_ANSWER else answer)
        return False


def _head(browser: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        part = browser.recv(65536)
        if not part:
            return b"", b""
        data += part
    head, _end, rest = data.partition(b"\r\n\r\n")
    return head + b"\r\n\r\n", rest


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            return int(line.split(b":")[1])
    return 0


def _once(head: bytes) -> bytes:
    """The head with which the server closes after its answer, and so does the browser."""
    lines = [line for line in head.rstrip(b"\r\n").split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n"
