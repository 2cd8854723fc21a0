"""格子的名字: A1 and its like, and what becomes of them in a formula when rows are put in below a row.

>>> column_name(28), column_number("AB"), cell_of("$B$12")
('AB', 28, (12, 2))
>>> Shift(after=10, by=3).formula("SUM(C5:C10)+D11*$E$12")     # the range ends at the row: it takes the new ones in
'SUM(C5:C13)+D14*$E$15'
>>> Shift(after=10, by=3).formula('IF(B2="A11",C12,表2!C12)')   # texts and other sheets stay as they are
'IF(B2="A11",C15,表2!C12)'
>>> copied("C10*D$4+$E10", 2)
'C12*D$4+$E12'
>>> copied("SUM(A1:$B2)", 0, 1)
'SUM(B1:$B2)'
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
#: texts in quotes, a sheet's name with its references, whole rows, then cells and ranges of cells
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<sheet>(?:'(?:[^']|'')+'|[^\s"'!(),;:+\-*/^&=<>{}\[\]]+)!)?"""
    r"""(?P<ref>(?<![A-Za-z0-9_.$])\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?(?![A-Za-z0-9_(.])"""
    r"""|(?<![A-Za-z0-9_.$])\$?\d{1,7}:\$?\d{1,7}(?![A-Za-z0-9_.]))"""
)
_ROW = re.compile(r"(\$?)(\d{1,7})$")
_PART = re.compile(r"^(\$?)([A-Z]{0,3})(\$?)(\d{1,7})$")


def column_name(number: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_number(name: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


def cell_of(ref: str) -> tuple[int, int]:
    """The row and column of a reference. Raises ValueError."""
    found = _CELL.fullmatch(ref)
    if not found:
        raise ValueError(ref)
    row, column = int(found[2]), column_number(found[1])
    if not 1 <= row <= LAST_ROW or column > LAST_COLUMN:
        raise ValueError(ref)
    return row, column


def name_of(row: int, column: int) -> str:
    """(12, 2) → B12."""
    return f"{column_name(column)}{row}"


@dataclass(frozen=True)
class Area:
    """一块格子: from–to, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, ref: str) -> "Area":
        """A1:B2, or one cell. Raises ValueError."""
        first, _colon, last = ref.partition(":")
        (top, left), (bottom, right) = cell_of(first), cell_of(last or first)
        return cls(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

    @property
    def ref(self) -> str:
        if (self.top, self.left) == (self.bottom, self.right):
            return name_of(self.top, self.left)
        return f"{name_of(self.top, self.left)}:{name_of(self.bottom, self.right)}"

    @property
    def is_one_row(self) -> bool:
        return self.top == self.bottom

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True)
class Shift:
    """`by` rows put in below row `after`: what stands lower moves down, a range that ends at that row takes them in."""

    after: int
    by: int

    def row(self, row: int) -> int:
        return row + self.by if row > self.after else row

    def area(self, area: Area) -> Area:
        """The same for a block."""
        grows = area.bottom == self.after and area.top < area.bottom
        bottom = area.bottom + self.by if grows else self.row(area.bottom)
        return Area(self.row(area.top), area.left, bottom, area.right)

    def refs(self, refs: str) -> str:
        """Several blocks with blanks between them, as the attribute sqref has them."""
        return " ".join(self.area(Area.parse(one)).ref if _is_cells(one) else one for one in refs.split())

    def formula(self, formula: str, *, sheet: str | None = None) -> str:
        """A formula; with `sheet` only what names that sheet moves, without one only what names none."""
        return _each(formula, self._moved, sheet)

    def _moved(self, ref: str) -> str:
        first, colon, last = ref.partition(":")
        if not colon:
            return _with_row(first, self.row(_row_in(first)))
        top, bottom = _row_in(first), _row_in(last)
        # One cell as a range (C5:C5) is the total of a table with one blank row: it too takes the new rows in.
        end = bottom + self.by if bottom == self.after else self.row(bottom)
        return f"{_with_row(first, self.row(top))}:{_with_row(last, end)}"


def copied(formula: str, rows: int, columns: int = 0) -> str:
    """A formula copied so many rows down and columns to the right: what is not fixed by $ goes along."""

    def moved(found: re.Match[str]) -> str:
        column = found[2] if found[1] or not found[2] else column_name(column_number(found[2]) + columns)
        return f"{found[1]}{column}{found[3]}{found[4] if found[3] else int(found[4]) + rows}"

    def each(ref: str) -> str:
        return ":".join(_PART.sub(moved, one) for one in ref.split(":"))

    return _each(formula, each, None)


def _each(formula: str, change: Callable[[str], str], sheet: str | None) -> str:
    def replaced(found: re.Match[str]) -> str:
        if found["text"] is not None:
            return found[0]
        named = (found["sheet"] or "")[:-1]
        named = named[1:-1].replace("''", "'") if named.startswith("'") else named
        if (sheet is None and named) or (sheet is not None and named != sheet):
            return found[0]
        return (found["sheet"] or "") + change(found["ref"])

    return _TOKEN.sub(replaced, formula)


def _is_cells(ref: str) -> bool:
    return all(_CELL.fullmatch(one) for one in ref.split(":"))


def _row_in(ref: str) -> int:
    found = _ROW.search(ref)
    return int(found[2]) if found else 0


def _with_row(ref: str, row: int) -> str:
    return _ROW.sub(lambda found: f"{found[1]}{row}", ref)
