"""备份目录: the server's own backup every night, how many are kept, and which one is the last good one.

Good is every file that bears the name of a backup: it got it only after it had been read back (see `making`). So
nothing else needs to be remembered, and a file that somebody removed no longer counts.
"""

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from lianxin.project.backups import keys
from lianxin.project.backups.making import CannotBackUp, back_up
from lianxin.pure import strongbox

SUFFIX, HOUR = ".lianxin", 2
NAMED = re.compile(r"lianxin-\d{8}-\d{6}\.lianxin")
LATE, ABANDONED = timedelta(days=2), timedelta(days=1)


@dataclass(frozen=True)
class LastBackup:
    """上次备份: when and where the last good one is, whether that is too long ago, what the last try failed at."""

    at: datetime | None
    file: Path | None
    is_late: bool
    failure: str = ""


def place() -> Path:
    """The folder; better on another disk than the data."""
    return Path(settings.BACKUPS)


def new_file(at: datetime) -> Path:
    """The name of a backup made at this moment."""
    return place() / f"lianxin-{timezone.localtime(at):%Y%m%d-%H%M%S}{SUFFIX}"


def last_backup(*, at: datetime) -> LastBackup:
    """The newest good backup of the folder. Late after two days; where there is none, two days after the first start."""
    made, file = next(_good(), (None, None))
    since = made or _first_start()
    is_late = settings.BACKUPS_ARE_MADE and since is not None and at - since > LATE
    return LastBackup(made, file, is_late, _failure())


def back_up_if_due(*, at: datetime) -> Path | None:
    """定时备份: one a night, from two o'clock on, or as soon as the server runs again. Raises CannotBackUp."""
    if not settings.BACKUPS_ARE_MADE:
        return None
    made = next(_good(), (None, None))[0]
    if made is not None and made >= _last_night(at):
        return None
    file = new_file(at)
    try:
        back_up(file, at=at)
    except CannotBackUp as problem:
        with suppress(OSError):  # a disk that is full takes no note either; the alarm does not need it
            _note().write_text(json.dumps({"at": at.isoformat(), "why": str(problem)}, ensure_ascii=False), "utf-8")
        raise
    _note().unlink(missing_ok=True)
    _thin_out(at)
    return file


def _last_night(at: datetime) -> datetime:
    here = timezone.localtime(at)
    night = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    return night if night <= here else night - timedelta(days=1)


def _good() -> Iterator[tuple[datetime, Path]]:
    """The backups of this installation with their moment, newest first."""
    for file in _named():
        try:
            with open(file, "rb") as handle:
                about = strongbox.read_head(handle)[0]
            if about.get("installation") == keys.installation():
                yield datetime.fromisoformat(about["made_at"]), file
        except (OSError, strongbox.NotWhole, ValueError):
            continue


def _named() -> list[Path]:
    found = place().iterdir() if place().is_dir() else ()
    return sorted((file for file in found if NAMED.fullmatch(file.name)), reverse=True)


def _thin_out(at: datetime) -> None:
    """The newest stay, as many as are to be kept; what a killed backup left behind goes after a day."""
    for _made, file in list(_good())[settings.BACKUPS_KEPT :]:
        file.unlink(missing_ok=True)
    for file in place().glob(".lianxin-*.part"):
        if file.stat().st_mtime < (at - ABANDONED).timestamp():
            file.unlink(missing_ok=True)
    for folder in Path(settings.DATA).glob(".backup-*"):
        if folder.stat().st_mtime < (at - ABANDONED).timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _first_start() -> datetime | None:
    """When the key was made; None before the first start."""
    try:
        return datetime.fromtimestamp(keys.path().stat().st_mtime, tz=timezone.get_current_timezone())
    except OSError:
        return None


def _note() -> Path:
    return Path(settings.DATA) / "backup-failed.json"


def _failure() -> str:
    try:
        return str(json.loads(_note().read_text("utf-8"))["why"])
    except (OSError, ValueError, KeyError):
        return ""
