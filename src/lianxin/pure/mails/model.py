"""一封来信 as data."""

from dataclasses import dataclass
from enum import StrEnum


class Note(StrEnum):
    """读信时看到的: what a person should know of a letter that was not read wholly."""

    CUT = "cut"
    TANGLED = "tangled"
    MANY_PARTS = "many_parts"
    CHARSET = "charset"
    CALENDAR = "calendar"
    EMPTY = "empty"
    MARKUP = "markup"
    TOO_LARGE = "too_large"
    BROKEN = "broken"
    INFECTED = "infected"
    BY_MACHINE = "by_machine"


@dataclass(frozen=True)
class Part:
    """附件: what it is called, what it says that it is, its bytes."""

    name: str
    kind: str
    data: bytes


@dataclass(frozen=True)
class Letter:
    """来信: `key` is the same for the same message; `answers` are the keys of those that it refers to.

    `sent` is the sender's claim, as ISO text; empty where it says none that can be read.
    """

    key: str
    name: str = ""
    address: str = ""
    subject: str = ""
    sent: str = ""
    text: str = ""
    answers: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[Note, ...] = ()
