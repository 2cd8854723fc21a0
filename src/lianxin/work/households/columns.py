"""台账的列: what rooms above add to the ledger of households in need; the ledger knows none of them.

The ledger is computed anew each time it is read, so a visit or a plan that was recorded stands in it at once (M093).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

Find = Callable[[Sequence[int], date], Mapping[int, str]]


@dataclass(frozen=True)
class Column:
    """一列: its word, and `find(household ids, on)`, which gives the text for each household that has one."""

    code: str
    label: str | Promise
    find: Find


COLUMNS: dict[str, Column] = {}


def column(code: str, label: str | Promise, find: Find) -> None:
    """Declare a column once; `find` costs one or two statements for all households together."""
    if code in COLUMNS:
        raise ValueError(f"column {code} is declared twice")
    COLUMNS[code] = Column(code, label, find)


def cells(households: Sequence[int], on: date) -> list[Mapping[int, str]]:
    """The texts of every column for these households, in the order of `COLUMNS`."""
    return [one.find(households, on) if households else {} for one in COLUMNS.values()]
