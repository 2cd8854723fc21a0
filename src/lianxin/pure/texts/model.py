"""What a reader hands on: the text, what was not read, the tables with the place of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lianxin.pure.zipguard import Unreadable

MAX_CHARACTERS = 1_000_000
_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
TOO_LONG = "文件的文字过长，不能核对。请拆分后再上传。"


@dataclass(frozen=True, slots=True)
class Cell:
    """一格: what stands in it as shown, where that begins in the text, and the address that people know it by."""

    text: str
    start: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """一张表: its rows of cells; cells of one column stand under one another, empty ones included."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file, lines ended by \\n; `notes` name what was left out (未读：…) or decided.

    `kind` is docx, pdf, xlsx, html or txt. `paragraphs` are, of a docx, the places of its paragraphs in the order of
    the file: start and length.
    """

    text: str
    notes: tuple[str, ...] = ()
    kind: str = field(default="txt", compare=False)
    tables: tuple[Table, ...] = field(default=(), compare=False)
    paragraphs: tuple[tuple[int, int], ...] = field(default=(), compare=False)


class Sheet:
    """A text that grows, line by line and cell by cell; what parts two cells is only written before something."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._pending = ""
        self._is_first = True
        self._cell = 0
        self.length = 0

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._pieces)

    def line(self) -> None:
        """A new line begins; cells left empty at the end of the last one leave nothing."""
        self._pending = ""
        if not self._is_first:
            self._put("\n")
        self._is_first = False
        self._cell = self.length

    def apart(self, sign: str) -> None:
        """What must stand between this cell and the next, if anything follows in this line."""
        self._pending = self._pending.rstrip(" ") + sign
        self._cell = self.length

    def add(self, words: str) -> int:
        """Words that follow; where they begin."""
        if not words:
            return self.length + len(self._pending)
        if self._pending:
            self._put(self._pending)
            self._pending = ""
        place = self.length
        self._put(words)
        return place

    def gap(self) -> None:
        """A blank between two paragraphs of one cell, if both say something."""
        if not self._pending and self.length > self._cell:
            self._pending = " "

    def text_from(self, start: int) -> str:
        """What was written from a place on, which lies in the last few pieces."""
        taken, left = [], self.length - start
        for piece in reversed(self._pieces):
            if left <= 0:
                break
            taken.append(piece[-left:])
            left -= len(piece)
        return "".join(reversed(taken))

    def _put(self, words: str) -> None:
        self._pieces.append(words)
        self.length += len(words)
        if self.length > MAX_CHARACTERS:
            raise Unreadable(TOO_LONG)


def clean(words: str) -> str:
    """Words without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", words)


def letters(column: int) -> str:
    """The name of a column of a workbook, from 0: A, B … Z, AA.

    >>> [letters(column) for column in (0, 25, 26, 701)]
    ['A', 'Z', 'AA', 'ZZ']
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def tables_in(text: str) -> tuple[Table, ...]:
    """Tables of a plain text: lines that follow one another and are parted by tabs, as a copied table is.

    >>> [[cell.text for cell in row] for row in tables_in("月报\\n单位\\t件数\\n甲\\t3\\n完")[0].rows]
    [['单位', '件数'], ['甲', '3']]
    """
    found: list[Table] = []
    rows: list[tuple[Cell, ...]] = []
    place = 0
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            cells, at = [], place
            for column, words in enumerate(line.split("\t"), 1):
                cells.append(Cell(words, at, f"表{len(found) + 1}第{len(rows) + 1}行第{column}列"))
                at += len(words) + 1
            rows.append(tuple(cells))
        elif rows:
            found.append(Table(f"表{len(found) + 1}", tuple(rows)))
            rows = []
        place += len(line) + 1
    return tuple(found)


def write_tables(found: Iterable[tuple[str, Sequence[Sequence[str]], bool]], sheet: Sheet) -> tuple[Table, ...]:
    """Tables as lines of cells parted by tabs: (name, rows, whether to address cells like a workbook)."""
    made = []
    for name, rows, is_workbook in found:
        out = []
        for number, row in enumerate(rows, 1):
            sheet.line()
            cells = []
            for column, words in enumerate(row):
                if column:
                    sheet.apart("\t")
                address = f"{name}!{letters(column)}{number}" if is_workbook else f"{name}第{number}行第{column + 1}列"
                cells.append(Cell(words, sheet.add(words), address))
            out.append(tuple(cells))
        made.append(Table(name, tuple(out)))
    return tuple(made)
