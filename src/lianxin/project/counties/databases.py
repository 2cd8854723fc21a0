"""各县的数据库: on a PostgreSQL server each county has a database of its own, `<first>_<code>`. No Django here."""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

from lianxin.project.counties.register import Unfit
from lianxin.project.counties.surroundings import FILE
from lianxin.pure.durable import settle


def beside(url: str, code: str) -> str:
    """The address of a county's database on the same server.

    >>> beside("postgresql://lianxin:a%40b@127.0.0.1:5432/lianxin?sslmode=disable", "469022")
    'postgresql://lianxin:a%40b@127.0.0.1:5432/lianxin_469022?sslmode=disable'
    """
    parts = urlparse(url)
    return parts._replace(path=f"{parts.path}_{code}").geturl()


def make(url: str, new: str) -> bool:
    """Make the new database where it is not there yet; whether it was made. Raises Unfit.

    One that is there already must be empty: it may be another county's.
    """
    import psycopg
    from psycopg import sql

    name, owner = unquote(urlparse(new).path.lstrip("/")), unquote(urlparse(new).username or "")
    try:
        with psycopg.connect(url, autocommit=True) as server:
            known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
            if known is None:
                statement = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0")
                server.execute(statement.format(sql.Identifier(name)))
                return True
        with psycopg.connect(new) as there:
            tables = there.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    except psycopg.errors.InsufficientPrivilege as problem:
        raise Unfit(
            f"数据库账号不能新建数据库。请管理员先建好，再做一次：\n  sudo -u postgres createdb --owner {owner or 'lianxin'} "
            f"--encoding UTF8 --template template0 {name}"
        ) from problem
    except psycopg.OperationalError as problem:
        raise Unfit(f"连不上数据库：{problem}".strip()) from problem
    if tables and tables[0]:
        raise Unfit(f"数据库 {name} 已经有数据表，不用它，免得写进别的县。请另给一个空的（--database）。")
    return False


def keep(folder: Path, url: str) -> None:
    """Write the address where this county alone finds it: it holds a password."""
    file = folder / FILE
    with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600), "a", encoding="utf-8") as handle:
        handle.write(f"DATABASE_URL={url}\n")
    settle(folder)
