"""身份令牌: the ID token of an identity provider (OpenID Connect Core §3.1.3.7), looked at from its first letter to its last.

The signature is PyJWT's affair, by a key of the provider's own list and by RS256 or ES256 alone. What is claimed is
weighed here, at a moment that is handed in. Encrypted tokens, other algorithms and keys that a token brings with it are
not read.

>>> checked("a.b.c", [], Expected("https://id.example", "lianxin", "n", 1700000000))
Traceback (most recent call last):
...
lianxin.pure.idtokens.BadToken: form
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

ALGORITHMS = {"RS256": "RSA", "ES256": "EC"}
LONGEST, LEAST_BITS = 16_384, 2048
SKEW, FRESH = 60, 600  # seconds that two clocks may be apart; a token is made for the login that it answers


class BadToken(ValueError):
    """不能相信的令牌: a word that says why; for the journal, never for whoever brought it."""


class UnknownKey(BadToken):
    """令牌的钥匙不在清单里: the list may be an old one."""


@dataclass(frozen=True)
class Expected:
    """应当是怎样: the provider, our number there, the word of this one login, and now."""

    issuer: str
    client: str
    nonce: str
    now: int


@dataclass(frozen=True)
class Claims:
    """令牌所说: who it is for the provider, by what name people know him there, and how he showed it."""

    subject: str
    name: str
    acr: str
    amr: tuple[str, ...]

    def is_among(self, strong: Sequence[tuple[str, str]]) -> bool:
        """Whether it says one of what counts as a second factor: pairs of `acr` or `amr` and its value.

        >>> one = Claims("7", "", "urn:two", ("pwd", "otp"))
        >>> [one.is_among([pair]) for pair in (("acr", "urn:two"), ("amr", "otp"), ("amr", "urn:two"))], one.is_among([])
        ([True, True, False], False)
        """
        return any(value == self.acr if kind == "acr" else value in self.amr for kind, value in strong)


def checked(token: str, keys: Sequence[Mapping[str, Any]], expected: Expected) -> Claims:
    """What the token says, once all of it holds. Raises BadToken, UnknownKey."""
    algorithm, key = _key(_head(token), keys)
    try:
        held = jwt.PyJWK.from_dict(dict(key), algorithm=algorithm)
        told = jwt.decode(token, held.key, algorithms=[algorithm], options=_SIGNATURE_ALONE)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise BadToken("signature") from None
    _fits(told, expected)
    _is_in_time(told, expected.now)
    methods = told.get("amr")
    return Claims(
        told["sub"], _word(told.get("name")) or _word(told.get("preferred_username")), _word(told.get("acr")),
        tuple(one for one in methods if isinstance(one, str)) if isinstance(methods, list) else (),
    )  # fmt: skip


_SIGNATURE_ALONE: Any = {
    "verify_signature": True, "verify_exp": False, "verify_nbf": False, "verify_iat": False, "verify_aud": False,
    "verify_iss": False, "verify_sub": False, "verify_jti": False,
}  # fmt: skip


def _head(token: str) -> Mapping[str, Any]:
    if len(token) > LONGEST or not token.isascii() or token.count(".") != 2:
        raise BadToken("form")
    try:
        head = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise BadToken("form") from None
    if "crit" in head or "b64" in head:
        raise BadToken("crit")
    if str(head.get("typ", "JWT")).upper() != "JWT":  # another paper of the same provider: an access or log-out token
        raise BadToken("typ")
    return head


def _key(head: Mapping[str, Any], keys: Sequence[Mapping[str, Any]]) -> tuple[str, Mapping[str, Any]]:
    """The one key that it may be signed with: of the provider's list, of the kind that the algorithm wants."""
    algorithm, number = head.get("alg"), head.get("kid")
    if algorithm not in ALGORITHMS:
        raise BadToken("alg")
    if number is not None and not isinstance(number, str):
        raise BadToken("kid")
    fit = [one for one in keys if _serves(one, algorithm) and number in (None, one.get("kid"))]
    if not fit:
        raise UnknownKey("kid")
    if len(fit) > 1:
        raise BadToken("kid")
    return algorithm, fit[0]


def _serves(key: Mapping[str, Any], algorithm: str) -> bool:
    is_for_signing = key.get("use", "sig") == "sig" and "verify" in (key.get("key_ops") or ["verify"])
    if not is_for_signing or key.get("kty") != ALGORITHMS[algorithm] or key.get("alg", algorithm) != algorithm:
        return False
    if algorithm == "ES256":
        return bool(key.get("crv") == "P-256")
    return len(str(key.get("n", ""))) * 6 >= LEAST_BITS  # base64: six bits a letter


def _fits(told: Mapping[str, Any], expected: Expected) -> None:
    """From whom, for whom, about whom, and for this login."""
    if told.get("iss") != expected.issuer:
        raise BadToken("iss")
    audience = told.get("aud")
    several = [audience] if isinstance(audience, str) else audience
    if not isinstance(several, list) or expected.client not in several:
        raise BadToken("aud")
    if told.get("azp", expected.client) != expected.client or (len(several) > 1 and "azp" not in told):
        raise BadToken("azp")
    nonce = told.get("nonce")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise BadToken("nonce")
    subject = told.get("sub")
    if not isinstance(subject, str) or not 1 <= len(subject) <= 255:
        raise BadToken("sub")


def _is_in_time(told: Mapping[str, Any], now: int) -> None:
    ends, made, begins = (_second(told.get(name)) for name in ("exp", "iat", "nbf"))
    if ends is None or ends <= now - SKEW:
        raise BadToken("exp")
    if made is None or not now - FRESH <= made <= now + SKEW:
        raise BadToken("iat")
    if "nbf" in told and (begins is None or begins > now + SKEW):
        raise BadToken("nbf")


def _second(told: object) -> float | None:
    return told if isinstance(told, int | float) and not isinstance(told, bool) else None


def _word(told: object) -> str:
    return told[:200] if isinstance(told, str) and told.isprintable() else ""
