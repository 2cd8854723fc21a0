"""表行: the rows of every table as lines of text, from any database and into any; the same row is the same line on all.

A table's check value is the sum of the hashes of its lines: it does not depend on the order, in which databases differ.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import DatabaseError, connections
from django.db.models import AutoField, DateTimeField, Field, JSONField, Model
from django.db.models.sql import InsertQuery

from lianxin.base.sealing.fields import EncryptedTextField, Sealed
from lianxin.base.search import index
from lianxin.work.concerns.commands.intake import searched_text
from lianxin.work.concerns.models import Concern

AT_ONCE = 500
WHOLE = 1 << 256
Table = type[Model]


class NotTaken(Exception):
    """没有写进去: the other database does not take a table's rows, or gives back others; the sentence says which."""


@dataclass
class Sum:
    """核对数: how many rows a table has, and the sum of the hashes of their lines."""

    rows: int = 0
    value: int = 0

    def add(self, line: str) -> str:
        self.rows += 1
        self.value = (self.value + int.from_bytes(hashlib.sha256(line.encode()).digest(), "big")) % WHOLE
        return line

    def told(self) -> list[Any]:
        return [self.rows, f"{self.value:064x}"]


def tables() -> list[Table]:
    """Every table that has a model, once, in the order of their names."""
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    return [found[name] for name in sorted(found)]


def fields_of(table: Table) -> list["Field[Any, Any]"]:
    """The columns that hold something of their own."""
    return [field for field in table._meta.local_concrete_fields if not field.generated]


def lines(table: Table, using: str) -> Iterator[str]:
    """The rows of a table, in the order of their key."""
    fields = fields_of(table)
    names = [field.attname for field in fields]
    rows = table._base_manager.using(using).order_by("pk").values_list(*names).iterator(chunk_size=2000)
    for row in rows:
        values = [_told(field, value) for field, value in zip(fields, row, strict=True)]
        yield json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _told(field: "Field[Any, Any]", value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str)) or isinstance(field, JSONField):
        return value
    if isinstance(value, Sealed):
        return value.token  # it moves as it stands: the keys are those of the machine, not of the database
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value)


def _read(field: "Field[Any, Any]", value: Any) -> Any:
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, EncryptedTextField):
        return Sealed(value, field) if value else value
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat(value)
    return field.to_python(value)


def write(table: Table, given: Iterable[str], using: str) -> None:
    """Set the rows down as they are: no signal, no date of today, no value worked out anew."""
    fields = fields_of(table)
    rows = iter(given)
    while batch := list(islice(rows, min(AT_ONCE, _most(table, using)))):
        found: list[Any] = [
            SimpleNamespace(**{f.attname: _read(f, v) for f, v in zip(fields, json.loads(line), strict=True)})
            for line in batch
        ]
        query = InsertQuery(table)
        query.insert_values(fields, found, raw=True)
        query.get_compiler(using=using).execute_sql()


def _most(table: Table, using: str) -> int:
    fields = fields_of(table)
    return max(1, connections[using].ops.bulk_batch_size(fields, [None] * AT_ONCE))


def is_empty(using: str) -> bool:
    """No unit, no person, no journal: only what a first start plants."""
    with connections[using].cursor() as cursor:
        for table in ("orgs_unit", "orgs_person", "journal_entry"):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  (names of this list)
            if cursor.fetchone():
                return False
    return True


def clear(using: str) -> None:
    """Take out what a first start planted; the rows that come bring their own."""
    quote = connections[using].ops.quote_name
    with connections[using].cursor() as cursor:
        for table in tables():
            cursor.execute(f"DELETE FROM {quote(table._meta.db_table)}")  # noqa: S608  (names of models)


def fill(source: "Source", using: str) -> dict[str, list[Any]]:
    """Every table from there, then search and the next numbers; returns the sums of what was read."""
    clear(using)
    sums = {}
    for table in tables():
        own = Sum()
        try:
            write(table, map(own.add, source.lines(table)), using)
        except (DatabaseError, ValueError) as problem:
            raise NotTaken(f"{table._meta.db_table} 第 {own.rows} 条前后写不进去：{problem}") from problem
        sums[table._meta.db_table] = own.told()
    _put_into_search(using)
    _set_next_numbers(source.numbers(), using)
    return sums


def sums_of(using: str) -> dict[str, list[Any]]:
    """The sums of what stands in that database."""
    found = {}
    for table in tables():
        own = Sum()
        for line in lines(table, using):
            own.add(line)
        found[table._meta.db_table] = own.told()
    return found


def _put_into_search(using: str) -> None:
    concerns = Concern._base_manager.using(using).select_related("requester").order_by("pk").iterator(chunk_size=2000)
    while batch := list(islice(concerns, 2000)):
        found = [(one, getattr(one, "requester", None)) for one in batch]
        texts = [(one.pk, searched_text(one, who.name if who else "", who.phone if who else "")) for one, who in found]
        index.put_many("concern", texts, using=using)


def numbers(using: str) -> dict[str, int]:
    """The last number that each table gave out; one that was deleted is not given out again."""
    connection, found = connections[using], {}
    with connection.cursor() as cursor:
        for table in _numbered():
            name, column = table._meta.db_table, table._meta.pk.column
            if connection.vendor == "sqlite":
                cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [name])
            else:
                cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{name}"', column])
                cursor.execute(f"SELECT last_value FROM {cursor.fetchone()[0]} WHERE is_called")  # noqa: S608
            found[name] = int((cursor.fetchone() or (0,))[0])
    return found


def _numbered() -> list[Table]:
    return [table for table in tables() if isinstance(table._meta.pk, AutoField)]


def _set_next_numbers(last: dict[str, int], using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)
        for table in _numbered():
            name, number = table._meta.db_table, last.get(table._meta.db_table, 0)
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [name])
                if number:
                    cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [name, number])
            elif number:
                place = [f'"{name}"', table._meta.pk.column, number]
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", place)


class Source:
    """来处: a database that is read from."""

    def __init__(self, using: str) -> None:
        self.using = using

    def lines(self, table: Table) -> Iterator[str]:
        return lines(table, self.using)

    def numbers(self) -> dict[str, int]:
        return numbers(self.using)


class Files(Source):
    """来处: a folder of a backup that holds the tables as files."""

    def __init__(self, folder: Path, last: dict[str, int]) -> None:
        self.folder, self.last = folder, last

    def lines(self, table: Table) -> Iterator[str]:
        with open(self.folder / f"{table._meta.db_table}.jsonl", encoding="utf-8", newline="\n") as file:
            names = json.loads(file.readline())
            if names != [field.attname for field in fields_of(table)]:
                raise ValueError(f"{table._meta.db_table}: {names}")
            for line in file:
                yield line.removesuffix("\n")

    def numbers(self) -> dict[str, int]:
        return self.last


def save(folder: Path, using: str) -> dict[str, list[Any]]:
    """Write every table into the folder, a line of names and a line per row; returns the sums."""
    folder.mkdir(mode=0o700)
    sums = {}
    for table in tables():
        own = Sum()
        with open(folder / f"{table._meta.db_table}.jsonl", "w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps([field.attname for field in fields_of(table)]) + "\n")
            for line in lines(table, using):
                file.write(own.add(line) + "\n")
        sums[table._meta.db_table] = own.told()
    return sums
