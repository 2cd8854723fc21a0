"""身份提供方: what it says of itself, its keys, and the exchange of a code for a token; only at the hosts that the site names.

Its description and keys are kept for an hour. An unknown key has them fetched anew, not more often than once a minute; a
provider that did not answer is left alone for a quarter of a minute, so that nobody's login waits for it in vain.
"""

import base64
import hashlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.cache import cache

from lianxin.base.gateways import lines
from lianxin.base.gateways.asking import ask
from lianxin.base.gateways.terms import BadGateway, GatewayAway
from lianxin.pure import idtokens
from lianxin.pure.idtokens import Claims, Expected
from lianxin.pure.webhooks import BadAddress, address_of

KEPT, AWAY, ANEW = 3600, 15, 60
WELL_KNOWN = "/.well-known/openid-configuration"
WAYS = ("client_secret_basic", "client_secret_post")


@dataclass(frozen=True)
class Description:
    """提供方的说明: where people are sent, where a code is exchanged, where the keys lie, and where one leaves."""

    authorize: str
    exchange: str
    keys: str
    leave: str
    way: str
    names_itself: bool  # it says who it is with each answer (RFC 9207)


@dataclass(frozen=True)
class Provider:
    """一个提供方, as the keeper of the server names it."""

    issuer: str
    client: str
    name: str
    hosts: Mapping[str, str]
    strong: tuple[tuple[str, str], ...]
    authority: str
    secret: str  # the variable that names the file

    def description(self) -> Description:
        """What it says of itself. Raises GatewayAway, BadGateway."""
        return _described(self._kept("description", self.issuer.rstrip("/") + WELL_KNOWN), self)

    def examine(self) -> None:
        """Ask it anew, as `lianxin doctor` does: its description, its keys, our word. Raises GatewayAway, BadGateway."""
        cache.delete_many([self._name("description"), self._name("away")])
        self.description()
        if not self.keys(is_anew=True):
            raise BadGateway("身份提供方没有给出签名的公钥。")
        if not lines.word_of(self.secret):
            raise BadGateway("LIANXIN_OIDC_SECRET_FILE 没有写，或者文件是空的。")

    def way_there(self, *, state: str, nonce: str, verifier: str, back: str) -> str:
        """The address to which the browser is sent."""
        there = self.description().authorize
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        told = {
            "response_type": "code", "client_id": self.client, "redirect_uri": back, "scope": "openid profile",
            "state": state, "nonce": nonce, "code_challenge": challenge, "code_challenge_method": "S256",
        }  # fmt: skip
        if wanted := " ".join(value for kind, value in self.strong if kind == "acr"):
            told["acr_values"] = wanted
        return f"{there}{'&' if '?' in there else '?'}{urlencode(told)}"

    def way_out(self) -> str:
        """The page where one leaves the provider itself; empty where it names none. Raises GatewayAway, BadGateway."""
        leave = self.description().leave
        return f"{leave}{'&' if '?' in leave else '?'}{urlencode({'client_id': self.client})}" if leave else ""

    def exchange(self, *, code: str, verifier: str, back: str) -> str:
        """The ID token for the code; the access token that comes with it is not kept. Raises GatewayAway, BadGateway."""
        said = self.description()
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
        word, heads = lines.word_of(self.secret), {}
        if said.way == "client_secret_basic":
            pair = f"{quote(self.client, safe='')}:{quote(word, safe='')}"
            heads["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": self.client, "client_secret": word}
        answer = ask(address_of(said.exchange, self.hosts), self._context(), form=urlencode(form), heads=heads)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise GatewayAway("NoToken")
        return token

    def claims(self, token: str, *, nonce: str, now: int) -> Claims:
        """What the token says. Raises BadToken, GatewayAway, BadGateway."""
        expected = Expected(self.issuer, self.client, nonce, now)
        try:
            return idtokens.checked(token, self.keys(), expected)
        except idtokens.UnknownKey:
            if not cache.add(self._name("anew"), 1, ANEW):
                raise
        return idtokens.checked(token, self.keys(is_anew=True), expected)

    def keys(self, *, is_anew: bool = False) -> list[Mapping[str, Any]]:
        """The keys with which it signs. Raises GatewayAway, BadGateway."""
        told = self._kept("keys", self.description().keys, is_anew=is_anew).get("keys")
        return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []

    def is_strong(self, claims: Claims) -> bool:
        """Whether this counts as a second factor."""
        return claims.is_among(self.strong)

    def _kept(self, what: str, where: str, *, is_anew: bool = False) -> dict[str, Any]:
        name = self._name(what)
        held = None if is_anew else cache.get(name)
        if isinstance(held, dict):
            return held
        if cache.get(self._name("away")):
            raise GatewayAway("JustAway")
        try:
            found = ask(address_of(where, self.hosts), self._context(), heads={})
        except BadAddress as problem:
            raise BadGateway(f"{where} 不能去（{problem}）：要 https，主机要在 LIANXIN_OIDC_HOSTS 里。") from None
        except GatewayAway:
            cache.set(self._name("away"), 1, AWAY)
            raise
        cache.set(name, found, KEPT)
        return found

    def _context(self) -> ssl.SSLContext:
        try:
            return lines.context_of(self.authority)
        except OSError:
            raise BadGateway("LIANXIN_OIDC_CA 指的文件读不出。") from None

    def _name(self, what: str) -> str:
        return f"oidc:{what}:{hashlib.sha256(self.issuer.encode()).hexdigest()[:16]}"


