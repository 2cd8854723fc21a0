"""Which column fills which field: proposed with a reason each, for a person to confirm or change.

>>> mapping = propose_mapping(("序号", "反映时间", "反映内容"), [[1, "2024.3.5", "路灯不亮"]])
>>> [(choice.field, choice.column, choice.reason) for choice in mapping.choices]
[('received_on', 1, '列名相同'), ('text', 2, '列名相同')]
"""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass

from lianxin.pure.ledgers.clean import Cell, is_blank, key, line, text
from lianxin.pure.ledgers.dates import finds_month_first, looks_like_date
from lianxin.pure.ledgers.words import (
    ABOUT,
    CHANNEL_OF,
    CHANNEL_PARTS,
    FIELD,
    FIELDS,
    KIND_OF,
    LEFT_OUT,
    RATING_OF,
    STATUS_OF,
    Field,
)

SAMPLE = 500
DATES = ("received_on", "assigned_on", "due_on", "replied_on", "closed_on")
TEXTS = ("text", "result", "title")
#: fields read through a list of words: a column whose cells are not among them is not meant
CODED = {"kind": KIND_OF, "channel": CHANNEL_OF, "status": STATUS_OF, "rating": RATING_OF}

Row = Sequence[Cell]


@dataclass(frozen=True)
class Choice:
    """One field filled from one column (counted from 0), and why."""

    field: str
    column: int
    reason: str

    @property
    def label(self) -> str:
        return FIELD[self.field].label


@dataclass(frozen=True)
class Mapping:
    """列对应: the choices, and what was seen in the columns that is needed for reading them."""

    columns: tuple[str, ...]
    choices: tuple[Choice, ...]
    #: per date column whether 5/6/2024 is written month first; None where it cannot be told
    month_first: tuple[tuple[int, bool | None], ...] = ()
    #: columns left out on purpose: (column, reason)
    left_out: tuple[tuple[int, str], ...] = ()

    def column_of(self, field: str) -> int | None:
        return next((choice.column for choice in self.choices if choice.field == field), None)

    def cell(self, row: Row, field: str) -> Cell:
        """What stands in a row for a field; None where no column fills it."""
        column = self.column_of(field)
        return row[column] if column is not None and column < len(row) else None

    @property
    def missing(self) -> tuple[str, ...]:
        """The labels of required fields without a column; a title does for the text."""
        filled = {choice.field for choice in self.choices}
        filled |= {"text"} if "title" in filled else set()
        return tuple(field.label for field in FIELDS if field.is_required and field.code not in filled)

    @property
    def is_ledger(self) -> bool:
        """Whether the sheet is a list of concerns at all: something was said, on some day."""
        return not self.missing


def propose_mapping(columns: Sequence[str], sample_rows: Sequence[Row]) -> Mapping:
    """The likeliest column for every field, surest first; each column is used once."""
    values = [_values(sample_rows, column) for column in range(len(columns))]
    found: list[tuple[float, int, Choice]] = []
    for rank, field in enumerate(FIELDS):
        for column, name in enumerate(columns):
            weight, reason = by_name(field, name)
            if weight and _fits(field.code, values[column], name):
                # “办理情况” may be a state or an answer: known words in the cells decide for the state
                weight += 5 if field.code in CODED and values[column] else 0
                found.append((weight, -rank, Choice(field.code, column, reason)))
    found += _by_value(columns, values)
    found.sort(key=lambda one: (-one[0], -one[1], one[2].column))
    chosen: dict[str, Choice] = {}
    used: set[int] = set()
    for _weight, _rank, choice in found:
        if choice.field not in chosen and choice.column not in used:
            chosen[choice.field] = choice
            used.add(choice.column)
    return _built(tuple(columns), chosen, values)


def chosen_mapping(columns: Sequence[str], sample_rows: Sequence[Row], fields: Dict[str, int]) -> Mapping:
    """The mapping that a person has chosen: field → column. Raises `ValueError` for what does not exist."""
    if not all(field in FIELD and 0 <= column < len(columns) for field, column in fields.items()):
        raise ValueError("列对应里有不存在的字段或列")
    values = [_values(sample_rows, column) for column in range(len(columns))]
    chosen = {field: Choice(field, column, "由经办人选定") for field, column in fields.items()}
    return _built(tuple(columns), chosen, values)


def _built(columns: tuple[str, ...], chosen: Dict[str, Choice], values: Sequence[Sequence[Cell]]) -> Mapping:
    choices = tuple(chosen[field.code] for field in FIELDS if field.code in chosen)
    used = {choice.column for choice in choices}
    left_out = []
    for column, name in enumerate(columns):
        reason = next((reason for word, reason in LEFT_OUT.items() if word in key(name)), "")
        if reason and column not in used:
            left_out.append((column, reason))
    orders = tuple(
        (choice.column, finds_month_first(values[choice.column])) for choice in choices if choice.field in DATES
    )
    return Mapping(columns, choices, orders, tuple(left_out))


