"""备份目录: where the server keeps its own backups, how many, and which one is the last good one."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

SUFFIX = ".lianxin"


def place() -> Path:
    """The folder; other disks are better, the data folder is never it."""
    return Path(settings.BACKUPS)


def new_file(at: datetime) -> Path:
    """The name of a backup made at this moment."""
    return place() / f"lianxin-{timezone.localtime(at):%Y%m%d-%H%M%S}{SUFFIX}"
