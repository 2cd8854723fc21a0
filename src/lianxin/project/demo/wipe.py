"""清空: the whole database, for a demo county only; the journal's guards go with their tables."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection


def wipe() -> None:
    """Remove all tables (SQLite: the file). The caller has asked; migrations follow."""
    (settings.DATA / "demo.json").unlink(missing_ok=True)
    shutil.rmtree(settings.BALLOTS, ignore_errors=True)
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        connection.close()
        if name != ":memory:":
            for suffix in ("", "-wal", "-shm"):
                Path(name + suffix).unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
