"""盲签名: the four vectors of RFC 9474, and everything that must not become a signature."""

import json
from pathlib import Path

import pytest

from lianxin.pure import blind
from lianxin.pure.blind import SUITES, USUAL, BlindError, PrivateKey, PublicKey

PAPER = json.loads((Path(__file__).parent / "rfc9474.json").read_text())
VECTORS = {one["name"]: one for one in PAPER["vectors"]}
N, E, D = (int(PAPER["key"][name], 16) for name in "ned")
PUBLISHED = PrivateKey(PublicKey(N, E), D)


@pytest.fixture(scope="module")
def key() -> PrivateKey:
    return blind.new_key(1024)


@pytest.fixture(scope="module")
def other() -> PrivateKey:
    return blind.new_key(1024)


@pytest.fixture(scope="module")
def signed(key):
    """A message, its blinded form, the inverse, the signer's answer, the signature."""
    message = blind.prepare(b"credential")
    hidden, inverse = blind.blind(key.public, message)
    answer = blind.blind_sign(key, hidden)
    return message, hidden, inverse, answer, blind.finalize(key.public, message, answer, inverse)


class TestTheVectorsOfTheRfc:
    def test_are_four(self):
        assert set(VECTORS) == set(SUITES)

    @pytest.mark.parametrize("name", SUITES)
    def test_come_out_byte_for_byte(self, name):
        suite, given = SUITES[name], {k: bytes.fromhex(v) for k, v in VECTORS[name].items() if k != "name"}
        inverse = int.from_bytes(given["inv"], "big")

        message = blind.prepare(given["msg"], suite, prefix=given["msg_prefix"])
        hidden, kept = blind.blind(PUBLISHED.public, message, suite, salt=given["salt"], r=pow(inverse, -1, N))
        answer = blind.blind_sign(PUBLISHED, hidden)
        signature = blind.finalize(PUBLISHED.public, message, answer, kept, suite)

        assert message == given["prepared_msg"]
        assert (hidden, kept) == (given["blinded_msg"], inverse)
        assert (answer, signature) == (given["blind_sig"], given["sig"])
        assert blind.verify(PUBLISHED.public, message, signature, suite)

    @pytest.mark.parametrize("name", SUITES)
    def test_do_not_pass_with_another_salt(self, name):
        given, other = VECTORS[name], {48: 0, 0: 48}[SUITES[name].salt_length]
        suite = next(one for one in SUITES.values() if one.salt_length == other)

        good = bytes.fromhex(given["prepared_msg"]), bytes.fromhex(given["sig"])

        assert not blind.verify(PUBLISHED.public, *good, suite)


class TestASignature:
    def test_stands_for_its_message_alone(self, key, signed):
        message, _hidden, _inverse, _answer, signature = signed

        assert blind.verify(key.public, message, signature)
        assert not blind.verify(key.public, message[:-1], signature)
        assert not blind.verify(key.public, message + b"\0", signature)
        assert not blind.verify(key.public, b"", signature)
        assert not blind.verify(key.public, bytes([message[0] ^ 1]) + message[1:], signature)

    def test_stands_for_its_key_alone(self, other, signed):
        message, *_rest, signature = signed

        assert not blind.verify(other.public, message, signature)

    @pytest.mark.parametrize("spoil", [
        lambda s: b"", lambda s: s[:-1], lambda s: s + b"\0", lambda s: b"\0" + s, lambda s: bytes(len(s)),
        lambda s: b"\xff" * len(s), lambda s: s[::-1], lambda s: s[:-1] + bytes([s[-1] ^ 1]),
        lambda s: bytes([s[0] ^ 0x40]) + s[1:],
    ])  # fmt: skip
    def test_is_none_when_one_bit_or_byte_is_wrong(self, key, signed, spoil):
        message, *_rest, signature = signed

        assert not blind.verify(key.public, message, spoil(signature))

    def test_says_nothing_of_what_the_signer_saw(self, key):
        message = blind.prepare(b"the same")
        seen = {blind.blind(key.public, message)[0] for _ in range(20)}

        assert len(seen) == 20

    def test_cannot_be_multiplied_out_of_two_others(self, key, signed):
        first = int.from_bytes(signed[4], "big")
        product = (first * first % key.public.n).to_bytes(key.public.size, "big")

        assert not blind.verify(key.public, signed[0] + signed[0], product)


