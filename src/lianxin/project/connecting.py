"""怎样连数据库: the settings of a database by its address, straight or through a pooler. No Django."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlparse

from lianxin.pure.nets import is_loopback


def database_of(url: str, file: Path, pooler: str = "") -> dict[str, Any]:
    """The settings of a database by its address; without one, the file. Raises ValueError."""
    if not url:
        return _of_a_file(file)
    parts = urlparse(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    if parts.hostname and not is_loopback(parts.hostname) and os.environ.get("LIANXIN_PLAIN") not in ("1", "inside"):
        _must_be_sealed(options)
    found = {
        "ENGINE": "django.db.backends.postgresql", "NAME": parts.path.lstrip("/"), "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""), "HOST": unquote(parts.hostname or ""), "PORT": parts.port or "",
        "CONN_MAX_AGE": 60, "OPTIONS": options,
    }  # fmt: skip
    return _pooled(found, pooler)


def _pooled(found: dict[str, Any], pooler: str) -> dict[str, Any]:
    """经 pgbouncer: from one transaction to the next there may be another server connection behind ours.

    So nothing may stay on it: no prepared statement, no cursor of the server's. It keeps the connections open itself.
    """
    if pooler not in ("", "transaction"):
        raise ValueError(f"LIANXIN_POOLER 只能是 transaction，或者不写；现在是 {pooler}。")
    if pooler:
        if "options" in found["OPTIONS"]:
            raise ValueError(
                "经 pgbouncer 时 DATABASE_URL 里不能写 options，请写在数据库账号上（ALTER ROLE … SET …）。"
            )
        found["OPTIONS"]["prepare_threshold"] = None
        found |= {"CONN_MAX_AGE": 0, "DISABLE_SERVER_SIDE_CURSORS": True}
    return found


def _must_be_sealed(options: dict[str, Any]) -> None:
    """A database on another machine is spoken to by TLS, and must show whose it is; raises ValueError for less."""
    if options.setdefault("sslmode", "verify-full") != "verify-full":
        raise ValueError(
            "数据库在另一台机器上，DATABASE_URL 要用 sslmode=verify-full；内网明文请设 LIANXIN_PLAIN=inside。"
        )


def _of_a_file(file: Path) -> dict[str, Any]:
    # FULL, not NORMAL: with NORMAL a power cut loses acknowledged commits (ADR 0008). IMMEDIATE lines writers up.
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
            "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
        },
    }
