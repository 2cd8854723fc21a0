"""字段密钥: in the folder of keys, `fields/<number>.key` and `fields/index.key`; in no database and in no backup.

The first key is made at the first start, or with the first value that is sealed. The database holds a check value of
each: where it knows of a key that does not lie there, none is ever made in its place, and `must_match` says so at each
start, before anything is sealed under a key that is not the county's.
"""

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.sealing.models import FieldKey
from lianxin.pure import sealing
from lianxin.pure.durable import settle

_RINGS: dict[tuple[str, str, int], sealing.Ring] = {}
INDEX = "index.key"


class Unreadable(Exception):
    """读不出: a sealed value that does not open here; the sentence says which column and what to do."""


def place() -> Path:
    """The folder of these keys."""
    return Path(settings.KEYS) / "fields"


def ring() -> sealing.Ring:
    """The keys as they lie there now; read again when the folder has changed."""
    folder, cipher = place(), settings.FIELD_CIPHER
    try:
        at = folder.stat().st_mtime_ns
    except FileNotFoundError:
        at = 0
    known = _RINGS.get((str(folder), cipher, at))
    if known is None:
        known = _read(folder, cipher)
        _RINGS.clear()
        _RINGS[str(folder), cipher, folder.stat().st_mtime_ns] = known
    return known


def numbers() -> list[int]:
    """The numbers of the keys that lie there."""
    return sorted(int(file.stem) for file in place().glob("*.key") if file.stem.isdecimal())


def make() -> int:
    """A new key beside the old ones, which still open; returns its number."""
    if not (place() / INDEX).exists():
        _write(INDEX)
    newest = max(numbers(), default=0) + 1
    _write(f"{newest}.key")
    note()
    return newest


def note() -> None:
    """Let the database know the keys that lie there and that it does not know yet."""
    FieldKey.objects.bulk_create(
        [FieldKey(number=number, check_value=value) for number, value in _checks().items()], ignore_conflicts=True
    )


def must_match() -> None:
    """Raise Unreadable where a key that the database knows is not there, or is another."""
    known, here = dict(FieldKey.objects.values_list("number", "check_value")), _checks()
    for number, value in sorted(known.items()):
        if not hmac.compare_digest(here.get(number, ""), value):
            raise Unreadable(_LOST % {"n": number or INDEX, "place": place()})


_LOST = gettext_lazy(
    "数据库用的字段密钥（%(n)s）不在 %(place)s，或不是原来的那把。没有它，群众的电话、住址读不出。请把原来的密钥目录放回 LIANXIN_KEYS。"
)


def _checks() -> dict[int, str]:
    """Number and check value of what lies there; the key of the marks is number 0."""
    found = {number: _key(place() / f"{number}.key") for number in numbers()}
    if (place() / INDEX).exists():
        found[0] = _key(place() / INDEX)
    return {n: hmac.digest(key, b"lianxin field key check", "sha256").hex()[:32] for n, key in found.items()}


def _read(folder: Path, cipher: str) -> sealing.Ring:
    if not numbers():
        if FieldKey.objects.exists():
            raise Unreadable(_LOST % {"n": 1, "place": folder})
        make()
    found = {number: _key(folder / f"{number}.key") for number in numbers()}
    return sealing.Ring(found, _key(folder / INDEX), sealing.CIPHERS[cipher])


def _key(file: Path) -> bytes:
    try:
        key = bytes.fromhex(file.read_text("ascii").strip())
    except (OSError, ValueError) as wrong:
        raise Unreadable(_("字段密钥读不出：%(file)s。请把原来的文件放回去。") % {"file": file}) from wrong
    if len(key) != sealing.KEY_BYTES:
        raise Unreadable(_("字段密钥读不出：%(file)s。请把原来的文件放回去。") % {"file": file})
    return key


def _write(name: str) -> None:
    """Whole or not at all, and never over one that is there: two who come at once agree on one."""
    place().mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = place() / f".{secrets.token_hex(8)}"
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as handle:
        handle.write(secrets.token_hex(sealing.KEY_BYTES) + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    try:
        os.link(unfinished, place() / name)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
    settle(place())  # what is sealed under a key that a power cut took would be lost
