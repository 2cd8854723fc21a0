"""检索: a two-character word must be found, in half a million texts, on both databases.

SQLite: a contentless FTS5 table over our own character bigrams, rowid = the record's key. FTS5's `trigram`
finds no two-character word at all, and a segmenting index misses names of places. PostgreSQL: the text with
a `pg_trgm` GIN index. Besides this there is SQL of our own for the journal's triggers and in `base/counting` alone.

A query of several words finds texts that hold all of them, each as an exact run of characters.
"""

import re
import unicodedata
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL

from lianxin.base.sealing import marks

KINDS = ("concern",)
MAX_WORDS = 8
M = TypeVar("M", bound=Model)
_RUN = re.compile(r"\w+")


def normal(text: str) -> str:
    """NFKC, lower case: full-width and half-width forms are the same to a searcher."""
    return unicodedata.normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """The runs of letters, digits and characters between blanks and punctuation."""
    return _RUN.findall(normal(text).replace("_", " "))


def bigrams(text: str) -> str:
    """The text as overlapping pairs of characters, separated by blanks; a single character stands alone."""
    pairs: list[str] = []
    for run in runs(text):
        pairs.extend(run[i : i + 2] for i in range(max(1, len(run) - 1)))
    return " ".join(pairs)


def _asked(words: str) -> list[list[str]]:
    """Each run that is asked for, with what stands in the index for it where it is a sealed number."""
    return [[run, *marks.of_asked(run)] for run in runs(words)[:MAX_WORDS]]


def _match(words: str) -> str:
    """The FTS5 query: each run a phrase of its pairs; a single character matches as the start of a pair."""
    return " AND ".join("(" + " OR ".join(map(_phrase, forms)) + ")" for forms in _asked(words))


def _phrase(run: str) -> str:
    return f'"{run}" *' if len(run) == 1 else f'"{bigrams(run)}"'


def _table(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"nothing is searched under {kind}")
    return f"search_{kind}"


def put(kind: str, pk: int, text: str) -> None:
    """Enter a record's text; for a changed text call `drop` with the old one first."""
    put_many(kind, [(pk, text)])


def put_many(kind: str, rows: list[tuple[int, str]], *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Enter many at once."""
    table = _table(kind)
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "sqlite":
            sql = f"INSERT INTO {table}(rowid, words) VALUES (%s, %s)"  # noqa: S608  (a table name of KINDS)
            cursor.executemany(sql, [(pk, bigrams(text)) for pk, text in rows])
        else:
            sql = f"INSERT INTO {table}(id, words) VALUES (%s, %s)"  # noqa: S608
            cursor.executemany(sql, [(pk, normal(text).replace("\0", "")) for pk, text in rows])


def drop(kind: str, pk: int, text: str) -> None:
    """Take a record out; `text` is what was put in (a contentless table needs it)."""
    table = _table(kind)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = f"INSERT INTO {table}({table}, rowid, words) VALUES ('delete', %s, %s)"  # noqa: S608
            cursor.execute(sql, [pk, bigrams(text)])
        else:
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])  # noqa: S608


def clear(kind: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Take everything out; whoever does so puts it in anew."""
    table = _table(kind)
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "sqlite":
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608
        else:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def found(queryset: "QuerySet[M]", kind: str, words: str, *, is_sifted: bool = False) -> "QuerySet[M]":
    """Those records of `queryset` whose text holds every word; words without any letter or digit find nothing.

    Sifted: SQLite goes along the index that the other conditions choose and asks of each key whether it is a hit,
    instead of fetching every hit's row. Better where the hits are many and the other conditions few or in order.
    """
    table = _table(kind)
    if not runs(words):
        return queryset.none()
    if connection.vendor == "sqlite":
        hits = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608
        if not is_sifted:
            return queryset.filter(pk__in=RawSQL(hits, [_match(words)]))
        key = f'+"{queryset.model._meta.db_table}"."id"'  # the plus keeps SQLite from looking hits up by this key
        return queryset.filter(RawSQL(f"{key} IN ({hits})", [_match(words)], output_field=BooleanField()))
    for patterns in _patterns(words):
        condition = " OR ".join(["words LIKE %s"] * len(patterns))
        queryset = queryset.filter(pk__in=RawSQL(f"SELECT id FROM {table} WHERE {condition}", patterns))  # noqa: S608
    return queryset


def holding_any(queryset: "QuerySet[M]", kind: str, pairs: list[str]) -> "QuerySet[M]":
    """Those records whose text holds at least one of these pairs of characters; without any pair, none.

    The other conditions choose the records, each is then asked whether it is a hit: for a few thousand open records.
    """
    table, pairs = _table(kind), [pair for pair in pairs if len(runs(pair)) == 1][:20]
    if not pairs:
        return queryset.none()
    if connection.vendor == "sqlite":
        hits = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608
        match = " OR ".join('"' + bigrams(pair) + '"' for pair in pairs)
        key = f'+"{queryset.model._meta.db_table}"."id"'
        return queryset.filter(RawSQL(f"{key} IN ({hits})", [match], output_field=BooleanField()))
    condition = " OR ".join(["words LIKE %s"] * len(pairs))
    hits = f"SELECT id FROM {table} WHERE {condition}"  # noqa: S608
    return queryset.filter(pk__in=RawSQL(hits, [_pattern(runs(pair)[0]) for pair in pairs]))


def count(kind: str, words: str) -> int:
    """How many records of a kind hold every word, whoever may see them: for counting by subtraction."""
    table = _table(kind)
    if not runs(words):
        return 0
    if connection.vendor == "sqlite":
        condition, given = f"{table} MATCH %s", [_match(words)]
    else:
        asked = _patterns(words)
        condition = " AND ".join("(" + " OR ".join(["words LIKE %s"] * len(forms)) + ")" for forms in asked)
        given = [pattern for forms in asked for pattern in forms]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {condition}", given)  # noqa: S608
        return int(cursor.fetchone()[0])


def _patterns(words: str) -> list[list[str]]:
    """What PostgreSQL looks for: each run as it stands, or its mark."""
    return [[_pattern(form) for form in forms] for forms in _asked(words)]


def _pattern(run: str) -> str:
    return "%" + run.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
