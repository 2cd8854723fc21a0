"""网络通知的网关: the one place of this house that opens a connection to another machine, and only to hosts that the site names.

The name is resolved once, every address it gives is looked at, and the connection goes to the one that was looked at: a
name that answers otherwise the second time gains nothing. TLS with the name checked, no proxy, no redirect, nothing sent
but the body, little read, and an end after seconds whatever the other side does (ADR 0068).
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping

from lianxin.base.gateways.terms import GatewayAway
from lianxin.pure.webhooks import Address, may_lead_to

STEP, WHOLE = 5.0, 15.0  # seconds for one step, and for all of it
MOST_READ = 1024


class _Connection(http.client.HTTPSConnection):
    """To an address that was looked at, under the name that the certificate must bear."""

    def __init__(self, host: str, port: int, where: str, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=STEP, context=context)
        self._where, self._tls = where, context

    def connect(self) -> None:
        plain = socket.create_connection((self._where, self.port), STEP)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


class Https:
    """Send a body; `authority` is a file with the certificate of the site's own authority, where it has one."""

    def __init__(self, authority: str = "") -> None:
        self.context = ssl.create_default_context(cafile=authority or None)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2

    def send(self, address: Address, body: bytes, headers: Mapping[str, str]) -> int:
        """The status that the other side answered. Raises GatewayAway where none came."""
        connection = _Connection(address.host, address.port, self._found(address), self.context)
        end = threading.Timer(WHOLE, self._cut, [connection])
        end.start()
        try:
            connection.request("POST", address.path, body, dict(headers))
            answer = connection.getresponse()
            answer.read(MOST_READ)
            return int(answer.status)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise GatewayAway(type(problem).__name__) from problem
        finally:
            end.cancel()
            connection.close()

    @staticmethod
    def _cut(connection: http.client.HTTPSConnection) -> None:
        sock: socket.socket | None = connection.sock
        if sock is not None:
            sock.close()

    @staticmethod
    def _found(address: Address) -> str:
        """Where the name leads; every address that it gives must be one that it may lead to."""
        try:
            rows = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
        except OSError as problem:
            raise GatewayAway("NoSuchHost") from problem
        found = [str(row[4][0]) for row in rows]
        if not found or not all(may_lead_to(address, one) for one in found):
            raise GatewayAway("NotAllowedThere")
        return found[0]
