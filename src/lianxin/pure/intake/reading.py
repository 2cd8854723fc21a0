"""从列到行: which column fills which field, and one line of a sheet read by it.

>>> from lianxin.pure.intake.columns import Column
>>> columns = (Column("name", "名称", is_needed=True), Column("since", "设立日期", ("成立日期",), reads="day"))
>>> placed = propose(("序号", "名称", "成立日期"), columns)
>>> {code: (one.column, one.reason) for code, one in placed.items()}
{'name': (1, '列名相同'), 'since': (2, '列名相同')}
>>> read([1, "石桥村", "2024.3.5"], placed, columns, number=2).values
{'name': '石桥村', 'since': datetime.date(2024, 3, 5)}
>>> read([1, None, "2024.2.30"], placed, columns, number=3).reasons
('没有名称', '设立日期“2024.2.30”不是存在的日期')
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lianxin.pure.intake.columns import Choice, Column
from lianxin.pure.ledgers import Rejected, Skipped, words
from lianxin.pure.ledgers.clean import Cell, given_back, has_lost_digits, is_blank, key, line, quoted, text
from lianxin.pure.ledgers.dates import BadDate, read_date
from lianxin.pure.ledgers.mapping import by_name

#: a line that begins a cell with this is the sample's own: it never comes in
EXAMPLE = "〔示例"
_SEVERAL = re.compile(r"[、,，;；/\n]+")
#: no ledger counts further, and no column of the database holds much more
LARGEST = 99_999_999
#: the apostrophe that a table gets on its way out before what a spreadsheet would reckon (`pure/tabular`)
_ARMED = re.compile(r"^'(?=[=+\-@|＝＋－＠])")
_YES, _NO = {"是", "有", "√", "y", "yes", "1", "对", "true"}, {"否", "无", "×", "n", "no", "0", "false"}
Value = str | int | bool | date | list[str] | None


@dataclass(frozen=True)
class Placed:
    """对应: from which column (counted from 0) a field is filled, and why."""

    column: int
    reason: str


@dataclass(frozen=True)
class Line:
    """读出的一行: its number in the sheet, what each field says (absent: nothing is written), remarks on the reading."""

    number: int
    values: dict[str, Any]
    notes: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    sheet: str = ""

    def get(self, code: str) -> Any:
        """What the field says; an empty text where nothing is written."""
        return self.values.get(code, "")


@dataclass
class Checked:
    """查过的一份: all by the place of a line in the file (from 0).

    `order`: the lines that come in, in this order; `known`: those that are there already, with what they are known as;
    `twice`: those that repeat an earlier line; `problems`: those turned back, with every reason; `remarks`: what a person
    should look at before he confirms; `found`: what the kind itself found out about a line, for its command.
    """

    order: list[int] = field(default_factory=list)
    known: dict[int, str] = field(default_factory=dict)
    twice: dict[int, int] = field(default_factory=dict)
    problems: dict[int, list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    found: dict[int, Any] = field(default_factory=dict)

    def refuse(self, place: int, reason: str) -> None:
        """Turn a line back, with one more reason."""
        self.problems.setdefault(place, []).append(reason)

    def is_in(self, place: int) -> bool:
        """Whether nothing speaks against the line so far."""
        return place not in self.problems and place not in self.twice and place not in self.known


def shape_of(kind: str, names: Sequence[str]) -> str:
    """文件的样子: 64 hexadecimal characters for the headings of a sheet, so that a mapping is found again."""
    return hashlib.sha256("\x1f".join([kind, *(key(name) for name in names)]).encode()).hexdigest()


def propose(
    names: Sequence[str], columns: Sequence[Column], remembered: Mapping[str, int] | None = None
) -> dict[str, Placed]:
    """The likeliest column for every field, each column used once; what was chosen for such a file before goes first."""
    if remembered:
        codes = {one.code for one in columns}
        kept = {code: at for code, at in remembered.items() if code in codes and 0 <= at < len(names)}
        return {code: Placed(at, "上次这样对应") for code, at in kept.items()}
    found = []
    for rank, one in enumerate(columns):
        asked = _asked(one)
        for at, name in enumerate(names):
            weight, reason = by_name(asked, name)
            if weight:
                found.append((-weight, rank, at, one.code, reason))
    placed: dict[str, Placed] = {}
    used: set[int] = set()
    for _weight, _rank, at, code, reason in sorted(found):
        if code not in placed and at not in used:
            placed[code] = Placed(at, reason)
            used.add(at)
    return placed


def missing(placed: Mapping[str, Placed], columns: Sequence[Column]) -> list[str]:
    """The labels of needed fields that no column fills."""
    return [str(one.label) for one in columns if one.is_needed and one.code not in placed]


def read(
    cells: Sequence[Cell], placed: Mapping[str, Placed], columns: Sequence[Column], *, number: int, sheet: str = "",
    base_year: int | None = None, is_from_1904: bool = False, names: Sequence[str] = (),
) -> Line | Rejected | Skipped:  # fmt: skip
    """Read one line; `names` are the headings, to know them where they are repeated further down."""
    here = {one.code: _cell(cells, placed.get(one.code)) for one in columns}
    if reason := _no_record(cells, here, columns, names):
        return Skipped(number, reason)
    values: dict[str, Any] = {}
    notes: list[str] = []
    reasons: list[str] = []
    for one in columns:
        cell = here[one.code]
        if is_blank(cell) or (isinstance(cell, str) and key(cell) in words.NOTHING):
            if one.is_needed:
                reasons.append(f"没有{one.label}")
            continue
        try:
            values[one.code] = _value(one, cell, notes, base_year, is_from_1904)
        except ValueError as problem:
            reasons.append(f"{one.label}{problem}")
    kept = tuple(given_back(cell) for cell in cells)
    if reasons:
        return Rejected(number, tuple(reasons), kept)
    return Line(number, values, tuple(notes), kept, sheet)


def _asked(one: Column) -> Any:
    """The column as `by_name` asks for a field: its label is its first name."""
    label = key(str(one.label)).split("(")[0]
    return words.Field(one.code, str(one.label), tuple(dict.fromkeys((label, *one.names))), one.not_with)


def _cell(cells: Sequence[Cell], placed: Placed | None) -> Cell:
    return cells[placed.column] if placed is not None and placed.column < len(cells) else None


def _no_record(cells: Sequence[Cell], here: Mapping[str, Cell], columns: Sequence[Column], names: Sequence[str]) -> str:
    """Why this line is no record, or nothing."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if not filled:
        return "空行"
    if any(isinstance(cell, str) and line(cell).startswith(EXAMPLE) for cell in filled):
        return "示例行"
    different = {line(cell) for cell in filled}
    parts = {part for name in names for part in (name, *name.split("/"))}
    if len(different & parts) >= max(2, len(different) * 0.6):
        return "重复的表头"
    if any(one.is_needed and not is_blank(here[one.code]) for one in columns) and len(different) > 1:
        return "" if not key(filled[0]).startswith(tuple(words.TOTALS)) else "合计行"
    first = key(filled[0])
    if len(different) == 1:
        if len(filled) == 1 and any(one.is_needed and here[one.code] is filled[0] for one in columns):
            return ""
        return "只有序号的空行" if first.isdigit() else "分段标题"
    if first.startswith(tuple(words.TOTALS)):
        return "合计行"
    return "表尾说明" if first.startswith(tuple(words.FOOTNOTES)) else ""


