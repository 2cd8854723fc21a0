"""封存私钥: the private halves, each a file in the folder of keys that its owner alone can read; in no backup.

Without them a sealed parcel is opened by nobody. Which are needed still says `commands.keys`.
"""

import os
import re
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key
from django.conf import settings

from lianxin.pure.durable import settle
from lianxin.work.offline import sealing


class NoKey(Exception):
    """没有私钥: destroyed, or the data were brought back without the folder of keys."""


def _path(code: str) -> Path:
    if not re.fullmatch("[0-9a-f]{16}", code):
        raise NoKey(code)
    place = Path(settings.KEYS) / "offline"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place / f"{code}.key"


def make() -> tuple[str, bytes]:
    """A fresh key: its code and its public half."""
    code, key = secrets.token_hex(8), ec.generate_private_key(sealing.CURVE)
    data = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(_path(code), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    settle(_path(code).parent)
    return code, sealing.public_of(key)


def load(code: str) -> ec.EllipticCurvePrivateKey:
    """The private half. Raises NoKey."""
    try:
        found = load_der_private_key(_path(code).read_bytes(), None)
    except (FileNotFoundError, ValueError) as gone:
        raise NoKey(code) from gone
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return found


def is_there(code: str) -> bool:
    """Whether the private half lies in its place."""
    return _path(code).exists()


def destroy(code: str) -> None:
    """Overwrite and remove it."""
    path = _path(code)
    if path.exists():
        path.write_bytes(os.urandom(path.stat().st_size))
        path.unlink()
