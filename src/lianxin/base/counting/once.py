"""只办一次: the very same form, sent twice, does its deed once, whoever comes second is led where the first one was.

The key of a form goes into the table in the transaction of its deed, with the first entry that the deed writes in the
journal: no deed without its key, no key without its deed. Who presses the button ten times in one moment waits, on either
database, until the first is done, and then does nothing. The form is set by `web/ui/once.py`, for one request.
"""

import hashlib
import hmac
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_hex

from django.conf import settings
from django.db import connection

KEPT, DAY = timedelta(days=1), 86_400
# The same turn may write again: a deed has several entries, and one may begin anew after a part was undone.
_HOLD = """
INSERT INTO counting_sent (key, turn, place, ends) VALUES (%(key)s, %(turn)s, '', %(ends)s)
ON CONFLICT (key) DO UPDATE SET turn = excluded.turn WHERE counting_sent.turn = excluded.turn
RETURNING turn
"""
_LED = "UPDATE counting_sent SET place = %(place)s WHERE key = %(key)s AND turn = %(turn)s"
_FREE = "DELETE FROM counting_sent WHERE key = %(key)s AND turn = %(turn)s"
_LOOK = "SELECT place FROM counting_sent WHERE key = %(key)s AND turn <> %(turn)s"


class SentAlready(Exception):
    """已经提交过: the deed of this form is done; nothing more may be written for it."""


@dataclass
class Form:
    """一张表单, of one request: its key, and whether a deed was begun with it."""

    key: str = ""
    ends: int = 0
    turn: str = field(default_factory=lambda: token_hex(8))
    is_begun: bool = False

    def of(self, said: str, *, at: datetime) -> None:
        """Give it its key; what was said in it is never written, only a keyed hash."""
        self.key = hmac.new(settings.SECRET_KEY.encode(), f"form|{said}".encode(), hashlib.sha256).hexdigest()
        self.ends = -(-int((at + KEPT).timestamp()) // DAY) * DAY  # no time of day can be read from it

    def led(self, place: str) -> None:
        """Where its deed led; "" lets the same form be sent again."""
        with connection.cursor() as cursor:
            cursor.execute(_LED if place else _FREE, {"key": self.key, "turn": self.turn, "place": place})

    def place(self) -> str | None:
        """Where the deed of this form, done by an earlier request, led; "" where that is not known yet, None: not done."""
        with connection.cursor() as cursor:
            cursor.execute(_LOOK, {"key": self.key, "turn": self.turn})
            row = cursor.fetchone()
        return str(row[0]) if row else None


NOW: ContextVar[Form | None] = ContextVar("form", default=None)


def hold() -> None:
    """Keep the key of the form that is being dealt with, if there is one; raises SentAlready where another has it."""
    form = NOW.get()
    if form is None or not form.key:
        return
    form.is_begun = True
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, {"key": form.key, "turn": form.turn, "ends": form.ends})
        if not cursor.fetchall():
            raise SentAlready
