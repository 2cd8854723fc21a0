"""在哪里算: SQLite, PostgreSQL and DuckDB on one machine, Spark there or on a cluster; the expression is the same.

DuckDB and Spark read the files where they lie; the other two are given the rows in a table that goes with the connection.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

from lianxin.pure.rollups import NEEDED, Refused
from lianxin.pure.rollups.nation import Asked, sums
from lianxin.pure.rollups.parquet import library, schema

Found = list[dict[str, Any]]
ROWS, COUNTIES = "lianxin_rollups", "lianxin_reported"


@dataclass(frozen=True)
class Given:
    """算什么: the files with their tables, the counties that count, what is asked; the address of a PostgreSQL, a Spark master."""

    places: Sequence[Path]
    tables: Sequence[Any]
    reported: Sequence[str]
    asked: Asked
    server: str = ""
    cluster: str = ""

    def rows(self) -> Any:
        """All rows of the counties themselves in one table: what lies below them is not added up here."""
        pa = library()
        whole = pa.concat_tables(one.replace_schema_metadata(None) for one in self.tables) if self.tables else None
        if whole is None:
            return schema().empty_table()
        return whole.filter(pa.compute.equal(whole["unit"], ""))

    def counties(self) -> Any:
        pa = library()
        return pa.table({"county": pa.array(sorted(self.reported), pa.string())})


def reckon(given: Given, on: str) -> Found:
    """The answer of that engine. Raises Refused where it is not installed or does not answer."""
    if not given.places:
        return []
    try:
        return ENGINES[on](given)
    except ImportError as missing:
        raise Refused(NEEDED.format(extra="spark" if on == "spark" else "analytics")) from missing


def _answered(connection: Any, given: Given) -> Found:
    found = sums(connection.table(ROWS), connection.table(COUNTIES), given.asked)
    return list(connection.to_pyarrow(found).to_pylist())


def _sqlite(given: Given) -> Found:
    import ibis

    return _filled(ibis.sqlite.connect(), given, temp=False)  # in memory: it goes with the connection


def _postgresql(given: Given) -> Found:
    import ibis

    if not given.server:
        raise Refused("用 PostgreSQL 算，请用 --database 写明它的地址：postgresql://用户@主机/库。")
    parts = urlparse(given.server)
    words = {"user": unquote(parts.username or "") or None, "password": unquote(parts.password or "") or None,
             "host": unquote(parts.hostname or "") or None, "port": parts.port or 5432,
             "database": parts.path.lstrip("/"), **dict(parse_qsl(parts.query))}  # fmt: skip
    try:
        connection = ibis.postgres.connect(**words)
    except OSError as away:
        raise Refused("PostgreSQL 连不上。请核对 --database。") from away
    return _filled(connection, given, temp=True)


def _filled(connection: Any, given: Given, *, temp: bool) -> Found:
    try:
        connection.create_table(ROWS, given.rows(), temp=temp)
        connection.create_table(COUNTIES, given.counties(), temp=temp)
        return _answered(connection, given)
    finally:
        connection.disconnect()


def _duckdb(given: Given) -> Found:
    import ibis

    connection = ibis.duckdb.connect()
    try:
        connection.read_parquet([str(one) for one in given.places], table_name=ROWS)
        connection.con.register(COUNTIES, given.counties())
        return _answered(connection, given)
    finally:
        connection.disconnect()


def _spark(given: Given) -> Found:
    """On two cores of this machine, or on a cluster, which must reach the files under the same path."""
    import ibis
    from pyspark.sql import SparkSession

    master = given.cluster or "local[2]"
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    quiet = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.log.level": "ERROR",
    }
    session = SparkSession.builder.master(master).appName("lianxin").config(map=quiet).getOrCreate()
    try:
        connection = ibis.pyspark.connect(session)
        session.read.parquet(*(str(one) for one in given.places)).createOrReplaceTempView(ROWS)
        counties = session.createDataFrame([(one,) for one in sorted(given.reported)], "county string")
        counties.createOrReplaceTempView(COUNTIES)
        return _answered(connection, given)
    finally:
        session.stop()


ENGINES: Mapping[str, Callable[[Given], Found]] = {
    "sqlite": _sqlite, "postgresql": _postgresql, "duckdb": _duckdb, "spark": _spark,
}  # fmt: skip
