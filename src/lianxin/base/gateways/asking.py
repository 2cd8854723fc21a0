"""问一句: one question to a host that the site names, over TLS, and its short answer in JSON (ADR 0072, 0073).

By the rules of `lines`: the name is resolved once, every address is looked at, the certificate bears the name. No proxy,
no redirect, little read, and an end after seconds whatever the other side does, a letter at a time as well.
"""

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from lianxin.base.gateways import lines
from lianxin.base.gateways.terms import GatewayAway
from lianxin.pure.webhooks import Address

STEP, WHOLE = 5.0, 10.0  # seconds for one step, and for all of it
MOST_READ = 256 * 1024


class _Connection(http.client.HTTPSConnection):
    """To an address that was looked at, under the name that the certificate must bear."""

    def __init__(self, address: Address, where: str, context: ssl.SSLContext) -> None:
        super().__init__(address.host, address.port, timeout=STEP, context=context)
        self._where, self._tls = where, context

    def connect(self) -> None:
        plain = socket.create_connection((self._where, self.port), STEP)
        held = self._tls.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = held  # before the greeting, so that this too can be cut
        held.do_handshake()

    def cut(self) -> None:
        """Whatever is being waited for ends now."""
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def ask(
    address: Address, context: ssl.SSLContext, *, form: str | None = None, heads: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The object that the other side answered; `form` is sent where it is given. Raises GatewayAway with a word."""
    connection = _Connection(address, lines.found(address), context)
    end = threading.Timer(WHOLE, connection.cut)
    end.start()
    try:
        told = {"Accept": "application/json", **(heads or {})}
        if form is not None:
            told["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if form is None else "POST", address.path, form, told)
        answer = connection.getresponse()
        data = answer.read(MOST_READ + 1)
        return _read(answer.status, data)
    except GatewayAway:
        raise
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise GatewayAway(type(problem).__name__) from problem
    finally:
        end.cancel()
        connection.close()


def _read(status: int, data: bytes) -> dict[str, Any]:
    if 300 <= status < 400:
        raise GatewayAway("Redirected")
    if status != 200:
        raise GatewayAway("Refused" if 400 <= status < 500 else "Broken")
    if len(data) > MOST_READ:
        raise GatewayAway("TooLong")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise GatewayAway("NoAnswer") from None
    if not isinstance(found, dict):
        raise GatewayAway("NoAnswer")
    return found
