"""迁移: all rows from one database into an empty other one, SQLite to PostgreSQL and back, compared before it counts.

Compared are the rows of every table, by number and by the sum of their hashes, and the whole journal to its end. The
database that was moved from stays as it was. Files and released ballots lie in the data folder and stay there.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction

from lianxin.base.journal import book
from lianxin.project import running
from lianxin.project.backups import others, rows, snapshots
from lianxin.project.backups.reading import DATABASE, CannotRestore
from lianxin.project.settings import database_of

Sums = dict[str, list[Any]]


class CannotMove(Exception):
    """迁移不成; the sentence says what to do."""


def move(to: str) -> tuple[Sums, int, str]:
    """迁移 to a PostgreSQL address or to `sqlite`; returns the sums, the journal's size and its end. Raises CannotMove."""
    is_file = to == "sqlite"
    if not is_file and not to.startswith(("postgresql://", "postgres://")):
        raise CannotMove("请写 postgresql://用户:口令@主机:端口/库名，或 sqlite。")
    if is_file == (connection.vendor == "sqlite"):
        raise CannotMove("这里用的已经是这种数据库。换机器请用 lianxin backup 和 lianxin restore。")
    try:
        with running.alone(Path(settings.DATA)):
            return _into_a_file() if is_file else _into_postgresql(to)
    except (running.IsRunning, CannotRestore, rows.NotTaken, book.JournalBroken) as problem:
        raise CannotMove(str(problem)) from problem
    except DatabaseError as problem:
        raise CannotMove(f"数据库没有答应：{problem}") from problem


def _into_postgresql(url: str) -> tuple[Sums, int, str]:
    target = database_of(url)
    with others.opened(target) as other:
        _refuse_over_records(other)
    others.prepare({"DATABASE_URL": url})
    with others.opened(target) as other:
        return _moved(other)


def _into_a_file() -> tuple[Sums, int, str]:
    final = Path(settings.DATA) / DATABASE
    if final.exists():
        raise CannotMove(f"{final} 已存在，没有覆盖。请先把它移走。")
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".move-") as folder:
        others.prepare({"LIANXIN_DATA": folder, "DATABASE_URL": ""})
        with others.opened(others.sqlite(Path(folder) / DATABASE)) as other:
            found = _moved(other)
        with open(Path(folder) / DATABASE, "rb+") as handle:
            os.fsync(handle.fileno())
        os.chmod(Path(folder) / DATABASE, 0o600)
        os.replace(Path(folder) / DATABASE, final)
    return found


def _moved(other: str) -> tuple[Sums, int, str]:
    with snapshots.one_moment():
        end = book.verify()

        def is_the_same() -> None:
            if book.verify(using=other) != end:
                raise rows.NotTaken("流水末端与原来的不同")

        return carry(rows.Source(DEFAULT_DB_ALIAS), other, is_the_same), *end


def carry(source: rows.Source, using: str, journal_holds: Callable[[], None]) -> Sums:
    """All rows from there into that database, in one transaction, read again and compared. Raises rows.NotTaken."""
    with transaction.atomic(using=using):
        given = rows.fill(source, using)
        found = rows.sums_of(using)
        if unlike := [name for name, told in given.items() if found[name] != told]:
            raise rows.NotTaken(f"{unlike[0]} 等 {len(unlike)} 张表读回的与写入的不同，已撤销")
        journal_holds()
    return given


def has_records() -> bool:
    """Whether the database in use holds anything; one that is not there yet holds nothing."""
    name = str(settings.DATABASES["default"]["NAME"])
    if connection.vendor == "sqlite":
        return Path(name).exists()
    return "orgs_unit" in connection.introspection.table_names() and not rows.is_empty(DEFAULT_DB_ALIAS)


def _refuse_over_records(other: str) -> None:
    names = connections[other].introspection.table_names()
    is_ours = "orgs_unit" in names
    if names and not (is_ours and rows.is_empty(other)):
        raise CannotMove("那个数据库里已有数据，没有改动。请给一个空的数据库。")
