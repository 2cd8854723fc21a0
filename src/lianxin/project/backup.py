"""备份与恢复: one tar file with a manifest: the database, the files, never the keys.

Of the votes only what was released is taken. A box that is still sealed is not: a series of backups would be a record
of the order and the time in which its ballots came (security.md D1). After a restore such a vote must be held again.

SQLite is copied by its own backup interface while people work (a plain copy of the file loses what is still in the
write-ahead log). The copy is checked before it counts as a backup: integrity, the chain of the journal, counts.
PostgreSQL: use its own tools (pg_dump); `backup` says so. Encryption comes later: keep the file where only the
administrator can read it.
"""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from django.conf import settings
from django.db import connection

from lianxin.base.journal import book
from lianxin.work.ballots import released

FORMAT = 1
DATABASE, MANIFEST, FILES, BALLOTS = "lianxin.sqlite3", "manifest.json", "files", "ballots"
COUNTED = ("concerns_concern", "concerns_reply", "concerns_rating", "orgs_unit", "orgs_person", "journal_entry")


class CannotBackUp(Exception):
    """备份不成; the sentence says what to do."""


class CannotRestore(Exception):
    """恢复不成; the sentence says what to do."""


def back_up(target: Path, *, at: datetime) -> dict[str, Any]:
    """备份 into one new file; returns its manifest. Raises CannotBackUp; an existing file is never overwritten."""
    if connection.vendor != "sqlite":
        raise CannotBackUp("这里用的是 PostgreSQL，请用它自己的工具备份（pg_dump --format=custom）。")
    if target.exists():
        raise CannotBackUp(f"{target} 已存在，没有覆盖。请换一个文件名。")
    target.parent.mkdir(parents=True, exist_ok=True)
    released.tidy()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        copy = Path(folder) / DATABASE
        _copy_database(copy)
        manifest = _manifest(copy, at)
        unfinished = Path(folder) / "backup.tar"
        with tarfile.open(unfinished, "w") as tar:
            _add_text(tar, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True))
            tar.add(copy, DATABASE)
            for name, file in _kept_files():
                tar.add(file, f"{FILES}/{name}")
            for code in manifest["ballots"]:
                tar.add(released.path_of(code), f"{BALLOTS}/{code}.sqlite3")
        with open(unfinished, "rb") as handle:
            os.fsync(handle.fileno())
        os.chmod(unfinished, 0o600)
        os.link(unfinished, target)  # fails where somebody was quicker, instead of overwriting
    return manifest


