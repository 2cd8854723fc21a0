"""签名密钥 of the journal: in the folder of keys, which its owner alone can read; in no database and no backup.

The file in use is `current`, older ones are named by their time. Other signatures (SM2) may be added beside:
the kind of key is part of its printed form.
"""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from lianxin.pure.durable import settle
from lianxin.pure.notes import Checkpoint, Key, Signature


class NoKey(Exception):
    """没有签名密钥: lost, or the data were brought back without the folder of keys."""


def _place() -> Path:
    place = Path(settings.KEYS) / "journal"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place / "current.key"


def make() -> bytes:
    """A fresh key; returns its public half. One that is there is put aside, never overwritten."""
    secret, path = Ed25519PrivateKey.generate(), _place()
    if path.exists():
        path.replace(path.with_name(f"{path.stat().st_mtime_ns}.key"))
    fresh = path.with_name(f".{os.getpid()}.key")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as handle:
        handle.write(secret.private_bytes_raw())
        handle.flush()
        os.fsync(handle.fileno())
    fresh.replace(path)
    settle(path.parent)
    return secret.public_key().public_bytes_raw()


def load() -> Ed25519PrivateKey:
    """The key in use. Raises NoKey."""
    try:
        return Ed25519PrivateKey.from_private_bytes(_place().read_bytes())
    except (FileNotFoundError, ValueError) as gone:
        raise NoKey from gone


def signed(found: Checkpoint) -> tuple[Checkpoint, Key]:
    """The checkpoint with the journal's signature, and the key that made it. Raises NoKey."""
    secret = load()
    key = Key(found.origin, secret.public_key().public_bytes_raw())
    line = Signature(key.name, key.id, secret.sign(found.text.encode()))
    return Checkpoint(found.origin, found.size, found.root, found.time, found.hash, (line,)), key


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether this key signed this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
