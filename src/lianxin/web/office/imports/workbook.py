"""退回的行 as an Excel file: every cell a text; numbers keep their zeros, nothing becomes a formula."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from lianxin.pure.ledgers import Rejected, rejected_table
from lianxin.pure.tabular import Book

WIDTHS = (8, 40)


def rejected_workbook(turned_back: Sequence[Mapping[str, Any]], columns: Mapping[str, Sequence[str]]) -> bytes:
    """One sheet for each sheet of the ledger that has rows turned back, with 行号 and 原因 in front; `columns` by sheet."""
    box = io.BytesIO()
    book = Book(box)
    text, head = (
        book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        book.add_format({"bold": True}),
    )
    names = list(dict.fromkeys(one["sheet"] for one in turned_back)) or [_("没有退回的行")]
    for number, name in enumerate(names, start=1):
        sheet = book.add_worksheet(f"{number}-{name}")
        rows = [
            Rejected(one["number"], tuple(one["reasons"]), tuple(one["cells"]))
            for one in turned_back
            if one["sheet"] == name
        ]
        for row, cells in enumerate(rejected_table(columns.get(name, []), rows)):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell[:32000], head if row == 0 else text)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 0)
    book.close()
    return box.getvalue()
