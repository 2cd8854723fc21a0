"""台账的 Excel: one sheet with title, headed columns and a foot; numbers as numbers, days as days, everything else as text."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.ledgers import NUMBER, CellValue, Ledger
from lianxin.pure.tabular import Book
from lianxin.pure.templates.heights import LINE, height_of, units

CELL = 32_000  # Excel refuses more than 32,767 characters in a cell
WIDE, SIZE = 26, 11
_CELL: dict[str, Any] = {"border": 1, "valign": "top", "text_wrap": True}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "align": "center"},
    "head": {**_CELL, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EEF1F4"},
    "cell": _CELL, "text": {**_CELL, "num_format": "@"}, "day": {**_CELL, "num_format": "yyyy-mm-dd", "align": "center"},
}  # fmt: skip


def cells_of(ledger: Ledger, number: int, row: Any) -> list[CellValue]:
    """One line of a ledger."""
    return [number if one.code == NUMBER.code else one.value(row) for one in ledger.columns]


def words(value: CellValue) -> str:
    """A cell in words, for a page."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def workbook(ledger: Ledger, rows: Sequence[Sequence[CellValue]], *, title: str, foot: str) -> bytes:
    """The Excel file. Nothing that was typed becomes a formula or a link."""
    box = BytesIO()
    book = Book(box)
    looks = {name: book.add_format(look) for name, look in LOOKS.items()}
    with override(settings.LANGUAGE_CODE):
        sheet = book.add_worksheet(str(ledger.label))
        sheet.merge_range(0, 0, 0, len(ledger.columns) - 1, "", looks["title"])
        sheet.write_string(0, 0, title, looks["title"])
        labels = [str(one.label) for one in ledger.columns]
        widths = [_width(label, (row[column] for row in rows[:200])) for column, label in enumerate(labels)]
        sheet.set_row(1, _height(labels, widths))
        for column, label in enumerate(labels):
            sheet.write_string(1, column, label, looks["head"])
            sheet.set_column(column, column, widths[column])
        for number, row in enumerate(rows, 2):
            sheet.set_row(number, _height(row, widths))
            for column, value in enumerate(row):
                _write(sheet, number, column, value, looks)
        sheet.write_string(len(rows) + 2, 0, foot)
        _for_paper(sheet)
    book.close()
    return box.getvalue()


def _for_paper(sheet: Any) -> None:
    """A4 across, the head on every page."""
    sheet.freeze_panes(2, 1)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C" + _("第 &P 页 共 &N 页"))


def _write(sheet: Any, row: int, column: int, value: CellValue, looks: dict[str, Any]) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, looks["cell"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, looks["day"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value), looks["cell"])
    else:
        plain = "".join(char for char in str(value) if char >= " " or char in "\n\t")[:CELL]
        sheet.write_string(row, column, plain, looks["text"])


def _width(label: str, values: Iterable[CellValue]) -> int:
    """Wide enough for what stands below its heading, never wider than a paper can bear; a heading takes two lines."""
    longest = max((units(words(one)) for one in values), default=0)
    return min(max(longest + 2, units(label) // 2 + 3, 6), WIDE)


def _height(row: Sequence[CellValue], widths: Sequence[int]) -> float:
    """High enough for its longest text."""
    found = (
        height_of(one, width, SIZE) for one, width in zip(row, widths, strict=True) if isinstance(one, str) and one
    )
    return max(found, default=SIZE * LINE)
