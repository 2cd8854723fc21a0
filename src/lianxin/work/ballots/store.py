"""封存的票箱: one SQLite file per box while it is not yet opened; nothing of it is in the main database (security.md D1).

Here stand SQL statements of our own, through the standard `sqlite3`: the house allows it in this module, in `released`
and in search, because these files are no tables of the application and must be handled page by page:

- a rollback journal that is deleted (no write-ahead log keeps copies), `secure_delete`, `synchronous=EXTRA`: with FULL
  the removal of that journal, which is the commit, may be undone by a power cut, and an answered vote with it (ADR 0051);
- no rowid, keyed by the keyed hash of the token: no number, no order; no time, no address, no column for either;
- a ballot is sealed, in steps of 4 KiB; a second ballot of the same token takes the place of the first;
- the file's own date is always the same day.

What lies in `kept` (keys, salts) goes with the file: it is overwritten and removed at the close.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

from lianxin.pure.durable import settle
from lianxin.work.ballots import chance

ALWAYS = 315532800  # 1980-01-01: the date of every file here
SCHEMA = (
    "CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE token (digest BLOB PRIMARY KEY, grp TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE ballot (digest BLOB PRIMARY KEY, receipt BLOB NOT NULL, grp TEXT NOT NULL, channel TEXT NOT NULL, "
    "sealed BLOB NOT NULL) WITHOUT ROWID",
)


class NoBox(Exception):
    """没有封存的票箱: it was opened and removed, or it never was."""


def folder(name: str) -> Path:
    """The folder of the sealed or of the released files, readable by its owner alone."""
    place = Path(settings.BALLOTS) / name
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def path_of(code: str) -> Path:
    """Where the sealed file of this box lies."""
    return folder("sealed") / f"{code}.box"


def make(code: str) -> None:
    """A new, empty, sealed file with a key of its own for hashing tokens."""
    path = path_of(code)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with opened(code, write=True) as box:
        for statement in SCHEMA:
            box.execute(statement)
        keep(box, "hash_key", chance.some_bytes(32))


@contextmanager
def opened(code: str, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """The file of this box, in one transaction. Raises NoBox."""
    path = path_of(code)
    if not path.exists():
        raise NoBox(code)
    with closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True, timeout=20, isolation_level=None)) as box:
        box.execute("PRAGMA journal_mode=DELETE")
        box.execute("PRAGMA secure_delete=ON")
        box.execute("PRAGMA synchronous=EXTRA")
        box.execute("PRAGMA temp_store=MEMORY")
        box.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield box
        except BaseException:
            box.execute("ROLLBACK")
            raise
        box.execute("COMMIT")
    if write:
        undated(path)


def undated(path: Path) -> None:
    """Give the file, and its folder, the date that all have."""
    for one in (path, path.parent):
        os.utime(one, (ALWAYS, ALWAYS))


def keep(box: sqlite3.Connection, name: str, value: bytes) -> None:
    """Keep something that goes with the file."""
    box.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (name, value))


def kept(box: sqlite3.Connection, name: str) -> bytes | None:
    """What was kept under this name."""
    found = box.execute("SELECT value FROM kept WHERE name = ?", (name,)).fetchone()
    return bytes(found[0]) if found else None


def add_tokens(box: sqlite3.Connection, digests: list[bytes], group: str) -> None:
    """Let these tokens vote in the group."""
    box.executemany("INSERT INTO token VALUES (?, ?)", [(one, group) for one in sorted(digests)])


def group_of(box: sqlite3.Connection, digest: bytes) -> str | None:
    """The group of a token that may vote."""
    found = box.execute("SELECT grp FROM token WHERE digest = ?", (digest,)).fetchone()
    return str(found[0]) if found else None


def drop_token(box: sqlite3.Connection, digest: bytes) -> bool:
    """Let this token vote no more; False where it has voted, or never could."""
    if has_ballot(box, digest):
        return False
    return box.execute("DELETE FROM token WHERE digest = ?", (digest,)).rowcount == 1


def tokens(box: sqlite3.Connection, group: str) -> int:
    """How many tokens may vote in the group."""
    return int(box.execute("SELECT count(*) FROM token WHERE grp = ?", (group,)).fetchone()[0])


def has_ballot(box: sqlite3.Connection, digest: bytes) -> bool:
    """Whether this token has voted."""
    return box.execute("SELECT 1 FROM ballot WHERE digest = ?", (digest,)).fetchone() is not None


def put(box: sqlite3.Connection, digest: bytes, receipt: bytes, group: str, channel: str, sealed: bytes) -> None:
    """Put a sealed ballot in; one of the same token goes out."""
    box.execute("INSERT OR REPLACE INTO ballot VALUES (?, ?, ?, ?, ?)", (digest, receipt, group, channel, sealed))


def counts(box: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """How many ballots lie in it: group → channel → number."""
    found: dict[str, dict[str, int]] = {}
    for group, channel, number in box.execute("SELECT grp, channel, count(*) FROM ballot GROUP BY grp, channel"):
        found.setdefault(group, {})[channel] = number
    return found


def sealed_ballots(box: sqlite3.Connection) -> Iterator[tuple[str, str, bytes, bytes]]:
    """Every ballot: group, channel, receipt, sealed bytes."""
    yield from box.execute("SELECT grp, channel, receipt, sealed FROM ballot")


def destroy(path: Path) -> None:
    """Overwrite and remove a file; nothing where there is none."""
    if not path.exists():
        return
    with open(path, "r+b") as handle:
        left = path.stat().st_size
        while left > 0:
            part = min(left, 1 << 20)
            handle.write(os.urandom(part))
            left -= part
        handle.flush()
        os.fsync(handle.fileno())
    path.unlink()
    settle(path.parent)
