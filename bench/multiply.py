"""复制: the same county several times over, by the database itself.

Copies keep everything but their number and code. Their journal entries keep the digests of the originals, so the
journal of a benched county does not verify; nothing that is measured looks at that.
"""

from collections.abc import Mapping
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from lianxin.base.search import index
from lianxin.work.concerns.models import Concern, ConcernSubject, Rating, Reply, Requester

LETTERS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHUNK = 5000


def multiply(times: int) -> None:
    """Make each concern, and all that hangs on it, `times` times as many."""
    last = Concern.objects.latest("pk").pk
    with connection.cursor() as cursor:
        cursor.execute("SELECT n FROM journal_head")
        entries = cursor.fetchone()[0]
        for number in range(1, times):
            letter, shift = LETTERS[number - 1], number * last
            copy_rows(cursor, Concern, {"id": f"id + {shift}", "code": f"code || '{letter}'"}, f"id <= {last}")
            for model in (Requester, Reply, Rating, ConcernSubject):
                copy_rows(cursor, model, {"concern_id": f"concern_id + {shift}"}, f"concern_id <= {last}")
            _copy_journal(cursor, letter, number * entries, entries)
            print(f"  ×{number + 1}", flush=True)
        cursor.execute("UPDATE journal_head SET n = %s", [times * entries])
        for statement in connection.ops.sequence_reset_sql(no_style(), [Concern]):
            cursor.execute(statement)
    _index(last)


def copy_rows(cursor: Any, model: type[Model], changed: Mapping[str, str], which: str) -> None:
    """Copy the rows of a model that fit `which`, with some columns `changed` (an SQL expression each)."""
    columns = [f.column for f in model._meta.concrete_fields if f.column in changed or not f.primary_key]
    values = [changed.get(column, f'"{column}"') for column in columns]
    named = ", ".join(f'"{column}"' for column in columns)
    table = model._meta.db_table
    sql = f"INSERT INTO {table} ({named}) SELECT {', '.join(values)} FROM {table} WHERE {which}"  # noqa: S608
    cursor.execute(sql)


def _copy_journal(cursor: Any, letter: str, shift: int, entries: int) -> None:
    of = f"""CASE WHEN "of" LIKE 'concern:%%' THEN "of" || '{letter}' ELSE "of" END"""
    rest = "unit_path, by, by_name, by_post, detail, digests, leaf, chain"
    cursor.execute(
        f'INSERT INTO journal_entry (n, "at", event, "of", {rest}) SELECT n + {shift}, "at", event, {of}, {rest} '  # noqa: S608
        f"FROM journal_entry WHERE n <= {entries} ORDER BY n",
        [],
    )
    cursor.execute(
        f"INSERT INTO journal_privatedetail (entry_n, field, salt, text) SELECT entry_n + {shift}, field, salt, text "  # noqa: S608
        f"FROM journal_privatedetail WHERE entry_n <= {entries}"
    )


def _index(last: int) -> None:
    fields = ("pk", "code", "title", "text", "place", "external_number", "requester__name", "requester__phone")
    rows = Concern.objects.filter(pk__gt=last).order_by("pk").values_list(*fields)
    batch: list[tuple[int, str]] = []
    for pk, *texts in rows.iterator(CHUNK):
        batch.append((pk, "\n".join(texts)))
        if len(batch) == CHUNK:
            index.put_many("concern", batch)
            batch = []
    index.put_many("concern", batch)
