"""保险箱: one encrypted file written and read as a stream; what was cut, changed, swapped or put in between is refused.

First a line that names the kind of file, then one line of JSON in clear (when, where, under which key), then pieces of
256 KiB, each under ChaCha20-Poly1305. The file's own key is derived (HKDF-SHA256) from the long-lived key and a salt of
this file, so the nonce may simply count; it tells the last piece from the others, so that a file cut at the end of a
piece is seen; and every piece is bound to the two lines before it.

>>> import io, os
>>> key, file = os.urandom(KEY_BYTES), io.BytesIO()
>>> with Writer(file, key, {"made_at": "2026-11-03"}, salt=os.urandom(SALT_BYTES)) as box:
...     _ = box.write(b"records")
>>> _ = file.seek(0)
>>> box = Reader(file, key)
>>> box.about["made_at"], box.read()
('2026-11-03', b'records')

This module keeps no key and knows nothing of what is inside.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lianxin.pure.codes import ALPHABET, LOOKALIKES, packed

MAGIC = b"LIANXIN-BACKUP\n"
VERSION = 2
CIPHER, KDF = "chacha20-poly1305/262144", "hkdf-sha256"
PIECE, TAG = 1 << 18, 16
KEY_BYTES, SALT_BYTES = 20, 32
GROUP = 4
GROUPS = KEY_BYTES * 8 // 5 // GROUP
LONGEST_LINE = 4096


class NotWhole(Exception):
    """不完整: this is no such file, or not as it was written."""


class WrongKey(Exception):
    """密钥不对: the file was written under another key."""


class WrongCode(Exception):
    """恢复码有误: what was typed is no code; the sentence says which group to look at."""


def key_id(key: bytes) -> str:
    """密钥编号: tells keys apart, and nothing of the key."""
    return _derived(key, b"", b"lianxin backup key id", 4).hex()


def _derived(key: bytes, salt: bytes, purpose: bytes, length: int = 32) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, purpose).derive(key)


class _Pieces:
    """What writing and reading share: the cipher, the count of pieces, what they are bound to."""

    def __init__(self, key: bytes, salt: bytes, head: bytes) -> None:
        self._cipher = ChaCha20Poly1305(_derived(key, salt, b"lianxin backup file"))
        self._bound = hashlib.sha256(head).digest()
        self._count = 0

    def seal(self, piece: bytes, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(is_last), piece, self._bound)

    def open(self, piece: bytes, *, is_last: bool) -> bytes:
        return self._cipher.decrypt(self._nonce(is_last), piece, self._bound)

    def _nonce(self, is_last: bool) -> bytes:
        self._count += 1
        return self._count.to_bytes(11, "big") + bytes([is_last])


class Writer:
    """A file to write into; leaving the block ends it. Left by an exception, it stays without its end: no whole box."""

    def __init__(self, file: IO[bytes], key: bytes, about: Mapping[str, Any], *, salt: bytes) -> None:
        line = {**about, "version": VERSION, "cipher": CIPHER, "kdf": KDF, "salt": salt.hex(), "key": key_id(key)}
        head = MAGIC + json.dumps(line, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        self._file, self._pieces, self._held = file, _Pieces(key, salt, head), bytearray()
        file.write(head)

    def write(self, data: bytes) -> int:
        """Take more; a piece goes out only when another follows, because the last one is marked."""
        self._held += data
        while len(self._held) > PIECE:
            self._file.write(self._pieces.seal(bytes(self._held[:PIECE]), is_last=False))
            del self._held[:PIECE]
        return len(data)

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is None:
            self._file.write(self._pieces.seal(bytes(self._held), is_last=True))


class Reader:
    """A file to read from. Raises NotWhole at the first byte that is not as it was written, WrongKey before any."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        self.about, head = read_head(file)
        if self.about["key"] != key_id(key):
            raise WrongKey(f"这份备份是用编号 {self.about['key']} 的密钥加密的，给出的密钥编号是 {key_id(key)}。")
        self._file, self._pieces = file, _Pieces(key, bytes.fromhex(self.about["salt"]), head)
        self._next, self._held, self._is_over = file.read(PIECE + TAG), bytearray(), False

    def read(self, size: int = -1) -> bytes:
        """The next bytes; fewer only where it ends, and it ends only where the last piece was seen."""
        while not self._is_over and (size < 0 or len(self._held) < size):
            self._held += self._opened()
        taken = bytes(self._held if size < 0 else self._held[:size])
        del self._held[: len(taken)]
        return taken

    def _opened(self) -> bytes:
        piece, self._next = self._next, self._file.read(PIECE + TAG)
        self._is_over = not self._next
        try:
            return self._pieces.open(piece, is_last=self._is_over)
        except InvalidTag as problem:
            raise NotWhole("文件不完整，或内容被改动过。") from problem


def read_head(file: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """The line in clear, which anybody may read, and the bytes that everything else is bound to. Raises NotWhole.

    It is believed only where the pieces behind it open.
    """
    head = file.read(len(MAGIC))
    if head != MAGIC:
        raise NotWhole("这不是连心的备份文件。")
    line = file.readline(LONGEST_LINE)
    try:
        about = json.loads(line)
        fits = (about["cipher"], about["kdf"], len(bytes.fromhex(about["salt"]))) == (CIPHER, KDF, SALT_BYTES)
        is_known = about["version"] == VERSION
        texts = all(isinstance(about[name], str) for name in ("key", "made_at"))
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise NotWhole("备份文件的开头已损坏。") from problem
    if not is_known:
        raise NotWhole("这份备份来自别的版本，请用制作它的版本恢复后再升级。")
    if not (fits and texts and line.endswith(b"\n")):
        raise NotWhole("备份文件的开头已损坏。")
    return about, head + line


def code_of(key: bytes) -> str:
    """恢复码: the key in eight groups of four characters and a check character, to be printed and typed."""
    number = int.from_bytes(key, "big")
    values = [number >> shift & 31 for shift in range(len(key) * 8 - 5, -1, -5)]
    groups = [values[start : start + GROUP] for start in range(0, len(values), GROUP)]
    return " ".join(
        "".join(ALPHABET[v] for v in (*group, _check(group, place))) for place, group in enumerate(groups, start=1)
    )


def key_of(code: str) -> bytes:
    """The key that was typed, whatever its case, width, blanks and hyphens. Raises WrongCode, naming the group."""
    plain = packed(code).upper().translate(LOOKALIKES)
    if len(plain) != GROUPS * (GROUP + 1):
        raise WrongCode(f"恢复码应有 {GROUPS} 组、每组 {GROUP + 1} 个字符，输入了 {len(plain)} 个字符。")
    number = 0
    for place in range(1, GROUPS + 1):
        *group, check = (ALPHABET.find(one) for one in plain[(place - 1) * (GROUP + 1) : place * (GROUP + 1)])
        if -1 in (*group, check) or _check(group, place) != check:
            raise WrongCode(f"恢复码第 {place} 组有误，请对照原件逐个字符核对。")
        for value in group:
            number = number << 5 | value
    return number.to_bytes(KEY_BYTES, "big")


def _check(group: list[int], place: int) -> int:
    """Over the field of 32: every single wrong character and every swap of neighbours is seen, and a swapped group."""
    state = place
    for value in group:
        state = _doubled(state) ^ value
    return _doubled(state)


def _doubled(value: int) -> int:
    return (value << 1) ^ (0b100101 if value & 16 else 0)
