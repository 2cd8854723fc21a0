"""台账种类: what can be brought in. A room declares its kinds in a module `intake.py`, which its app imports when ready."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from lianxin.base.custody.models import Copy
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, Permission
from lianxin.pure.intake import Checked, Column, Line

Words = str | Promise


@dataclass
class Work:
    """一次导入: the lines of a file, what the check found of them, and what has been made of them so far (place → made)."""

    unit: Unit
    by: Actor
    at: datetime
    today: date
    lines: Sequence[Line]
    settings: Mapping[str, str] = field(default_factory=dict)
    checked: Checked = field(default_factory=Checked)
    made: dict[int, Any] = field(default_factory=dict)
    #: what the kind read for its check, so that taking in asks nothing twice
    kept: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Setting:
    """一项设定 that is asked before a file comes in: its code, its words, the usual value, what it may be made of."""

    code: str
    label: Words
    usual: str
    about: Words = ""
    pattern: str = ".*"


@dataclass(frozen=True)
class Given:
    """一行 on its way out: the reference of the record, and what each column says, as it would be read."""

    ref: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Outward:
    """导出: the rows of a ledger in the columns in which it comes in, for whoever holds `to_see`.

    `particulars`: columns that leave masked, each with its mask; in full only in a file that another person allowed, which
    whoever holds `to_ask` asks for: of the rows that are in `whole`, told about by `take_along`.
    """

    to_see: Permission
    rows: Callable[[Actor, Unit, date], Iterable[Given]]
    particulars: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    to_ask: Permission | None = None
    whole: Callable[[Actor, Unit, date], Iterable[Given]] | None = None
    take_along: Callable[..., Copy] | None = None
    #: what the page says of what does not leave
    about: Words = ""


@dataclass(frozen=True)
class Kind:
    """一种台账: its columns, its check of the whole file, the command that takes one line in, and how it is undone.

    `check` reads what is there once and finds known, repeated and impossible lines. `take` does one line by the house's own
    commands, with the rights of whoever brings the file in, and returns the references of what it made; an `Unfit` or
    `NotAllowed` turns the line back with its sentence. `undo` takes out what was made since, all or none, or raises `Unfit`; None
    where the room knows no taking back.
    """

    code: str
    label: Words
    about: Words
    to_take: Permission
    columns: tuple[Column, ...]
    check: Callable[[Work], Checked]
    take: Callable[[Work, int], list[str]]
    undo: Callable[[Sequence[str], datetime, Actor, datetime], int] | None
    counts_in: Words
    settings: tuple[Setting, ...] = ()
    #: words for the drop-down of a column of the blank sheet that is no closed list of its own
    offers: Mapping[str, Callable[[Column], Sequence[str]]] = field(default_factory=dict)
    #: what stands beside the result: what to do next, and which kind of ledger usually comes next
    then: Words = ""
    next_kind: str = ""
    #: why a file that is in cannot be taken back, for a kind without `undo`
    stays: Words = ""
    #: how the same ledger leaves; a kind without it only comes in
    out: Outward | None = None

    @property
    def sample_name(self) -> str:
        """The name of the blank sheet."""
        return f"{self.label}.xlsx"


KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Enter kinds, once each. Raises ValueError for a code that is there twice."""
    for kind in kinds:
        codes = [column.code for column in kind.columns]
        if kind.code in KINDS or len(set(codes)) < len(codes):
            raise ValueError(f"kind of ledger {kind.code} or one of its columns is registered twice")
        KINDS[kind.code] = kind


def open_to(by: Actor) -> list[Kind]:
    """Those that the actor's post may bring in, in the order of the register."""
    return [kind for kind in KINDS.values() if by.has(kind.to_take)]


def seen_by(by: Actor) -> list[Kind]:
    """Those that the actor's post may carry out, in the order of the register."""
    return [kind for kind in KINDS.values() if kind.out is not None and by.has(kind.out.to_see)]
