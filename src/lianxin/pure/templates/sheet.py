"""一张工作表: its cells by row and column; put a value in, put rows in. Only its own XML is changed."""

import copy
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from lxml import etree

from lianxin.pure.templates.refs import Area, Shift, cell_of, copied, name_of
from lianxin.pure.templates.styles import MAIN
from lianxin.pure.zipguard import Unreadable

if TYPE_CHECKING:
    from lianxin.pure.templates.book import Book

REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EPOCH = date(1899, 12, 30)
USUAL_WIDTH = 8.43
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 20_000, 400, 400_000
CELL = 32_000  # a cell holds at most 32,767 characters
_TOO_MANY = "工作表“{name}”太大。表样请只留表头和空行，另存为 xlsx 后再上传。"
#: attributes and texts of a worksheet that name cells
_REFS = ("ref", "sqref", "activeCell", "topLeftCell")
_FORMULAS = ("f", "formula", "formula1", "formula2")

Value = str | int | float | Decimal | date | None


@dataclass(frozen=True)
class Cell:
    """一格 as it is read: its words, whether they are a number, the formula behind them, the number of its style."""

    text: str = ""
    number: Decimal | None = None
    formula: str = ""
    style: int = 0

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() and not self.formula


@dataclass
class Sheet:
    """工作表."""

    name: str
    book: "Book"
    part: str
    rows: dict[int, etree._Element] = field(default_factory=dict)
    cells: dict[tuple[int, int], etree._Element] = field(default_factory=dict)

    @property
    def root(self) -> etree._Element:
        return self.book.part(self.part)

    @property
    def _data(self) -> etree._Element:
        found = self.root.find(f"{MAIN}sheetData")
        if found is None:
            raise Unreadable(_TOO_MANY.format(name=self.name))
        return found

    def read(self) -> None:
        """Find rows and cells, give those a name that have none, write shared formulas out. Raises `Unreadable`."""
        row_number = 0
        for row in self._data.iter(f"{MAIN}row"):
            row_number = int(row.get("r") or row_number + 1)
            row.set("r", str(row_number))
            self.rows[row_number] = row
            column = 0
            for cell in row.iter(f"{MAIN}c"):
                column = cell_of(cell.get("r", ""))[1] if cell.get("r") else column + 1
                cell.set("r", name_of(row_number, column))
                self.cells[row_number, column] = cell
        if self.last_row > MOST_ROWS or self.last_column > MOST_COLUMNS or len(self.cells) > MOST_CELLS:
            raise Unreadable(_TOO_MANY.format(name=self.name))
        self._write_out_shared()
        for row, column in self.cells:
            self.cell(row, column)  # what cannot be read is refused now, not when the table is filled
        if any(area.bottom > MOST_ROWS for area in self.merges):
            raise Unreadable(_TOO_MANY.format(name=self.name))

    def _write_out_shared(self) -> None:
        masters: dict[str, tuple[int, int, str]] = {}
        for (row, column), cell in self.cells.items():
            formula = cell.find(f"{MAIN}f")
            if formula is None or formula.get("t") != "shared":
                continue
            key = formula.get("si", "")
            if formula.text:
                masters[key] = (row, column, formula.text)
            elif key in masters:
                from_row, from_column, words = masters[key]
                formula.text = copied(words, row - from_row, column - from_column)
            for name in ("t", "si", "ref"):
                formula.attrib.pop(name, None)

    @property
    def last_row(self) -> int:
        return max(self.rows, default=0)

    @property
    def last_column(self) -> int:
        return max((column for _row, column in self.cells), default=0)

    def row_cells(self, row: int) -> list[tuple[tuple[int, int], etree._Element]]:
        """The cells of one row, from left to right."""
        element = self.rows.get(row)
        return [(cell_of(one.get("r", "")), one) for one in element] if element is not None else []

    @property
    def merges(self) -> list[Area]:
        """The merged blocks."""
        return [Area.parse(one.get("ref", "")) for one in self.root.iter(f"{MAIN}mergeCell")]

    def cell(self, row: int, column: int) -> Cell:
        """What stands there; an empty cell where there is none."""
        element = self.cells.get((row, column))
        if element is None:
            return Cell()
        formula, style = element.find(f"{MAIN}f"), int(element.get("s", "0"))
        words = formula.text or "" if formula is not None else ""
        kind, value = element.get("t", "n"), element.find(f"{MAIN}v")
        if kind == "inlineStr":
            return Cell("".join(one.text or "" for one in element.iter(f"{MAIN}t")), None, words, style)
        plain = value.text or "" if value is not None else ""
        if kind == "s":
            number = int(plain or 0)
            return Cell(self.book.strings[number] if number < len(self.book.strings) else "", None, words, style)
        if kind == "n" and plain:
            try:
                return Cell(plain, Decimal(plain), words, style)
            except ArithmeticError:
                return Cell(plain, None, words, style)
        return Cell(plain, None, words, style)

    def style_at(self, row: int, column: int) -> int:
        """The style of a cell, or of its row or column where the cell itself is not there."""
        element = self.cells.get((row, column))
        if element is not None:
            return int(element.get("s", "0"))
        if row in self.rows and self.rows[row].get("customFormat") == "1":
            return int(self.rows[row].get("s", "0"))
        for one in self.root.iter(f"{MAIN}col"):
            if int(one.get("min", "0")) <= column <= int(one.get("max", "0")):
                return int(one.get("style", "0"))
        return 0

    def width(self, column: int) -> float:
        """How wide a column is, in digits."""
        for one in self.root.iter(f"{MAIN}col"):
            if int(one.get("min", "0")) <= column <= int(one.get("max", "0")) and one.get("width"):
                return float(one.get("width", "0"))
        usual = self.root.find(f"{MAIN}sheetFormatPr")
        return float(usual.get("defaultColWidth") or USUAL_WIDTH) if usual is not None else USUAL_WIDTH

    def grow(self, row: int, height: float) -> None:
        """Make a row at least so high, in points."""
        element, usual = self._row(row), self.root.find(f"{MAIN}sheetFormatPr")
        held = element.get("ht") or (usual.get("defaultRowHeight") if usual is not None else None) or "15"
        if height > float(held):
            element.set("ht", str(height))
            element.set("customHeight", "1")

    def clear(self, row: int, column: int) -> None:
        """Empty a cell; its style stays."""
        element = self.cells.get((row, column))
        if element is not None:
            element.attrib.pop("t", None)
            for child in list(element):
                element.remove(child)

    def put(self, row: int, column: int, value: Value) -> None:
        """A value in a cell: numbers as numbers, days as days, texts as texts, even those that look like formulas."""
        if value is None or value == "":
            return self.clear(row, column)
        element, styles = self._element(row, column), self.book.styles
        self.clear(row, column)
        style = int(element.get("s", "0"))
        if isinstance(value, date):
            element.set("s", str(styles.as_date(style)))
            etree.SubElement(element, f"{MAIN}v").text = str((value - EPOCH).days)
        elif isinstance(value, int | float | Decimal):
            etree.SubElement(element, f"{MAIN}v").text = str(value)
        else:
            text = "".join(char for char in value if char >= " " or char in "\n\t")[:CELL]
            if text[:1] in ("=", "+", "-", "@"):
                element.set("s", str(styles.as_text(style)))
            element.set("t", "inlineStr")
            inner = etree.SubElement(etree.SubElement(element, f"{MAIN}is"), f"{MAIN}t")
            inner.text = text
            inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return None

    def put_formula(self, row: int, column: int, formula: str) -> None:
        """A formula of ours (a total), without the sign before it."""
        element = self._element(row, column)
        self.clear(row, column)
        etree.SubElement(element, f"{MAIN}f").text = formula

    def _element(self, row: int, column: int) -> etree._Element:
        if (row, column) in self.cells:
            return self.cells[row, column]
        style = self.style_at(row, column)
        parent = self._row(row)
        element = etree.Element(f"{MAIN}c", r=name_of(row, column))
        if style:
            element.set("s", str(style))
        before = [one for one in parent if cell_of(one.get("r", ""))[1] < column]
        parent.insert(len(before), element)
        self.cells[row, column] = element
        return element

    def _row(self, row: int) -> etree._Element:
        if row not in self.rows:
            element = etree.Element(f"{MAIN}row", r=str(row))
            self._data.insert(sum(number < row for number in self.rows), element)
            self.rows[row] = element
        return self.rows[row]

    def insert_rows(self, *, after: int, by: int) -> None:
        """`by` copies of the row `after` below it, empty but for their formulas; what stands lower moves down."""
        if by <= 0:
            return
        shift = Shift(after, by)
        self._move_cells(shift)
        self._move_marks(shift)
        self._copy_row(after, by)
        self.book.rows_put_in(self, shift)

    def _move_cells(self, shift: Shift) -> None:
        rows, cells = self.rows, self.cells
        self.rows, self.cells = {}, {}
        for number, row in rows.items():
            row.set("r", str(shift.row(number)))
            row.attrib.pop("spans", None)
            self.rows[shift.row(number)] = row
        for (number, column), cell in cells.items():
            cell.set("r", name_of(shift.row(number), column))
            self.cells[shift.row(number), column] = cell

    def _move_marks(self, shift: Shift) -> None:
        """Merged blocks, conditional formats, validations, breaks and formulas."""
        for one in self.root.iter():
            if not isinstance(one.tag, str) or one.tag in (f"{MAIN}c", f"{MAIN}row"):
                continue
            for name in _REFS:
                if one.get(name):
                    one.set(name, shift.refs(one.get(name, "")))
            local = etree.QName(one).localname
            if local in _FORMULAS and one.text:
                one.text = shift.formula(one.text)
                one.text = shift.formula(one.text, sheet=self.name)
            elif local == "sqref" and one.text:
                one.text = shift.refs(one.text)
        for breaks in self.root.iter(f"{MAIN}rowBreaks"):
            for one in breaks:
                one.set("id", str(shift.row(int(one.get("id", "0")))))

    def _copy_row(self, after: int, by: int) -> None:
        row = self._row(after)
        own = [column for number, column in self.cells if number == after]
        inside = [one for one in self.merges if one.is_one_row and one.top == after]
        merged = self.root.find(f"{MAIN}mergeCells")
        last = row
        for step in range(1, by + 1):
            new = copy.deepcopy(row)
            new.set("r", str(after + step))
            last.addnext(new)
            last = self.rows[after + step] = new
            for column, cell in zip(sorted(own), list(new), strict=True):
                self._renew(cell, after + step, column, step)
            for area in inside if merged is not None else ():
                block = Area(area.top + step, area.left, area.bottom + step, area.right)
                etree.SubElement(merged, f"{MAIN}mergeCell", ref=block.ref)
        if merged is not None:
            merged.set("count", str(len(merged)))

    def _renew(self, cell: etree._Element, row: int, column: int, step: int) -> None:
        cell.set("r", name_of(row, column))
        self.cells[row, column] = cell
        formula = cell.find(f"{MAIN}f")
        words = formula.text if formula is not None else None
        self.clear(row, column)
        if words:
            etree.SubElement(cell, f"{MAIN}f").text = copied(words, step)

    def forget_results(self) -> None:
        """Formulas without what they came to when the file was last saved."""
        for cell in self.cells.values():
            formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
            if formula is not None and value is not None:
                cell.remove(value)
                cell.attrib.pop("t", None)
