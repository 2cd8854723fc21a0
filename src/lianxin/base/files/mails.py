"""Letters from outside (.eml, or as a mailbox hands them over), read in a child process with limits (ADR 0072).

What a reader makes of a stranger's message is `pure/mails`; a letter that ends the child is still a letter: its head is
nothing, its note says that it could not be read.
"""

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import lianxin
from lianxin.pure.mails import MOST_BYTES, Note

__all__ = ["MOST_BYTES", "Note", "ReadLetter", "file_of", "read_letter"]

WALL_SECONDS = 40.0


@dataclass(frozen=True)
class ReadLetter:
    """一封来信 as it was read; `parts` by name, kind and length."""

    key: str
    name: str = ""
    address: str = ""
    subject: str = ""
    sent: str = ""
    text: str = ""
    answers: tuple[str, ...] = ()
    parts: tuple[tuple[str, str, int], ...] = ()
    notes: tuple[str, ...] = ()


def read_letter(data: bytes, *, is_whole: bool = True, wall_seconds: float = WALL_SECONDS) -> ReadLetter:
    """The letter in these bytes, or in the head of one that is too long; never raises because of them."""
    said = _asked(data, -1 if is_whole else -2, wall_seconds)
    if not said:
        return ReadLetter(sha256(b"bytes:" + data).hexdigest(), notes=(Note.BROKEN,))
    return ReadLetter(
        key=str(said["key"]), name=str(said["name"]), address=str(said["address"]), subject=str(said["subject"]),
        sent=str(said["sent"]), text=str(said["text"]), answers=tuple(map(str, said["answers"])),
        parts=tuple((str(name), str(kind), int(size)) for name, kind, size in said["parts"]),
        notes=tuple(map(str, said["notes"])),
    )  # fmt: skip


def file_of(data: bytes, n: int, *, wall_seconds: float = WALL_SECONDS) -> bytes:
    """The bytes of file `n` of the letter, from 0; empty where it has none."""
    return base64.b64decode(_asked(data, n, wall_seconds).get("data", ""))


def _asked(data: bytes, wanted: int, wall_seconds: float) -> dict[str, Any]:
    root = str(Path(lianxin.__file__).parents[1])
    # nothing of our own environment (database address, secrets) goes into the process that reads strangers' files
    environment = {"PYTHONPATH": root, "PYTHONIOENCODING": "utf-8", "PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "lianxin.base.files.mails_child", str(wanted)], input=data,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=wall_seconds, check=False, env=environment, cwd="/",
        )  # fmt: skip
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError):
        return {}
    return said if isinstance(said, dict) else {}
