"""制作备份: database, files and released ballots into one encrypted file; never a key, never a sealed box.

Of the votes only what was released is taken. A box that is still sealed is not: a series of backups would be a record
of the order and the time in which its ballots came (security.md D1). After a restore such a vote must be held again.

The database is copied as of one moment while people work; the copy lies in the data folder, where the database itself
lies, never beside the backup. The file is written under another name, read back as a restore would read it, and only
then gets its own name: what bears the name of a backup is one.
"""

import errno
import hashlib
import io
import json
import os
import secrets
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import DatabaseError

from lianxin.project.backups import keys, reading, snapshots
from lianxin.project.backups.reading import BALLOTS, FILES, FORMAT, MANIFEST
from lianxin.pure import strongbox
from lianxin.work.ballots import released


class CannotBackUp(Exception):
    """备份不成; the sentence says what to do."""


def back_up(target: Path, *, at: datetime) -> dict[str, Any]:
    """备份 into one new file; returns its manifest. Raises CannotBackUp; an existing file is never overwritten."""
    if target.exists():
        raise CannotBackUp(f"{target} 已存在，没有覆盖。请换一个文件名。")
    unfinished = target.with_name(f".{target.name}-{secrets.token_hex(4)}.part")
    try:
        with _told_in_words(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(unfinished, at)
            manifest = reading.check(unfinished, keys.own())
            _name(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


@contextmanager
def _told_in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as problem:
        raise CannotBackUp(f"{target} 已存在，没有覆盖。请换一个文件名。") from problem
    except (OSError, sqlite3.Error, DatabaseError) as problem:
        is_full = getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "is full" in str(problem)
        if is_full:
            raise CannotBackUp("磁盘已满，没有留下半个文件。请腾出空间，或用 -o 存到别的磁盘。") from problem
        raise CannotBackUp(f"{problem}。没有留下半个文件。") from problem
    except (snapshots.NotSound, reading.CannotRestore, keys.NoKey) as problem:
        raise CannotBackUp(str(problem)) from problem


def _name(unfinished: Path, target: Path) -> None:
    """Give the finished file its name: never over another one, and for good before anybody is told."""
    try:
        os.link(unfinished, target)
    except FileExistsError:
        raise
    except OSError:  # disks for carrying about know no links
        if target.exists():
            raise FileExistsError(target) from None
        os.rename(unfinished, target)
    descriptor = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(unfinished: Path, at: datetime) -> None:
    about = {"made_at": at.isoformat(), "installation": keys.installation()}
    with (
        tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".backup-") as folder,
        os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file,
    ):
        facts, members = snapshots.take(Path(folder))
        released.tidy()  # a vote closed in the copy has its released file by now
        ballots = [code for code in facts.pop("closed") if released.path_of(code).exists()]
        salt = secrets.token_bytes(strongbox.SALT_BYTES)
        with strongbox.Writer(file, keys.own(), about, salt=salt) as box:
            named = [
                *members,
                *_kept_files(),
                *((f"{BALLOTS}/{code}.sqlite3", released.path_of(code)) for code in ballots),
            ]
            digests = _fill(box, named, {"format": FORMAT, **about, **facts, "ballots": ballots})
            assert digests.keys() >= {name for name, _file in members}
        file.flush()
        os.fsync(file.fileno())


def _fill(box: strongbox.Writer, named: Iterable[tuple[str, Path]], facts: dict[str, Any]) -> dict[str, str]:
    """The files, and behind them the manifest, which says of each what was written."""
    digests: dict[str, str] = {}
    with tarfile.open(fileobj=box, mode="w|", bufsize=strongbox.PIECE) as tar:  # type: ignore[call-overload]
        for name, path in named:
            try:
                file = open(path, "rb")  # noqa: SIM115
            except FileNotFoundError:  # deleted in between: it is as if the backup had come a moment later
                continue
            with file:
                info = tar.gettarinfo(arcname=name, fileobj=file)
                hashed = _Hashed(file)
                tar.addfile(info, hashed)
                digests[name] = hashed.digest.hexdigest()
        text = json.dumps({**facts, "members": digests}, ensure_ascii=False, indent=1, sort_keys=True).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    return digests


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


def _kept_files() -> Iterator[tuple[str, Path]]:
    folder = Path(settings.DATA) / FILES
    for file in sorted(folder.rglob("*")) if folder.exists() else ():
        if file.is_file() and not file.is_symlink():
            yield f"{FILES}/{file.relative_to(folder).as_posix()}", file
