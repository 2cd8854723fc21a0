"""照片里的痕迹, without touching a pixel: where, when and by whom a picture was taken leaves its file.

>>> without(b"GIF89a of a lamp")
b'GIF89a of a lamp'

Of a JPEG the segments that describe it (Exif, XMP, IPTC, remarks) and all that hangs behind its end, of a PNG its chunks
of words, of a WebP its Exif and XMP. What a picture is turned by stays. Colours, sizes and pixels are byte for byte
those of the file; a file of another kind, or one that is broken, is given back as it is.
"""

import struct

_JPEG, _PNG, _RIFF = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"
_TALKING = {0xFE, *range(0xE0, 0xF0)} - {0xE0, 0xEE}  # 0xE0 says JFIF, 0xEE how Adobe stores colours
_PROFILE = b"ICC_PROFILE\0"
_ALONE = {0x01, *range(0xD0, 0xD9)}
_WORDS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_ORIENTATION = 0x0112


def without(data: bytes) -> bytes:
    """The same picture, telling nothing."""
    try:
        if data.startswith(_JPEG):
            return _jpeg(data)
        if data.startswith(_PNG):
            return _png(data)
        if data.startswith(_RIFF) and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError):
        return data
    return data


def _jpeg(data: bytes) -> bytes:
    kept, place, turned = [data[:2]], 2, b""
    while True:
        while data[place : place + 2] == b"\xff\xff":
            place += 1
        if data[place] != 0xFF:
            raise IndexError
        kind = data[place + 1]
        if kind == 0xD9:
            return _with(kept, turned) + b"\xff\xd9"  # what hangs behind: previews, films, whole other files
        if kind in _ALONE:
            kept.append(data[place : place + 2])
            place += 2
            continue
        end = place + 2 + struct.unpack_from(">H", data, place + 2)[0]
        segment = data[place:end]
        if len(segment) < 4 or end > len(data):
            raise IndexError
        if kind == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = turned or _turned(segment[10:])
        if kind not in _TALKING or (kind == 0xE2 and segment[4:16] == _PROFILE):
            kept.append(segment)
        place = end
        if kind == 0xDA:
            end = _after_scan(data, place)
            kept.append(data[place:end])
            place = end


def _with(kept: list[bytes], turned: bytes) -> bytes:
    """The parts, the turning behind the first of them that says JFIF."""
    at = 2 if len(kept) > 1 and kept[1][1] == 0xE0 else 1
    return b"".join([*kept[:at], turned, *kept[at:]])


def _after_scan(data: bytes, place: int) -> int:
    """Where the lines of pixels end: at the next mark that is neither stuffing nor a restart."""
    while True:
        place = data.index(b"\xff", place) if b"\xff" in data[place:] else len(data)
        if data[place + 1] != 0 and data[place + 1] != 0xFF and not 0xD0 <= data[place + 1] <= 0xD7:
            return place
        place += 1 if data[place + 1] == 0xFF else 2


def _turned(exif: bytes) -> bytes:
    """A segment that says by how much the picture is turned and nothing else; empty where it stands upright."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        start = struct.unpack_from(f"{order}I", exif, 4)[0]
        for n in range(min(struct.unpack_from(f"{order}H", exif, start)[0], 200)):
            tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", exif, start + 2 + 12 * n)
            if tag == _ORIENTATION and 2 <= value <= 8:
                said = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
                return b"\xff\xe1" + struct.pack(">H", len(said) + 8) + b"Exif\0\0" + said
    except struct.error:
        return b""
    return b""


def _png(data: bytes) -> bytes:
    kept, place = [data[:8]], 8
    while True:
        length = struct.unpack_from(">I", data, place)[0]
        kind, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            raise IndexError
        if kind not in _WORDS:
            kept.append(data[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end


def _webp(data: bytes) -> bytes:
    kept, place = [], 12
    until = min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])
    while place + 8 <= until:
        end = place + 8 + (length := struct.unpack_from("<I", data, place + 4)[0]) + length % 2
        chunk = data[place:end]
        if chunk[:4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0b1100]) + chunk[9:]
        if chunk[:4] not in (b"EXIF", b"XMP "):
            kept.append(chunk)
        place = end
    body = b"WEBP" + b"".join(kept)
    return _RIFF + struct.pack("<I", len(body)) + body
