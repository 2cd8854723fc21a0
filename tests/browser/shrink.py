"""PNG 变小: a screenshot as an 8-bit palette image, with the standard library alone.

For screenshots of text pages, 8 bits a channel without interlacing, which is what Chromium writes. Colours beyond
the 255 most frequent become their nearest neighbour among those. It does not dither and keeps no transparency.
"""

import struct
import zlib
from collections import Counter
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 255


def shrink(file: Path) -> None:
    """Rewrite the file with a palette."""
    width, height, channels, rows = _read(file.read_bytes())
    pixels = [row[at : at + 3] for row in rows for at in range(0, width * channels, channels)]
    palette = [colour for colour, _count in Counter(pixels).most_common(COLOURS)]
    place = {colour: number for number, colour in enumerate(palette)}
    for colour in set(pixels) - place.keys():
        place[colour] = min(range(len(palette)), key=lambda number: _far(palette[number], colour))
    flat = bytes(place[pixel] for pixel in pixels)
    lines = b"".join(b"\0" + flat[at : at + width] for at in range(0, len(flat), width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", b"".join(palette)), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    file.write_bytes(SIGNATURE + b"".join(_chunk(name, data) for name, data in parts))


def _far(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _read(data: bytes) -> tuple[int, int, int, list[bytes]]:
    """Width, height, bytes per pixel, and the rows without their filters (PNG, clause 9)."""
    at, packed, head = len(SIGNATURE), b"", b""
    while at < len(data):
        (size,), name = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + size]
        head = body if name == b"IHDR" else head
        packed += body if name == b"IDAT" else b""
        at += 12 + size
    width, height, depth, kind, _packing, _filters, interlaced = struct.unpack(">IIBBBBB", head)
    if (depth, interlaced) != (8, 0) or kind not in (2, 6):
        raise ValueError("not a screenshot of Chromium's")
    channels, flat = {2: 3, 6: 4}[kind], zlib.decompress(packed)
    step, rows, above = width * channels, list[bytes](), bytes(width * channels)
    for start in range(0, height * (step + 1), step + 1):
        above = _unfiltered(flat[start], bytearray(flat[start + 1 : start + 1 + step]), above, channels)
        rows.append(above)
    return width, height, channels, rows


def _unfiltered(how: int, row: bytearray, above: bytes, back: int) -> bytes:
    for at in range(len(row) if how else 0):
        left, up = (row[at - back] if at >= back else 0), above[at]
        if how == 1:
            guess = left
        elif how == 2:
            guess = up
        elif how == 3:
            guess = (left + up) // 2
        else:
            corner = above[at - back] if at >= back else 0
            guess = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
        row[at] = (row[at] + guess) & 255
    return bytes(row)
