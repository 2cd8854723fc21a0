"""Tables of web pages named .xls: the “export to Excel” of many office systems. Plain Python.

Only the cells are taken: their text, and what `rowspan` and `colspan` say. Nothing is run, nothing is fetched.
Of nested tables the innermost text stays in the cell of the outer one.
"""

from html.parser import HTMLParser

MAX_SPAN = 1000
MAX_CELLS = 4_000_000

_SILENT = ("script", "style", "head", "template")
_BREAKS = ("br", "p", "div", "li")


class TooLarge(ValueError):
    """表格过大: spans or cells beyond what any ledger has."""


def tables(text: str) -> list[list[list[str | None]]]:
    """The tables of a page, each as rows of cells with spans filled in; raises `TooLarge`."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.finish()
    return [_filled(rows) for rows in reader.tables if any(rows)]


class _Reader(HTMLParser):
    """Collects (text, rowspan, colspan) of every cell of every outer table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[tuple[str, int, int]]]] = []
        self._depth = 0
        self._silent = 0
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self._depth == 1:
            self._end_cell()
            given = dict(attrs)
            self._cell, self._span = [], (_number(given.get("rowspan")), _number(given.get("colspan")))
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def finish(self) -> None:
        """A page cut off in the middle still gives the cell it was at."""
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is not None:
            rows = self.tables[-1]
            if not rows:
                rows.append([])
            rows[-1].append(("".join(self._cell), *self._span))
            self._cell = None


def _number(word: str | None) -> int:
    plain = (word or "").strip()
    return min(max(int(plain), 1), MAX_SPAN) if plain.isdecimal() and len(plain) < 9 else 1


def _filled(rows: list[list[tuple[str, int, int]]]) -> list[list[str | None]]:
    """The grid: a spanning cell stands in every place that it covers, as a merged one does in Excel."""
    grid: list[dict[int, str]] = [{} for _row in rows]
    cells = 0
    for number, row in enumerate(rows):
        column = 0
        for text, down, across in row:
            while column in grid[number]:
                column += 1
            covered = range(number, min(number + down, len(rows)))
            cells += len(covered) * across
            if cells > MAX_CELLS:
                raise TooLarge
            for below in covered:
                grid[below].update(dict.fromkeys(range(column, column + across), text))
            column += across
    return [_trimmed([_cell(line.get(k)) for k in range(max(line, default=-1) + 1)]) for line in grid]


def _trimmed(row: list[str | None]) -> list[str | None]:
    while row and row[-1] is None:
        row.pop()
    return row


def _cell(text: str | None) -> str | None:
    return text.strip() if text is not None and text.strip() else None
