"""台账的 Excel: one sheet with a title, headed columns, rows of text and a foot; A4 landscape, the head on every page."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.pure.tabular import Book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(
    columns: Sequence[tuple[str | Promise, int]], rows: Iterable[Sequence[str]], *, name: str, title: str, foot: str
) -> bytes:
    """The Excel file; `columns` are words and widths. Every cell is text: nothing that was typed becomes a formula."""
    file = BytesIO()
    book = Book(file, constant_memory=True)
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    cell = book.add_format({"border": 1, "valign": "top", "text_wrap": True, "num_format": "@"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.set_footer("&C" + str(_("第 &P 页 共 &N 页")))
    for column, (_word, width) in enumerate(columns):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    for column, (word, _width) in enumerate(columns):
        sheet.write_string(1, column, str(word), head)
    sheet.freeze_panes(2, 1)
    number = 2
    for row in rows:
        for column, text in enumerate(row):
            sheet.write_string(number, column, text, cell)
        number += 1
    sheet.write_string(number, 0, foot)
    book.close()
    return file.getvalue()
