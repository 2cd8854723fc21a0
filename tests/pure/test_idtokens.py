"""身份令牌: one that is in order, and every way in which one is not; each forgery differs in one thing alone."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from lianxin.pure.idtokens import BadToken, Claims, Expected, UnknownKey, checked
from tests.identity import public, secret, signed

NOW = 1_790_000_000
EXPECTED = Expected("https://id.county.example", "lianxin", "word-of-this-login", NOW)
GOOD: dict[str, Any] = {
    "iss": EXPECTED.issuer, "aud": "lianxin", "sub": "u-17", "nonce": EXPECTED.nonce, "exp": NOW + 300, "iat": NOW,
    "name": "周敏", "acr": "urn:two", "amr": ["pwd", "otp"],
}  # fmt: skip
KEYS = [public("rsa1"), public("ec1")]


def but(**lies: Any) -> str:
    """A token of the provider's own hand that says one thing otherwise; None leaves it out."""
    return signed({name: value for name, value in {**GOOD, **lies}.items() if value is not None})


def part(told: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()


def by_hmac() -> str:
    """The old trick: the public key, which everybody has, taken for the word of an HMAC."""
    pem = secret("rsa1").public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )  # fmt: skip
    said = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'rsa1'})}.{part(GOOD)}"
    mark = hmac.digest(pem, said.encode(), hashlib.sha256)
    return f"{said}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


def altered() -> str:
    head, _body, mark = signed(GOOD).split(".")
    return f"{head}.{part({**GOOD, 'sub': 'u-1'})}.{mark}"


def with_own_key() -> str:
    """Signed by a stranger, who kindly brings his key along in the head."""
    return jwt.encode(GOOD, secret("rsa-strangers"), "RS256", headers={"kid": "rsa1", "jwk": public("rsa-strangers")})


FORGERIES: dict[str, tuple[Callable[[], str], str]] = {
    "no signature": (lambda: jwt.encode(GOOD, None, "none", headers={"kid": "rsa1"}), "alg"),
    "no signature, written otherwise": (lambda: f"{part({'alg': 'nOnE'})}.{part(GOOD)}.", "alg"),
    "no algorithm": (lambda: f"{part({'typ': 'JWT'})}.{part(GOOD)}.", "form|alg"),
    "signature cut off": (lambda: signed(GOOD).rpartition(".")[0] + ".", "signature"),
    "HMAC with the public key": (by_hmac, "alg"),
    "RS384": (lambda: signed(GOOD, algorithm="RS384"), "alg"),
    "PS256": (lambda: signed(GOOD, algorithm="PS256"), "alg"),
    "altered after signing": (altered, "signature"),
    "a stranger's key under the provider's number": (lambda: signed(GOOD, key="rsa2", kid="rsa1"), "signature"),
    "a stranger's key brought along": (with_own_key, "signature"),
    "a key that is not in the list": (lambda: signed(GOOD, key="rsa2"), "kid"),
    "the number of a key of another kind": (lambda: signed(GOOD, kid="ec1"), "kid"),
    "a number that is none": (lambda: f"{part({'alg': 'RS256', 'kid': ['rsa1']})}.{part(GOOD)}.AA", "kid|form"),
    "an extension that must be understood": (lambda: signed(GOOD, crit=["exp"]), "crit|form"),
    "an access token": (lambda: signed(GOOD, typ="at+jwt"), "typ"),
    "a log-out token": (lambda: signed(GOOD, typ="logout+jwt"), "typ"),
    "another issuer": (lambda: but(iss="https://id.other.example"), "iss"),
    "the issuer with a stroke more": (lambda: but(iss=EXPECTED.issuer + "/"), "iss"),
    "no issuer": (lambda: but(iss=None), "iss"),
    "for another system": (lambda: but(aud="payroll"), "aud"),
    "for a system whose name begins alike": (lambda: but(aud="lianxin2"), "aud"),
    "for nobody": (lambda: but(aud=None), "aud"),
    "for a list without us": (lambda: but(aud=["payroll", "stores"]), "aud"),
    "for us and another, who asked it not being said": (lambda: but(aud=["lianxin", "payroll"]), "azp"),
    "asked for by another": (lambda: but(aud=["lianxin", "payroll"], azp="payroll"), "azp"),
    "asked for by another, for us alone": (lambda: but(azp="payroll"), "azp"),
    "run out": (lambda: but(exp=NOW - 61), "exp"),
    "without an end": (lambda: but(exp=None), "exp"),
    "with an end in words": (lambda: but(exp="tomorrow"), "exp"),
    "made tomorrow": (lambda: but(iat=NOW + 61), "iat"),
    "made for an earlier login": (lambda: but(iat=NOW - 601), "iat"),
    "made at no time": (lambda: but(iat=None), "iat"),
    "made at the time True": (lambda: but(iat=True), "iat"),
    "not good yet": (lambda: but(nbf=NOW + 61), "nbf"),
    "of another login": (lambda: but(nonce="word-of-another-login"), "nonce"),
    "of no login": (lambda: but(nonce=None), "nonce"),
    "of a list of logins": (lambda: but(nonce=[EXPECTED.nonce]), "nonce"),
    "about nobody": (lambda: but(sub=None), "sub"),
    "about an empty name": (lambda: but(sub=""), "sub"),
    "about a number": (lambda: but(sub=17), "sub"),
    "about a name without end": (lambda: but(sub="u" * 256), "sub"),
    "encrypted, five parts": (lambda: "a.b.c.d.e", "form"),
    "no token": (lambda: "", "form"),
    "too long": (lambda: but(name="名" * 9000), "form"),
    "not of this alphabet": (lambda: "令.牌.一", "form"),
    "a head that is a list": (lambda: f"{part([])}.{part(GOOD)}.AA", "form"),
    "a body that is a list": (
        lambda: jwt.api_jws.encode(b"[]", secret("rsa1"), "RS256", headers={"kid": "rsa1"}), "signature"
    ),
    "a head nested without end": (
        lambda: base64.urlsafe_b64encode(b"[" * 9000).rstrip(b"=").decode() + ".AA.AA", "form"
    ),
}  # fmt: skip


