"""工单的读法: a value with where it stood and how sure; a form that can be filled again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

#: how sure: beside its own label and read whole; beside a label like it, or reckoned; taken from running words
SURE, LIKELY, GUESS = "sure", "likely", "guess"
FORM, ROWS, LINES = "form", "rows", "lines"


@dataclass(frozen=True)
class Found:
    """One recognised value: as written, as read (a date as 2026-11-30T17:00, a nature by its code), where, how sure."""

    field: str
    words: str
    value: str
    where: str
    sure: str = SURE


@dataclass(frozen=True)
class Part:
    """A cell or a piece of a line: printed words, then the value of `field`, or of the further column `label`."""

    text: str = ""
    field: str = ""
    label: str = ""
    width: int = 1
    height: int = 1
    column: int = 0


@dataclass(frozen=True)
class Layout:
    """版式: printed words and empty places, without anything that was filled in.

    `rows` are those of a form, the head rows of a list, or the lines of a text; `below` is the line of a list that
    is filled. `widths` are the columns of a form or list, in characters.
    """

    kind: str
    rows: tuple[tuple[Part, ...], ...] = ()
    below: tuple[Part, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """What it has a place for."""
        return frozenset(part.field for row in (*self.rows, self.below) for part in row if part.field)

    @property
    def fingerprint(self) -> str:
        """The same for two papers of one form."""
        return hashlib.sha256(json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Plain data, to be kept."""
        return {"kind": self.kind, "rows": [[_bare(part) for part in row] for row in self.rows],
                "below": [_bare(part) for part in self.below]}  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Layout":
        """What `as_json` gave."""
        return cls(data["kind"], tuple(tuple(Part(**part) for part in row) for row in data["rows"]),
                   tuple(Part(**part) for part in data["below"]))  # fmt: skip


def _bare(part: Part) -> dict[str, Any]:
    plain = asdict(Part())
    return {name: value for name, value in asdict(part).items() if value != plain[name]}


@dataclass(frozen=True)
class Slip:
    """一件工单: its values by field, further columns as they stand, its form, the words of its source to look at."""

    values: Mapping[str, Found]
    others: Mapping[str, str]
    layout: Layout
    source: str
    where: str = ""
    notes: tuple[str, ...] = field(default=())

    def value(self, name: str) -> str:
        """What was read for a field; empty where nothing was."""
        found = self.values.get(name)
        return found.value if found else ""
