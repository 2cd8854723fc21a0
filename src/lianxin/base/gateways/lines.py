"""连线: a connection under TLS to a host that the site names, at an address that was looked at (ADR 0068, 0072).

What fetches and sends mail takes its connection from here, so that the rules are said once: the name is resolved once,
every address that it gives must be one that it may lead to, the certificate bears the name, nothing goes out in the clear.
"""

import os
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lianxin.base.gateways.terms import BadGateway, GatewayAway
from lianxin.pure.webhooks import Address, may_lead_to

STEP = 20.0


@dataclass(frozen=True)
class Account:
    """邮箱账户: where, as whom, with which word; `folder` is what stands behind the host."""

    address: Address
    user: str
    folder: str = ""
    is_begun_plain: bool = False  # STARTTLS, which is demanded, not hoped for
    word: str = field(default="", repr=False)


PORTS = {"imaps": 993, "smtps": 465, "smtp": 587}


def account_of(url: str, word: str, hosts: Mapping[str, str]) -> Account:
    """The account as a site writes it: `smtps://user%40county.example@mail.county.example:465`. Raises BadGateway."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
        host, user = (parts.hostname or "").lower(), unquote(parts.username or "")
    except (ValueError, KeyError):
        raise BadGateway("邮箱地址写错了，请写成 imaps://用户名@主机/文件夹 或 smtps://用户名@主机。") from None
    if parts.password:
        raise BadGateway(
            "密码不能写在地址里，请放进文件，用 LIANXIN_IMAP_PASSWORD_FILE、LIANXIN_MAIL_PASSWORD_FILE 指出。"
        )
    if host not in hosts:
        raise BadGateway(f"主机 {host} 不在 LIANXIN_MAIL_HOSTS 里。")
    if not user or not user.isprintable():
        raise BadGateway("邮箱地址里缺用户名。")
    address = Address(host, port, "/", hosts[host])
    return Account(address, user, unquote(parts.path.strip("/")), parts.scheme == "smtp", word)


def word_of(name: str) -> str:
    """密码: from the file that the variable `name` (LIANXIN_…_FILE) names, else that without _FILE. Raises BadGateway."""
    if place := os.environ.get(name, ""):
        try:
            return Path(place).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise BadGateway(f"{name} 指的文件读不出。") from None
    return os.environ.get(name.removesuffix("_FILE"), "")


def context_of(authority: str = "") -> ssl.SSLContext:
    """TLS 1.2 at least, the name checked; `authority` is the file of the site's own, where it has one."""
    context = ssl.create_default_context(cafile=authority or None)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def found(address: Address) -> str:
    """Where the name leads; every address that it gives must be one that it may lead to. Raises GatewayAway."""
    try:
        rows = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except OSError as problem:
        raise GatewayAway("NoSuchHost") from problem
    places = [str(row[4][0]) for row in rows]
    if not places or not all(may_lead_to(address, one) for one in places):
        raise GatewayAway("NotAllowedThere")
    return places[0]


def opened(address: Address) -> socket.socket:
    """A plain connection there, to be wrapped before a word is said on it that matters."""
    return socket.create_connection((found(address), address.port), STEP)
