"""开箱以后: the ballots in the order of their content, remarks apart, in a fresh file that is never edited.

Like `store`, this module speaks SQL to files of its own. Equal ballots are one line with a number, so that no order is
left even among them; remarks stand in another table, sorted by themselves, and nothing leads from one to the other.

The way to it is such that whenever the machine stops, the box is either still sealed or wholly released: the new file
is first written encrypted (`.part`); that the box is closed, its root and the key of the part are one commit of the
main database; from then on `finish` can be done, and done again, by anybody who reads, without a passphrase.
"""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from lianxin.pure import merkle, polling
from lianxin.pure.durable import settle
from lianxin.pure.polling import Ballot, Remark
from lianxin.work.ballots import box as boxes
from lianxin.work.ballots import chance, sealing, store
from lianxin.work.ballots.models import PollBox
from lianxin.work.ballots.terms import PollStatus

SCHEMA = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE ballot (grp TEXT, channel TEXT, answers TEXT, number INTEGER NOT NULL, "
    "PRIMARY KEY (grp, channel, answers)) WITHOUT ROWID",
    "CREATE TABLE remark (grp TEXT, subject TEXT, item TEXT, text TEXT, dialogue TEXT, number INTEGER NOT NULL, "
    "PRIMARY KEY (grp, subject, item, text, dialogue)) WITHOUT ROWID",
    "CREATE TABLE receipt (receipt TEXT PRIMARY KEY) WITHOUT ROWID",
)


class NotReleased(Exception):
    """还没有开箱: the box is still sealed, or it was made void."""


@dataclass
class Contents:
    """What came out of a box, counted; the order in which it was added leaves no trace here."""

    ballots: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    remarks: Counter[tuple[str, str, str, str, str]] = field(default_factory=Counter)
    receipts: set[str] = field(default_factory=set)

    def add(self, group: str, channel: str, receipt: bytes, plain: bytes) -> None:
        """One opened ballot: its choices here, its remarks there, its receipt elsewhere."""
        answers, texts, digests = boxes.read_plain(plain)
        self.ballots[group, channel, json.dumps(answers, ensure_ascii=False, sort_keys=True)] += 1
        for subject, written in texts.items():
            for item, text in written.items():
                self.remarks[group, subject, item, text, digests.get(f"{subject}\n{item}", "")] += 1
        if receipt:
            self.receipts.add(boxes.as_text(receipt))

    @property
    def count(self) -> int:
        """开箱张数."""
        return self.ballots.total()

    def channels(self) -> dict[str, int]:
        """How many came each way, in all groups together."""
        found: Counter[str] = Counter()
        for (_group, channel, _answers), number in self.ballots.items():
            found[channel] += number
        return dict(sorted(found.items()))

    def lines(self) -> list[bytes]:
        """Every ballot and every remark in the order of the file, as they stand behind `contents`."""
        rows: Iterable[tuple[str, tuple[str, ...], int]] = [
            *(("ballot", key, number) for key, number in sorted(self.ballots.items())),
            *(("remark", key, number) for key, number in sorted(self.remarks.items())),
        ]
        return [json.dumps([kind, *key, number], ensure_ascii=False).encode() for kind, key, number in rows]


def head_of(box: PollBox, contents: Contents, salt: str) -> dict[str, object]:
    """What the root covers besides the receipts: which poll, how many sheets and which way, and the salted contents.

    `contents` binds the released file without telling it: without the salt, which stays in that file, few ballots
    could be guessed from their hash.
    """
    inside = merkle.root([bytes.fromhex(salt) + line for line in contents.lines()])
    return {
        "code": box.code, "fingerprint": box.fingerprint, "count": contents.count, "channels": contents.channels(),
        "contents": inside.hex(),
    }  # fmt: skip


def root_of(head: dict[str, object], receipts: Iterable[str]) -> str:
    """汇总校验值: the Merkle root over the head and the sorted receipts."""
    first = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return merkle.root([first, *(one.encode() for one in sorted(receipts))]).hex()


