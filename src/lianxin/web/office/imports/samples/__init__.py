"""示例表: of each kind of ledger one county's worth of invented rows, and one with the faults that such tables have.

The rows lie beside this module as CSV; the workbook that a page gives and the one in docs/handbook/samples
(`python -m tests.samples`) are drawn from them. Invented are all names, and no telephone is anybody's.
"""

import csv
import io
from pathlib import Path

from lianxin.base.intake.kinds import Kind
from lianxin.pure.tabular import Book
from lianxin.web.office.imports.blank import blank_workbook

FOLDER = Path(__file__).parent
CLEAN, FAULTY = "clean", "faulty"
WHICH = (CLEAN, FAULTY)


def has_samples(kind: Kind) -> bool:
    """Whether somebody has written rows for this kind."""
    return _file(kind, CLEAN).is_file()


def sample_workbook(kind: Kind, which: str) -> bytes:
    """The blank sheet filled in; or a ledger as an office keeps it, with headings and faults of its own."""
    rows = _rows(kind, which)
    if which == CLEAN:
        return blank_workbook(kind, [dict(zip(rows[0], row, strict=True)) for row in rows[1:]])
    box = io.BytesIO()
    book = Book(box)
    sheet = book.add_worksheet("Sheet1")
    text = book.add_format({"num_format": "@"})
    sheet.set_column(0, len(rows[-1]), 18)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell, text)
    book.close()
    return box.getvalue()


def file_name(kind: Kind, which: str) -> str:
    """单位表（示例）.xlsx."""
    words = {CLEAN: "（示例）", FAULTY: "（有错的示例）"}
    return f"{kind.label}{words[which]}.xlsx"


def _rows(kind: Kind, which: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(_file(kind, which).read_text("utf-8"))))


def _file(kind: Kind, which: str) -> Path:
    return FOLDER / (f"{kind.code}.csv" if which == CLEAN else f"{kind.code}-{which}.csv")
