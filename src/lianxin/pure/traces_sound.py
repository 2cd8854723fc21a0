"""录音里的痕迹: what a telephone writes beside the sound (whose, where, which device, when) leaves the file; the sound stays.

>>> without(b"ID3\\x04\\0\\0\\0\\0\\0\\x03abc" + b"\\xff\\xfb sound")[2:]
b' sound'

Of an mp3 its tags, of a wav its lists of words, of an m4a its boxes of words and the moments of its making, which are
written over in place. Ogg and webm keep the name of the program that made them (docs/security/threats.md).
"""

import struct

_WORDS = {b"LIST", b"id3 ", b"ID3 ", b"bext", b"iXML", b"_PMX", b"axml"}
_BOXES = {b"udta", b"meta", b"uuid"}
_OPEN = {b"moov", b"trak", b"mdia"}
_WITH_TIMES = {b"mvhd", b"tkhd", b"mdhd"}
_DEEPEST = 6


def without(data: bytes) -> bytes:
    """The same sound, telling nothing of who recorded it; a broken file is given back as it is."""
    try:
        if data[:3] == b"ID3" or data[:1] == b"\xff":
            return _mp3(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
            return _wav(data)
        if data[4:8] == b"ftyp":
            held = bytearray(data)
            _boxes(held, 0, len(held), 0)
            return bytes(held)
    except (struct.error, IndexError):
        return data
    return data


def _mp3(data: bytes) -> bytes:
    while data[:3] == b"ID3":
        size = (data[6] & 127) << 21 | (data[7] & 127) << 14 | (data[8] & 127) << 7 | (data[9] & 127)
        rest = data[10 + size + (10 if data[5] & 16 else 0) :]
        if not rest:
            break
        data = rest.lstrip(b"\0")
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    return data


def _wav(data: bytes) -> bytes:
    kept, place = [], 12
    while place + 8 <= len(data):
        length = struct.unpack_from("<I", data, place + 4)[0]
        end = place + 8 + length + length % 2
        if data[place : place + 4] not in _WORDS:
            kept.append(data[place:end])
        place = end
    if not any(word in data for word in _WORDS):
        return data
    body = b"WAVE" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _boxes(held: bytearray, start: int, end: int, depth: int) -> None:
    """Every box between two places: of words it becomes an empty one of the same length, of moments they become none."""
    place = start
    while place + 8 <= end and depth < _DEEPEST:
        size, kind, head = struct.unpack_from(">I", held, place)[0], bytes(held[place + 4 : place + 8]), 8
        if size == 1:
            size, head = struct.unpack_from(">Q", held, place + 8)[0], 16
        elif size == 0:
            size = end - place
        until = min(place + size, end)
        if size < head:
            return
        if kind in _BOXES:
            held[place + 4 : place + 8] = b"free"
            held[place + head : until] = bytes(until - place - head)
        elif kind in _OPEN:
            _boxes(held, place + head, until, depth + 1)
        elif kind in _WITH_TIMES:
            wide = 16 if held[place + head] == 1 else 8
            held[place + head + 4 : place + head + 4 + wide] = bytes(wide)
        place = until
