"""Finding the header of a ledger: under its title, over one row or several, merged or not.

>>> header = find_header([
...     ["清水镇2024年信访台账"] * 4,
...     ["序号", "反映人", "反映人", "反映内容"],
...     ["序号", "姓名", "电话", "反映内容"],
...     [1, "王某", "0000-0000000", "路灯不亮"],
... ])
>>> (header.row_from, header.row_to, header.columns)
(1, 2, ('序号', '反映人/姓名', '反映人/电话', '反映内容'))

Merged cells are expected filled with their value, as `base.files.tables` does it; where a csv has lost the
merges, blanks are filled from the left. Row numbers count from 0.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from lianxin.pure.ledgers.clean import Cell, key, line
from lianxin.pure.ledgers.dates import looks_like_date
from lianxin.pure.ledgers.words import FIELDS, HEADER_WORDS

SEARCHED_ROWS = 40
LONGEST_LABEL = 40
MOST_HEADER_ROWS = 3

_KNOWN = {key(name) for field in FIELDS for name in field.names} | {key(word) for word in HEADER_WORDS}

Row = Sequence[Cell]


@dataclass(frozen=True)
class Header:
    """表头: its first and last row (from 0), the name of each column ("" for none), the lines above it."""

    row_from: int
    row_to: int
    columns: tuple[str, ...]
    titles: tuple[str, ...] = ()


def find_header(rows: Sequence[Row], known: Set[str] = _KNOWN) -> Header | None:
    """The header of a sheet, or None where no row looks like one; `known`: the names of columns of this kind of ledger."""
    searched = rows[:SEARCHED_ROWS]
    scores = [_score(row, _width(rows), known) for row in searched]
    best = max(range(len(scores)), key=lambda number: (scores[number], -number), default=None)
    if best is None or scores[best] <= 0:
        return None
    first = last = best
    while first > 0 and last - first + 1 < MOST_HEADER_ROWS and _goes_on(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and last - first + 1 < MOST_HEADER_ROWS and _goes_on(rows[last], rows[last + 1]):
        last += 1
    titles = [line(cell) for row in rows[:first] for cell in dict.fromkeys(row) if line(cell)]
    return Header(first, last, _columns(rows[first : last + 1]), tuple(dict.fromkeys(titles)))


def _width(rows: Sequence[Row]) -> int:
    """How many columns most rows have, so that remarks at the side do not count."""
    filled = sorted(sum(1 for cell in row if cell is not None) for row in rows[:200] if len(set(row) - {None}) > 1)
    return filled[len(filled) // 2] if filled else 0


def _score(row: Row, width: int, names: Set[str] = _KNOWN) -> float:
    """How much a row looks like a header: known column names count most, then short and different texts."""
    texts = [key(cell) for cell in row if _is_label(cell)]
    others = sum(1 for cell in row if cell is not None) - len(texts)
    different = set(texts)
    if len(different) < 2 or (len(different) == 2 and width > 4):
        return 0
    known = len(different & names)
    if known < 2 and (others > len(texts) or len(different) * 2 < width):
        return 0
    return known * 10 + min(len(different), width) - others * 3


def _is_label(cell: Cell) -> bool:
    """A short text that is neither a number nor a date nor a form line such as “填报人:”."""
    if not isinstance(cell, str):
        return False
    words = line(cell)
    is_number = words.replace(".", "").replace("-", "").replace("%", "").isdigit()
    return 0 < len(words) <= LONGEST_LABEL and not is_number and not words.endswith(("。", ":", "\uff1a")) and (
        not looks_like_date(words)
    )  # fmt: skip


def _goes_on(upper: Row, lower: Row) -> bool:
    """Whether the lower row is the second line of the header begun by the upper one."""
    size = max(len(upper), len(lower))
    above = [_at(upper, column) for column in range(size)]
    below = [_at(lower, column) for column in range(size)]
    if not all(_is_label(cell) for cell in lower if cell is not None) or len(set(above) - {None}) < 2:
        return False
    if not all(_is_label(cell) for cell in upper if cell is not None):
        return False
    both = [(a, b) for a, b in zip(above, below, strict=True) if a is not None and b is not None]
    is_split = any(
        above[k] is not None and above[k] == above[k + 1] and below[k] is not None and below[k] != below[k + 1]
        for k in range(size - 1)
    )
    if any(a == b for a, b in both):
        # merges filled in: columns without a second line repeat their name, the others stand under a common one
        return is_split or all(a == b for a, b in both)
    # merges lost: the second line stands only where the first has a gap to its right, or is the gap
    under = [k for k in range(size) if below[k] is not None]
    if not under or len(under) == size:
        return False
    is_gap = [above[k] is None for k in range(size)]
    return any(is_gap[k] for k in under) and all(is_gap[k] or (k + 1 < size and is_gap[k + 1]) for k in under)


def _at(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None


def _columns(rows: Sequence[Row]) -> tuple[str, ...]:
    """One name for each column: the different words from top to bottom, joined by a stroke."""
    size = max(len(row) for row in rows)
    names = []
    for column in range(size):
        parts: list[str] = []
        for depth, row in enumerate(rows):
            word = line(_at(row, column))
            if not word and depth == 0 and any(_at(lower, column) is not None for lower in rows[1:]):
                word = _from_the_left(row, column)
            if word and word not in parts:
                parts.append(word)
        names.append("/".join(parts))
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _from_the_left(row: Row, column: int) -> str:
    return next((line(row[left]) for left in range(min(column, len(row)) - 1, -1, -1) if row[left] is not None), "")
