"""断电: a disk that is rebuilt from what a program did to it, as it may stand after the power went at any moment.

What was synced is there. Of what was not, each 512-byte sector and each truncation is there or is not, as the drive's
cache would have it; a new, changed or removed name is safe only when its folder was synced, as POSIX says. Nothing here
knows SQLite; the log is written by shim.c.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
HEAD = struct.Struct("<BxHIqq")


@dataclass(frozen=True)
class Step:
    """一步: w write, t truncate, s sync, c create, u unlink, r rename (`data` is the new name)."""

    what: str
    path: str
    at: int
    data: bytes


def steps(log: Path) -> Iterator[Step]:
    """What the program did, in order; a last entry that was cut off is not one."""
    told, place = log.read_bytes(), 0
    while place + HEAD.size <= len(told):
        what, named, _unused, at, length = HEAD.unpack_from(told, place)
        place += HEAD.size
        path, data = told[place : place + named], told[place + named : place + named + length]
        place += named + length
        yield Step(chr(what), path.decode(), at, data)


@dataclass
class Held:
    """一个文件: what is safe of it, and what only the cache knows."""

    safe: bytearray = field(default_factory=bytearray)
    loose: list[Step] = field(default_factory=list)

    def settle(self) -> None:
        for step in self.loose:
            put(self.safe, step)
        self.loose.clear()


@dataclass
class Disk:
    """磁盘: `names` as the program sees them, `safe` as they would be found; `moves` of a folder reach the disk in order."""

    names: dict[str, Held]
    safe: dict[str, Held] = field(default_factory=dict)
    moves: dict[str, list[dict[str, Held | None]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.safe = dict(self.names)

    def do(self, step: Step) -> None:
        """One step further."""
        if step.what == "c" or (step.what in "wt" and step.path not in self.names):
            self._move({step.path: Held()})
        elif step.what == "u":
            self._move({step.path: None})
        elif step.what == "r":
            self._move({step.path: None, step.data.decode(): self.names[step.path]})
        elif step.what == "s":
            self._synced(step.path)
        if step.what in "wt":
            self.names[step.path].loose.append(step)

    def _move(self, move: dict[str, Held | None]) -> None:
        renamed(self.names, move)
        self.moves.setdefault(str(Path(next(iter(move))).parent), []).append(move)

    def _synced(self, path: str) -> None:
        """A file: its contents. A folder: which names are in it; nothing less makes a new name safe."""
        if path in self.names:
            self.names[path].settle()
        for move in self.moves.pop(path, []):
            renamed(self.safe, move)

    def after_the_cut(self, random: Random) -> dict[str, bytes]:
        """What is found: nothing loose, all of it, or some, as the cache had it."""
        share = random.choice((0.0, 0.5, 0.5, random.random(), 1.0))
        found = dict(self.safe)
        for moves in self.moves.values():
            arrived = len(moves) if share == 1 else random.randint(0, len(moves)) if share else 0
            for move in moves[:arrived]:
                renamed(found, move)
        return {name: _with_some(held, share, random) for name, held in found.items()}


def renamed(names: dict[str, Held], move: dict[str, Held | None]) -> None:
    """A name comes, goes, or stands for another file."""
    for name, held in move.items():
        if held is None:
            names.pop(name, None)
        else:
            names[name] = held


def _with_some(held: Held, share: float, random: Random) -> bytes:
    content = bytearray(held.safe)
    for step in held.loose:
        if step.what == "t":
            if random.random() < share:
                put(content, step)
            continue
        for part in _sectors(step):
            if random.random() < share:
                put(content, part)
    return bytes(content)


def _sectors(step: Step) -> Iterator[Step]:
    place = 0
    while place < len(step.data):
        room = SECTOR - (step.at + place) % SECTOR
        yield Step("w", step.path, step.at + place, step.data[place : place + room])
        place += room


def put(content: bytearray, step: Step) -> None:
    """Do a write or a truncation to a content; a gap is zeros."""
    if step.what == "t":
        del content[step.at :]
        content.extend(bytes(step.at - len(content)))
        return
    content.extend(bytes(max(0, step.at - len(content))))
    content[step.at : step.at + len(step.data)] = step.data
