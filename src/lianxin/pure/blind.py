"""盲签名: RSA blind signatures of RFC 9474. The signer signs what he cannot see; nobody can match the two afterwards.

Who wants a credential prepares a message of his own and blinds it; the signer checks who he is and signs the blinded
message; he takes the blinding off and holds an ordinary RSASSA-PSS signature. The signer, who knows each person and
each blinded message, learns nothing of which signature became whose: that does not depend on the size of the key.

>>> key = new_key(1024)  # far too small for use
>>> message = prepare(b"a vote")
>>> hidden, inverse = blind(key.public, message)
>>> signature = finalize(key.public, message, blind_sign(key, hidden), inverse)
>>> verify(key.public, message, signature), verify(key.public, message + b".", signature)
(True, False)

A key must be used for nothing else (§6.5), and one key signs for one purpose: whoever could give each person a key of
his own could tell them apart (RFC 9576 §4), so publish it first. The power is taken by GMP in constant time, the input
is blinded once more, and a result that does not check out is not handed over (§6.1: a faulty one would betray the key).

Not done here: no key is kept and nobody is asked who he is; partially blind signatures are not in RFC 9474.
"""

import hashlib
import secrets
from dataclasses import dataclass, field

import gmpy2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

PREFIX = 32  # bytes of chance before a randomised message (§4.1)
HASH_LENGTH = 48
EXPONENT = 65537
KEY_BITS = 3072


class BlindError(ValueError):
    """盲签名办不成: an input of the wrong size or range, a signature that is none."""


@dataclass(frozen=True)
class Suite:
    """变体 (§5): SHA-384 with a salt of 48 bytes or none; the message with or without 32 bytes of chance before it."""

    name: str
    salt_length: int
    is_randomized: bool


SUITES = {
    suite.name: suite
    for suite in (
        Suite("RSABSSA-SHA384-PSS-Randomized", HASH_LENGTH, True),
        Suite("RSABSSA-SHA384-PSSZERO-Randomized", 0, True),
        Suite("RSABSSA-SHA384-PSS-Deterministic", HASH_LENGTH, False),
        Suite("RSABSSA-SHA384-PSSZERO-Deterministic", 0, False),
    )
}
USUAL = SUITES["RSABSSA-SHA384-PSS-Randomized"]


@dataclass(frozen=True)
class PublicKey:
    """公钥: what everybody may know."""

    n: int
    e: int = EXPONENT

    @property
    def size(self) -> int:
        """Bytes of the modulus, and of every blinded message and signature."""
        return (self.n.bit_length() + 7) // 8

    @property
    def der(self) -> bytes:
        """SubjectPublicKeyInfo, as browsers and `cryptography` read it."""
        return _public(self).public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


@dataclass(frozen=True)
class PrivateKey:
    """私钥; never shown by print."""

    public: PublicKey
    d: int = field(repr=False)
    pem: bytes = field(repr=False, default=b"")


