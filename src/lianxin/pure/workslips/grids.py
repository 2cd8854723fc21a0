"""A table that is one work order (labels with their values beside or below them), or a list of them under a head.

A grid is rows of cells; `merged` says which cells continue the one to the left or above. Where that is not known (tables
of a spreadsheet come with their merges filled in), equal neighbours count as one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxin.pure.ledgers.clean import is_blank, shown, text
from lianxin.pure.texts.model import letters

from .gathering import Gathered
from .model import FORM, ROWS, Layout, Part, Slip
from .prose import colon_of, heading_source
from .words import LONGEST_LABEL, field_of

MOST_COLUMNS, MOST_FORM_ROWS, HEAD_ROWS = 80, 120, 12
HEAD_LABELS = 4


@dataclass(frozen=True)
class Box:
    """A cell with what it spans."""

    row: int
    column: int
    cell: Any
    width: int = 1
    height: int = 1

    @property
    def words(self) -> str:
        return text(shown(self.cell))


def boxes(rows: Sequence[Sequence[Any]], *, spans_known: bool) -> list[list[Box]]:
    """The cells of each row, merged ones once; with `spans_known` a cell that is continued is followed by `...`."""
    width = min(max((len(row) for row in rows), default=0), MOST_COLUMNS)
    grid = [[*row[:width], *[None] * (width - len(row))] for row in rows]
    taken: set[tuple[int, int]] = set()
    found: list[list[Box]] = []
    for number, row in enumerate(grid):
        line: list[Box] = []
        for column, cell in enumerate(row):
            if (number, column) in taken or cell is ...:
                continue
            box = _grown(grid, number, column, spans_known, taken)
            taken |= {(box.row + y, box.column + x) for y in range(box.height) for x in range(box.width)}
            line.append(box)
        found.append(line)
    return found


def _grown(grid: list[list[Any]], row: int, column: int, spans_known: bool, taken: set[tuple[int, int]]) -> Box:
    cell, most = grid[row][column], len(grid[row])
    right = column + 1
    if spans_known:
        while right < most and grid[row][right] is ...:
            right += 1
        return Box(row, column, cell, right - column)
    if is_blank(cell):
        return Box(row, column, None)
    while right < most and grid[row][right] == cell and (row, right) not in taken:
        right += 1
    below = row + 1
    while below < len(grid) and all(one == cell for one in grid[below][column:right]):
        below += 1
    return Box(row, column, cell, right - column, below - row)


def head_of(rows: Sequence[Sequence[Any]]) -> range | None:
    """The head rows of a list, or None where the table is no list of work orders."""
    found: list[int] = []
    for number, row in enumerate(rows[:HEAD_ROWS]):
        cells = [text(shown(cell)) for cell in row[:MOST_COLUMNS] if cell is not ... and not is_blank(cell)]
        labels = {field_of(cell) for cell in cells} - {None}
        known = sum(1 for cell in cells if field_of(cell))
        codes = {one[0] for one in labels if one}
        if len(codes) >= HEAD_LABELS and known * 2 > len(cells) and codes & {"number", "text", "title"}:
            found.append(number)
        elif found:
            break
    if not found or len(rows) <= found[-1] + 1:
        return None
    first = found[0]
    above = [cell for cell in rows[first - 1] if not is_blank(cell)] if first else []
    if len({str(cell) for cell in above}) > 1:  # the upper row of a head of two: 工单信息 | 诉求人 | 反馈
        first -= 1
    return range(first, found[-1] + 1)


def read_rows(
    rows: Sequence[Sequence[Any]], head: range, name: str, base: date, *, spans_known: bool = False, most: int
) -> list[Slip]:
    """Every row below the head that says something, as one work order."""
    labels = _labels(rows, head)
    heading = [text(shown(row[0])) for row in rows[: head.start] if row and not is_blank(row[0])]
    plan = Gathered(base)
    columns: list[tuple[str, str, str]] = []
    for label in labels:
        known = field_of(label)
        columns.append((plan.place(known[0]), label, known[1]) if known else ("", label, ""))
        plan.headed.update(known[:1] if known else ())
    layout = _list_layout(rows, head, columns, spans_known=spans_known)
    found = []
    for number in range(head.stop, len(rows)):
        row = rows[number]
        if sum(not is_blank(cell) for cell in row if cell is not ...) < 2:
            continue
        slip = _row(row, number, columns, layout, name, base)
        if slip.values.keys() & {"number", "text", "title"}:
            found.append(_with_source(slip, heading))
        if len(found) > most:
            break
    return found


def _with_source(slip: Slip, heading: Sequence[str]) -> Slip:
    told = heading_source(heading, slip.where)
    if told is None or "source" in slip.values:
        return slip
    return Slip({**slip.values, "source": told}, slip.others, slip.layout, slip.source, slip.where)


def _labels(rows: Sequence[Sequence[Any]], head: range) -> list[str]:
    """The lowest words over each column."""
    width = min(max(len(rows[number]) for number in head), MOST_COLUMNS)
    found = []
    for column in range(width):
        over = [text(shown(rows[n][column])) for n in head if column < len(rows[n]) and rows[n][column] is not ...]
        named = [one for one in over if one]
        found.append(next((one for one in reversed(named) if field_of(one)), named[-1] if named else ""))
    return found


def _list_layout(
    rows: Sequence[Sequence[Any]], head: range, columns: Sequence[tuple[str, str, str]], *, spans_known: bool
) -> Layout:
    printed = boxes(rows[: head.stop], spans_known=spans_known)
    width = len(columns)
    kept = tuple(
        tuple(Part(box.words, width=min(box.width, width - box.column), height=box.height, column=box.column)
              for box in line if box.column < width and not is_blank(box.cell))
        for line in printed
    )  # fmt: skip
    below = tuple(Part(field=code, label="" if code else label, column=at)
                  for at, (code, label, _sure) in enumerate(columns))  # fmt: skip
    return Layout(ROWS, kept, below)


def _row(
    row: Sequence[Any], number: int, columns: Sequence[tuple[str, str, str]], layout: Layout, name: str, base: date
) -> Slip:
    gathered = Gathered(base)
    lines = []
    for at, (code, label, sure) in enumerate(columns):
        cell = row[at] if at < len(row) and row[at] is not ... else None
        if is_blank(cell):
            continue
        lines.append(f"{label}：{text(shown(cell))}" if label else text(shown(cell)))
        if code:
            gathered.add(code, cell, f"{name}!{letters(at)}{number + 1}", sure)
        elif label:
            gathered.add_other(label, cell)
    return Slip(gathered.values, gathered.others, layout, "\n".join(lines), f"{name} 第{number + 1}行")


def read_form(rows: Sequence[Sequence[Any]], name: str, base: date, *, spans_known: bool = False, addresses: bool = True,
              heading: Sequence[str] = ()) -> Slip | None:  # fmt: skip
    """One work order of labels and values; None where fewer than three labels are known."""
    lines = boxes(rows[:MOST_FORM_ROWS], spans_known=spans_known)
    form = _Form(lines, name, base, addresses=addresses)
    kept = tuple(form.line(number) for number in range(len(lines)))
    if form.known < 3 or not form.gathered.values:
        return None
    while kept and not kept[-1]:
        kept = kept[:-1]
    told = heading_source([*heading, *form.heading], name)
    if told is not None:
        form.gathered.values.setdefault("source", told)
    source = "\n".join("\t".join(box.words for box in line if box.words) for line in lines)
    titles = tuple((Part(words),) for words in heading[:3])
    return Slip(form.gathered.values, form.gathered.others, Layout(FORM, (*titles, *kept)), source.strip(), name)


class _Form:
    """Walks a form row by row: a label, then what stands beside it, or below where nothing stands beside."""

    def __init__(self, lines: list[list[Box]], name: str, base: date, *, addresses: bool) -> None:
        self.lines, self.name, self.addresses = lines, name, addresses
        self.gathered = Gathered(base)
        self.known = 0
        self.heading: list[str] = []
        self._waiting: dict[int, tuple[str, str]] = {}  # labels whose value stands below them, by column

    def line(self, number: int) -> tuple[Part, ...]:
        """The parts of one row, as they are kept."""
        row, kept, at = self.lines[number], [], 0
        waiting, self._waiting = self._waiting, {}
        while at < len(row):
            box, after = row[at], row[at + 1] if at + 1 < len(row) else None
            known = field_of(box.words)
            inside = colon_of(box.words) if known is None else None
            if box.column in waiting and known is None:
                kept.append(self._value(box, *waiting[box.column]))
            elif inside is not None:
                kept.append(self._both(box, *inside))
            elif known is not None:
                code = self.gathered.place(known[0])
                self.known += 1
                kept.append(_printed(box))
                if after is not None and field_of(after.words) is None:
                    kept.append(self._value(after, code, known[1]))
                    at += 1
                elif after is None:
                    self._waiting[box.column] = (code, known[1])
            elif after is not None and _may_be_label(box.words) and field_of(after.words) is None:
                kept += self._other(box, after)
                at += 1
            else:
                kept.append(self._alone(box, is_only=len(row) == 1 or not any(one.words for one in row if one != box)))
            at += 1
        return tuple(kept)

    def _where(self, box: Box) -> str:
        if self.addresses:
            return f"{self.name}!{letters(box.column)}{box.row + 1}"
        return f"{self.name}第{box.row + 1}行"

    def _value(self, box: Box, code: str, sure: str) -> Part:
        self.gathered.add(code, box.cell, self._where(box), sure)
        return Part("", code, width=box.width, height=box.height, column=box.column)

    def _both(self, box: Box, code: str, label: str, words: str, sure: str) -> Part:
        """A cell that holds label and value: “工单编号：123”."""
        code = self.gathered.place(code)
        self.known += 1
        self.gathered.add(code, words, self._where(box), sure)
        return Part(label, code, width=box.width, height=box.height, column=box.column)

    def _other(self, label: Box, value: Box) -> list[Part]:
        is_kept = self.gathered.add_other(label.words, value.cell)
        place = Part("", "", label.words if is_kept else "", value.width, value.height, value.column)
        return [_printed(label), place]

    def _alone(self, box: Box, *, is_only: bool) -> Part:
        """Words without a label: kept as a title before the first label; anything else leaves its place empty."""
        if is_only and not self.known and box.words and len(box.words) <= 60:
            self.heading.append(box.words)
            return _printed(box)
        return Part(width=box.width, height=box.height, column=box.column)


def _printed(box: Box) -> Part:
    return Part(box.words, width=box.width, height=box.height, column=box.column)


def _may_be_label(words: str) -> bool:
    return 2 <= len(words) <= LONGEST_LABEL - 4 and not any(char.isdecimal() or char in "，。；、,.;" for char in words)