def named() -> Provider | None:
    """The one that the site names; None where none is named. Raises BadGateway."""
    told = settings.OIDC
    if not told["issuer"]:
        return None
    if not told["client"]:
        raise BadGateway("LIANXIN_OIDC_CLIENT 没有写：写本系统在身份提供方登记的编号。")
    strong = []
    for one in filter(None, (part.strip() for part in told["strong"].split(","))):
        kind, _equals, value = one.partition("=")
        if kind not in ("acr", "amr") or not value:
            raise BadGateway("LIANXIN_OIDC_STRONG 写错了，请写成 acr=值,amr=值。")
        strong.append((kind, value))
    return Provider(
        told["issuer"], told["client"], told["name"], told["hosts"], tuple(strong), told["authority"], told["secret"]
    )


def _described(told: Mapping[str, Any], provider: Provider) -> Description:
    """Its description, read with mistrust: it must be about this issuer, and lead nowhere but to named hosts."""
    if told.get("issuer") != provider.issuer:
        raise BadGateway("身份提供方说自己的 issuer 与 LIANXIN_OIDC_ISSUER 不是一个字不差。")
    _must_hold(told, "response_types_supported", ("code",), "授权码方式(code)", is_needed=False)
    _must_hold(told, "code_challenge_methods_supported", ("S256",), "PKCE S256", is_needed=False)
    _must_hold(told, "id_token_signing_alg_values_supported", tuple(idtokens.ALGORITHMS), "RS256 或 ES256")
    ways = told.get("token_endpoint_auth_methods_supported") or WAYS[:1]
    way = next((one for one in WAYS if one in ways), None)
    if way is None:
        raise BadGateway("身份提供方不收客户端密码(client_secret_basic、client_secret_post)。")
    found = [told.get(f"{name}_endpoint") for name in ("authorization", "token")] + [told.get("jwks_uri")]
    leave = told.get("end_session_endpoint") or ""
    for one in (*found, *([leave] if leave else [])):
        try:
            address_of(one if isinstance(one, str) else "", provider.hosts)
        except BadAddress:
            raise BadGateway(f"身份提供方给的地址 {one} 不能去：要 https，主机要在 LIANXIN_OIDC_HOSTS 里。") from None
    authorize, exchange, keys = (str(one) for one in found)
    is_named = told.get("authorization_response_iss_parameter_supported") is True
    return Description(authorize, exchange, keys, str(leave), way, is_named)


def _must_hold(
    told: Mapping[str, Any], name: str, wanted: tuple[str, ...], word: str, *, is_needed: bool = True
) -> None:
    offered = told.get(name)
    if offered is None and not is_needed:
        return
    if not isinstance(offered, list) or not any(one in offered for one in wanted):
        raise BadGateway(f"身份提供方不支持{word}。")
