"""封箱: one ballot sealed to the box's public key; the private key sealed to two passphrases, both needed (F069).

A sealed ballot is X25519 with a key for this one ballot, HKDF-SHA256, ChaCha20-Poly1305; its length is a multiple of
4 KiB, so that a long remark does not show (security.md T2). Whoever only holds the server's files can open nothing;
whoever can change the running program can read what is sent from then on: this is said on the page (T3).
"""

import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lianxin.work.ballots import chance

STEP = 4096
OVERHEAD = 32 + 16  # the key for this one ballot, the tag
NONCE = bytes(12)  # each key seals once


class CannotOpen(Exception):
    """打不开: the key is not the one, or the sealed bytes were changed."""


def new_private() -> bytes:
    """A fresh private key."""
    return chance.some_bytes(32)


def public_of(private: bytes) -> bytes:
    """The public key of a private one."""
    key = X25519PrivateKey.from_private_bytes(private).public_key()
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def seal(public: bytes, plain: bytes, about: bytes, *, step: int = 1) -> bytes:
    """Seal for the holder of the private key; `about` must be the same at opening; length a multiple of `step`."""
    once = X25519PrivateKey.from_private_bytes(new_private())
    mine = once.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    body = len(plain).to_bytes(4, "big") + plain
    body += bytes(-(len(body) + OVERHEAD) % step)
    return mine + ChaCha20Poly1305(_derived(shared, mine, public)).encrypt(NONCE, body, about)


def unseal(private: bytes, sealed: bytes, about: bytes) -> bytes:
    """What was sealed. Raises CannotOpen."""
    try:
        theirs, own = sealed[:32], X25519PrivateKey.from_private_bytes(private)
        shared = own.exchange(X25519PublicKey.from_public_bytes(theirs))
        body = ChaCha20Poly1305(_derived(shared, theirs, public_of(private))).decrypt(NONCE, sealed[32:], about)
    except (InvalidTag, ValueError) as problem:
        raise CannotOpen from problem
    return body[4 : 4 + int.from_bytes(body[:4], "big")]


def _derived(shared: bytes, theirs: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, theirs + public, b"lianxin ballot 1").derive(shared)


def half(passphrase: str, salt: bytes) -> bytes:
    """One holder's private key, slowly made of the passphrase (scrypt, RFC 7914)."""
    cost = settings.BALLOT_SCRYPT_COST
    text = " ".join(passphrase.split()).encode()
    return hashlib.scrypt(text, salt=salt, n=cost, r=8, p=1, maxmem=cost * 8 * 256 + (1 << 20), dklen=32)


def wrap(private: bytes, holders: tuple[bytes, bytes], about: bytes) -> bytes:
    """The box's private key, sealed to the second holder and then to the first: neither opens it alone."""
    first, second = holders
    return seal(first, seal(second, private, about), about)


def unwrap(wrapped: bytes, halves: tuple[bytes, bytes], about: bytes) -> bytes:
    """The box's private key. Raises CannotOpen unless both halves are right."""
    first, second = halves
    return unseal(second, unseal(first, wrapped, about), about)


def keyed(key: bytes, *parts: bytes) -> bytes:
    """带密钥的摘要, with the pepper that lies outside the data folder: a copied file alone tells no code."""
    inner = hmac.digest(settings.SECRET_PEPPER.encode(), key, "sha256")
    return hmac.digest(inner, b"\x00".join(parts), "sha256")
