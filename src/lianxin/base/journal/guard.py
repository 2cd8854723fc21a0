"""流水防护: the triggers that refuse to change, delete or reorder entries (security.md T9), for both databases.

With triggers on UPDATE and DELETE alone, `INSERT OR REPLACE` would silently overwrite a row, and so would
inserting a gap or a negative number; hence the third one.
"""

from typing import Any

TABLE = "journal_entry"

SQLITE = [
    f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
    f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END",
    f"CREATE TRIGGER journal_in_order BEFORE INSERT ON {TABLE} "
    f"WHEN new.n IS NOT (SELECT coalesce(max(n), 0) + 1 FROM {TABLE}) "
    "BEGIN SELECT RAISE(ABORT, 'journal entries come in order'); END",
]
SQLITE_LIFT = [
    f"DROP TRIGGER IF EXISTS {name}" for name in ("journal_no_update", "journal_no_delete", "journal_in_order")
]

POSTGRESQL = [
    "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'journal is append-only'; END $$",
    "CREATE FUNCTION journal_order() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN IF new.n IS DISTINCT FROM (SELECT coalesce(max(n), 0) + 1 FROM {TABLE}) THEN "
    "RAISE EXCEPTION 'journal entries come in order'; END IF; RETURN new; END $$",
    f"CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
    f"CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION journal_refuse()",
    f"CREATE TRIGGER journal_in_order BEFORE INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION journal_order()",
]
POSTGRESQL_LIFT = [
    f"DROP TRIGGER IF EXISTS {name} ON {TABLE}"
    for name in ("journal_no_change", "journal_no_truncate", "journal_in_order")
] + ["DROP FUNCTION IF EXISTS journal_refuse()", "DROP FUNCTION IF EXISTS journal_order()"]


def raise_guard(apps: Any, schema_editor: Any) -> None:
    """Put the triggers up; used by the migration."""
    put(schema_editor, SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def lift_guard(apps: Any, schema_editor: Any) -> None:
    """Take the triggers down: only for the backward migration and for emptying a test database."""
    put(schema_editor, SQLITE_LIFT if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_LIFT)


def put(schema_editor: Any, statements: list[str]) -> None:
    """Run the statements of a guard, each as it stands; also for the guards of other rooms."""
    for statement in statements:
        schema_editor.execute(statement, params=None)
