"""邮箱网关: fetch what is new from a mailbox over IMAP and TLS. What was taken is marked there and stays there."""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from typing import Any

from lianxin.base.gateways import lines
from lianxin.base.gateways.lines import Account
from lianxin.base.gateways.terms import GatewayAway

MOST_BYTES, AT_ONCE = 8 * 1024 * 1024, 50
_LITERAL = MOST_BYTES + 64 * 1024
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")


class _Box(imaplib.IMAP4):
    """The protocol over a connection that was looked at; no literal is longer than a letter may be."""

    def __init__(self, account: Account, context: ssl.SSLContext) -> None:
        self._account, self._tls = account, context
        super().__init__(account.address.host, account.address.port, lines.STEP)

    def _create_socket(self, _timeout: float | None) -> socket.socket:
        return self._tls.wrap_socket(lines.opened(self._account.address), server_hostname=self._account.address.host)

    def read(self, size: int) -> bytes:
        if size > _LITERAL:
            raise self.abort("literal too long")
        return super().read(size)


class Imap:
    """一个邮箱: `after` is where letters go that were taken in; empty: they stay and are marked as read."""

    def __init__(self, account: Account, *, authority: str = "", after: str = "") -> None:
        self.account, self.after = account, after
        self.context = lines.context_of(authority)

    def letters(self) -> Iterator[tuple[bytes, bool]]:
        """New letters one by one; each is marked when the next is asked for, so that one that was not kept comes again.

        Raises GatewayAway. Of a letter that is too long its head alone comes, and False beside it.
        """
        try:
            box = _Box(self.account, self.context)
        except (imaplib.IMAP4.error, OSError, ValueError) as problem:
            raise GatewayAway(type(problem).__name__) from problem
        try:
            yield from self._each(box)
        except (imaplib.IMAP4.error, OSError, ValueError) as problem:
            raise GatewayAway(
                "Refused" if isinstance(problem, imaplib.IMAP4.error) else type(problem).__name__
            ) from problem
        finally:
            _left(box)

    def _each(self, box: _Box) -> Iterator[tuple[bytes, bool]]:
        box.login(self.account.user, self.account.word)
        _told(box.select(_quoted(self.account.folder or "INBOX")))
        found = _told(box.uid("SEARCH", "UNSEEN"))[0] or b""
        for uid in [one.decode("ascii") for one in found.split()[:AT_ONCE] if one.isdigit()]:
            yield self._one(box, uid)
            self._mark(box, uid)

    def _one(self, box: _Box, uid: str) -> tuple[bytes, bool]:
        size = _SIZE.search(_flat(_told(box.uid("FETCH", uid, "(RFC822.SIZE)"))))
        is_long = size is None or int(size[1]) > MOST_BYTES
        told = _told(box.uid("FETCH", uid, "(BODY.PEEK[HEADER])" if is_long else "(BODY.PEEK[])"))
        data = next((one[1] for one in told if isinstance(one, tuple) and len(one) > 1), b"")
        return bytes(data), not is_long

    def _mark(self, box: _Box, uid: str) -> None:
        _told(box.uid("STORE", uid, "+FLAGS.SILENT", "(\\Seen)"))
        if self.after and "MOVE" in box.capabilities:
            _told(box.uid("MOVE", uid, _quoted(self.after)))


def _told(answer: tuple[str, list[Any]]) -> list[Any]:
    kind, said = answer
    if kind != "OK":
        raise imaplib.IMAP4.error("refused")
    return said


def _flat(told: list[Any]) -> bytes:
    return b" ".join(one[0] if isinstance(one, tuple) else one for one in told if one)


def _quoted(folder: str) -> str:
    """The name of a folder as the protocol takes it; modified UTF-7 is the site's to write."""
    plain = "".join(one for one in folder if one.isascii() and one.isprintable())
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _left(box: _Box) -> None:
    try:
        box.logout()
    except (imaplib.IMAP4.error, OSError, ValueError):
        box.shutdown()