def _value(one: Column, cell: Cell, notes: list[str], base_year: int | None, is_from_1904: bool) -> Value:
    """What a cell says. Raises ValueError with the end of a sentence that begins with the column's label."""
    if one.reads == "day":
        return _day(cell, notes, base_year, is_from_1904, str(one.label))
    if one.reads == "number":
        return _number(cell)
    if one.reads == "choice":
        return _choice(one.choices, line(cell))
    if one.reads == "choices":
        parts = [part.strip() for part in _SEVERAL.split(text(cell)) if part.strip()]
        return list(dict.fromkeys(_choice(one.choices, part) for part in parts))
    if one.reads == "yes_no":
        return _yes_no(cell)
    if has_lost_digits(cell):
        raise ValueError(f"{quoted(cell)}太长，Excel 已丢掉后面的数字，请把这一列设成文本再填")
    words_there = _ARMED.sub("", text(cell) if one.reads == "text" else line(cell))
    if len(words_there) > one.most:
        raise ValueError(f"超过 {one.most} 字")
    return words_there


def _day(cell: Cell, notes: list[str], base_year: int | None, is_from_1904: bool, label: str) -> date | None:
    try:
        found = read_date(cell, base_year=base_year, is_from_1904=is_from_1904)
    except BadDate as problem:
        raise ValueError(str(problem)) from None
    if found is not None and found.note:
        notes.append(f"{label}{found.note}")
    return found.day if found is not None else None


def _number(cell: Cell) -> int:
    if isinstance(cell, bool):
        raise ValueError(f"{quoted(cell)}不是整数")
    if isinstance(cell, int | float):
        whole = float(cell)
    else:
        plain = re.sub(r"[,，\s]|[人户元岁次天]$", "", key(cell))
        if not re.fullmatch(r"-?\d{1,12}(\.0+)?", plain):
            raise ValueError(f"{quoted(cell)}不是整数")
        whole = float(plain)
    if not 0 <= whole <= LARGEST:
        raise ValueError(f"{quoted(cell)}不能是负数，也不能超过 {LARGEST}")
    if whole != int(whole):
        raise ValueError(f"{quoted(cell)}不是整数")
    return int(whole)


def _choice(choices: Sequence[Choice], word: str) -> str:
    plain = key(word)
    for one in choices:
        if plain in (key(str(one.label)), key(one.code), *(key(other) for other in one.others)):
            return one.code
    shown = "、".join(str(one.label) for one in choices[:12])
    raise ValueError(f"{quoted(word)}认不出来，可以写：{shown}{'等' if len(choices) > 12 else ''}")


def _yes_no(cell: Cell) -> bool:
    plain = key(cell)
    if plain in _YES or cell is True:
        return True
    if plain in _NO or cell is False:
        return False
    raise ValueError(f"{quoted(cell)}请写“是”或“否”")
