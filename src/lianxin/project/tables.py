"""数据表: a new county gets its tables from the models at once, instead of through the history of all migrations.

The tables, their triggers and what our migrations plant are those that the migrations make, held equal by
`tests/project/test_first_start.py`; a county that is already there is brought up to date by its migrations.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def do_what_migrations_do(editor: Any) -> None:
    """What our migrations plant, after the tables came from the models."""
    for app in _ours():
        if find_spec(f"{app.name}.migrations"):
            _replay(f"{app.name}.migrations", editor)


def _replay(package: str, editor: Any) -> None:
    for name in sorted(one.name for one in iter_modules(import_module(package).__path__)):
        for operation in import_module(f"{package}.{name}").Migration.operations:
            if isinstance(operation, RunPython):
                operation.code(apps, editor)  # type: ignore[arg-type]  # the models of today serve as well


def _ours() -> list[Any]:
    return [app for app in apps.get_app_configs() if app.name.startswith("lianxin.")]


class _WithoutHistory(dict[str, Any]):
    """No app has migrations."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys((app.label for app in apps.get_app_configs()), None))


def is_empty() -> bool:
    """还没有表: nothing was ever made in this database."""
    return connection.introspection.table_names() == []


def make() -> None:
    """建表: tables, triggers and what is planted, in a database that is empty; whole, or as if it had not begun."""
    with _whole():
        plan = MigrationExecutor(connection).loader.disk_migrations
        theirs, settings.MIGRATION_MODULES = settings.MIGRATION_MODULES, _WithoutHistory()
        try:
            call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
        finally:
            settings.MIGRATION_MODULES = theirs
        with connection.schema_editor() as editor:
            do_what_migrations_do(editor)
        call_command("createcachetable", verbosity=0)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in plan)


@contextmanager
def _whole() -> Iterator[None]:
    """PostgreSQL takes tables back with the transaction; SQLite does not while keys are checked, so a file takes its place."""
    if connection.vendor != "sqlite":
        with transaction.atomic():
            yield
        return
    place = connection.settings_dict["NAME"]
    if "memory" in str(place):
        yield
        return
    file, part = Path(place), Path(f"{place}.new")
    _away(part)
    connection.close()
    connection.settings_dict["NAME"] = part
    try:
        yield
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place
    os.replace(part, file)
    _away(part)


def _away(part: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{part}{end}").unlink(missing_ok=True)