class TestAToken:
    @pytest.mark.parametrize("key", ["rsa1", "ec1"])
    def test_of_the_provider_tells_who_and_how(self, key: str) -> None:
        assert checked(signed(GOOD, key=key), KEYS, EXPECTED) == Claims("u-17", "周敏", "urn:two", ("pwd", "otp"))

    def test_may_name_several_systems_where_it_says_that_we_asked(self) -> None:
        assert checked(but(aud=["payroll", "lianxin"], azp="lianxin"), KEYS, EXPECTED).subject == "u-17"
        assert checked(but(aud=["lianxin"]), KEYS, EXPECTED).subject == "u-17"

    def test_may_come_from_a_clock_a_minute_off(self) -> None:
        for told in ({"exp": NOW - 59}, {"iat": NOW + 60}, {"iat": NOW - 600}, {"nbf": NOW + 60}):
            assert checked(but(**told), KEYS, EXPECTED).subject == "u-17"

    def test_without_the_number_of_its_key_is_read_by_the_only_one_of_its_kind(self) -> None:
        token = jwt.encode(GOOD, secret("ec1"), "ES256")

        assert checked(token, KEYS, EXPECTED).subject == "u-17"
        with pytest.raises(BadToken, match="kid"):
            checked(token, [*KEYS, public("ec2")], EXPECTED)

    def test_may_say_little_of_the_person(self) -> None:
        assert checked(but(name=None, acr=None, amr=None), KEYS, EXPECTED) == Claims("u-17", "", "", ())
        odd = but(name=["周敏"], acr=2, amr="otp", preferred_username="zhoumin")
        assert checked(odd, KEYS, EXPECTED) == Claims("u-17", "zhoumin", "", ())
        assert checked(but(amr=["otp", 7, None]), KEYS, EXPECTED).amr == ("otp",)
        assert checked(but(name="周\u202e敏"), KEYS, EXPECTED).name == "", "nothing that turns the line round"

    @pytest.mark.parametrize("forgery", FORGERIES)
    def test_that_is_not_in_order_is_none(self, forgery: str) -> None:
        make, why = FORGERIES[forgery]

        with pytest.raises(BadToken, match=rf"^(?:{why})$"):
            checked(make(), KEYS, EXPECTED)


class TestAKey:
    @pytest.mark.parametrize("more", [
        {"use": "enc"}, {"key_ops": ["sign"]}, {"alg": "RS512"}, {"kty": "oct"}, {"kid": "rsa9"}, {"n": "AQAB"},
    ])  # fmt: skip
    def test_that_is_not_for_this_reads_nothing(self, more: dict[str, Any]) -> None:
        with pytest.raises(UnknownKey):
            checked(signed(GOOD), [public("rsa1", **more)], EXPECTED)

    def test_of_few_bits_reads_nothing(self) -> None:
        weak = rsa.generate_private_key(65537, 1024)
        listed = {**jwt.algorithms.RSAAlgorithm.to_jwk(weak.public_key(), as_dict=True), "kid": "w"}
        head, body = part({"alg": "RS256", "kid": "w"}), part(GOOD)

        with pytest.raises(UnknownKey):
            checked(f"{head}.{body}.AA", [listed], EXPECTED)

    def test_that_is_broken_is_no_error_of_ours(self) -> None:
        for broken in ({"n": "!" * 400}, {"e": 3}, {"n": "AA" * 200, "e": "AQ"}):
            with pytest.raises(BadToken):
                checked(signed(GOOD), [public("rsa1", **broken)], EXPECTED)
        with pytest.raises(UnknownKey):
            checked(signed(GOOD, key="ec1"), [public("ec1", crv="secp256k1")], EXPECTED)

    def test_listed_twice_under_one_number_reads_nothing(self) -> None:
        with pytest.raises(BadToken):
            checked(signed(GOOD), [public("rsa1"), public("rsa2", kid="rsa1")], EXPECTED)
