"""签发密钥: one private key for each group of a blind poll, in the folder of keys and in no database or backup.

It lives from the day the rolls are fixed until the window ends; then it is overwritten and removed. Whoever keeps it
longer could make ballots, so nothing but `commands.issuing` reads it.
"""

import hashlib
import os
from pathlib import Path

from django.conf import settings

from lianxin.pure import blind
from lianxin.pure.durable import settle
from lianxin.work.ballots import store


class NoKey(Exception):
    """没有签发密钥: never made here, or destroyed."""


def path_of(code: str, group: str) -> Path:
    """Where the private key of this group lies, in a folder readable by its owner alone."""
    place = Path(settings.KEYS) / "issuing"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place / f"{code}-{hashlib.sha256(group.encode()).hexdigest()[:16]}.key"


def make(code: str, group: str) -> blind.PublicKey:
    """A fresh key for this group; returns its public half. One left by a transaction that failed is replaced."""
    key = blind.new_key(settings.ISSUING_KEY_BITS)
    path = path_of(code, group)
    store.destroy(path)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as handle:
        handle.write(key.pem)
        handle.flush()
        os.fsync(handle.fileno())
    settle(path.parent)
    return key.public


def load(code: str, group: str) -> blind.PrivateKey:
    """The private key. Raises NoKey."""
    try:
        return blind.private_of(path_of(code, group).read_bytes())
    except FileNotFoundError as gone:
        raise NoKey(code) from gone


def destroy(code: str) -> None:
    """Overwrite and remove every key of this box."""
    for path in (Path(settings.KEYS) / "issuing").glob(f"{code}-*.key"):
        store.destroy(path)
