"""恢复: on an empty place, with no server running; everything is unpacked aside and verified before anything is moved.

The database comes last and by one renaming: a restore that was cut off has left no database.
"""

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection

from lianxin.base.journal import book
from lianxin.project import running, tombstones
from lianxin.project.backups import keys, moving, others, reading, rows, snapshots
from lianxin.project.backups.reading import BALLOTS, DATABASE, FILES, TABLES, CannotRestore
from lianxin.work.ballots import released


def restore(source: Path, key: bytes) -> dict[str, Any]:
    """恢复 a backup, verified: the whole journal, the rows of every table. Raises CannotRestore, and leaves nothing behind."""
    try:
        with (
            running.alone(Path(settings.DATA)),
            tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as folder,
        ):
            place = Path(folder)
            _refuse_over_records()
            manifest = reading.unpack(source, key, place)
            if connection.vendor == "sqlite":
                _as_a_file(place, manifest)
            else:
                _as_rows(place, manifest)
            _put_in_place(place, manifest)
            tombstones.carry(source)
    except running.IsRunning as problem:
        raise CannotRestore(str(problem)) from problem
    except (DatabaseError, sqlite3.Error, snapshots.NotSound) as problem:
        raise CannotRestore(f"数据库没有答应（{problem}），没有恢复任何数据。") from problem
    keys.keep(key)  # what is backed up from here on opens with the same code
    return manifest


def _refuse_over_records() -> None:
    files, has_database = Path(settings.DATA) / FILES, moving.has_records()
    has_files = files.exists() and any(one.is_file() for one in files.rglob("*"))
    if has_database or has_files or any(released.folder().iterdir()):
        where = "DATABASE_URL 指的数据库" if connection.vendor != "sqlite" and has_database else settings.DATA
        raise CannotRestore(f"{where} 里已有数据，没有覆盖。请指定一个空的数据目录（LIANXIN_DATA）或空的数据库。")


def _as_a_file(place: Path, manifest: dict[str, Any]) -> None:
    """The SQLite file, while it still lies aside: all its rows, tables of today's shape, every entry of the journal."""
    if manifest["kind"] == "rows":
        _refuse_other_versions(manifest)
        others.prepare({"LIANXIN_DATA": str(place), "DATABASE_URL": ""})
        with others.opened(others.sqlite(place / DATABASE)) as other:
            _fill(rows.Files(place / TABLES, manifest["numbers"]), other, manifest)
        return
    _compare(snapshots.facts_of(place / DATABASE), manifest)
    others.bring_up_to_date(place / DATABASE, manifest["migrations"])
    with others.opened(others.sqlite(place / DATABASE)) as other:
        verify_journal(other, manifest)


def _as_rows(place: Path, manifest: dict[str, Any]) -> None:
    """Into PostgreSQL, in one transaction that is verified before it counts."""
    others.prepare({})
    if manifest["kind"] == "rows":
        _refuse_other_versions(manifest)
        _fill(rows.Files(place / TABLES, manifest["numbers"]), DEFAULT_DB_ALIAS, manifest)
        return
    _compare(snapshots.facts_of(place / DATABASE), manifest)
    others.bring_up_to_date(place / DATABASE, manifest["migrations"])
    with others.opened(others.sqlite(place / DATABASE)) as other:
        _fill(rows.Source(other), DEFAULT_DB_ALIAS, manifest)


def _fill(source: rows.Source, using: str, manifest: dict[str, Any]) -> None:
    try:
        sums = moving.carry(source, using, lambda: verify_journal(using, manifest))
    except (rows.NotTaken, DatabaseError) as problem:
        raise CannotRestore(f"{problem}。没有恢复任何数据。") from problem
    if manifest["kind"] == "rows" and sums != manifest["sums"]:
        raise CannotRestore("备份里的表与清单不符，没有恢复任何数据。请换一份备份。")


def _refuse_other_versions(manifest: dict[str, Any]) -> None:
    if set(manifest["migrations"]) != others.known_migrations():
        raise CannotRestore("这份备份来自别的版本。请用制作它的版本恢复，再升级程序。")


def _compare(found: dict[str, Any], manifest: dict[str, Any]) -> None:
    for table, expected in manifest["counts"].items():
        if found["counts"].get(table) != expected:
            raise CannotRestore(
                f"{table} 恢复出 {found['counts'].get(table, 0)} 条，清单是 {expected} 条，没有改动任何数据。请换一份备份。"
            )


def verify_journal(using: str, manifest: dict[str, Any]) -> None:
    """Walk the whole journal of that database and compare its end with the manifest. Raises CannotRestore."""
    try:
        size, chain = book.verify(using=using)
    except book.JournalBroken as problem:
        raise CannotRestore(f"备份里的流水不连续（{problem}），没有改动任何数据。请换一份备份。") from problem
    if [size, chain] != [manifest["journal"]["entries"], manifest["journal"]["chain"]]:
        raise CannotRestore("备份里的流水与清单不符，没有改动任何数据。请换一份备份。")


def _put_in_place(place: Path, manifest: dict[str, Any]) -> None:
    for code in manifest["ballots"]:
        released.take_back(code, place / BALLOTS / f"{code}.sqlite3")
    if connection.vendor != "sqlite":
        (place / DATABASE).unlink(missing_ok=True)
    if (place / FILES).is_dir():
        shutil.rmtree(Path(settings.DATA) / FILES, ignore_errors=True)  # empty folders
        os.replace(place / FILES, Path(settings.DATA) / FILES)
    if not (place / DATABASE).exists():
        return
    name = str(settings.DATABASES["default"]["NAME"])
    with open(place / DATABASE, "rb+") as handle:
        os.fsync(handle.fileno())
    os.chmod(place / DATABASE, 0o600)
    os.replace(place / DATABASE, name)
