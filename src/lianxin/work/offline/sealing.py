"""封存: one item sealed on the phone to the server's public key, with what every browser since 2017 has.

ECDH P-256 with a key for this one item, HKDF-SHA256, AES-256-GCM; the phone forgets the key at once and cannot read the
item back (ODK's encrypted forms do the same, security.md T8). The length is a multiple of `PAD`. `static/offline_box.js`
does what `seal` does; the tests hold the two together.
"""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lianxin.work.offline.terms import PAD

POINT = 65  # an uncompressed point of P-256
NONCE = bytes(12)  # each key seals once
INFO = b"lianxin parcel 1"
CURVE = ec.SECP256R1()


class CannotOpen(Exception):
    """打不开: another key, changed on the way, or not what a phone seals."""


def public_of(private: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half, as a phone takes it."""
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def seal(public: bytes, content: Mapping[str, Any], about: bytes) -> bytes:
    """Seal an item as the phone does."""
    once = ec.generate_private_key(CURVE)
    shared = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public))
    plain = json.dumps(content).encode()
    body = len(plain).to_bytes(4, "big") + plain
    body += bytes(-len(body) % PAD)
    mine = public_of(once)
    return mine + AESGCM(_derived(shared, mine, public)).encrypt(NONCE, body, about)


def unseal(private: ec.EllipticCurvePrivateKey, sealed: bytes, about: bytes) -> dict[str, Any]:
    """What was sealed. Raises CannotOpen."""
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, sealed[:POINT])
        key = _derived(private.exchange(ec.ECDH(), theirs), sealed[:POINT], public_of(private))
        body = AESGCM(key).decrypt(NONCE, sealed[POINT:], about)
        found = json.loads(body[4 : 4 + int.from_bytes(body[:4], "big")])
    except (InvalidTag, ValueError, RecursionError) as problem:
        raise CannotOpen from problem
    if not isinstance(found, dict):
        raise CannotOpen
    return found


def _derived(shared: bytes, theirs: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, theirs + public, INFO).derive(shared)
