"""封存防护: the triggers that refuse to change or delete what was frozen, on both databases.

A `save` that refuses would not stop a queryset's update, nor a hand in the database.
"""

from typing import Any

from lianxin.base.journal.guard import put

TABLES = ("freezes_frozentree", "freezes_frozenfigure", "freezes_latechange")

SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'what is frozen stays as it is'); END"
    for table in TABLES
    for verb in ("update", "delete")
]
SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")]

POSTGRESQL = [
    "CREATE FUNCTION frozen_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'what is frozen stays as it is'; END $$",
] + [
    statement
    for table in TABLES
    for statement in (
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION frozen_refuse()",
        f"CREATE TRIGGER {table}_filled BEFORE TRUNCATE ON {table} EXECUTE FUNCTION frozen_refuse()",
    )
]
POSTGRESQL_LIFT = [
    f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}" for table in TABLES for name in ("stays", "filled")
] + ["DROP FUNCTION IF EXISTS frozen_refuse()"]


def raise_guard(apps: Any, schema_editor: Any) -> None:
    """Put the triggers up; used by the migration."""
    put(schema_editor, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def lift_guard(apps: Any, schema_editor: Any) -> None:
    """Take the triggers down: only for the backward migration and for emptying a test database."""
    put(schema_editor, SQLITE_LIFT if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_LIFT)
