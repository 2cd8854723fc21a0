"""字段加密: one value of one column of one row, sealed so that it opens there and nowhere else.

>>> ring = Ring({1: bytes(32)}, index_key=bytes(32))
>>> place = "requester|phone|7"
>>> token = ring.seal(b"13900000001", place, nonce=bytes(12))
>>> token[:6], ring.open(token, place)
('lx1A1:', b'13900000001')
>>> ring.open(token, "requester|phone|8")
Traceback (most recent call last):
...
lianxin.pure.sealing.NotThere: requester|phone|8

A token says its form, its cipher and the number of its key: `lx1A1:…`. A is AES-256-GCM, S is SM4-GCM (GB/T 32907); both
are bound to the place and to these words before the colon. Each cipher has a key of its own, derived from the ring's.
The nonce is random and must not come twice under one key: whoever seals more than 2^32 values turns the key.

`mark` is for finding again without opening: equal values have equal marks, under a key that has no other use. It tells
that two rows hold the same, and nothing else to whoever has no key. This module keeps no key and makes no randomness.
"""

import base64
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

AES, SM4 = "A", "S"
CIPHERS: Final = {"aes": AES, "sm4": SM4}
KEY_BYTES, NONCE_BYTES, TAG_BYTES = 32, 12, 16
MARK_CHARACTERS = 20
PREFIX = "lx1"
_TOKEN = re.compile(rf"{PREFIX}([{AES}{SM4}])([1-9][0-9]{{0,5}}):([A-Za-z0-9_-]+=*)")


class CannotOpen(Exception):
    """打不开: not sealed at all, another key, changed, or moved here from another place."""


class NotSealed(CannotOpen):
    """没有加密: what stands there is no token."""


class NoSuchKey(CannotOpen):
    """没有这把密钥: the number of the key that it asks for."""


class NotThere(CannotOpen):
    """对不上: it was sealed elsewhere, under another key of this number, or changed since."""


def version_of(token: str) -> int:
    """The number of the key that sealed it. Raises NotSealed."""
    return int(_parts(token)[1])


def cipher_of(token: str) -> str:
    """The letter of its cipher. Raises NotSealed."""
    return _parts(token)[0]


def _parts(token: str) -> tuple[str, str, str]:
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise NotSealed
    return found[1], found[2], found[3]


@dataclass(frozen=True)
class Ring:
    """钥匙圈: the keys by their number, the newest of which seals, and the key of the marks."""

    keys: Mapping[int, bytes]
    index_key: bytes
    cipher: str = AES
    _derived: dict[tuple[str, int], bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def newest(self) -> int:
        return max(self.keys)

    def seal(self, value: bytes, place: str, *, nonce: bytes) -> str:
        """The token of a value at its place."""
        head = f"{PREFIX}{self.cipher}{self.newest}:"
        sealed = nonce + self._encrypt(nonce, value, (head + place).encode())
        return head + base64.urlsafe_b64encode(sealed).decode()

    def open(self, token: str, place: str) -> bytes:
        """The value again. Raises NotSealed, NoSuchKey, NotThere."""
        cipher, version, body = _parts(token)
        sealed, bound = base64.urlsafe_b64decode(body), f"{PREFIX}{cipher}{version}:{place}".encode()
        if int(version) not in self.keys:
            raise NoSuchKey(version)
        try:
            return self._decrypt(cipher, int(version), sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
        except (InvalidTag, ValueError) as wrong:
            raise NotThere(place) from wrong

    def mark(self, value: str, purpose: str) -> str:
        """检索标记 of a value: letters and digits; the same value has another one for another purpose."""
        digest = hmac.digest(self.index_key, f"{purpose}\0{value}".encode(), "sha256")
        return base64.b32encode(digest).decode().lower()[:MARK_CHARACTERS]

    def _encrypt(self, nonce: bytes, value: bytes, bound: bytes) -> bytes:
        key = self._key(self.cipher, self.newest)
        if self.cipher == AES:
            return AESGCM(key).encrypt(nonce, value, bound)
        work = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
        work.authenticate_additional_data(bound)
        return work.update(value) + work.finalize() + work.tag

    def _decrypt(self, cipher: str, version: int, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
        key = self._key(cipher, version)
        if cipher == AES:
            return AESGCM(key).decrypt(nonce, sealed, bound)
        text, tag = sealed[:-TAG_BYTES], sealed[-TAG_BYTES:]
        work = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
        work.authenticate_additional_data(bound)
        return work.update(text) + work.finalize()

    def _key(self, cipher: str, version: int) -> bytes:
        known = self._derived.get((cipher, version))
        if known is None:
            length, purpose = (32, b"lianxin field aes-256-gcm") if cipher == AES else (16, b"lianxin field sm4-gcm")
            known = HKDF(hashes.SHA256(), length, b"", purpose).derive(self.keys[version])
            self._derived[cipher, version] = known
        return known
