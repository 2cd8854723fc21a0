"""检查点防护: the triggers that refuse to change or delete a checkpoint, or to slip in a shorter one, on both databases."""

from typing import Any

from lianxin.base.journal.guard import put

CHECKPOINTS, COSIGNATURES = "checkpoints_checkpoint", "checkpoints_cosignature"
TABLES = (CHECKPOINTS, COSIGNATURES)

SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END"
    for table in TABLES
    for verb in ("update", "delete")
] + [
    # an id that is not given is -1 here; REPLACE would take away the row that bears the id, the size or the key
    f"CREATE TRIGGER {CHECKPOINTS}_in_order BEFORE INSERT ON {CHECKPOINTS} "
    f"WHEN new.size <= (SELECT coalesce(max(size), 0) FROM {CHECKPOINTS}) "
    f"OR new.id IN (SELECT id FROM {CHECKPOINTS}) "
    "BEGIN SELECT RAISE(ABORT, 'checkpoints come in order'); END",
    f"CREATE TRIGGER {COSIGNATURES}_in_order BEFORE INSERT ON {COSIGNATURES} WHEN EXISTS (SELECT 1 FROM {COSIGNATURES} "
    "WHERE id = new.id OR (checkpoint_id = new.checkpoint_id AND key = new.key)) "
    "BEGIN SELECT RAISE(ABORT, 'checkpoints come in order'); END",
]
SQLITE_LIFT = [
    f"DROP TRIGGER IF EXISTS {table}_{name}" for table in TABLES for name in ("no_update", "no_delete", "in_order")
]

POSTGRESQL = [
    "CREATE FUNCTION checkpoint_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'checkpoints are append-only'; END $$",
    "CREATE FUNCTION checkpoint_order() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF new.size <= (SELECT coalesce(max(size), 0) FROM {CHECKPOINTS}) THEN "
    "RAISE EXCEPTION 'checkpoints come in order'; END IF; RETURN new; END $$",
    f"CREATE TRIGGER {CHECKPOINTS}_in_order BEFORE INSERT ON {CHECKPOINTS} FOR EACH ROW EXECUTE FUNCTION checkpoint_order()",
] + [
    statement
    for table in TABLES
    for statement in (
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION checkpoint_refuse()",
        f"CREATE TRIGGER {table}_filled BEFORE TRUNCATE ON {table} EXECUTE FUNCTION checkpoint_refuse()",
    )
]
POSTGRESQL_LIFT = [
    f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}" for table in TABLES for name in ("stays", "filled", "in_order")
] + ["DROP FUNCTION IF EXISTS checkpoint_refuse()", "DROP FUNCTION IF EXISTS checkpoint_order()"]


def raise_guard(apps: Any, schema_editor: Any) -> None:
    """Put the triggers up; used by the migration."""
    put(schema_editor, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def lift_guard(apps: Any, schema_editor: Any) -> None:
    """Take the triggers down: only for the backward migration and for emptying a test database."""
    put(schema_editor, SQLITE_LIFT if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_LIFT)
