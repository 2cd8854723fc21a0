"""恢复: on an empty place, with no server running; everything is unpacked aside and verified before anything is moved.

The database comes last and by one renaming: a restore that was cut off has left no database.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from lianxin.base.journal import book
from lianxin.project import running
from lianxin.project.backups import keys, others, reading, snapshots
from lianxin.project.backups.reading import BALLOTS, DATABASE, FILES, CannotRestore
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
            _verify(place / DATABASE, manifest)
            _put_in_place(place, manifest)
    except running.IsRunning as problem:
        raise CannotRestore(str(problem)) from problem
    keys.keep(key)  # what is backed up from here on opens with the same code
    return manifest


def _refuse_over_records() -> None:
    name = str(settings.DATABASES["default"]["NAME"])
    if connection.vendor != "sqlite" or name == ":memory:":
        raise CannotRestore("这里用的是 PostgreSQL，请用它自己的工具恢复（pg_restore）。")
    files = Path(settings.DATA) / FILES
    has_files = files.exists() and any(one.is_file() for one in files.rglob("*"))
    if Path(name).exists() or has_files or any(released.folder().iterdir()):
        raise CannotRestore(f"{settings.DATA} 里已有数据，没有覆盖。请指定一个空的数据目录（LIANXIN_DATA）。")


def _verify(database: Path, manifest: dict[str, Any]) -> None:
    """The copy, while it still lies aside: rows as in the manifest, tables of today's shape, every entry of the journal."""
    _compare(snapshots.facts_of(database), manifest)
    others.bring_up_to_date(database, manifest["migrations"])
    with others.opened(others.sqlite(database)) as other:
        verify_journal(other, manifest)


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
    if (place / FILES).is_dir():
        shutil.rmtree(Path(settings.DATA) / FILES, ignore_errors=True)  # empty folders
        os.replace(place / FILES, Path(settings.DATA) / FILES)
    name = str(settings.DATABASES["default"]["NAME"])
    with open(place / DATABASE, "rb+") as handle:
        os.fsync(handle.fileno())
    os.chmod(place / DATABASE, 0o600)
    os.replace(place / DATABASE, name)
