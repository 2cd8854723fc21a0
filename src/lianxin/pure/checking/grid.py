"""A table as the rules read it: which rows are its head, which columns its labels, what its cells are as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

from lianxin.pure.figures.claims import Claim
from lianxin.pure.numerals import fold
from lianxin.pure.texts import Cell, Table

_NUMBER = re.compile(
    r"([+\-−－]?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,15})(?:\.\d{1,9})?)([%％]?)[^\d%％.,，、/:：~～—-]{0,3}"
)
_INDEX = re.compile(r"序号|编号|序|排名|名次")


@dataclass(frozen=True)
class _Value:
    value: Fraction
    decimals: int
    is_percent: bool


@dataclass
class Grid:
    """The rows of a table padded to one width; `first` is the first row of data, `labels` the number of label columns."""

    rows: list[list[Cell]]
    width: int
    first: int = 0
    labels: int = 1
    _values: dict[tuple[int, int], _Value] = field(default_factory=dict)
    _heads: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, table: Table, most_columns: int) -> Grid:
        """Read a table; `first` is 0 where it has no head or no numbers."""
        width = min(max(map(len, table.rows), default=0), most_columns)
        blank = Cell("", 0)
        made = cls([[*row[:width], *[blank] * (width - len(row))] for row in table.rows], width)
        for place, row in enumerate(made.rows):
            for column, cell in enumerate(row):
                value = _value_of(cell.text)
                if value is not None:
                    made._values[place, column] = value
        made.first = made._first_row()
        if made.first:
            made.labels = made._label_columns()
            made._heads = [made._head(column) for column in range(width)]
        return made

    def number(self, row: int, column: int) -> Fraction | None:
        """The number of a cell; None for words and blanks."""
        value = self._values.get((row, column))
        return value.value if value else None

    def decimals(self, row: int, column: int) -> int:
        """How many decimals a cell shows."""
        value = self._values.get((row, column))
        return value.decimals if value else 0

    def is_percent(self, row: int, column: int) -> bool:
        """Whether a cell is a percentage."""
        value = self._values.get((row, column))
        return value is not None and value.is_percent

    def counts(self, column: int) -> bool:
        """Whether a column holds plain numbers: no percentages, not mostly words."""
        rows = range(self.first, len(self.rows))
        numbers = [self._values[row, column] for row in rows if (row, column) in self._values]
        words = sum(bool(self.rows[row][column].text.strip()) for row in rows) - len(numbers)
        return bool(numbers) and not any(one.is_percent for one in numbers) and words * 2 <= len(numbers)

    def head(self, column: int) -> str:
        """The words above a column, from the outer to the inner head."""
        return self._heads[column]

    def label(self, row: int) -> str:
        """The words at the beginning of a row."""
        for column in range(self.labels):
            words = _tight(self.rows[row][column].text)
            if words and (row, column) not in self._values:
                return words
        return ""

    def title(self, row: int, column: int, what: str) -> str:
        """What a cell tells of: the head of its column, or the label of its row."""
        head, label = self.head(column).replace(" ", ""), self.label(row)
        return (head or label) if what == "行" else f"{label}{head}"

    def _first_row(self) -> int:
        """The first row with numbers besides a running number; what stands above is the head."""
        for row in range(min(len(self.rows), 12)):
            numbers = [c for c in range(self.width) if (row, c) in self._values]
            words = [c for c in range(self.width) if self.rows[row][c].text.strip() and (row, c) not in self._values]
            # a row of years or of column numbers (甲, 1, 2, 3) still belongs to the head
            serial = [self._values[row, c].value for c in numbers]
            is_serial = (
                len(serial) > 1 and all(b - a == 1 for a, b in zip(serial, serial[1:], strict=False)) and serial[0] == 1
            )
            if numbers and words and not is_serial:
                return row
        return 0

    def _label_columns(self) -> int:
        """How many columns at the left name the row: words, or a running number followed by words."""
        for column in range(self.width):
            rows = [r for r in range(self.first, len(self.rows)) if self.rows[r][column].text.strip()]
            numbers = sum((r, column) in self._values for r in rows)
            head = "".join(self.rows[r][column].text for r in range(self.first))
            if rows and numbers * 2 > len(rows) and not _INDEX.search(head):
                return max(column, 1)
        return max(self.width - 1, 1)

    def _head(self, column: int) -> str:
        """The head of a column; a wide cell heads the columns beside it until the next one begins."""
        parts: list[str] = []
        for row in range(self.first):
            filled = [c for c in range(self.width) if self.rows[row][c].text.strip()]
            if len(filled) < 2:
                continue  # the title of the table, or a line about units
            own = _tight(self.rows[row][column].text)
            if not own and row < self.first - 1:
                own = next((_tight(self.rows[row][c].text) for c in range(column, -1, -1) if c in filled), "")
            if own and own not in parts:
                parts.append(own)
        return " ".join(parts)


def plain(value: Fraction) -> str:
    """A number as people write it, at most four decimals."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.4f}".rstrip("0").rstrip(".")


def claim_of(cell: Cell, kind: str, computed: str, verdict: str, explain: str, mend: str = "") -> Claim:
    """A claim at the place of a cell."""
    end = cell.start + len(cell.text)
    return Claim(kind, cell.text, cell.start, end, cell.text.strip(), computed, verdict, explain, mend)


def _tight(words: str) -> str:
    return re.sub(r"\s", "", fold(words))


def _value_of(words: str) -> _Value | None:
    found = _NUMBER.fullmatch(_tight(words))
    if not found:
        return None
    digits = found[1].replace(",", "").replace("，", "").replace("−", "-").replace("－", "-").lstrip("+")
    return _Value(Fraction(digits), len(digits.partition(".")[2]), bool(found[2]))
