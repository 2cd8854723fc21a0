"""签名便笺: a checkpoint as the C2SP write it (tlog-checkpoint, signed-note, tlog-cosignature): text, then signature lines.

>>> print(Checkpoint("lianxin/journal/demo", 0, bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
...                  "2026-11-03T16:00:00Z").text, end="")
lianxin/journal/demo
0
47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
hash sha256
time 2026-11-03T16:00:00Z

The hash is named, so that another one (SM3) may come without a reader taking it for this one.
Not done here: no key is kept and none is asked for; whoever signs or verifies hands a function in.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

LOG, WITNESS = 1, 4  # the kinds of keys: Ed25519 of a log, Ed25519 cosignature with its time
HASH = "sha256"
LONGEST = 20_000
_NAME = re.compile(r"[^\s+]{1,120}")
Verify = Callable[[bytes, bytes, bytes], bool]  # public key, signature, message


class BadNote(ValueError):
    """不是检查点: the text is not a checkpoint, or no whole one."""


@dataclass(frozen=True)
class Signature:
    """签名行: whose, the four bytes that name his key, and the signature itself."""

    name: str
    key_id: bytes
    data: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {base64.b64encode(self.key_id + self.data).decode()}\n"


@dataclass(frozen=True)
class Checkpoint:
    """检查点: of which journal, how many entries, their root, when."""

    origin: str
    size: int
    root: bytes
    time: str = ""
    hash: str = HASH
    signatures: tuple[Signature, ...] = field(default=())

    @property
    def text(self) -> str:
        """What is signed."""
        more = f"time {self.time}\n" if self.time else ""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\nhash {self.hash}\n{more}"

    @property
    def note(self) -> str:
        """Text and signatures, as it is handed on."""
        return f"{self.text}\n{''.join(one.line for one in self.signatures)}"


@dataclass(frozen=True)
class Key:
    """公钥 with its name: `name+8 hexadecimal digits+base64`, as it is printed and typed."""

    name: str
    public: bytes
    kind: int = LOG

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.kind]) + self.public).decode()}"


def key_of(text: str) -> Key:
    """The key that was typed. Raises BadNote."""
    name, _plus, rest = text.strip().partition("+")
    code, _plus, data = rest.partition("+")
    raw = _bytes(data)
    if not _NAME.fullmatch(name) or len(raw) != 33 or raw[0] not in (LOG, WITNESS):
        raise BadNote(text[:80])
    key = Key(name, raw[1:], raw[0])
    if key.id.hex() != code.lower():
        raise BadNote(text[:80])
    return key


def parse(text: str) -> Checkpoint:
    """The checkpoint of a note; raises BadNote where it is none, or not written as it would be written here."""
    text = text.replace("\r\n", "\n").lstrip("\ufeff\n").rstrip() + "\n"
    body, blank, lines = text.partition("\n\n")
    rows = body.split("\n")
    if len(text) > LONGEST or not blank or not 4 <= len(rows) <= 5 or not _NAME.fullmatch(rows[0]):
        raise BadNote(text[:80])
    if not re.fullmatch(r"0|[1-9][0-9]{0,17}", rows[1], re.ASCII) or not rows[3].startswith("hash "):
        raise BadNote(text[:80])
    if len(rows) == 5 and not re.fullmatch(r"time [0-9T:.Z+-]{10,40}", rows[4], re.ASCII):
        raise BadNote(text[:80])
    found = Checkpoint(
        rows[0], int(rows[1]), _bytes(rows[2]), rows[4][5:] if len(rows) == 5 else "", rows[3][5:],
        tuple(_signature(one) for one in lines.splitlines() if one.strip()),
    )  # fmt: skip
    if len(found.root) != 32 or found.text != body + "\n" or found.hash != HASH:
        raise BadNote(text[:80])
    return found


def _signature(line: str) -> Signature:
    parts = line.rstrip().split(" ")
    data = _bytes(parts[2]) if len(parts) == 3 else b""
    if len(parts) != 3 or parts[0] != "—" or not _NAME.fullmatch(parts[1]) or len(data) < 68:
        raise BadNote(line[:80])
    return Signature(parts[1], data[:4], data[4:])


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as bad:
        raise BadNote(text[:80]) from bad


def cosigned(text: str, when: int) -> bytes:
    """What a witness signs: the time in seconds, then the checkpoint's text."""
    return f"cosignature/v1\ntime {when}\n{text}".encode()


def signed_by(found: Checkpoint, key: Key, verify: Verify) -> bool:
    """Whether one of its signatures is this key's and right."""
    for one in found.signatures:
        if (one.name, one.key_id) == (key.name, key.id):
            if key.kind == WITNESS and len(one.data) == 72:
                message = cosigned(found.text, int.from_bytes(one.data[:8], "big"))
                return verify(key.public, one.data[8:], message)
            return key.kind == LOG and len(one.data) == 64 and verify(key.public, one.data, found.text.encode())
    return False