def _values(rows: Sequence[Row], column: int) -> list[Cell]:
    cells = (row[column] for row in rows if column < len(row))
    return [cell for cell in cells if not is_blank(cell)]


def by_name(field: Field, name: str) -> tuple[float, str]:
    """How surely a column of this name is meant for the field, and why: 0 when not."""
    whole = key(name)
    plain = whole.split("(")[0].rstrip("0123456789:：") if whole else ""
    last = plain.split("/")[-1]
    if not plain or any(word in whole for word in ABOUT) or any(word in whole for word in field.not_with):
        return 0, ""
    if any(word in whole for word in ("身份证", "证件号")):
        return 0, ""
    for rank, word in enumerate(field.names):
        if plain == word or whole == word:
            return 100 - rank / 10, "列名相同"
    for rank, word in enumerate(field.names):
        if last == word:
            return 80 - rank / 10, f"列名含“{word}”"
    for rank, word in enumerate(field.names):
        if len(word) >= 4 and word in plain:
            return 60 - rank / 10, f"列名含“{word}”"
    return 0, ""


def _fits(field: str, values: Sequence[Cell], name: str) -> bool:
    """Whether what stands in the column does not speak against the field. An empty column fits anything."""
    if not values:
        return True
    if field in DATES:
        return _share(values, looks_like_date) >= (0.3 if field != "due_on" else 0.1) or _are_serials(values)
    if field in TEXTS:
        return _share(values, lambda cell: isinstance(cell, str) and not line(cell).replace(".", "").isdigit()) >= 0.5
    if field == "external_number":
        return not _is_counting(values)
    if field in CODED:
        words = CODED[field]
        return _share(values, lambda cell: _is_coded(field, key(cell), words)) >= (0.5 if "情况" in name else 0.2)
    if field == "topic":
        return not all(isinstance(cell, int | float) for cell in values)
    if field == "requester_name":
        return _share(values, lambda cell: isinstance(cell, str) and len(line(cell)) <= 20) >= 0.5
    return True


def _by_value(columns: Sequence[str], values: Sequence[Sequence[Cell]]) -> list[tuple[float, int, Choice]]:
    """What the values tell (dates, telephones, long texts) of columns whose names say nothing."""
    found = []
    for column, name in enumerate(columns):
        cells, plain = values[column], key(name)
        if len(cells) < 2 or any(word in plain for word in ABOUT) or any(word in plain for word in LEFT_OUT):
            continue
        if any(by_name(field, name)[0] for field in FIELDS):
            continue
        if _share(cells, looks_like_date) >= 0.8:
            found.append((30.0, 0, Choice("received_on", column, "值像日期")))
        elif _share(cells, _is_phone) >= 0.8:
            found.append((30.0, 0, Choice("phone", column, "值像电话号码")))
        elif sum(len(text(cell)) for cell in cells[:SAMPLE]) >= 20 * len(cells[:SAMPLE]):
            found.append((20.0, 0, Choice("text", column, "值是大段文字")))
    return found


def _share(values: Sequence[Cell], test: Callable[[Cell], bool]) -> float:
    sample = values[:SAMPLE]
    return sum(1 for cell in sample if test(cell)) / len(sample)


def _is_coded(field: str, word: str, words: Dict[str, str]) -> bool:
    return word in words or (field == "channel" and any(part in word for part, _code in CHANNEL_PARTS))


def _is_counting(values: Sequence[Cell]) -> bool:
    """1, 2, 3 … down the column: a line number of this table, not a number by which a matter is known."""
    numbers = [int(word) for cell in values if (word := line(cell)).isdecimal() and len(word) <= 5]
    steps = sum(1 for first, second in zip(numbers, numbers[1:], strict=False) if second - first == 1)
    return len(numbers) >= 0.9 * len(values) and (len(numbers) == 1 or steps >= 0.8 * (len(numbers) - 1))


def _are_serials(values: Sequence[Cell]) -> bool:
    return _share(values, lambda cell: isinstance(cell, int | float) and 30_000 <= cell <= 60_000) >= 0.8


def _is_phone(cell: Cell) -> bool:
    word = line(cell).replace("-", "").replace(" ", "").replace("*", "0")
    return word.isdigit() and (len(word) == 11 and word[0] in "01" or len(word) in (7, 8, 12) and word[0] != "0")
