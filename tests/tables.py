"""表: the tables as the models say, and what migrations do besides, without twenty seconds of migrations.

For tests that need a database and not its history; the migrations themselves are run in the browser's tests and on
PostgreSQL, and `make check` holds the two equal.
"""

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.db.migrations import RunPython


def do_what_migrations_do(editor: Any) -> None:
    """What our migrations plant, after the tables came from the models."""
    for app in apps.get_app_configs():
        if app.name.startswith("lianxin.") and find_spec(f"{app.name}.migrations"):
            _replay(f"{app.name}.migrations", editor)


def _replay(package: str, editor: Any) -> None:
    for name in sorted(one.name for one in iter_modules(import_module(package).__path__)):
        for operation in import_module(f"{package}.{name}").Migration.operations:
            if isinstance(operation, RunPython):
                operation.code(apps, editor)


class _Nowhere:
    """No app has migrations."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


def make() -> None:
    """An empty database gets its tables, and the list of migrations as if they had been run."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.recorder import MigrationRecorder

    plan = MigrationExecutor(connection).loader.disk_migrations
    ours, settings.MIGRATION_MODULES = settings.MIGRATION_MODULES, _Nowhere()
    try:
        call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    finally:
        settings.MIGRATION_MODULES = ours
    with connection.schema_editor() as editor:
        do_what_migrations_do(editor)
    call_command("createcachetable", verbosity=0)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in plan)
