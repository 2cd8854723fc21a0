"""Photographs and sound from outside (佐证材料). A photograph is read in a child process with limits, as tables are.

What comes back is a fresh JPEG of the pixels alone: no position, device, time or profile (security.md T16).
Sound is only recognised by its first bytes; what recorders write beside it is taken out by `pure/traces_sound.py`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import lianxin
from lianxin.pure.zipguard import Unreadable

__all__ = ["Box", "MAX_BYTES", "Picture", "Unreadable", "read_picture", "sound_kind"]

MAX_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 1600
WALL_SECONDS = 40.0
#: left, top, width, height as fractions of the picture
Box = tuple[float, float, float, float]

_EMPTY = "文件是空的，没有内容。请重新选择照片。"
_TOO_BIG = "照片超过 10 MB，不能上传。请先缩小，或截屏后再上传。"
_TOO_SLOW = "照片读了太久，没有读完。请先缩小，或截屏后再上传。"
_CRASHED = "照片没有读完，可能已损坏。请用手机重新拍一张，或截屏后再上传。"

#: m4a comes in the same box as video and as HEIC photographs; only the brands of sound recorders are taken
_M4A_BRANDS = (b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"3gp4", b"3gp5", b"3gp6")


@dataclass(frozen=True)
class Picture:
    """照片: a clean JPEG, a small one for lists, its width and height; `look` by which the same picture is known again."""

    data: bytes
    small: bytes
    width: int
    height: int
    look: str = ""


def read_picture(data: bytes, *, boxes: Iterable[Box] = (), wall_seconds: float = WALL_SECONDS) -> Picture:
    """The picture upright, at most 1600 pixels long, without metadata, black where `boxes` are.

    Raises `Unreadable` with a Chinese sentence for people; never anything else because of the file.
    """
    if not data:
        raise Unreadable(_EMPTY)
    if len(data) > MAX_BYTES:
        raise Unreadable(_TOO_BIG)
    asked = json.dumps({"most": LONGEST_SIDE, "boxes": [list(box) for box in boxes]}).encode() + b"\n"
    head, _newline, rest = _run(asked + data, wall_seconds).partition(b"\n")
    try:
        answer = json.loads(head)
        if "refused" in answer:
            raise Unreadable(answer["refused"])
        (length, small), (width, height), look = answer["lengths"], answer["size"], answer["look"]
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(_CRASHED) from error
    if len(rest) != length + small:
        raise Unreadable(_CRASHED)
    return Picture(rest[:length], rest[length:], width, height, look)


def _run(sent: bytes, wall_seconds: float) -> bytes:
    root = str(Path(lianxin.__file__).parents[1])
    # nothing of our own environment (database address, secrets) goes into the process that reads strangers' files
    environment = {"PYTHONPATH": root, "PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "lianxin.base.files.picture_child"],
            input=sent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, cwd="/",
            timeout=wall_seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise Unreadable(_TOO_SLOW) from error
    return done.stdout


def sound_kind(data: bytes) -> str:
    """录音的格式 by its first bytes, as a media type; empty if it is no sound that a browser plays."""
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "audio/wav"
    if data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] in (b"\xfb", b"\xf3", b"\xf2", b"\xfa")):
        return "audio/mpeg"
    if data[4:8] == b"ftyp" and data[8:12] in _M4A_BRANDS:
        return "audio/mp4"
    if data[:4] == b"OggS":
        return "audio/ogg"
    return "audio/webm" if data[:4] == b"\x1a\x45\xdf\xa3" else ""
