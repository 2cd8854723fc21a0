"""另一个数据库: opened beside the one in use, and its tables made or brought up to date by a process of its own.

By a process of its own because migrations that plant rows speak to the database in use, whichever they are run for.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from lianxin.project.backups.reading import CannotRestore

ALIAS = "another"


@contextmanager
def opened(database: dict[str, Any]) -> Iterator[str]:
    """The name under which this database is reached, as long as the block lasts."""
    connections.settings[ALIAS] = connections.configure_settings({**connections.settings, ALIAS: database})[ALIAS]
    try:
        yield ALIAS
    finally:
        connections[ALIAS].close()
        del connections[ALIAS], connections.settings[ALIAS]


def sqlite(file: Path) -> dict[str, Any]:
    """A file that nobody else touches: no write-ahead log beside it."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}


def known_migrations() -> set[str]:
    """The steps that this version knows."""
    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def bring_up_to_date(file: Path, applied: list[str]) -> None:
    """Bring a file of an earlier version to today's tables; one of a later version is refused. Raises CannotRestore."""
    known = known_migrations()
    if later := sorted(set(applied) - known):
        raise CannotRestore(f"这份备份来自更新的版本（{later[0]} 等 {len(later)} 步这里没有）。请先升级程序，再恢复。")
    if known - set(applied):
        prepare({"LIANXIN_DATA": str(file.parent), "DATABASE_URL": ""})


def prepare(where: dict[str, str]) -> None:
    """Make or update the tables there, in a process of its own. Raises CannotRestore with its last line."""
    environment = {**os.environ, "LIANXIN_KEYS": str(settings.KEYS), **where}
    done = subprocess.run(
        [sys.executable, "-m", "lianxin.project.prepare", "--tables"], env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise CannotRestore(f"数据表没有准备好：{last}")
