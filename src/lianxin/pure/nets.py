"""网段: whether an address lies in one of several nets, and whose address a chain of proxies tells of.

>>> ours = nets("10.0.0.0/24, ::1")
>>> is_within("10.0.0.7", ours), is_within("::ffff:10.0.0.7", ours), is_within("10.0.1.7", ours), is_within("", ours)
(True, True, False, False)
>>> sender("10.0.0.7", "203.0.113.9, 192.0.2.4, 10.0.0.8", ours)
'192.0.2.4'
>>> sender("10.0.0.7", "", ours), sender("10.0.0.7", "192.0.2.4, unknown", ours)
('10.0.0.7', '10.0.0.7')

It does not resolve names.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Net = IPv4Network | IPv6Network


def nets(text: str) -> tuple[Net, ...]:
    """The addresses and nets of a list with commas. Raises ValueError for what is neither."""
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def is_within(address: str, known: Sequence[Net]) -> bool:
    """Whether the address is in one of these nets; what is no address is in none."""
    found = _address(address)
    return found is not None and any(found in net for net in known)


def is_loopback(host: str) -> bool:
    """Whether a host's name or address can only mean this machine.

    >>> is_loopback("localhost"), is_loopback("[::1]"), is_loopback("127.0.0.9"), is_loopback("10.0.0.1"), is_loopback("")
    (True, True, True, False, False)
    """
    found = _address(host)
    return host == "localhost" or (found is not None and found.is_loopback)


def sender(peer: str, forwarded_for: str, known: Sequence[Net]) -> str:
    """Who sent it: from the nearest backwards the first that is no proxy of ours; what is no address ends the chain."""
    last = peer
    for part in reversed(forwarded_for.split(",")):
        found = _address(part.strip())
        if found is None:
            return last
        last = str(found)
        if not is_within(last, known):
            return last
    return last


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
