"""大表三种算法: 542 stations × 60 indicators × 24 months, as we do it, cell by cell, and by DuckDB over the same rows.

DuckDB is given the very statements of the grid and the very rows, by way of CSV; that it answers the same is looked at
first. It is no part of the product: requirements/bench.txt.
"""

import csv
import importlib.util
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

from django.apps import apps
from django.db import connection

from lianxin.base.indicators import INDICATORS, Indicator, grid
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period

CONCERNS, VISITS, SAMPLE, SEED = 44, 16, 400, 7
ROOMS = ("concerns", "visits")
Statement = tuple[str, tuple[Any, ...], list[tuple[Any, ...]]]


def chosen() -> list[Indicator]:
    """Sixty: of concerns and of visits, counts, rates, sums, medians and what stands at a day."""
    ours = [one for one in INDICATORS.values() if one.code.startswith("concern.")][:CONCERNS]
    return ours + [one for one in INDICATORS.values() if one.code.startswith("visit.")][:VISITS]


def compared(by: Actor, units: Sequence[Unit], months: Sequence[Period]) -> Iterator[str]:
    """The lines of the comparison; ratios to our own grid stand beside the seconds."""
    indicators, statements = chosen(), []
    cells = len(indicators) * len(units) * len(months)

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if sql.startswith("SELECT") and "_place" in sql:
            statements.append((sql, tuple(params or ())))
        return found

    with connection.execute_wrapper(listen):
        ours, table = _took(lambda: _read(grid(indicators, units, months, by=by)))
    yield f"大表 {len(units)} 单位 × {len(indicators)} 指标 × {len(months)} 月 = {cells} 格:{ours:.1f} 秒,{len(statements)} 条语句"
    random = Random(SEED)
    picked = [(random.choice(indicators), random.choice(units), random.choice(months)) for _each in range(SAMPLE)]
    singly, alone = _took(lambda: [one.value(month, unit, by=by) for one, unit, month in picked])
    assert alone == [table[one.code, unit.pk, month.code] for one, unit, month in picked], (
        "the grid differs from a cell"
    )
    whole = singly / SAMPLE * cells
    yield f"逐格 {SAMPLE} 格:{singly:.2f} 秒,与大表逐格相同;全部约 {whole:.0f} 秒,为大表的 {whole / ours:.0f} 倍"
    counts = [one for one in indicators if len(one.counts) == 1 and one.counts[0] is one]
    one, unit, month = next((one, unit, month) for one, unit, month in (
        (random.choice(counts), random.choice(units), random.choice(months)) for _each in range(5000)
    ) if table[one.code, unit.pk, month.code])  # fmt: skip
    opening, rows = _took(lambda: list(one.counts[0].opened(month, unit, by=by)[:50]))
    yield f"打开一格({one.code},{len(rows)} 件):{opening * 1000:.1f} 毫秒"
    yield _duckdb(statements, ours)


def _read(cells: Any) -> dict[Any, Any]:
    return {key: cells[key].value for key in cells}


def _took(do: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    found = do()
    return time.perf_counter() - began, found


def _duckdb(statements: Sequence[tuple[str, tuple[Any, ...]]], ours: float) -> str:
    if importlib.util.find_spec("duckdb") is None:
        return "没有 DuckDB,不比(requirements/bench.txt)。 · DuckDB is not installed."
    import duckdb

    held = duckdb.connect(":memory:", config={"threads": 2})
    with tempfile.TemporaryDirectory() as folder:
        loading, tables = _took(lambda: [_load(held, table, Path(folder)) for table in _tables(statements)])
    here, rows = _took(lambda: [_plain(sql, params) for sql, params in statements])
    there, found = _took(lambda: [_asked(held, sql, params) for sql, params in statements])
    answered = [(one, other) for one, other in zip(rows, found, strict=True) if other is not None]
    same = sum(_sorted(one) == _sorted(other) for one, other in answered)
    return (
        f"DuckDB(两线程):装入 {len(tables)} 张表 {loading:.1f} 秒;{len(answered)}/{len(statements)} 条语句 {there:.2f} 秒,"
        f"{same} 条与本库逐行相同;本库同样这些语句 {here:.2f} 秒,为 DuckDB 的 {here / there:.1f} 倍,装入以后大表为其 {ours / there:.1f} 倍"
    )


def _tables(statements: Sequence[tuple[str, tuple[Any, ...]]]) -> list[str]:
    named = [model._meta.db_table for model in apps.get_models()]
    return [table for table in named if any(f'"{table}"' in sql for sql, _params in statements)]


def _load(held: Any, table: str, folder: Path) -> str:
    """One table by way of CSV, without its long texts; dates as text where our database keeps them so."""
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    fields = [f for f in model._meta.concrete_fields if f.get_internal_type() not in ("TextField", "JSONField")]
    names = ", ".join(f'"{f.column}"' for f in fields)
    path = folder / f"{table}.csv"
    with connection.cursor() as cursor, path.open("w", newline="") as file:
        cursor.execute(f'SELECT {names} FROM "{table}"')  # noqa: S608
        out = csv.writer(file)
        while rows := cursor.fetchmany(20_000):
            out.writerows([int(cell) if isinstance(cell, bool) else cell for cell in row] for row in rows)
    kinds = ", ".join(f"'{f.column}': '{_kind(f)}'" for f in fields)
    how = f"header=false, auto_detect=false, delim=',', quote='\"', escape='\"', nullstr='', columns={{{kinds}}}"
    held.execute(f"CREATE TABLE \"{table}\" AS SELECT * FROM read_csv('{path}', {how})")  # noqa: S608
    for f in fields:  # an empty text and none are one in CSV
        if not f.null and _kind(f) == "VARCHAR":
            held.execute(f'UPDATE "{table}" SET "{f.column}" = \'\' WHERE "{f.column}" IS NULL')  # noqa: S608
    return table


def _kind(field: Any) -> str:
    inner = field.target_field.get_internal_type() if field.is_relation else field.get_internal_type()
    if inner.endswith(("IntegerField", "AutoField")):
        return "BIGINT"
    if inner == "BooleanField":
        return "BIGINT" if connection.vendor == "sqlite" else "BOOLEAN"
    return "DATE" if inner == "DateField" and connection.vendor != "sqlite" else "VARCHAR"


def _plain(sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def _asked(held: Any, sql: str, params: tuple[Any, ...]) -> list[tuple[Any, ...]] | None:
    """What DuckDB answers; None where it does not know the words."""
    import duckdb

    try:
        return list(held.execute(sql % tuple(_literal(one) for one in params)).fetchall())
    except duckdb.Error as error:
        print(f"  DuckDB 不认:{str(error).splitlines()[0][:150]}", flush=True)
        return None


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(int(value)) if connection.vendor == "sqlite" else str(value).upper()
    if isinstance(value, date | datetime):
        return f"'{value.isoformat()}'"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_literal(one) for one in value)}]"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def _sorted(rows: Sequence[tuple[Any, ...]]) -> list[tuple[str, ...]]:
    return sorted(tuple(str(int(cell)) if isinstance(cell, bool) else str(cell) for cell in row) for row in rows)
