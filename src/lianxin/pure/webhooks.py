"""网络通知: an address that may be told, a list of hosts as a site writes it, and the signature (Standard Webhooks).

>>> hosts = named("hooks.example, oa.county.example@10.1.2.3")
>>> hosts["oa.county.example"], address_of("https://hooks.example/lianxin?x=1", hosts).port
('10.1.2.3', 443)
>>> signature("whsec_" + "MDEyMw==", "msg_1", 1700000000, b"{}")
'v1,Wd5WFyJwTvL6sLUDiouJtt2ye9e7IOTzWEbxdnEecJg='
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

MARK, BYTES = "whsec_", 24
_HOST = re.compile(r"(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,62}\.)+[a-z]{2,63}", re.ASCII)


class BadAddress(ValueError):
    """不能通知的地址: a word that says why: "form", "https", "host", "port"."""


@dataclass(frozen=True)
class Address:
    """一个地址: the host by its name, the port, and what is asked for there; `only` is where the name may lead, if that is fixed."""

    host: str
    port: int
    path: str
    only: str = ""


def named(text: str) -> dict[str, str]:
    """The hosts that a site names, by commas; `name@10.1.2.3` may lead to that one address alone, also a private one.

    Raises ValueError for what is no name of a host.
    """
    found: dict[str, str] = {}
    for part in filter(None, (one.strip().lower() for one in text.split(","))):
        name, _at, only = part.partition("@")
        if not _HOST.fullmatch(name):
            raise ValueError(f"不是主机名：{name}")
        found[name] = str(ip_address(only)) if only else ""
    return found


def address_of(url: str, hosts: Mapping[str, str]) -> Address:
    """The address that was written. Raises BadAddress unless it is https, of a named host, without a user and a fragment."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError:
        raise BadAddress("form") from None
    if parts.scheme != "https":
        raise BadAddress("https")
    if parts.username or parts.password or parts.fragment or not url.isascii() or re.search(r"[\s\\\x00-\x20]", url):
        raise BadAddress("form")
    if (host := (parts.hostname or "").lower()) not in hosts:
        raise BadAddress("host")
    if port != 443 and not 1024 <= port <= 65535:
        raise BadAddress("port")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(host, port, path, hosts[host])


def may_lead_to(address: Address, found: str) -> bool:
    """Whether the name may lead there: to the fixed address, else to the open net alone, never into this house or its nets.

    >>> plain, fixed = Address("a.example", 443, "/"), Address("a.example", 443, "/", "10.1.2.3")
    >>> [may_lead_to(plain, one) for one in ("93.184.216.34", "10.1.2.3", "127.0.0.1", "169.254.169.254", "::1", "64:ff9b::7f00:1")]
    [True, False, False, False, False, False]
    >>> may_lead_to(fixed, "10.1.2.3"), may_lead_to(fixed, "10.1.2.4")
    (True, False)
    """
    try:
        where = ip_address(found.partition("%")[0])
    except ValueError:
        return False
    plain = getattr(where, "ipv4_mapped", None) or where
    if address.only:
        return str(plain) == address.only
    is_translated = plain.version == 6 and (plain.exploded.startswith(("0064:ff9b", "2002:", "2001:0000:")))
    return bool(plain.is_global) and not plain.is_multicast and not plain.is_reserved and not is_translated


def secret_of(chance: bytes) -> str:
    """密钥 as the standard writes it."""
    return MARK + base64.b64encode(chance).decode()


def signature(secret: str, key: str, moment: int, body: bytes) -> str:
    """webhook-signature over id, time and body."""
    signed = b".".join([key.encode(), str(moment).encode(), body])
    digest = hmac.digest(base64.b64decode(secret.removeprefix(MARK)), signed, hashlib.sha256)
    return "v1," + base64.b64encode(digest).decode()
