"""带走的表格: the one place where tables leave as Excel or CSV; nothing that somebody typed is ever run by a spreadsheet.

>>> disarmed("=cmd|'/c calc'!A1"), disarmed("－5"), disarmed("-"), disarmed("+3.2%"), disarmed("ａ\\x00ｂ")
("'=cmd|'/c calc'!A1", '－5', '-', '+3.2%', 'ａｂ')

`Book` is a workbook whose text cells are text: no formula, no link, no control character, no cell that Excel refuses.
What the program itself reckons it writes by `write_formula`, in the few places that the house knows; a word that
somebody typed goes into such a formula by `quoted` alone.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Look = Format  # 单元格样式: what a page is written with, for whoever names its type
CELL = 32_000  # Excel refuses more than 32,767 characters in a cell
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "|", "＝", "＋", "－", "＠")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: a figure, a change in per cent, a stroke for nothing: they begin with such a sign and do nothing
_HARMLESS = re.compile(r"[-+－＋—]*(?:[0-9０-９]+(?:[.,．，][0-9０-９]+)*)?[ ]?[%％‰]?")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\'\x00-\x1f\x7f-\x9f\ufffe\uffff]")
#: when a list was made is written on it where it matters; its properties tell nothing
_NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def disarmed(text: str) -> str:
    """A text for a cell: without what cannot be seen, and with an apostrophe before what a spreadsheet would reckon."""
    kept = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:CELL]
    bare = kept.lstrip(" \n\u00a0\u3000\ufeff\u200b")
    return (
        "'" + kept if (text + " ")[0] in "\t\r" or bare.startswith(_SIGNS) and not _HARMLESS.fullmatch(bare) else kept
    )


def quoted(text: str) -> str:
    """A word as a constant of a formula of ours: its quotation marks doubled, so that none of it is reckoned."""
    plain = _CONTROLS.sub("", text).replace('"', '""')
    return f'"{plain}"'


def csv_bytes(rows: Iterable[Sequence[object]], encoding: str = "utf-8-sig") -> bytes:
    """A CSV file for spreadsheets, every cell disarmed: UTF-8 with a mark, or GB18030, which has a code for every sign."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerows([disarmed("" if cell is None else str(cell)) for cell in row] for row in rows)
    return sheet.getvalue().encode(encoding)


class Page(Worksheet):
    """工作表: whatever is written as text is disarmed first."""

    def _write_string(self, row: int, col: int, string: str, cell_format: Any = None) -> Any:
        return super()._write_string(row, col, disarmed(str(string)), cell_format)


class Book(xlsxwriter.Workbook):
    """工作簿: the only kind that leaves this house."""

    worksheet_class = Page

    def __init__(self, box: BinaryIO, *, constant_memory: bool = False) -> None:
        kind = {"constant_memory": True} if constant_memory else {"in_memory": True}
        super().__init__(box, {**_SAFE, **kind})
        self.set_properties({})

    def set_properties(self, properties: dict[str, Any]) -> None:
        """Title and the like; the moment of making is told by none of them."""
        super().set_properties({"created": _NO_MOMENT, **properties})

    def add_worksheet(self, name: str = "", worksheet_class: type[Page] | None = None) -> Page:
        """A sheet of a name that Excel takes: what somebody called his list may hold what it does not."""
        taken = {sheet.get_name().casefold() for sheet in self.worksheets()}
        page: Page = super().add_worksheet(sheet_name(str(name), taken), worksheet_class=worksheet_class)
        return page


def sheet_name(name: str, taken: Collection[str] = ()) -> str:
    """工作表名: at most 31 units of UTF-16, without what Excel refuses and without an apostrophe, unlike any in `taken`.

    `taken` are casefolded, for Excel takes 甲A and 甲a for one.

    >>> sheet_name("2026/11 [草稿]"), sheet_name("权力清单", {"权力清单"}), sheet_name("'"), len(sheet_name("长" * 40))
    ('2026 11  草稿', '权力清单 2', '表', 31)
    """
    plain = _NOT_IN_A_NAME.sub(" ", name).strip() or "表"
    number, found = 1, _cut(plain, 31)
    while found.casefold() in taken:
        number += 1
        found = f"{_cut(plain, 30 - len(str(number)))} {number}"
    return found


def _cut(text: str, units: int) -> str:
    return text.encode("utf-16-le", "replace")[: 2 * units].decode("utf-16-le", "ignore").strip()
