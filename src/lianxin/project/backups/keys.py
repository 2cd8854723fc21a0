"""备份密钥: made at the first start beside the other keys; the file holds the recovery code itself, as it is printed.

It opens backups and nothing else. No other key is ever in a backup: not the pepper of the residents' secrets, not the
keys that issue credentials or open what comes from phones, and no ballot that is still sealed.
"""

import hmac
import os
import secrets
from pathlib import Path

from django.conf import settings

from lianxin.pure import strongbox
from lianxin.pure.durable import settle

NAME = "backup_key"


class NoKey(Exception):
    """没有备份密钥: neither beside the other keys nor given; the sentence says what to do."""


def path() -> Path:
    """Where the key of this installation lies."""
    return Path(settings.KEYS) / NAME


def own() -> bytes:
    """The key of this installation; made where there is none."""
    if not path().exists():
        keep(secrets.token_bytes(strongbox.KEY_BYTES))
    return _read(path())


def keep(key: bytes) -> None:
    """Put a key in its place where there is none; two who come at once agree on one."""
    path().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path().with_name(f".{NAME}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as handle:
        handle.write(strongbox.code_of(key) + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    try:
        if not path().exists():
            os.replace(unfinished, path())
    finally:
        unfinished.unlink(missing_ok=True)
    settle(path().parent)  # a backup whose key a power cut took could not be opened


def given(text: str) -> bytes:
    """A key file or a recovery code, whichever was given; nothing given means this installation's. Raises NoKey."""
    if text:
        is_file = len(text) < 256 and Path(text).is_file()
        return _read(Path(text)) if is_file else _typed(text)
    if not path().exists():
        raise NoKey(f"{path().parent} 里没有备份密钥。请用 --key 给出密钥文件，或输入恢复码。")
    return _read(path())


def installation() -> str:
    """安装编号: tells installations apart by the keys that lie beside this one, and nothing of them."""
    return hmac.digest(settings.SECRET_PEPPER.encode(), b"lianxin installation", "sha256").hex()[:12]


def _read(file: Path) -> bytes:
    return _typed(file.read_text(encoding="utf-8", errors="replace"))


def _typed(text: str) -> bytes:
    try:
        return strongbox.key_of(text)
    except strongbox.WrongCode as problem:
        raise NoKey(str(problem)) from problem
