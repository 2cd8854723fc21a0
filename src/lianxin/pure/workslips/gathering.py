"""What is gathered of one paper: values by field, further columns, and which field a place of the form is for."""

from datetime import date
from typing import Any

from lianxin.pure.ledgers.clean import is_blank, shown, text

from . import values as read
from .model import GUESS, LIKELY, SURE, Found
from .words import ANSWERED, MANY_LINES, SECOND, is_left_out

_DATES = ("received_at", "sent_at")
MOST_OTHERS, LONGEST_OTHER = 30, 500


class Gathered:
    """One work order while it is read."""

    def __init__(self, base: date) -> None:
        self.base = base
        self.values: dict[str, Found] = {}
        self.headed: set[str] = set()  # what a column stands for, where the values come below
        self.others: dict[str, str] = {}
        self.is_answering = False  # the places that follow are for the answer
        self.seen: set[str] = set()

    def place(self, code: str) -> str:
        """Which field a place of this label is for, after what stood before it."""
        if code in SECOND and code in self.seen and (self.is_answering or code in self.values or code in self.headed):
            code = SECOND[code]
        self.is_answering = self.is_answering or code in ("findings", "reply", "outcome")
        self.seen.add(code)
        return code

    def add(self, code: str, cell: Any, where: str, sure: str) -> None:
        """A value beside its label; what belongs to the answer is ours to say, and a second value does not undo the first."""
        words = text(shown(cell)) if not isinstance(cell, str) else text(cell)
        if code in ANSWERED or code in self.values or is_blank(words) or read.is_nothing(words):
            return
        value, own = self._read(code, words, cell)
        self.values[code] = Found(code, words[:20_000], value, where, _least(sure, own))

    def _read(self, code: str, words: str, cell: Any) -> tuple[str, str]:
        if code in _DATES:
            return read.moment_of(cell, self.base)
        if code == "due":
            return read.due_of(cell, self.base)
        if code == "kind":
            return read.kind_of(words)
        if code == "confidential":
            return read.confidential_of(words, code)
        if code == "number":
            return read.number_of(words)
        return (words if code in MANY_LINES else " ".join(words.split())), SURE

    def add_other(self, label: str, cell: Any) -> bool:
        """A further column, as it stands; whether it is carried along."""
        words = text(shown(cell))
        if is_left_out(label) or len(self.others) >= MOST_OTHERS:
            return False
        self.others.setdefault(label, words[:LONGEST_OTHER])
        return True


def _least(*sures: str) -> str:
    order = (SURE, LIKELY, GUESS)
    return max(sures, key=order.index)
