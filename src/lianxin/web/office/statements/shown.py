"""情况报告页面上显示的: lines with figures that open, where a record's page is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from lianxin.work.statements import queries
from lianxin.work.statements.models import Statement
from lianxin.work.statements.queries import SLOT, Fact

#: where the record of a reference is shown
PAGES = {
    "visit": "visits:visit", "concern": "concerns:detail", "writing": "writings:writing", "pairing": "pairings:pairing",
    "help_plan": "helping:plan", "help_fund": "helping:fund",
}  # fmt: skip
LISTS = {"stay": "visits:stays", "card": "cards:index"}


def address(ref: str) -> str:
    """The page of a record, or of the list that holds it; empty where there is none."""
    kind, _colon, code = ref.partition(":")
    try:
        return reverse(PAGES[kind], args=[code]) if kind in PAGES else reverse(LISTS[kind]) if kind in LISTS else ""
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Piece:
    """A stretch of a line: words, or a figure with the page of its records."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Section:
    """一部分 as it is read."""

    head: str
    lines: list[list[Piece]]


def sections(statement: Statement, found: Mapping[str, Fact]) -> list[Section]:
    """The parts with their figures filled in, each figure a link to its records."""
    known = queries.slots()
    return [
        Section(
            one["head"], [_pieces(line, statement, found, known) for line in one["text"].splitlines() if line.strip()]
        )
        for one in statement.sections
    ]


def _pieces(line: str, statement: Statement, found: Mapping[str, Fact], known: Mapping[str, str]) -> list[Piece]:
    parts: list[Piece] = []
    end = 0
    for slot in SLOT.finditer(line):
        one = found.get(known.get(slot[1], ""))
        if one is not None:
            url = reverse("statements:behind", args=[statement.code, one.kind.code])
            parts += [Piece(line[end : slot.start()]), Piece(one.text, url)]
            end = slot.end()
    return [piece for piece in (*parts, Piece(line[end:])) if piece.text]


def rows(found: Fact) -> list[tuple[Any, str]]:
    """The records of a figure, each with its page."""
    return [(row, address(row.ref)) for row in found.rows]