class TestTheSigner:
    @pytest.mark.parametrize("wrong", ["short", "long", "too great", "nought", "empty"])
    def test_refuses_what_is_no_blinded_message(self, key, wrong):
        size = key.public.size
        given = {
            "short": bytes(size - 1), "long": bytes(size + 1), "nought": bytes(size), "empty": b"",
            "too great": key.public.n.to_bytes(size, "big"),
        }[wrong]  # fmt: skip

        with pytest.raises(BlindError):
            blind.blind_sign(key, given)

    def test_gives_nothing_away_when_its_own_power_is_faulty(self, key, signed, monkeypatch):
        monkeypatch.setattr(blind.gmpy2, "powmod_sec", lambda base, exponent, modulus: blind.gmpy2.mpz(2))

        with pytest.raises(BlindError, match="signing failure"):
            blind.blind_sign(key, signed[1])

    def test_with_another_key_gives_no_signature_of_this_one(self, key, other):
        message = blind.prepare(b"credential")
        hidden, inverse = blind.blind(key.public, message)
        answer = blind.blind_sign(
            other, (int.from_bytes(hidden, "big") % other.public.n).to_bytes(other.public.size, "big")
        )

        with pytest.raises(BlindError):
            blind.finalize(key.public, message, answer, inverse)


class TestFinalizing:
    @pytest.mark.parametrize("spoil", [
        lambda answer, inverse: (answer, inverse + 1), lambda answer, inverse: (answer, 0),
        lambda answer, inverse: (answer[:-1], inverse), lambda answer, inverse: (b"\xff" * len(answer), inverse),
        lambda answer, inverse: (bytes([answer[0] ^ 1]) + answer[1:], inverse),
    ])  # fmt: skip
    def test_refuses_an_answer_that_does_not_fit(self, key, signed, spoil):
        message, _hidden, inverse, answer, _signature = signed

        with pytest.raises(BlindError):
            blind.finalize(key.public, message, *spoil(answer, inverse))

    def test_refuses_another_message(self, key, signed):
        _message, _hidden, inverse, answer, _signature = signed

        with pytest.raises(BlindError):
            blind.finalize(key.public, blind.prepare(b"another"), answer, inverse)


class TestBlinding:
    @pytest.mark.parametrize("r", [0, -1])
    def test_refuses_a_number_out_of_range(self, key, r):
        with pytest.raises(BlindError):
            blind.blind(key.public, b"x", r=r)

    def test_refuses_a_key_that_is_too_small_for_the_hash(self):
        with pytest.raises(BlindError, match="encoding"):
            blind.blind(PublicKey((1 << 512) + 1), b"x")


class TestAKey:
    def test_is_read_back_from_what_is_kept_and_published(self, key):
        assert blind.private_of(key.pem) == key
        assert blind.public_of(key.public.der) == key.public

    @pytest.mark.parametrize("garbage", [b"", b"garbage", b"-----BEGIN NO KEY-----\n"])
    def test_is_not_read_from_garbage(self, garbage):
        with pytest.raises(BlindError):
            blind.private_of(garbage)
        with pytest.raises(BlindError):
            blind.public_of(garbage)

    def test_does_not_print_its_secret(self, key):
        assert str(key.d) not in repr(key) and "PRIVATE" not in repr(key)

    def test_is_long_enough_where_no_length_is_given(self):
        assert USUAL.name == "RSABSSA-SHA384-PSS-Randomized" and blind.KEY_BITS >= 3072
