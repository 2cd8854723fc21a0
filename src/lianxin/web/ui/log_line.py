"""日志送出去: each line of the process log also goes to the site's log server, by TLS (RFC 5425), where the site named one.

A line is lost rather than a page kept waiting: a thread of its own sends, what does not fit into its queue is counted and
told when the line is back. The certificate of the log server is looked at; without TLS nothing is sent.
"""

import logging
import queue
import socket
import ssl
import threading
from contextlib import suppress

MOST, SECONDS, PRIORITY = 5000, 10, 134  # local0.info


class Away(logging.Handler):
    """日志服务器: "host:port" and, where the world does not vouch for it, a file with its authority."""

    def __init__(self, place: str, authority: str = "") -> None:
        super().__init__()
        host, _colon, port = place.rpartition(":")
        self.host, self.port = host.strip("[]"), int(port)
        self.context = ssl.create_default_context(cafile=authority or None)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.waiting: queue.Queue[str] = queue.Queue(MOST)
        self.lost, self.started = 0, False

    def emit(self, record: logging.LogRecord) -> None:
        if not self.started:  # in the process that logs, not in the one that forks
            self.started = True
            threading.Thread(target=self._send, name="log-line", daemon=True).start()
        try:
            self.waiting.put_nowait(self.format(record))
        except queue.Full:
            self.lost += 1

    def _send(self) -> None:
        while True:
            first = self.waiting.get()
            with suppress(OSError), self._line() as line:
                while True:
                    line.sendall(self._framed(first))
                    first = self.waiting.get()
            self.lost += 1  # the one that was under way

    def _line(self) -> ssl.SSLSocket:
        plain = socket.create_connection((self.host, self.port), SECONDS)
        return self.context.wrap_socket(plain, server_hostname=self.host)

    def _framed(self, words: str) -> bytes:
        lost, self.lost = self.lost, 0
        told = f"<{PRIORITY}>1 - - lianxin - - - {words}" + (f" lost={lost}" if lost else "")
        return f"{len(told.encode())} {told}".encode()
