"""限次: counted in one statement, so that fifty at once do not pass a limit of twenty; a row outlives no cache.

The statement is SQL of its own, because the ORM cannot add to a row that may not be there; it is the same on SQLite and
PostgreSQL. A window begins with the first deed and restarts with the first one after its end.

A count does not wait for the disk: a power cut may take back the last ones, and no record. Where five hundred send at
once, each would else wait for the disk twice, one behind the other.
"""

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

# A window that would end later than a new one is of a clock that has been set back: it restarts too.
_COUNT = """
INSERT INTO counting_counter (key, n, ends) VALUES (%(key)s, 1, %(ends)s)
ON CONFLICT (key) DO UPDATE SET
  n = CASE WHEN counting_counter.ends > %(now)s AND counting_counter.ends <= excluded.ends
      THEN counting_counter.n + 1 ELSE 1 END,
  ends = CASE WHEN counting_counter.ends > %(now)s AND counting_counter.ends <= excluded.ends
      THEN counting_counter.ends ELSE excluded.ends END
RETURNING n
"""
_SWEEP = "DELETE FROM counting_counter WHERE ends <= %(now)s"
_SWEEP_SENT = "DELETE FROM counting_sent WHERE ends <= %(now)s"
_LOOK = "SELECT n FROM counting_counter WHERE key = %(key)s AND ends > %(now)s"


def allowed(what: str, about: str, *, most: int, seconds: int, at: datetime) -> bool:
    """Count this deed; whether it is still among the `most` of a window of so many seconds.

    It is counted for good: a page that fails afterwards does not take it back. Raises RuntimeError inside a transaction.
    """
    now = int(at.timestamp())
    given: dict[str, str | int] = {"key": _key(what, about), "now": now, "ends": now + seconds}
    with _not_waiting(), transaction.atomic(durable=True), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL synchronous_commit TO OFF")
        cursor.execute(_COUNT, given)
        n = int(cursor.fetchall()[0][0])
        if n == 1:  # a window begins: those that have run out go, nothing is kept longer than it counts
            cursor.execute(_SWEEP, given)
    return n <= most


def counted(what: str, about: str, *, at: datetime) -> int:
    """How often in the window that runs now; counts nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, {"key": _key(what, about), "now": int(at.timestamp())})
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def sweep(*, at: datetime) -> int:
    """Delete the windows that have run out, and the forms done a day ago; returns how many windows."""
    now = {"now": int(at.timestamp())}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SWEEP_SENT, now)
        cursor.execute(_SWEEP, now)
        return int(cursor.rowcount)


@contextmanager
def _not_waiting() -> Iterator[None]:
    """Commits within are kept in their order, but not waited for (SQLite); behind it everything is as it was.

    Inside a transaction SQLite would change nothing; there is none but in tests.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        before = int(cursor.fetchone()[0])
        cursor.execute(f"PRAGMA synchronous={min(before, 1)}")  # 1 is NORMAL
    try:
        yield
    finally:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={before}")
        except BaseException:
            connection.close()  # the next one opens it anew, and it waits
            raise


def _key(what: str, about: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{what}|{about}".encode(), hashlib.sha256).hexdigest()
