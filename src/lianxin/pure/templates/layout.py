"""读表样: where its header is, which rows are to be filled, where the table ends, which cells are labels with a place beside them.

A header has one to three rows, merged or not; a column is known by its path of headings: 户主情况/姓名. The rows to be
filled go from below the header to a total or a foot (合计, 填表人, 说明 …), or as far as lines are drawn. A line of
column numbers under the header belongs to it; a total may also stand first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lianxin.pure.ledgers import find_header
from lianxin.pure.ledgers.clean import key
from lianxin.pure.templates.refs import Area, column_name
from lianxin.pure.templates.sheet import Sheet

SEARCHED_ROWS, MOST_DATA_ROWS = 60, 5_000
TOTALS = ("合计", "总计", "共计", "小计", "累计")
FOOTS = ("备注:", "注:", "说明:", "填表说明", "填表人", "填报人", "制表人", "制表", "审核人", "审核:", "负责人", "单位负责人", "填报单位",
         "填报日期", "填表日期", "报送", "联系人:", "联系电话:", "主要领导", "分管领导", "盖章", "单位(盖章")  # fmt: skip
_NUMBERING = re.compile(r"\(?\d{1,3}\)?|[甲乙丙丁戊己庚辛壬癸]|[A-Z]")
_BLANKS = re.compile(r"[_＿\s\u3000]*$")
LABEL = 30


@dataclass(frozen=True)
class Heading:
    """一栏: its column (from 1) and the words over it from top to bottom."""

    column: int
    path: str

    @property
    def letter(self) -> str:
        return column_name(self.column)


@dataclass(frozen=True)
class Label:
    """一个标签 and the place that it asks to be filled: the cell beside it, below it, or the rest of its own cell."""

    words: str
    row: int
    column: int
    prefix: str = ""


@dataclass(frozen=True)
class Layout:
    """表样的样子. Rows from 1; `data_to` is the last row to be filled; `totals` are the rows that add up."""

    title: str
    header_from: int
    header_to: int
    headings: tuple[Heading, ...]
    data_from: int
    data_to: int
    totals: tuple[int, ...] = ()
    labels: tuple[Label, ...] = ()

    @property
    def blank_rows(self) -> int:
        return self.data_to - self.data_from + 1


class NoHeader(ValueError):
    """没有找到表头."""


def filled_grid(sheet: Sheet, last: int) -> list[list[str | None]]:
    """The words of rows 1 to `last`, merged blocks filled with theirs."""
    width = sheet.last_column
    grid: list[list[str | None]] = [[None] * width for _row in range(last)]
    for row, column in sheet.cells:
        if row <= last and not (cell := sheet.cell(row, column)).is_blank:
            grid[row - 1][column - 1] = cell.text
    for area in sheet.merges:
        words = grid[area.top - 1][area.left - 1] if area.top <= last and area.left <= width else None
        for row in range(area.top, min(area.bottom, last) + 1) if words else ():
            for column in range(area.left, min(area.right, width) + 1):
                grid[row - 1][column - 1] = words
    return grid


def read_layout(sheet: Sheet, *, header: tuple[int, int] | None = None, data: tuple[int, int] | None = None) -> Layout:
    """How a sheet is to be filled; `header` and `data` are what a person said instead. Raises NoHeader."""
    grid = filled_grid(sheet, min(sheet.last_row, SEARCHED_ROWS + MOST_DATA_ROWS))
    found = find_header(grid[:SEARCHED_ROWS]) if header is None else None
    if found is None and header is None:
        raise NoHeader(sheet.name)
    first, last = (found.row_from + 1, found.row_to + 1) if found else header or (1, 1)
    if header is None:
        first, last = _with_merged(sheet, first, last)
    headings = _headings(grid, first, last)
    if not headings:
        raise NoHeader(sheet.name)
    while header is None and _is_numbering(grid, last + 1):
        last += 1
    totals, start, end = _body(sheet, grid, last)
    if data is not None:
        start, end = data
    outside = [number for number in range(1, len(grid) + 1) if number < first or number > end]
    titles = [cell for row in grid[: first - 1] for cell in row if cell]
    title = max((one.strip() for one in dict.fromkeys(titles)), key=len, default="")
    labels = tuple(one for number in outside if number not in totals for one in _labels(sheet, grid, number))
    return Layout(title, first, last, headings, start, end, totals, labels)


def _with_merged(sheet: Sheet, first: int, last: int) -> tuple[int, int]:
    """A header takes in the rows over which its merged cells reach."""
    reach = [one for one in sheet.merges if one.top <= last and one.bottom >= first and one.bottom - one.top < 3]
    split = [one for one in reach if one.right - one.left < sheet.last_column - 1]
    return min([first, *(one.top for one in split)]), max([last, *(one.bottom for one in split)])


def _headings(grid: Sequence[Sequence[str | None]], first: int, last: int) -> tuple[Heading, ...]:
    found = []
    for column in range(len(grid[0]) if grid else 0):
        parts: list[str] = []
        for row in range(first - 1, min(last, len(grid))):
            words = " ".join((grid[row][column] or "").split())
            if words and words not in parts:
                parts.append(words)
        if parts:
            found.append(Heading(column + 1, "/".join(parts)))
    return tuple(found)


def _is_numbering(grid: Sequence[Sequence[str | None]], row: int) -> bool:
    """A line such as 甲 乙 1 2 3 under the header."""
    if row > len(grid):
        return False
    words = [cell.strip() for cell in grid[row - 1] if cell]
    is_rising = [int(one) for one in words if one.isdigit()] == sorted({int(one) for one in words if one.isdigit()})
    return len(words) >= 3 and is_rising and words[-1] != words[0] and all(_NUMBERING.fullmatch(one) for one in words)


def _first_words(row: Sequence[str | None]) -> str:
    return next((key(cell) for cell in row if cell and key(cell)), "")


def _is_total(row: Sequence[str | None]) -> bool:
    return any(key(cell).startswith(TOTALS) for cell in row[:4] if cell)


def _is_foot(row: Sequence[str | None]) -> bool:
    words = _first_words(row)
    return words.startswith(tuple(key(one) for one in FOOTS)) and len({cell for cell in row if cell}) <= 6


def _body(sheet: Sheet, grid: Sequence[Sequence[str | None]], header: int) -> tuple[tuple[int, ...], int, int]:
    """Rows that add up, first and last row to be filled."""
    totals, start = [], header + 1
    while start <= len(grid) and _is_total(grid[start - 1]) and start < len(grid):
        totals.append(start)
        start += 1
    end, number = start - 1, start
    while number <= len(grid) and number - start < MOST_DATA_ROWS:
        row = grid[number - 1]
        if _is_total(row):
            totals.append(number)
            break
        if _is_foot(row):
            break
        if any(row) or _is_drawn(sheet, number):
            end = number
        elif number - end > 1:
            break
        number += 1
    return tuple(totals), start, max(start, end)


def _is_drawn(sheet: Sheet, row: int) -> bool:
    styles = sheet.book.styles
    return any(
        styles.is_bordered(int(cell.get("s", "0"))) for (number, _c), cell in sheet.row_cells(row) if number == row
    )


def _labels(sheet: Sheet, grid: Sequence[Sequence[str | None]], row: int) -> list[Label]:
    """Labels of a row outside the table, with the place to be filled."""
    found = []
    for (number, column), _cell in sheet.row_cells(row):
        text = sheet.cell(number, column).text
        plain = text.rstrip("_＿ \u3000\t\n")
        words = key(plain).rstrip(":")
        if not words or len(words) > LABEL or sheet.cell(number, column).formula:
            continue
        ends = plain.endswith((":", "："))
        area = next((one for one in sheet.merges if one.holds(row, column)), Area(row, column, row, column))
        beside = (row, area.right + 1)
        is_free = beside[1] <= sheet.last_column and sheet.cell(*beside).is_blank and (row, beside[1]) in sheet.cells
        if ends and (not is_free or not _fits_beside(sheet, beside)):
            found.append(Label(words, row, column, _BLANKS.sub("", plain)))
        elif ends or (is_free and words.startswith(tuple(key(one) for one in FOOTS))):
            found.append(Label(words, *beside))
    return found


def _fits_beside(sheet: Sheet, place: tuple[int, int]) -> bool:
    """The cell beside is a place of its own, not the inside of a merged block that begins elsewhere."""
    return all((one.top, one.left) == place for one in sheet.merges if one.holds(*place))
