"""工单、转办单、交办单: the fields of a work order that another system sent, in whatever form it came.

>>> from datetime import date
>>> [slip] = read_text("【工单编号】GD1101 【诉求人】李某 【办理时限】5个工作日\\n【诉求内容】路灯不亮。", date(2026, 11, 3))
>>> slip.value("number"), slip.value("due"), slip.values["text"].where, slip.value("address")
('GD1101', '5 workday', '第2行', '')

A text is read by its labels; a table is a form (labels with values beside or below them) or a list under a head of one
or two rows. Each value tells where it stood and how sure the reading is; what does not stand there stays empty. The
`layout` is the form without what was filled in: `fill` fills it again, with what it has no place for put below.

It opens no files, and it does not decide anything: a person looks at what was read.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from lianxin.pure.texts.model import Table, tables_in

from .filling import Filled, fill
from .grids import head_of, read_form, read_rows
from .model import FORM, GUESS, LIKELY, LINES, ROWS, SURE, Found, Layout, Part, Slip
from .prose import read_lines
from .words import ANSWERED, ASKED, LABEL, OWED

__all__ = [
    "ANSWERED", "ASKED", "FORM", "GUESS", "LABEL", "LIKELY", "LINES", "MOST", "OWED", "ROWS", "SURE", "Filled", "Found",
    "Layout", "Part", "Slip", "fill", "read_sheets", "read_text",
]  # fmt: skip

MOST = 200  # work orders of one file


def read_text(text: str, base: date, tables: Sequence[Table] | None = None) -> list[Slip]:
    """The work orders of a text, its tables first; `base` gives the year to “11月9日”."""
    found: list[Slip] = []
    known = tables_in(text) if tables is None else tables
    heading = _before(text, known)
    for table in known:
        rows = [[cell.text if cell.address else ... for cell in row] for row in table.rows]
        head = head_of(rows)
        if head is not None:
            found += read_rows(rows, head, table.name, base, spans_known=True, most=MOST)
        elif slip := read_form(rows, table.name, base, spans_known=True, addresses=False, heading=heading):
            found.append(slip)
        heading = []
    return found or read_lines(text, base, most=MOST)


def _before(text: str, tables: Sequence[Table]) -> list[str]:
    """The lines over the first table: the heading of its paper."""
    first = next((cell.start for table in tables for row in table.rows for cell in row if cell.address), 0)
    return [line.strip() for line in text[:first].split("\n") if line.strip() and len(line.strip()) <= 60][:3]


def read_sheets(sheets: Sequence[tuple[str, Sequence[Sequence[Any]]]], base: date) -> list[Slip]:
    """The work orders of a workbook: (name, rows) with merges filled in; one form or one list for each sheet."""
    found: list[Slip] = []
    for name, rows in sheets:
        head = head_of(rows)
        if head is not None:
            found += read_rows(rows, head, name, base, most=MOST)
        elif slip := read_form(rows, name, base):
            found.append(slip)
        if len(found) > MOST:
            break
    return found
