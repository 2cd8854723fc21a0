"""离线表的种类: each declared once by `kind`: its boxes, its version, what it becomes in the books."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.offline.boxes import Box, Words


@dataclass(frozen=True)
class Work:
    """要入册的一条: what was read from the boxes, the number that makes it come once, what the one before became.

    `by` acts in the post in which the phone was registered, `home` is that unit; `at` is the server's moment. Of a
    paper form that somebody else types in, `people` went, and not he (`went` False).
    """

    values: dict[str, Any]
    number: str
    before: str
    home: Unit
    by: Actor
    at: datetime
    people: tuple[Person, ...] = ()
    went: bool = True


@dataclass(frozen=True)
class Kind:
    """一种表. `apply` does it by the room's own command and returns what it became (a `ref`).

    `is_private`: whether what was written may be read by the writer alone until it is in the books, where the wall
    and the room's own rule stand. `refers`: it belongs to the one before it. `is_for_others`: on paper it may have been
    written by others than who types it in.
    """

    code: str
    label: Words
    version: int
    boxes: tuple[Box, ...]
    apply: Callable[[Work], str]
    is_private: Callable[[Mapping[str, Any]], bool] = lambda values: True
    refers: bool = False
    purpose: Words = ""
    is_for_others: bool = False

    @property
    def needs_target(self) -> bool:
        """Whether it is about a unit that a plan names: offered on a phone only while there is one."""
        return any(box.kind == "target" for box in self.boxes)


KINDS: dict[str, Kind] = {}


def kind(code: str, label: Words, version: int, apply: Callable[[Work], str], **more: Any) -> Kind:
    """Declare a kind of form; twice the same code is an error."""
    if code in KINDS:
        raise ValueError(f"form {code} is declared twice")
    KINDS[code] = Kind(code, label, version, apply=apply, **more)
    return KINDS[code]