def new_key(bits: int = KEY_BITS) -> PrivateKey:
    """A fresh key for one purpose."""
    made = rsa.generate_private_key(EXPONENT, bits)
    return private_of(made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip


def private_of(pem: bytes) -> PrivateKey:
    """The private key that `PrivateKey.pem` is. Raises BlindError for what is none."""
    try:
        key = serialization.load_pem_private_key(pem, None)
    except (ValueError, TypeError, AttributeError) as wrong:
        raise BlindError("no private key") from wrong
    if not isinstance(key, rsa.RSAPrivateKey):
        raise BlindError("no private key")
    numbers = key.private_numbers()
    return PrivateKey(PublicKey(numbers.public_numbers.n, numbers.public_numbers.e), numbers.d, pem)


def public_of(der: bytes) -> PublicKey:
    """The public key that `PublicKey.der` is. Raises BlindError for what is none."""
    try:
        key = serialization.load_der_public_key(der)
    except (ValueError, TypeError, AttributeError) as wrong:
        raise BlindError("no public key") from wrong
    if not isinstance(key, rsa.RSAPublicKey):
        raise BlindError("no public key")
    numbers = key.public_numbers()
    return PublicKey(numbers.n, numbers.e)


def prepare(message: bytes, suite: Suite = USUAL, *, prefix: bytes | None = None) -> bytes:
    """Prepare (§4.1): what is really signed. `prefix` is given by tests alone."""
    if not suite.is_randomized:
        return message
    return (secrets.token_bytes(PREFIX) if prefix is None else prefix) + message


def blind(
    key: PublicKey, prepared: bytes, suite: Suite = USUAL, *, salt: bytes | None = None, r: int | None = None
) -> tuple[bytes, int]:
    """Blind (§4.2): the blinded message for the signer, and the inverse to keep. `salt` and `r` come from tests alone.

    Raises BlindError where message or `r` has no inverse modulo n: then the key is broken.
    """
    salt = secrets.token_bytes(suite.salt_length) if salt is None else salt
    m = _integer(_pss_encode(prepared, key.n.bit_length() - 1, salt))
    r = secrets.randbelow(key.n - 1) + 1 if r is None else r
    if not 0 < r < key.n or gmpy2.gcd(m, key.n) != 1 or gmpy2.gcd(r, key.n) != 1:
        raise BlindError("blinding error")
    return _bytes(m * int(gmpy2.powmod(r, key.e, key.n)) % key.n, key), int(gmpy2.invert(r, key.n))


def blind_sign(key: PrivateKey, blinded: bytes) -> bytes:
    """BlindSign (§4.3). Raises BlindError for an input of the wrong size or range, and where the result is faulty."""
    public = key.public
    m = _integer(blinded)
    if len(blinded) != public.size or not 0 < m < public.n:
        raise BlindError("invalid message length")
    r = secrets.randbelow(public.n - 2) + 2  # base blinding: what is raised to d is not what the caller chose
    if gmpy2.gcd(r, public.n) != 1:
        raise BlindError("signing failure")
    base = m * int(gmpy2.powmod(r, public.e, public.n)) % public.n
    s = int(gmpy2.powmod_sec(base, key.d, public.n)) * int(gmpy2.invert(r, public.n)) % public.n
    if int(gmpy2.powmod(s, public.e, public.n)) != m:
        raise BlindError("signing failure")
    return _bytes(s, public)


def finalize(key: PublicKey, prepared: bytes, blind_signature: bytes, inverse: int, suite: Suite = USUAL) -> bytes:
    """Finalize (§4.4): take the blinding off. Raises BlindError unless the signature is good for the message."""
    z = _integer(blind_signature)
    if len(blind_signature) != key.size or z >= key.n or not 0 < inverse < key.n:
        raise BlindError("unexpected input size")
    signature = _bytes(z * inverse % key.n, key)
    if not verify(key, prepared, signature, suite):
        raise BlindError("invalid signature")
    return signature


def verify(key: PublicKey, prepared: bytes, signature: bytes, suite: Suite = USUAL) -> bool:
    """RSASSA-PSS-VERIFY by `cryptography`: whether this is a signature of the key for the prepared message."""
    if len(signature) != key.size:
        return False
    shape = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=suite.salt_length)
    try:
        _public(key).verify(signature, prepared, shape, hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def _public(key: PublicKey) -> rsa.RSAPublicKey:
    try:
        return rsa.RSAPublicNumbers(key.e, key.n).public_key()
    except ValueError as wrong:
        raise BlindError("no public key") from wrong


def _integer(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _bytes(number: int, key: PublicKey) -> bytes:
    return number.to_bytes(key.size, "big")


def _pss_encode(message: bytes, bits: int, salt: bytes) -> bytes:
    """EMSA-PSS-ENCODE (RFC 8017 §9.1.1) with SHA-384 and MGF1."""
    length = (bits + 7) // 8
    if length < HASH_LENGTH + len(salt) + 2:
        raise BlindError("encoding error")
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(length - len(salt) - HASH_LENGTH - 2) + b"\x01" + salt
    masked = bytes(one ^ other for one, other in zip(block, _mgf1(digest, len(block)), strict=True))
    top = masked[0] & (0xFF >> (8 * length - bits))
    return bytes([top]) + masked[1:] + digest + b"\xbc"


def _mgf1(seed: bytes, length: int) -> bytes:
    parts = (hashlib.sha384(seed + count.to_bytes(4, "big")).digest() for count in range(-(-length // HASH_LENGTH)))
    return b"".join(parts)[:length]
