"""计数: how many answers of which class, and how long they took: numbers alone, shared by the processes of one server.

Each process adds to a row of numbers in a file of its own in the folder that `lianxin serve` made for the run
(LIANXIN_METERS); the page of metrics adds the rows up. Without the folder a process counts for itself. Nothing is
kept beyond the run, nothing is in the database, and a lost count harms nobody.
"""

import mmap
import os
import struct
import threading
from pathlib import Path
from typing import Any

ROOMS = ("office", "public", "account", "none")
STATUSES = ("2xx", "3xx", "4xx", "5xx")
SLOT = struct.Struct("<Q")
#: for each room the counts by status, then the microseconds in all
WIDTH = len(STATUSES) + 1
SIZE = len(ROOMS) * WIDTH * SLOT.size

_lock = threading.Lock()
_mine: dict[int, Any] = {}


def count(room: str, status: int, seconds: float) -> None:
    """One answer more."""
    place = ROOMS.index(room) * WIDTH
    kind = min(max(status // 100, 2), 5) - 2
    with _lock:
        row = _row()
        _add(row, place + kind, 1)
        _add(row, place + WIDTH - 1, round(seconds * 1_000_000))


def totals() -> dict[str, tuple[dict[str, int], float]]:
    """For each room how many answers by status, and the seconds they took in all."""
    with _lock:
        rows = [bytes(_row()[:])]
    if folder := _folder():
        own = f"{os.getpid()}"
        rows += [data for one in folder.iterdir() if one.name != own and len(data := one.read_bytes()) == SIZE]
    sums = [sum(values) for values in zip(*(struct.unpack(f"<{SIZE // SLOT.size}Q", row) for row in rows), strict=True)]
    found = {}
    for number, room in enumerate(ROOMS):
        part = sums[number * WIDTH : (number + 1) * WIDTH]
        found[room] = (dict(zip(STATUSES, part, strict=False)), part[-1] / 1_000_000)
    return found


def _folder() -> Path | None:
    place = os.environ.get("LIANXIN_METERS", "")
    return Path(place) if place and Path(place).is_dir() else None


def _row() -> Any:
    """The numbers of this process; a child that was forked begins a row of its own."""
    process = os.getpid()
    if process not in _mine:
        _mine.clear()
        folder = _folder()
        _mine[process] = _shared(folder / str(process)) if folder else bytearray(SIZE)
    return _mine[process]


def _shared(file: Path) -> mmap.mmap:
    descriptor = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        os.ftruncate(descriptor, SIZE)
        return mmap.mmap(descriptor, SIZE)
    finally:
        os.close(descriptor)


def _add(row: Any, place: int, number: int) -> None:
    at = place * SLOT.size
    SLOT.pack_into(row, at, (SLOT.unpack_from(row, at)[0] + number) % 2**64)
