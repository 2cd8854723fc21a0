"""台账的列和到期清除的附带: what rooms above add to the ledger of households in need, and what they empty with them.

This room knows none of them. The ledger is computed anew each time it is read, so a visit or a plan that was recorded
stands in it at once (M093).
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.utils.functional import Promise

from lianxin.base.orgs.permissions import Actor

Find = Callable[[Sequence[int], date], Mapping[int, str]]


@dataclass(frozen=True)
class Column:
    """一列: its word, and `find(household ids, on)`, which gives the text for each household that has one."""

    code: str
    label: str | Promise
    find: Find


class Empty(Protocol):
    """清除: empties what a room keeps of these households, in the transaction of `erase_expired`."""

    def __call__(self, *, households: Collection[int], by: Actor, at: datetime) -> object: ...


EMPTIERS: list[Empty] = []
COLUMNS: dict[str, Column] = {}


def column(code: str, label: str | Promise, find: Find) -> None:
    """Declare a column once; `find` costs one or two statements for all households together."""
    if code in COLUMNS:
        raise ValueError(f"column {code} is declared twice")
    COLUMNS[code] = Column(code, label, find)


def also_empty(do: Empty) -> None:
    """Declare what is emptied together with a need or a household whose time is over."""
    if do not in EMPTIERS:
        EMPTIERS.append(do)


def cells(households: Sequence[int], on: date) -> list[Mapping[int, str]]:
    """The texts of every column for these households, in the order of `COLUMNS`."""
    return [one.find(households, on) if households else {} for one in COLUMNS.values()]