def image(about: dict[str, str], contents: Contents) -> bytes:
    """The bytes of the released file, made in memory: the same contents give the same bytes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        made.execute("PRAGMA secure_delete=ON")
        for statement in SCHEMA:
            made.execute(statement)
        made.execute("BEGIN")
        made.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        made.executemany(
            "INSERT INTO ballot VALUES (?, ?, ?, ?)", [(*k, n) for k, n in sorted(contents.ballots.items())]
        )
        made.executemany(
            "INSERT INTO remark VALUES (?, ?, ?, ?, ?, ?)", [(*k, n) for k, n in sorted(contents.remarks.items())]
        )
        made.executemany("INSERT INTO receipt VALUES (?)", [(one,) for one in sorted(contents.receipts)])
        made.execute("COMMIT")
        made.execute("VACUUM")
        return made.serialize()


def folder() -> Path:
    """Where the released files lie."""
    return store.folder("released")


def path_of(code: str) -> Path:
    """Where the released file of this box lies."""
    return folder() / f"{code}.sqlite3"


def _part(code: str) -> Path:
    return store.folder("sealed") / f"{code}.part"


def write_part(box: PollBox, data: bytes) -> str:
    """Write the new file encrypted; returns its key, which only the commit of the close makes known."""
    key = chance.some_bytes(32)
    _write(_part(box.code), ChaCha20Poly1305(key).encrypt(sealing.NONCE, data, box.code.encode()))
    return key.hex()


def finish(box: PollBox) -> None:
    """Put the released file in its place, then destroy the sealed one; harmless to repeat. Raises NotReleased."""
    if not box.is_closed:
        raise NotReleased(box.code)
    final, part, sealed = path_of(box.code), _part(box.code), store.path_of(box.code)
    if not final.exists():
        if not part.exists():
            raise NotReleased(box.code)
        data = ChaCha20Poly1305(bytes.fromhex(box.part_key)).decrypt(
            sealing.NONCE, part.read_bytes(), box.code.encode()
        )
        unfinished = final.with_suffix(".new")
        _write(unfinished, data)
        os.replace(unfinished, final)
        store.undated(final)
        settle(final.parent)  # before the sealed file goes: whichever the power leaves, one of the two is there
    for gone in (sealed, sealed.with_name(sealed.name + "-journal"), part):
        store.destroy(gone)


def tidy() -> None:
    """Finish what a machine that stopped left half done: releases, and the files of boxes that were made void."""
    waiting = {path.stem for path in store.folder("sealed").iterdir()}
    for box in PollBox.objects.filter(code__in=waiting, status=PollStatus.CLOSED):
        finish(box)
    for box in PollBox.objects.filter(code__in=waiting, status=PollStatus.VOID):
        store.destroy(store.path_of(box.code))


def take_back(code: str, source: Path) -> None:
    """Put a released file of a backup in its place."""
    os.replace(source, path_of(code))
    store.undated(path_of(code))


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    store.undated(path)
    settle(path.parent)


def _opened(box: PollBox) -> sqlite3.Connection:
    path = path_of(box.code)
    if not path.exists() or store.path_of(box.code).exists() or _part(box.code).exists():
        finish(box)
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)


def ballots(box: PollBox) -> Iterator[Ballot]:
    """Every ballot in the order of its content. Raises NotReleased before the close."""
    for ballot, number in counted(box):
        for _each in range(number):
            yield ballot


def counted(box: PollBox) -> Iterator[tuple[Ballot, int]]:
    """Every different ballot with how many there are of it. Raises NotReleased before the close."""
    with closing(_opened(box)) as file:
        rows = file.execute("SELECT grp, channel, answers, number FROM ballot ORDER BY grp, channel, answers")
        for group, channel, answers, number in rows:
            yield Ballot(group, channel, json.loads(answers)), number


def remarks(box: PollBox) -> Iterator[Remark]:
    """Every remark, sorted by itself. Raises NotReleased before the close."""
    with closing(_opened(box)) as file:
        rows = file.execute(
            "SELECT grp, subject, item, text, dialogue, number FROM remark ORDER BY grp, subject, item, text, dialogue"
        )
        for group, subject, item, text, dialogue, number in rows:
            for _each in range(number):
                yield polling.Remark(group, subject, item, text, dialogue)


def is_genuine(box: PollBox) -> bool:
    """Whether the released file still is what was counted at the opening: its contents, its receipts, the root."""
    contents = Contents()
    with closing(_opened(box)) as file:
        about = dict(file.execute("SELECT name, value FROM about"))
        for *key, number in file.execute("SELECT grp, channel, answers, number FROM ballot"):
            contents.ballots[tuple(key)] = number
        for *key, number in file.execute("SELECT grp, subject, item, text, dialogue, number FROM remark"):
            contents.remarks[tuple(key)] = number
        contents.receipts = {row[0] for row in file.execute("SELECT receipt FROM receipt")}
    return root_of(head_of(box, contents, about["salt"]), contents.receipts) == box.root


def board(box: PollBox) -> dict[str, object]:
    """公示板: what anybody may read and compute again: the head, the sorted receipts, the root. Nothing of any answer."""
    with closing(_opened(box)) as file:
        head = json.loads(file.execute("SELECT value FROM about WHERE name = 'head'").fetchone()[0])
        receipts = [row[0] for row in file.execute("SELECT receipt FROM receipt ORDER BY receipt")]
    return {"format": "lianxin-board-1", "title": box.title, "head": head, "receipts": receipts, "root": box.root}
