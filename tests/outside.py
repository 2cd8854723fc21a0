"""不连外面: no test, and nothing that a test starts in this process, asks another machine (security.md §5, SSRF).

Connections to this machine and to local sockets pass; any other, and any look-up of a name, is refused and makes the
test fail, also where the program would have swallowed the refusal.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

HERE = {"localhost", "", "0.0.0.0", "::", socket.gethostname()}  # noqa: S104
_PLAIN: dict[str, Any] = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex", "sendto")}
_LOOK_UP = socket.getaddrinfo


class AskedOutside(ConnectionError):
    """连了外面: where to."""


#: where this process wanted to go since it was last looked at
asked: list[str] = []


def is_here(host: object) -> bool:
    """Whether this is the machine itself."""
    name = host.decode() if isinstance(host, bytes) else str(host if host is not None else "")
    if name in HERE:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _demand_here(address: object) -> None:
    if isinstance(address, tuple) and not is_here(address[0]):
        asked.append(str(address[0]))
        raise AskedOutside(f"测试里连了外面：{address[0]}")


def _guarded(plain: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *given: Any) -> Any:
        _demand_here(given[-1] if given else None)
        return plain(self, *given)

    return guarded


def _look_up(host: Any, *given: Any, **named: Any) -> Any:
    _demand_here((host,))
    return _LOOK_UP(host, *given, **named)


@contextmanager
def nobody_is_asked() -> Iterator[None]:
    """As long as this lasts, the process reaches itself alone."""
    for name, plain in _PLAIN.items():
        setattr(socket.socket, name, _guarded(plain))
    socket.getaddrinfo = _look_up
    try:
        yield
    finally:
        for name, plain in _PLAIN.items():
            setattr(socket.socket, name, plain)
        socket.getaddrinfo = _LOOK_UP
