"""台账文件: from the bytes of a ledger to its rows, sheet by sheet, as proposed or as chosen.

Knows no database. The file is opened in a child process (`base.files.tables`); what its cells mean is read by
`pure.ledgers`. Each step leaves something to look at before anything is entered.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lianxin.base.files.tables import Cell, Sheet, read_tables
from lianxin.pure import ledgers
from lianxin.pure.ledgers import FIELDS, Rejected, Row, Skipped
from lianxin.work.concerns.terms import Channel, Kind, Status

EXAMPLE_LENGTH = 40
MOST_SHOWN = 200


@dataclass(frozen=True)
class Choice:
    """选定: what a person chose for one sheet: whether it comes in, which column fills which field."""

    included: bool
    fields: Mapping[str, int] | None = None


@dataclass(frozen=True)
class SheetReading:
    """读出的工作表: its columns, how they were understood, and what became of each of its lines."""

    name: str
    included: bool
    #: whether it was asked for; what is no list of concerns does not come in all the same
    asked: bool = False
    columns: tuple[str, ...] = ()
    mapping: ledgers.Mapping | None = None
    header_row: int = 0
    notes: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def is_ledger(self) -> bool:
        return self.mapping is not None and self.mapping.is_ledger


@dataclass(frozen=True)
class LedgerFile:
    """读出的文件: all its sheets; `question` asks about the encoding where it could be another one."""

    sheets: tuple[SheetReading, ...]
    question: str = ""
    #: the lines that repeat an earlier one of the same file: (sheet, number) → (sheet, number) of the first
    repeated: Mapping[tuple[str, int], tuple[str, int]] = field(default_factory=dict)

    @property
    def included(self) -> list[SheetReading]:
        return [sheet for sheet in self.sheets if sheet.included]


def read_ledger(
    data: bytes, file_name: str, *, latest: date, choices: Mapping[str, Choice] | None = None, encoding: str = ""
) -> LedgerFile:
    """Read a whole file; `latest` is the last possible day of receipt. Raises `Unreadable`."""
    sheets = read_tables(data, file_name, encoding=encoding)
    read = tuple(_read_sheet(sheet, file_name, latest, (choices or {}).get(sheet.name)) for sheet in sheets)
    question = next((sheet.question for sheet in sheets if sheet.question), "")
    return LedgerFile(read, question, _repeated(read))


def _read_sheet(sheet: Sheet, file_name: str, latest: date, choice: Choice | None) -> SheetReading:
    header = ledgers.find_header(sheet.rows)
    if header is None:
        return SheetReading(sheet.name, included=False, notes=(*sheet.notes, "没有找到表头。"))
    body = sheet.rows[header.row_to + 1 :]
    if (
        choice is not None
        and choice.fields is not None
        and max(choice.fields.values(), default=0) < len(header.columns)
    ):
        mapping = ledgers.chosen_mapping(header.columns, body, choice.fields)
    else:
        mapping = ledgers.propose_mapping(header.columns, body)
    asked = choice.included if choice is not None else not sheet.is_hidden
    included = mapping.is_ledger and asked
    lines = _lines(body, mapping, sheet, header, file_name, latest) if included else []
    return SheetReading(
        name=sheet.name, included=included, asked=asked, columns=header.columns, mapping=mapping, header_row=header.row_to + 1,
        notes=sheet.notes, examples=_examples(body, len(header.columns)),
        rows=tuple(line for line in lines if isinstance(line, Row)),
        rejected=tuple(line for line in lines if isinstance(line, Rejected)),
        skipped=tuple(line for line in lines if isinstance(line, Skipped)),
    )  # fmt: skip


def _lines(
    body: Sequence[list[Cell]],
    mapping: ledgers.Mapping,
    sheet: Sheet,
    header: ledgers.Header,
    file_name: str,
    latest: date,
) -> list[Row | Rejected | Skipped]:
    year = ledgers.year_in(*header.titles, sheet.name, file_name)
    return [
        ledgers.normalise(
            line, mapping, number=header.row_to + 2 + k, base_year=year, is_from_1904=sheet.is_from_1904, latest=latest
        )
        for k, line in enumerate(body)
    ]


def _examples(body: Sequence[list[Cell]], columns: int) -> tuple[str, ...]:
    """The first thing that stands in each column, to recognise it by."""
    found = []
    for column in range(columns):
        cells = (line[column] for line in body[:200] if column < len(line) and line[column] is not None)
        word = ledgers.line(next(cells, None))
        found.append(word if len(word) <= EXAMPLE_LENGTH else word[: EXAMPLE_LENGTH - 1] + "…")
    return tuple(found)


def _repeated(sheets: Iterable[SheetReading]) -> dict[tuple[str, int], tuple[str, int]]:
    first: dict[str, tuple[str, int]] = {}
    repeated: dict[tuple[str, int], tuple[str, int]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            mark = ledgers.fingerprint(row)
            if mark in first:
                repeated[sheet.name, row.number] = first[mark]
            else:
                first[mark] = (sheet.name, row.number)
    return repeated


def preview(file: LedgerFile, known: Mapping[str, set[int]]) -> dict[str, Any]:
    """预览: what would come in, as data for a page; `known`: per sheet the lines that are there already."""
    return {
        "question": file.question,
        "sheets": [_shown_sheet(file, sheet, known.get(sheet.name, set())) for sheet in file.sheets],
    }


def _shown_sheet(file: LedgerFile, sheet: SheetReading, known: set[int]) -> dict[str, Any]:
    twice = {
        number: file.repeated[sheet.name, number] for number in _numbers(sheet) if (sheet.name, number) in file.repeated
    }
    return {
        "name": sheet.name, "included": sheet.included, "asked": sheet.asked, "is_ledger": sheet.is_ledger, "columns": list(sheet.columns),
        "options": [f"{_letter(k)} {name or '（没有列名）'}" for k, name in enumerate(sheet.columns)],
        "header_row": sheet.header_row, "notes": list(sheet.notes),
        "missing": list(sheet.mapping.missing) if sheet.mapping else [],
        "fields": _shown_fields(sheet),
        "read": len(sheet.rows), "fresh": len(sheet.rows) - len(known | set(twice)), "known": len(known - set(twice)),
        "rejected": len(sheet.rejected), "skipped": len(sheet.skipped), "twice": len(twice),
        "rejected_rows": [
            {"number": one.number, "reasons": list(one.reasons), "cells": list(one.cells)}
            for one in sheet.rejected[:MOST_SHOWN]
        ],
        "twice_rows": [[number, first[0], first[1]] for number, first in list(twice.items())[:MOST_SHOWN]],
        "row_notes": _shown_notes(sheet),
        "skipped_rows": Counter(one.reason for one in sheet.skipped).most_common(),
        "sample": [_shown_row(row) for row in sheet.rows[:5]],
    }  # fmt: skip


def _numbers(sheet: SheetReading) -> list[int]:
    return [row.number for row in sheet.rows]


def _shown_fields(sheet: SheetReading) -> list[dict[str, Any]]:
    """Every field in order, with the column that fills it (-1: none) and why."""
    chosen = {choice.field: choice for choice in sheet.mapping.choices} if sheet.mapping else {}
    return [
        {
            "code": one.code, "label": one.label, "is_required": one.is_required,
            "column": chosen[one.code].column if one.code in chosen else -1,
            "reason": chosen[one.code].reason if one.code in chosen else "",
            "name": sheet.columns[chosen[one.code].column] if one.code in chosen else "",
            "example": sheet.examples[chosen[one.code].column] if one.code in chosen else "",
        }
        for one in FIELDS
    ]  # fmt: skip


def _shown_notes(sheet: SheetReading) -> list[tuple[str, int, int]]:
    """What was decided while reading, the commonest first: an example, its row, and in how many rows."""
    found: dict[str, list[Any]] = {}
    for row in sheet.rows:
        for note in row.notes:
            kind = re.sub("“[^”]*”|[0-9-]+", "", note)
            found.setdefault(kind, [note, row.number, 0])[2] += 1
    return [(note, number, times) for note, number, times in sorted(found.values(), key=lambda one: -one[2])[:20]]


def _letter(column: int) -> str:
    """The letter over a column, as Excel counts: 0 → A, 26 → AA."""
    high, low = divmod(column, 26)
    return (_letter(high - 1) if high else "") + chr(65 + low)


def _shown_row(row: Row) -> dict[str, Any]:
    return {
        "number": row.number, "received_on": row.received_on.isoformat(), "title": row.title or row.text[:30],
        "kind_label": str(Kind(row.kind).label) if row.kind else "", "handler": row.handler, "notes": list(row.notes),
        "channel_label": str(Channel(row.channel).label) if row.channel else "", "status_label": str(Status(row.status).label),
    }  # fmt: skip
