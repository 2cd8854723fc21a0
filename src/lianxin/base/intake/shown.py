"""预览: what a file would bring, as data for a page; computed once with the reading."""

from collections import Counter
from typing import Any

from lianxin.base.intake.files import FileRead, SheetRead
from lianxin.base.intake.kinds import Kind, Work
from lianxin.pure.intake import Line

MOST_SHOWN = 200
SAMPLE = 8


def preview(kind: Kind, file: FileRead, work: Work) -> dict[str, Any]:
    """The sums over all included sheets, the remarks of the check, and each sheet with its columns and bad rows."""
    checked = work.checked
    return {
        "question": file.question,
        "remarks": list(checked.remarks),
        "fresh": len(checked.order), "known": len(checked.known), "twice": len(checked.twice),
        "rejected": len(checked.problems) + sum(len(sheet.rejected) for sheet in file.included),
        "skipped": sum(len(sheet.skipped) for sheet in file.included),
        "sheets": [_sheet(kind, sheet, work) for sheet in file.sheets],
    }  # fmt: skip


def rejected_of(file: FileRead, work: Work) -> list[dict[str, Any]]:
    """退回的行: those that could not be read and those that the check turned back, sheet by sheet in their order."""
    found = [
        {"sheet": sheet.name, "number": one.number, "reasons": list(one.reasons), "cells": list(one.cells)}
        for sheet in file.included
        for one in sheet.rejected
    ]
    for place, reasons in work.checked.problems.items():
        line = work.lines[place]
        found.append({"sheet": line.sheet, "number": line.number, "reasons": reasons, "cells": list(line.cells)})
    order = {sheet.name: k for k, sheet in enumerate(file.sheets)}
    return sorted(found, key=lambda one: (order.get(str(one["sheet"]), 0), one["number"]))


def _sheet(kind: Kind, sheet: SheetRead, work: Work) -> dict[str, Any]:
    here = [place for place, line in enumerate(work.lines) if line.sheet == sheet.name] if sheet.is_in else []
    fresh = set(work.checked.order)
    bad = [one for one in rejected_of(FileRead((sheet,)), work) if one["sheet"] == sheet.name] if sheet.is_in else []
    return {
        "name": sheet.name, "is_in": sheet.is_in, "asked": sheet.asked, "fits": sheet.fits,
        "columns": list(sheet.columns), "header_row": sheet.header_row, "notes": list(sheet.notes),
        "missing": list(sheet.missing),
        "options": [f"{letter(at)} {name or '（没有列名）'}" for at, name in enumerate(sheet.columns)],
        "fields": _fields(kind, sheet),
        "fresh": sum(1 for place in here if place in fresh), "rejected": len(bad), "rejected_rows": bad[:MOST_SHOWN],
        "sample": [_row(kind, work.lines[place]) for place in here if place in fresh][:SAMPLE],
        "row_notes": _notes([work.lines[place] for place in here]),
        "twice_rows": [
            [work.lines[place].number, work.lines[first].number]
            for place, first in work.checked.twice.items() if place in set(here)
        ][:MOST_SHOWN],
        "skipped_rows": Counter(one.reason for one in sheet.skipped).most_common() if sheet.is_in else [],
    }  # fmt: skip


def _fields(kind: Kind, sheet: SheetRead) -> list[dict[str, Any]]:
    """Every column of the kind, with the column of the sheet that fills it (-1: none) and why."""
    found = []
    for one in kind.columns:
        placed = (sheet.placed or {}).get(one.code)
        at = placed.column if placed else -1
        found.append({
            "code": one.code, "is_needed": one.is_needed, "column": at, "reason": placed.reason if placed else "",
            "name": sheet.columns[at] if at >= 0 else "", "example": sheet.examples[at] if at >= 0 else "",
        })  # fmt: skip
    return found


def _row(kind: Kind, line: Line) -> dict[str, Any]:
    return {"number": line.number, "cells": [_cell(kind, one.code, line) for one in kind.columns]}


def _cell(kind: Kind, code: str, line: Line) -> str:
    """A value as words."""
    value = line.get(code)
    column = next(one for one in kind.columns if one.code == code)
    words = {choice.code: str(choice.label) for choice in column.choices}
    if isinstance(value, list):
        return "、".join(words.get(one, str(one)) for one in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return words.get(value, str(value)) if value is not None else ""


def _notes(lines: list[Line]) -> list[tuple[str, int]]:
    return [(note, line.number) for line in lines for note in line.notes][:30]


def letter(column: int) -> str:
    """The letter over a column, as Excel counts: 0 → A, 26 → AA."""
    high, low = divmod(column, 26)
    return (letter(high - 1) if high else "") + chr(65 + low)
