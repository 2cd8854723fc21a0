"""填进去: rows and single values into a sheet of the office's own, which keeps its looks, and the picture of it for a page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianxin.pure.templates.heights import height_of
from lianxin.pure.templates.layout import Label, Layout
from lianxin.pure.templates.refs import Area, Shift, column_name
from lianxin.pure.templates.sheet import EPOCH, MAIN, Cell, Sheet, Value

_SUM = re.compile(r"SUM\(\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)\)", re.I)


@dataclass(frozen=True)
class Percent:
    """百分数: 96.3 stands for 96.3%; a cell that shows percentages gets 0.963."""

    value: Decimal


@dataclass(frozen=True)
class Sum:
    """合计 by adding up the rows above it."""


Content = Value | Percent


@dataclass(frozen=True)
class Done:
    """填好了: how many rows were filled, how many of them were put in, how many blank ones are left."""

    rows: int
    put_in: int
    left: int


def fill_rows(
    sheet: Sheet, layout: Layout, rows: Sequence[Mapping[int, Content]], totals: Mapping[int, Content | Sum] | None = None
) -> Done:  # fmt: skip
    """Fill the table: each row is its values by column; what stood there before is gone, totals are ours where none adds up.

    More records than blank rows: rows are put in, like the last one. Fewer: the rest stays blank.
    """
    columns = {column for row in rows for column in row} | set(totals or ())
    _empty(sheet, layout, columns)
    more = max(len(rows) - layout.blank_rows, 0)
    sheet.insert_rows(after=layout.data_to, by=more)
    for number, row in enumerate(rows, layout.data_from):
        for column, value in row.items():
            put(sheet, number, column, value)
        _grow(sheet, number, row)
    shift = Shift(layout.data_to, more)
    last = max(layout.data_to + more, layout.data_from)
    for number in layout.totals:
        for column, total in (totals or {}).items():
            _put_total(sheet, shift.row(number), column, total, (layout.data_from, last))
    return Done(len(rows), more, max(layout.blank_rows - len(rows), 0))


def put(sheet: Sheet, row: int, column: int, value: Content) -> None:
    """One value; a percentage as its cell shows it."""
    if isinstance(value, Percent):
        value = value.value / 100 if sheet.book.styles.is_percent(sheet.style_at(row, column)) else value.value
    sheet.put(row, column, value)


def fill_label(sheet: Sheet, label: Label, value: str, put_in: Shift) -> None:
    """A place beside a label, or the rest of the label's own cell."""
    row = put_in.row(label.row)
    sheet.put(row, label.column, f"{label.prefix}{value}" if label.prefix else value)


def _empty(sheet: Sheet, layout: Layout, columns: set[int]) -> None:
    """No row of another month is left: values go, formulas stay unless their column is filled by us."""
    split_merged(sheet, layout)
    for (row, column), element in list(sheet.cells.items()):
        if layout.data_from <= row <= layout.data_to:
            if element.find(f"{MAIN}f") is None or column in columns:
                sheet.clear(row, column)
        elif row in layout.totals and element.find(f"{MAIN}f") is None and sheet.cell(row, column).number is not None:
            sheet.clear(row, column)


def split_merged(sheet: Sheet, layout: Layout) -> int:
    """Blocks that reach over several of the rows to be filled are taken apart: each row is a record. How many there were."""
    parent, found = sheet.root.find(f"{MAIN}mergeCells"), 0
    for one in list(parent) if parent is not None else ():
        area = Area.parse(one.get("ref", ""))
        if not area.is_one_row and area.bottom >= layout.data_from and area.top <= layout.data_to:
            if parent is not None:
                parent.remove(one)
            found += 1
    if parent is not None:
        if len(parent):
            parent.set("count", str(len(parent)))
        else:
            parent.getparent().remove(parent)
    return found


def _grow(sheet: Sheet, row: int, columns: Mapping[int, Content]) -> None:
    """High enough for its longest text; never lower than it was."""
    styles, blocks = sheet.book.styles, [one for one in sheet.merges if one.top <= row <= one.bottom]
    needed = 0.0
    for column, value in columns.items():
        style = sheet.style_at(row, column)
        if isinstance(value, str) and value and styles.is_wrapped(style):
            right = next((one.right for one in blocks if one.holds(row, column)), column)
            width = sum(sheet.width(each) for each in range(column, right + 1))
            needed = max(needed, height_of(value, width, styles.size(style)))
    if needed:
        sheet.grow(row, needed)


def _put_total(sheet: Sheet, row: int, column: int, total: Content | Sum, rows: tuple[int, int]) -> None:
    if sheet.cell(row, column).formula or not sheet.cell(row, column).is_blank:
        return
    if isinstance(total, Sum):
        name = column_name(column)
        sheet.put_formula(row, column, f"SUM({name}{rows[0]}:{name}{rows[1]})")
    else:
        put(sheet, row, column, total)


@dataclass(frozen=True)
class Shown:
    """一格 of the picture: its words and over how many rows and columns it reaches."""

    text: str
    rows: int = 1
    columns: int = 1
    is_number: bool = False


def picture(sheet: Sheet, *, top: int = 1, bottom: int, columns: int = 80) -> list[list[Shown]]:
    """The sheet as a table for a page, from row to row: merged blocks as one cell, formulas as what they come to."""
    width = min(sheet.last_column, columns)
    blocks = {(one.top, one.left): one for one in sheet.merges}
    hidden = {
        (row, column)
        for one in sheet.merges
        for row in range(max(one.top, top), min(one.bottom, bottom) + 1)
        for column in range(one.left, min(one.right, width) + 1)
        if (row, column) != (one.top, one.left)
    }
    lines = []
    for row in range(top, bottom + 1):
        line = []
        for column in range(1, width + 1):
            if (row, column) in hidden:
                continue
            block = blocks.get((row, column), Area(row, column, row, column))
            cell = sheet.cell(row, column)
            span = min(block.bottom, bottom) - row + 1, min(block.right, width) - column + 1
            line.append(Shown(_words(sheet, cell), *span, is_number=cell.number is not None))
        lines.append(line)
    return lines


def _words(sheet: Sheet, cell: Cell) -> str:
    number = cell.number
    if cell.formula:
        number = _summed(sheet, cell.formula)
        if number is None:
            return cell.text or "=…"
    if number is None:
        return cell.text
    if sheet.book.styles.is_date(cell.style) and 1 <= number < 2_900_000:
        return date_of(int(number))
    if sheet.book.styles.is_percent(cell.style):
        number *= 100
    words = f"{number.normalize():f}"
    return f"{words}%" if sheet.book.styles.is_percent(cell.style) else words


def date_of(serial: int) -> str:
    """The day behind a number of days."""
    return EPOCH.fromordinal(EPOCH.toordinal() + serial).isoformat()


def _summed(sheet: Sheet, formula: str) -> Decimal | None:
    """What a plain total comes to; None for any other formula, and for totals of formulas."""
    found = _SUM.fullmatch(formula.replace(" ", ""))
    if not found:
        return None
    area = Area.parse(f"{found[1]}{found[2]}:{found[3]}{found[4]}".upper())
    inside = [sheet.cell(*place) for place in sheet.cells if area.holds(*place)]
    return None if any(one.formula for one in inside) else sum((one.number or Decimal(0) for one in inside), Decimal(0))
