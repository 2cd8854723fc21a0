"""快照: the database as of one moment, as files in a folder, and what the manifest says of it.

SQLite is copied by its own backup interface while people work (a plain copy of the file loses what is still in the
write-ahead log). PostgreSQL is read table by table in one transaction that sees one moment; the tools of PostgreSQL
need not be there, and what was saved goes into either database.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, transaction

from lianxin.base.journal import book
from lianxin.project.backups import rows
from lianxin.project.backups.reading import DATABASE, TABLES

Members = list[tuple[str, Path]]


class NotSound(Exception):
    """数据库有损坏; the sentence says what to do."""


def take(folder: Path) -> tuple[dict[str, Any], Members]:
    """Copy the database into the folder; returns what is known of the copy, and the files with their names."""
    if connection.vendor != "sqlite":
        return _saved(folder / TABLES)
    copy = folder / DATABASE
    _copy(copy)
    return facts_of(copy), [(DATABASE, copy)]


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read of the database in use, in here, is as of one moment."""
    with transaction.atomic():
        if connection.vendor != "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with _piece_by_piece():
            yield


@contextmanager
def _piece_by_piece() -> Iterator[None]:
    """Behind a pooler too, tables are read by the server's cursors: until the transaction ends the connection is ours."""
    told, name = connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS"
    before = told.get(name, False)
    told[name] = False
    try:
        yield
    finally:
        told[name] = before


def _saved(folder: Path) -> tuple[dict[str, Any], Members]:
    with one_moment():
        sums = rows.save(folder, DEFAULT_DB_ALIAS)
        with connection.cursor() as cursor:
            cursor.execute("SELECT n, chain FROM journal_head WHERE id = 1")
            head = cursor.fetchone() or (0, book.GENESIS)
            cursor.execute("SELECT code FROM ballots_pollbox WHERE status = 'closed' ORDER BY code")
            closed = [row[0] for row in cursor.fetchall()]
            cursor.execute("SELECT app, name FROM django_migrations")
            steps = sorted(f"{app}.{name}" for app, name in cursor.fetchall())
        last = rows.numbers(DEFAULT_DB_ALIAS)
    facts = {
        "kind": "rows", "journal": {"entries": head[0], "chain": head[1]}, "closed": closed, "migrations": steps,
        "counts": {name: told[0] for name, told in sums.items()}, "sums": sums, "numbers": last,
    }  # fmt: skip
    return facts, [(f"{TABLES}/{file.name}", file) for file in sorted(folder.iterdir())]


def _copy(copy: Path) -> None:
    name = str(settings.DATABASES["default"]["NAME"])
    if name == ":memory:":
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as there:
            connection.connection.backup(there)
        return
    with closing(sqlite3.connect(name, timeout=20)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")


def facts_of(copy: Path) -> dict[str, Any]:
    """Of a copy that nobody else touches: whether it is sound, how many rows each table has, how far the journal goes."""
    with closing(sqlite3.connect(copy)) as database:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            raise NotSound(f"数据库自检不通过（{answer}）。请先联系维护人员。")
        head = database.execute("SELECT n, chain FROM journal_head WHERE id = 1").fetchone() or (0, book.GENESIS)
        return {
            "kind": "sqlite",
            "journal": {"entries": head[0], "chain": head[1]},
            "counts": _counts(database),
            "closed": sorted(
                row[0] for row in database.execute("SELECT code FROM ballots_pollbox WHERE status='closed'")
            ),
            "migrations": sorted(
                f"{app}.{name}" for app, name in database.execute("SELECT app, name FROM django_migrations")
            ),
        }


def _counts(database: sqlite3.Connection) -> dict[str, int]:
    """Rows by table; what search keeps beside the records is no table of records."""
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
    ).fetchall()
    return {name: int(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for (name,) in names}  # noqa: S608
