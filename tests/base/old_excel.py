"""A very small writer of .xls (BIFF8 in an OLE box), so that tests need no committed binary."""

import struct

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def xls(name: str, rows: list[list[str | float]]) -> bytes:
    """One sheet of texts and numbers in the format of Excel 97–2003."""
    return _box(_workbook(name, rows))


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _workbook(name: str, rows: list[list[str | float]]) -> bytes:
    title = name.encode("utf-16-le")
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    head += _record(0x42, struct.pack("<H", 1200))
    tail = _record(0x0A, b"")
    length = len(head) + 4 + 8 + len(title) + len(tail)
    bound = _record(0x85, struct.pack("<IBBBB", length, 0, 0, len(name), 1) + title)
    return head + bound + tail + _sheet(rows)


def _sheet(rows: list[list[str | float]]) -> bytes:
    body = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    body += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            place = struct.pack("<HHH", number, column, 0)
            if isinstance(cell, str):
                text = cell.encode("utf-16-le")
                body += _record(0x204, place + struct.pack("<HB", len(cell), 1) + text)
            else:
                body += _record(0x203, place + struct.pack("<d", cell))
    return body + _record(0x0A, b"")


def _box(stream: bytes) -> bytes:
    """An OLE compound file with one stream, `Workbook`; padded over 4,096 bytes to stay out of the mini stream."""
    stream = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    count = len(stream) // _SECTOR
    fat = [_FAT, _END, *(range(3, 2 + count)), _END]
    fat += [_FREE] * (128 - len(fat))
    assert len(fat) == 128, "one sector of the table must do"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, child=1) + _entry("Workbook", 2, start=2, size=len(stream))
    entries += _entry("", 0) * 2
    return header + struct.pack("<128I", *fat) + entries + stream


def _entry(name: str, kind: int, *, child: int = _FREE, start: int = _END, size: int = 0) -> bytes:
    text = (name + "\0").encode("utf-16-le") if name else b""
    body = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, _FREE, _FREE, child)
    return body + b"\0" * 36 + struct.pack("<IQ", start, size)
