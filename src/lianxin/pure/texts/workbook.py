"""xlsx: every sheet as rows, each cell as the workbook shows it (86.7%, 2026-11-03, 1200), with its address.

Read from the parts themselves: what a cell shows depends on its number format, and whether a rate was rounded depends
on what it shows. Formulas are not reckoned; the results saved with them are read.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from lxml import etree

from lianxin.pure.zipguard import XLSX as LIMITS
from lianxin.pure.zipguard import Package, Unreadable, open_package

from .model import ReadText, Sheet, write_tables

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAX_CELLS = 200_000
MAX_COLUMNS = 400
_BUILT_IN = {
    9: "0%",
    10: "0.00%",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys(range(14, 23), "yyyy/m/d"),
}
_DATES = re.compile(r"[ymd年月日]", re.I)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BAD = "工作簿的“{name}”部分已损坏，不能读取。请用 Excel 或 WPS 打开后另存一份，再上传。"
_MANY = f"工作簿的格子超过 {MAX_CELLS // 10000} 万个，不能一次核对。请只留需要的工作表和行。"
_NO_SHEETS = "文件里没有工作表。请核对后重新上传。"


def is_workbook(package: Package) -> bool:
    """Whether the package is a workbook."""
    return "xl/workbook.xml" in package


def read(data: bytes) -> ReadText:
    """All sheets that are shown, one line per row, cells parted by tabs. Raises `Unreadable`."""
    package = open_package(data, limits=LIMITS)
    book = _Book(package)
    notes, found = [], []
    for name, part, is_hidden in book.sheets():
        if is_hidden:
            notes.append(f"未读：隐藏的工作表“{name}”。")
            continue
        rows = book.rows(part)
        if rows:
            found.append((name, rows, True))
    sheet = Sheet()
    tables = write_tables(found, sheet)
    if book.is_unsaved:
        notes.append("未读：有的公式没有存下计算结果，按空白读。请用 Excel 或 WPS 打开并保存一次再核对。")
    if any(one.startswith(("xl/charts/", "xl/media/")) for one in package.names):
        notes.append("未读：图表和图片。")
    return ReadText(sheet.text, tuple(notes), "xlsx", tables)


class _Book:
    """A workbook's parts: its sheets, its shared words, what its formats mean."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.is_unsaved = False
        self._words = list(self._shared())
        self._formats = list(self._styles())
        self._left = MAX_CELLS
        self._day_zero = date(1899, 12, 30)

    def sheets(self) -> list[tuple[str, str, bool]]:
        """(name, part, hidden) of every sheet. Raises `Unreadable` when there is none."""
        root = self.package.xml("xl/workbook.xml")
        setup = root.find(_M + "workbookPr")
        if setup is not None and setup.get("date1904") in ("1", "true"):
            self._day_zero = date(1904, 1, 1)
        targets = {}
        if "xl/_rels/workbook.xml.rels" in self.package:
            for one in self.package.xml("xl/_rels/workbook.xml.rels"):
                target = str(one.get("Target") or "")
                targets[one.get("Id")] = posixpath.normpath(
                    target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                )
        found = []
        for number, one in enumerate(root.iter(_M + "sheet"), 1):
            name = "".join(char for char in one.get("name") or f"工作表{number}" if char.isprintable())[:40]
            part = targets.get(one.get(_R), "")
            if part.startswith("xl/worksheets/") and part in self.package:
                found.append((name, part, one.get("state", "visible") != "visible"))
        if not found:
            raise Unreadable(_NO_SHEETS)
        return found

    def rows(self, part: str) -> list[list[str]]:
        """The rows of one sheet from its first, as shown; rows and cells at the end with nothing in them left out."""
        rows: dict[int, dict[int, str]] = {}
        following = 0
        for row in self._iterate(part, _M + "row"):
            number = _whole(row.get("r")) or following + 1
            following = number
            column = -1
            for cell in row.iter(_M + "c"):
                at = _ADDRESS.fullmatch(cell.get("r") or "")
                column = _column(at[1]) if at else column + 1
                shown = self._shown(cell)
                if shown and column < MAX_COLUMNS:
                    rows.setdefault(number, {})[column] = shown
                    self._left -= 1
                    if self._left < 0:
                        raise Unreadable(_MANY)
            row.clear()
        return _grid(rows)

    def _iterate(self, part: str, tag: str) -> Iterator[etree._Element]:
        """Elements of a part one by one, so that a large sheet is not held whole."""
        source = io.BytesIO(self.package.read(part))
        try:
            for _event, found in etree.iterparse(
                source, tag=tag, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
            ):
                yield found
                found.clear()
                while found.getprevious() is not None:
                    del found.getparent()[0]
        except (etree.XMLSyntaxError, ValueError, AssertionError) as error:
            raise Unreadable(_BAD.format(name=part)) from error

    def _shown(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _words_of(cell.find(_M + "is"))
        value = cell.findtext(_M + "v") or ""
        if not value:
            self.is_unsaved = self.is_unsaved or cell.find(_M + "f") is not None
            return ""
        if kind == "s":
            place = _whole(value, -1)
            return self._words[place] if 0 <= place < len(self._words) else ""
        if kind == "b":
            return "是" if value == "1" else "否"
        if kind in ("str", "e"):
            return _one_line(value)
        place = _whole(cell.get("s"))
        return self._number(value, self._formats[place] if place < len(self._formats) else "")

    def _number(self, value: str, style: str) -> str:
        """A number as its format shows it: rate, date, fixed decimals, or as it is."""
        try:
            number = Decimal(value)
        except InvalidOperation:
            return _one_line(value)
        if not number.is_finite() or abs(number) >= 10**18 or len(value) > 60:
            return _one_line(value)[:60]
        bare = _QUOTED.sub("", style.split(";")[0])
        if "%" in bare:
            return f"{_rounded(number * 100, _decimals(bare))}%"
        if _DATES.search(bare) and "0" not in bare and "#" not in bare:
            return self._date(number)
        if "0" in bare and "E" not in bare.upper():
            return _rounded(number, _decimals(bare))
        if number == number.to_integral_value():
            return str(int(number))
        return f"{number.quantize(Decimal('1e-9')).normalize():f}"

    def _date(self, number: Decimal) -> str:
        if not 0 <= number < 2_900_000:
            return str(number)
        day = self._day_zero + timedelta(days=int(number))
        return f"{day.year}年{day.month}月{day.day}日"

    def _shared(self) -> Iterator[str]:
        if "xl/sharedStrings.xml" in self.package:
            for one in self._iterate("xl/sharedStrings.xml", _M + "si"):
                yield _words_of(one)

    def _styles(self) -> Iterator[str]:
        """The number format of each cell style, in order."""
        if "xl/styles.xml" not in self.package:
            return
        root = self.package.xml("xl/styles.xml")
        own = {_whole(one.get("numFmtId")): one.get("formatCode") or "" for one in root.iter(_M + "numFmt")}
        for group in root.iter(_M + "cellXfs"):
            for one in group:
                number = _whole(one.get("numFmtId")) if isinstance(one.tag, str) else 0
                yield own.get(number, _BUILT_IN.get(number, ""))


def _grid(rows: dict[int, dict[int, str]]) -> list[list[str]]:
    """Rows from 1 on up to the last with something in it; a long run of empty ones ends the sheet."""
    grid: list[list[str]] = []
    for number in sorted(rows):
        if number - len(grid) > 1000:
            break
        grid += [[] for _ in range(number - 1 - len(grid))]
        cells = rows[number]
        grid.append([cells.get(column, "") for column in range(max(cells) + 1)])
    return grid


def _words_of(parent: etree._Element | None) -> str:
    """The words of a string, without the phonetic ones."""
    if parent is None:
        return ""
    return _one_line("".join(
        one.text or "" for one in parent.iter(_M + "t")
        if one.getparent() is parent or one.getparent().tag == _M + "r"
    ))  # fmt: skip


def _one_line(words: str) -> str:
    """A cell is one line of the text, so that a row stays a row."""
    return " ".join(words.split())


def _decimals(style: str) -> int:
    after = re.search(r"\.([0#]+)", style)
    return min(len(after[1]), 9) if after else 0


def _rounded(number: Decimal, decimals: int) -> str:
    return str(number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _whole(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else otherwise


def _column(name: str) -> int:
    place = 0
    for letter in name:
        place = place * 26 + ord(letter) - 64
    return place - 1
