"""不连外面: the guard over all tests holds, and says so where it is broken."""

import socket
import urllib.request

import pytest

from tests import outside


def test_a_connection_to_another_machine_is_refused_and_noticed() -> None:
    for attempt in (
        lambda: socket.create_connection(("192.0.2.1", 80), 0.1),
        lambda: urllib.request.urlopen("http://lianxin.example/", timeout=0.1),
        lambda: socket.getaddrinfo("lianxin.example", 443),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("198.51.100.7", 53)),
        lambda: socket.socket(socket.AF_INET6).connect_ex(("2001:db8::1", 80)),
    ):
        with pytest.raises(OSError, match="连了外面"):
            attempt()
    assert outside.asked == ["192.0.2.1", "lianxin.example", "lianxin.example", "198.51.100.7", "2001:db8::1"]
    outside.asked.clear()


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), 1).close()
    assert outside.is_here("::1") and outside.is_here("localhost") and not outside.is_here("10.0.0.1")
