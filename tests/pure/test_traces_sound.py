"""录音: what recorders write beside the sound goes; of the sound not a byte."""

import struct

import pytest

from lianxin.pure.traces_sound import without
from tests.pure.test_traces import CANARY

SOUND = b"\xff\xfb\x90\x00" + bytes(range(200)) * 3


def box(kind: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return struct.pack(">I", len(body) + 8) + kind + body


def mp3() -> bytes:
    words = CANARY.encode() * 3
    return (
        b"ID3\x04\0\0"
        + bytes((0, 0, len(words) >> 7, len(words) & 127))
        + words
        + SOUND
        + b"TAG"
        + words.ljust(125)[:125]
    )


def wav() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    body = b"WAVE" + chunk(b"fmt ", bytes(16)) + chunk(b"LIST", b"INFOIART" + CANARY.encode()) + chunk(b"data", SOUND)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def m4a() -> bytes:
    when = b"\0\0\0\0" + b"\xde\xad\xbe\xef" * 2 + bytes(80)
    words = box(b"udta", box(b"\xa9xyz", CANARY.encode()))
    track = box(b"trak", box(b"tkhd", when), box(b"mdia", box(b"mdhd", when)))
    return box(b"ftyp", b"M4A ") + box(b"moov", box(b"mvhd", when), track, words) + box(b"mdat", SOUND)


@pytest.mark.parametrize("made", [mp3(), wav(), m4a()], ids=["mp3", "wav", "m4a"])
def test_keeps_the_sound_and_nothing_beside_it(made: bytes) -> None:
    clean = without(made)

    assert CANARY.encode() in made and CANARY.encode() not in clean and b"\xde\xad\xbe\xef" not in clean
    assert SOUND in clean and without(clean) == clean
    assert made[4:8] != b"ftyp" or len(clean) == len(made)


def test_what_is_broken_is_given_back() -> None:
    for made in (mp3(), wav(), m4a()):
        assert all(without(made[:n]) is not None for n in range(0, len(made), 13))
    assert without(b"OggS" + b"x" * 40) == b"OggS" + b"x" * 40
