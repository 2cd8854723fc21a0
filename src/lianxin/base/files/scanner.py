"""查毒: asks a clamd of this machine by its own socket about each file; nothing is asked unless the site named the socket.

The protocol is clamd's INSTREAM: the bytes in pieces, each behind its length, a nought at the end, one line as the answer.
"""

import socket
import struct
from collections.abc import Iterable

PIECE, SECONDS = 64 * 1024, 30


class Away(Exception):
    """没有应答: the scanner is named and does not answer, or says that it could not look."""


def verdict(place: str, pieces: Iterable[bytes]) -> str:
    """What the scanner calls the file; empty where it found nothing. Raises Away."""
    told = _asked(place, b"zINSTREAM\0", pieces)
    words = told.removeprefix("stream: ")
    if words == "OK":
        return ""
    if words.endswith(" FOUND"):
        return words.removesuffix(" FOUND")
    raise Away(words)


def is_there(place: str) -> bool:
    """Whether it answers at all."""
    try:
        return _asked(place, b"zPING\0", ()) == "PONG"
    except Away:
        return False


def _asked(place: str, command: bytes, pieces: Iterable[bytes]) -> str:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(SECONDS)
            line.connect(place)
            line.sendall(command)
            if command == b"zINSTREAM\0":
                for piece in pieces:
                    for start in range(0, len(piece), PIECE):
                        part = piece[start : start + PIECE]
                        line.sendall(struct.pack(">I", len(part)) + part)
                line.sendall(struct.pack(">I", 0))
            return _answer(line)
    except OSError as problem:
        raise Away(type(problem).__name__) from problem


def _answer(line: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0") and len(told) < 4096:
        part = line.recv(1024)
        if not part:
            break
        told += part
    return told.rstrip(b"\0\n").decode("utf-8", "replace")