def _copy_database(copy: Path) -> None:
    name = str(settings.DATABASES["default"]["NAME"])
    if name == ":memory:":
        connection.ensure_connection()
        with closing(sqlite3.connect(copy)) as there:
            connection.connection.backup(there)
        return
    with closing(sqlite3.connect(name, timeout=20)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")


def _manifest(copy: Path, at: datetime) -> dict[str, Any]:
    with closing(sqlite3.connect(copy)) as database:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
        if answer != "ok":
            raise CannotBackUp(f"数据库自检不通过（{answer}），没有生成备份。请先联系维护人员。")
        head = database.execute("SELECT n, chain FROM journal_head WHERE id = 1").fetchone() or (0, book.GENESIS)
        counts = {table: _count(database, table) for table in COUNTED}
        closed = [row[0] for row in database.execute("SELECT code FROM ballots_pollbox WHERE status = 'closed'")]
    return {
        "format": FORMAT,
        "made_at": at.isoformat(),
        "database": {"sha256": _sha256(copy), "bytes": copy.stat().st_size},
        "files": {name: _sha256(file) for name, file in _kept_files()},
        "ballots": {code: _sha256(file) for code in sorted(closed) if (file := released.path_of(code)).exists()},
        "journal": {"entries": head[0], "chain": head[1]},
        "counts": counts,
    }


def _count(database: sqlite3.Connection, table: str) -> int:
    return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608  (a name of COUNTED)


def _kept_files() -> Iterator[tuple[str, Path]]:
    folder = settings.DATA / FILES
    for file in sorted(folder.rglob("*")) if folder.exists() else ():
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(folder).as_posix(), file


def _sha256(file: Path) -> str:
    with open(file, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def read_backup(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup into `folder` and check every digest; returns the manifest, raises CannotRestore."""
    try:
        _unpack(source, folder)
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        expected = {DATABASE: manifest["database"]["sha256"]}
        expected |= {f"{FILES}/{name}": digest for name, digest in manifest["files"].items()}
        if not all(code.isalnum() for code in manifest.get("ballots", {})):
            raise ValueError(BALLOTS)
        expected |= {f"{BALLOTS}/{code}.sqlite3": digest for code, digest in manifest.get("ballots", {}).items()}
    except (OSError, tarfile.TarError, KeyError, ValueError, TypeError, AttributeError) as problem:
        raise CannotRestore(f"{source.name} 不是完整的连心备份，没有改动任何数据。请换一份备份。") from problem
    if manifest.get("format") != FORMAT:
        raise CannotRestore("这份备份来自别的版本，请用制作它的版本恢复后再升级。")
    for name, digest in expected.items():
        if not (folder / name).is_file() or _sha256(folder / name) != digest:
            raise CannotRestore(f"备份里的 {name} 已损坏（校验值不符），没有改动任何数据。请换一份备份。")
    return manifest


def _unpack(source: Path, folder: Path) -> None:
    """Write the plain files of a backup; a name that leads outside, a link or a device spoils the whole."""
    with tarfile.open(source) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            known = member.name in (DATABASE, MANIFEST) or path.parts[0] in (FILES, BALLOTS)
            if not (member.isreg() and known) or path.is_absolute() or ".." in path.parts:
                raise tarfile.TarError(member.name)
            held = cast(IO[bytes], tar.extractfile(member))
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            with open(folder / path, "xb") as handle:
                shutil.copyfileobj(held, handle)


def restore(source: Path) -> dict[str, Any]:
    """恢复 on an empty place, then verify the journal and the counts. Raises CannotRestore, and leaves nothing behind."""
    name = str(settings.DATABASES["default"]["NAME"])
    if connection.vendor != "sqlite" or name == ":memory:":
        raise CannotRestore("这里用的是 PostgreSQL，请用它自己的工具恢复（pg_restore）。")
    if Path(name).exists() or any(_kept_files()) or any(released.folder().iterdir()):
        raise CannotRestore(f"{settings.DATA} 里已有数据，没有覆盖。请指定一个空的数据目录（LIANXIN_DATA）。")
    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as folder:
        manifest = read_backup(source, Path(folder))
        connection.close()
        os.replace(Path(folder) / DATABASE, name)
        if (Path(folder) / FILES).is_dir():
            shutil.rmtree(settings.DATA / FILES, ignore_errors=True)
            os.replace(Path(folder) / FILES, settings.DATA / FILES)
        for code in manifest.get("ballots", {}):
            released.take_back(code, Path(folder) / BALLOTS / f"{code}.sqlite3")
    try:
        verify(manifest)
    except Exception:
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(name + suffix).unlink(missing_ok=True)
        shutil.rmtree(settings.DATA / FILES, ignore_errors=True)
        shutil.rmtree(released.folder(), ignore_errors=True)
        raise
    return manifest


def verify(manifest: dict[str, Any]) -> None:
    """Compare the database in use with the manifest: the whole journal, and the counts. Raises CannotRestore."""
    try:
        size, chain = book.verify()
    except book.JournalBroken as problem:
        raise CannotRestore(f"恢复出的流水不连续（{problem}），已撤销恢复。请换一份备份。") from problem
    if [size, chain] != [manifest["journal"]["entries"], manifest["journal"]["chain"]]:
        raise CannotRestore("恢复出的流水与备份清单不符，已撤销恢复。请换一份备份。")
    with connection.cursor() as cursor:
        for table, expected in manifest["counts"].items():
            if table not in COUNTED:
                raise CannotRestore("备份清单有不认识的表，已撤销恢复。")
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  (a name of COUNTED)
            found = cursor.fetchone()[0]
            if found != expected:
                raise CannotRestore(f"{table} 恢复出 {found} 条，清单是 {expected} 条，已撤销恢复。请换一份备份。")
