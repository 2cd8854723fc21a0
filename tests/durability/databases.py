"""两种数据库: a place on SQLite, or one with a database of its own on the PostgreSQL server that DATABASE_URL names."""

import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.durability import places


def hurt_place(county: Path, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A copy of the county to be hurt, and what its environment needs beside the place."""
    if url := os.environ.get("DATABASE_URL", ""):
        return _on_postgres(url, tmp_path)
    return places.copied(county, tmp_path / "place" / "data"), {}


def _on_postgres(url: str, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    import psycopg

    parts, name = urlsplit(url), f"hurt_{os.getpid()}_{abs(hash(str(tmp_path))) % 10**8}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    more = {"DATABASE_URL": urlunsplit(parts._replace(path=f"/{name}"))}
    return places.county(tmp_path / "place" / "data", **more), more
