"""When two lines are the same matter, and how what was turned back is given back.

The fingerprint holds what does not change when the ledger is exported again a month later: number, day of receipt,
title, text, place and who asked; not the state, the result or the closing day. It knows neither file nor sheet.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from lianxin.pure.ledgers.clean import safe
from lianxin.pure.ledgers.rows import Rejected, Row


def fingerprint(row: Row) -> str:
    """64 hexadecimal characters that stand for the matter of this line."""
    who = "".join(char for char in row.phone if char.isdigit())
    return _digest(row, row.external_number, row.title, row.place, row.requester_name, who)


def content(row: Row) -> str:
    """Day and text only: equal ones under different numbers or names are worth a note, never a refusal."""
    return _digest(row)


def duplicates(rows: Iterable[Row]) -> dict[int, int]:
    """Which lines of one file repeat an earlier one: number → number of the first."""
    first: dict[str, int] = {}
    repeated: dict[int, int] = {}
    for row in rows:
        mark = fingerprint(row)
        if mark in first:
            repeated[row.number] = first[mark]
        else:
            first[mark] = row.number
    return repeated


def rejected_table(columns: Sequence[str], rejected: Iterable[Rejected]) -> list[list[str]]:
    """The rows turned back as a table to mend and bring in again: 行号, 原因, the original columns.

    No cell can become a formula when the table is opened in Excel.
    """
    table = [["行号", "原因", *(safe(name) for name in columns)]]
    for one in rejected:
        cells = [safe(cell) for cell in one.cells]
        cells += [""] * (len(columns) - len(cells))
        table.append([str(one.number), safe("；".join(one.reasons)), *cells])
    return table


def _digest(row: Row, *more: str) -> str:
    parts = [row.received_on.isoformat(), *(_loose(part) for part in (row.text, *more))]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _loose(value: str) -> str:
    """Without blanks, width and punctuation, which change when a file goes from hand to hand."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", value).casefold())
