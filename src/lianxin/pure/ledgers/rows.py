"""One line of a ledger: read as a concern, turned back with every reason, or passed over.

>>> from lianxin.pure.ledgers.mapping import propose_mapping
>>> columns, line = ("受理编号", "反映时间", "性质", "反映内容"), ["XF-1", "2024.3.5 ", "投诉", "路灯不亮"]
>>> row = normalise(line, propose_mapping(columns, [line]), number=2)
>>> (row.external_number, row.received_on, row.kind, row.status)
('XF-1', datetime.date(2024, 3, 5), 'complaint', 'registered')
>>> normalise(["XF-2", "2024.2.30", "投诉", None], propose_mapping(columns, [line]), number=3).reasons
('收到日期“2024.2.30”不是存在的日期', '没有内容')

Turned back: no text and no title, no day or an impossible one, a number that lost its digits. All else that
cannot be read is left empty and told in `notes`. A closing date before the receipt is kept, with a note.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from lianxin.pure.ledgers import words
from lianxin.pure.ledgers.clean import Cell, given_back, has_lost_digits, is_blank, key, line, quoted, text
from lianxin.pure.ledgers.dates import BadDate, read_date
from lianxin.pure.ledgers.mapping import DATES, Mapping

#: the most characters that a record keeps; longer ones are cut with a note, the text itself is turned back
LONGEST = {
    "title": 80,
    "external_number": 60,
    "requester_name": 60,
    "address": 120,
    "place": 120,
    "handler": 100,
    "topic": 60,
}
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Row:
    """A line as a concern, codes as in the glossary; `status` is derived where no column has it."""

    number: int
    received_on: date
    text: str
    title: str = ""
    external_number: str = ""
    channel: str = ""
    requester_name: str = ""
    phone: str = ""
    address: str = ""
    place: str = ""
    kind: str = ""
    topic: str = ""
    handler: str = ""
    assigned_on: date | None = None
    due_on: date | None = None
    replied_on: date | None = None
    closed_on: date | None = None
    result: str = ""
    status: str = "registered"
    rating: str = ""
    is_public: bool | None = None
    people_count: int | None = None
    minor: str = ""
    #: what was read differently from what stands there, in sentences
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rejected:
    """退回的行: its number in the sheet (from 1), every reason, its cells as they stood."""

    number: int
    reasons: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Skipped:
    """A line that is no record: empty, a total, a heading, a signature."""

    number: int
    reason: str


@dataclass
class _Reading:
    """One line while it is read."""

    cells: Sequence[Cell]
    mapping: Mapping
    base_year: int | None
    is_from_1904: bool
    notes: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def cell(self, name: str) -> Cell:
        return self.mapping.cell(self.cells, name)


def normalise(
    row: Sequence[Cell], mapping: Mapping, *, number: int, base_year: int | None = None, is_from_1904: bool = False,
    latest: date | None = None,
) -> Row | Rejected | Skipped:  # fmt: skip
    """Read one line. `number` as Excel counts rows; `latest`: no concern can have come in after this day."""
    if reason := _no_record(row, mapping):
        return Skipped(number, reason)
    reading = _Reading(row, mapping, base_year, is_from_1904)
    days = {name: _day(reading, name) for name in DATES}
    received_on = days["received_on"]
    if received_on is not None and latest is not None and received_on > latest:
        reading.reasons.append(f"收到日期 {received_on.isoformat()} 在今天以后")
    body, title = _body(reading)
    result = _result(reading)
    plain = {name: _plain(reading, name) for name in ("requester_name", "address", "place", "handler", "topic")}
    external_number = _external_number(reading)
    coded = {name: _coded(reading, name) for name in ("kind", "channel", "rating")}
    status, closed_on, replied_on = _status(reading, days, result, plain["handler"])
    _check_order(reading, received_on, closed_on, replied_on)
    if reading.reasons or received_on is None:
        return Rejected(number, tuple(reading.reasons), tuple(given_back(cell) for cell in row))
    return Row(
        number=number, received_on=received_on, text=body, title=title, external_number=external_number,
        phone=_phone(reading), assigned_on=days["assigned_on"], due_on=days["due_on"], replied_on=replied_on,
        closed_on=closed_on, result=result, status=status, is_public=_yes_or_no(reading, "is_public"),
        people_count=_count(reading), minor=_minor(reading), notes=tuple(dict.fromkeys(reading.notes)), **plain, **coded,
    )  # fmt: skip


def _no_record(row: Sequence[Cell], mapping: Mapping) -> str:
    """Why this line is no record, or nothing."""
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled:
        return "空行"
    first, different = key(filled[0]), set(filled)
    has_day, has_text = mapping.cell(row, "received_on") is not None, mapping.cell(row, "text") is not None
    if len(different) == 1:
        if len(filled) == 1 and (has_day or has_text):
            return ""
        return "只有序号的空行" if first.isdigit() else "分段标题"
    if len(different & _names(mapping.columns)) >= max(2, len(different) * 0.6):
        return "重复的表头"
    if has_day and has_text:
        return ""
    if any(first.startswith(word) for word in words.TOTALS):
        return "合计行"
    return "表尾说明" if any(first.startswith(word) for word in words.FOOTNOTES) else ""


@lru_cache(maxsize=8)
def _names(columns: tuple[str, ...]) -> frozenset[Cell]:
    """What a repeated header would say: the names, and the last part of those that stand under another."""
    return frozenset(columns) | {name.split("/")[-1] for name in columns} | {name.split("/")[0] for name in columns}


def _day(reading: _Reading, name: str) -> date | None:
    """A date of the line. Only the day of receipt must be there; an impossible day is never passed over."""
    cell, label = reading.cell(name), words.FIELD[name].label
    orders = dict(reading.mapping.month_first)
    column = reading.mapping.column_of(name)
    try:
        read = read_date(
            cell, base_year=reading.base_year, is_from_1904=reading.is_from_1904,
            month_first=orders.get(column) if column is not None else None,
        )  # fmt: skip
    except BadDate as error:
        if name == "received_on" or "不是存在的日期" in str(error):
            reading.reasons.append(f"{label}{error}")
        else:
            reading.notes.append(f"{label}{error}，没有采用")
        return None
    if read is None:
        if name == "received_on":
            reading.reasons.append("没有收到日期")
        return None
    if read.note:
        reading.notes.append(f"{label}{read.note}")
    return read.day


def _body(reading: _Reading) -> tuple[str, str]:
    """The text and the title; a line with only a title keeps it as its text."""
    body, title = text(reading.cell("text")), line(reading.cell("title"))
    if key(body) in words.NOTHING:
        body = ""
    if not body and title and key(title) not in words.NOTHING:
        reading.notes.append("没有内容，用标题作内容")
        body = title
    if not body:
        reading.reasons.append("没有内容")
    if len(body) > LONGEST_TEXT:
        reading.reasons.append(f"内容超过 {LONGEST_TEXT} 字")
    if "\ufffd" in body or "□□" in body:
        reading.notes.append("内容里有认不出的字，请核对原件")
    return body, _cut(reading, "title", title)


def _result(reading: _Reading) -> str:
    words_of_reply = text(reading.cell("result"))
    if key(words_of_reply) in words.NOTHING:
        return ""
    if len(words_of_reply) > LONGEST_TEXT:
        reading.reasons.append(f"处理结果超过 {LONGEST_TEXT} 字")
    return words_of_reply


def _plain(reading: _Reading, name: str) -> str:
    word = line(reading.cell(name))
    if key(word) in words.NOTHING or (name == "requester_name" and key(word) in ("匿名", "匿名群众")):
        return ""
    return _cut(reading, name, word)


def _cut(reading: _Reading, name: str, word: str) -> str:
    most = LONGEST[name]
    if len(word) <= most:
        return word
    reading.notes.append(f"{words.FIELD[name].label}超过 {most} 字，只留前 {most} 字")
    return word[: most - 1] + "…"


def _external_number(reading: _Reading) -> str:
    cell = reading.cell("external_number")
    if has_lost_digits(cell):
        reading.reasons.append(f"外部编号{quoted(cell)}是数值，Excel 只存前 15 位，后几位已丢失，请设为文本后重填")
        return ""
    word = line(cell)
    return "" if key(word) in words.NOTHING else _cut(reading, "external_number", unicodedata.normalize("NFKC", word))


def _coded(reading: _Reading, name: str) -> str:
    """Kind, channel or rating as its code; a word that is not known is left out and told."""
    cell = reading.cell(name)
    word = key(cell)
    if not word or word in words.NOTHING or (name == "rating" and word in words.NOT_RATED):
        return ""
    known = {"kind": words.KIND_OF, "channel": words.CHANNEL_OF, "rating": words.RATING_OF}[name]
    if word in known:
        return known[word]
    if name == "kind" and word.endswith("类") and word[:-1] in known:
        return known[word[:-1]]
    if name == "channel":
        for part, code in words.CHANNEL_PARTS:
            if part in word:
                return code
    reading.notes.append(f"{words.FIELD[name].label}{quoted(cell)}不认识，没有采用")
    return ""


def _status(
    reading: _Reading, days: dict[str, date | None], result: str, handler: str
) -> tuple[str, date | None, date | None]:
    """Status, closing day and day of reply, so that they do not contradict each other."""
    cell = reading.cell("status")
    word, closed_on, replied_on = key(cell), days["closed_on"], days["replied_on"]
    status = words.STATUS_OF.get(word, "")
    if word and not status and word not in words.NOTHING:
        reading.notes.append(f"办理状态{quoted(cell)}不认识，按其他各列判断")
    if not status:
        status = _derived_status(days, result, handler)
    if status == "closed" and closed_on is None:
        if replied_on is None:
            reading.notes.append("写着已办结，但没有办结日期，按已答复登记")
            return "replied", None, None
        reading.notes.append("写着已办结，但没有办结日期，用答复日期")
        return status, replied_on, replied_on
    if status != "closed" and closed_on is not None:
        reading.notes.append(f"写着{quoted(cell)}，办结日期 {closed_on.isoformat()} 没有采用")
        return status, None, replied_on
    return status, closed_on, replied_on


def _derived_status(days: dict[str, date | None], result: str, handler: str) -> str:
    if days["closed_on"] is not None:
        return "closed"
    if result or days["replied_on"] is not None:
        return "replied"
    return "assigned" if days["assigned_on"] is not None or handler else "registered"


def _check_order(reading: _Reading, received_on: date | None, closed_on: date | None, replied_on: date | None) -> None:
    for label, day in (("办结日期", closed_on), ("答复日期", replied_on)):
        if day is not None and received_on is not None and day < received_on:
            reading.notes.append(f"{label} {day.isoformat()} 早于收到日期 {received_on.isoformat()}，请核对")


def _phone(reading: _Reading) -> str:
    """The first telephone number of the cell, digits and strokes only."""
    cell = reading.cell("phone")
    word = unicodedata.normalize("NFKC", line(cell))
    if not word or key(word) in words.NOTHING:
        return ""
    if has_lost_digits(cell) or "*" in word or "e+" in word.casefold():
        reading.notes.append(f"联系电话{quoted(cell)}不完整，没有采用")
        return ""
    numbers = re.findall(r"\+?\d[\d\-— ]{5,}\d", word)
    digits = [re.sub(r"[— ]+", "-" if "—" in one else "", one).removeprefix("+86").lstrip("-") for one in numbers]
    fitting = [one for one in digits if 7 <= len(one.replace("-", "")) <= 16]
    if not fitting:
        reading.notes.append(f"联系电话{quoted(cell)}不是电话号码，没有采用")
        return ""
    if len(fitting) > 1 or len(numbers) > 1:
        reading.notes.append(f"联系电话{quoted(cell)}有几个，取第一个")
    return fitting[0]


def _yes_or_no(reading: _Reading, name: str) -> bool | None:
    cell = reading.cell(name)
    word = key(cell)
    if word in words.YES:
        return True
    if word in words.NO:
        return False
    if word and word not in words.NOTHING:
        reading.notes.append(f"{words.FIELD[name].label}{quoted(cell)}不认识，没有采用")
    return None


def _minor(reading: _Reading) -> str:
    """涉及未成年人: closed to most also where only the word is there and no age, or a word that is not known."""
    cell = reading.cell("minor")
    word = key(cell)
    if not word or word in words.NO or word in words.NOTHING or word in words.ADULTS:
        return ""
    if word in words.MINOR_OF:
        return words.MINOR_OF[word]
    if word not in words.YES:
        reading.notes.append(f"涉及未成年人{quoted(cell)}不认识，按涉及登记")
    return "under_18"


def _count(reading: _Reading) -> int | None:
    cell = reading.cell("people_count")
    word = unicodedata.normalize("NFKC", line(cell))
    if not word or key(word) in words.NOTHING:
        return None
    found = re.search(r"\d{1,6}", word)
    if found is None or int(found[0]) == 0:
        reading.notes.append(f"人数{quoted(cell)}不是数字，没有采用")
        return None
    if not re.fullmatch(r"\d+(?:\.0)?[人名位]?", word):
        reading.notes.append(f"人数{quoted(cell)}按 {found[0]} 人读")
    return int(found[0])
