"""放假通知: reads the State Council's yearly notice, as published or as a table, line by line.

>>> notice = read_notice("元旦:1月1日(周五)至3日(周日)放假调休,共3天。1月9日(周六)上班。", 2027)
>>> [(row.on.isoformat(), row.is_workday) for row in notice.rows]
[('2027-01-01', False), ('2027-01-02', False), ('2027-01-03', False), ('2027-01-09', True)]

Nothing is guessed: a weekday in brackets that does not fit its date, a number of days that does not add up, a
day said twice with two meanings are errors with the number of their line. Lines without a date are passed over.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lianxin.pure.workdays.calendar import WEEKDAYS

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
REST_WORDS = ("放假", "休息", "休", "假", "节假日")
WORK_WORDS = ("上班", "调休上班", "班", "补班", "工作日")

_FESTIVAL = r"(?:元旦|春节|清明节?|(?:国际)?劳动节|端午节?|中秋节?|国庆节?)"
_HEADING = re.compile(rf"(?:[一二三四五六七八九十\d]+[、.]\s*)?(?P<name>{_FESTIVAL}(?:[、和]{_FESTIVAL})*)\s*:")
_DAY = (
    r"(?:(?P<{0}year>\d{{4}})年)?(?:(?P<{0}month>\d{{1,2}})月)?(?P<{0}day>\d{{1,2}})日\s*(?:\((?P<{0}note>[^()]*)\))?"
)
_SPAN = re.compile(_DAY.format("a") + r"(?:\s*(?:至|到|[-—~]+)\s*" + _DAY.format("b") + r")?")
_TOTAL = re.compile(r"共\s*(\d+)\s*天|放假\s*(\d+)\s*天")
_WEEKDAY = re.compile(r"(?:星期|周)([一二三四五六日天])")
_DATED = re.compile(r"\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_SIGNED = re.compile(r"(?:国务院办公厅)?\s*\d{4}年\d{1,2}月\d{1,2}日")
_WRITTEN = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?(?:\([^()]*\))?")
_TITLE_YEAR = re.compile(r"(\d{4})年(?:部分)?节假日")


@dataclass(frozen=True)
class NoticeRow:
    """One day of a notice: a rest day, or a weekend day worked in exchange."""

    on: date
    is_workday: bool
    name: str


@dataclass(frozen=True)
class LineError:
    """A line that could not be taken over; line 0 stands for the notice as a whole."""

    line: int
    text: str
    message: str


@dataclass(frozen=True)
class Notice:
    """放假通知: its days in order and the lines that were not understood."""

    year: int | None
    rows: tuple[NoticeRow, ...]
    errors: tuple[LineError, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The statutory festivals the notice does not speak of; a whole notice has none missing."""
        named = " ".join(row.name for row in self.rows if not row.is_workday)
        return tuple(name for name in FESTIVALS if name not in named)


class _Unreadable(ValueError):
    """The message says what to correct."""


def read_notice(text: str, year: int | None = None) -> Notice:
    """Reads the pasted text of a notice, sentences or rows; the year is taken from its title when not given."""
    plain = unicodedata.normalize("NFKC", text)
    if year is None:
        found = _TITLE_YEAR.search(plain)
        if not found:
            return Notice(None, (), (LineError(0, "", "没有读到通知的年份，请先选择年份。"),))
        year = int(found[1])
    rows: list[tuple[int, str, NoticeRow]] = []
    errors: list[LineError] = []
    originals = text.splitlines()
    for number, line in enumerate(plain.splitlines(), 1):
        original = originals[number - 1].strip() if number <= len(originals) else line
        try:
            rows += [(number, original, row) for row in _line(line.strip(), year)]
        except _Unreadable as error:
            errors.append(LineError(number, original, str(error)))
    return _checked(year, rows, errors)


def read_rows(table: Iterable[Sequence[object]], year: int) -> Notice:
    """Reads a table with the columns date, 放假/上班, name; a header and blank rows are passed over."""
    rows: list[tuple[int, str, NoticeRow]] = []
    errors: list[LineError] = []
    for number, cells in enumerate(table, 1):
        texts = [cell if isinstance(cell, date) else _plain(cell) for cell in cells]
        shown = " ".join(str(cell) for cell in texts if cell)
        if not shown or (number == 1 and "日期" in shown):
            continue
        try:
            rows.append((number, shown, _row(texts, year)))
        except _Unreadable as error:
            errors.append(LineError(number, shown, str(error)))
    return _checked(year, rows, errors)


def _plain(cell: object) -> str:
    return "" if cell is None else unicodedata.normalize("NFKC", str(cell)).strip()


def _line(line: str, year: int) -> Iterator[NoticeRow]:
    headings = list(_HEADING.finditer(line))
    if headings:
        for heading, following in zip(headings, [*headings[1:], None], strict=True):
            body = line[heading.end() : following.start() if following else None]
            yield from _sentences(_festival(heading["name"]), body, year)
    elif _DATED.search(line) and not _SIGNED.fullmatch(line):
        cells = [cell for cell in re.split(r"[,;\t|]|\s+", line) if cell]
        yield _row(cells, year)


def _festival(name: str) -> str:
    short = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节", "国际劳动节": "劳动节"}
    return "、".join(short.get(part, part) for part in re.split("[、和]", name))


def _sentences(name: str, body: str, year: int) -> Iterator[NoticeRow]:
    read = False
    for sentence in body.split("。"):
        rest, work = "放假" in sentence, "上班" in sentence
        if rest and work:
            raise _Unreadable("放假和上班写在了一句里，请用句号分开。")
        days = _days(sentence, year, december_before=name.startswith("元旦")) if rest or work else []
        total = _TOTAL.search(sentence)
        if total and rest and int(total[1] or total[2]) != len(days):
            raise _Unreadable(f"写的是共{total[1] or total[2]}天，所列日期是{len(days)}天，请核对。")
        read = read or bool(days)
        yield from (NoticeRow(on, work, name) for on in days)
    if not read:
        raise _Unreadable("没有读到放假或上班的日期，请写成：元旦：1月1日至3日放假，共3天。")


def _days(sentence: str, year: int, *, december_before: bool) -> list[date]:
    days: list[date] = []
    at_year, month = year, 0
    for span in _SPAN.finditer(sentence):
        ends: list[date] = []
        for side in ("a", "b"):
            if not span[side + "day"]:
                continue
            month = int(span[side + "month"] or month)
            if span[side + "year"]:
                at_year = int(span[side + "year"])
            elif december_before and span[side + "month"]:
                at_year = year - 1 if month == 12 else year
            ends.append(_date(at_year, month, int(span[side + "day"])))
            _fits(ends[-1], span[side + "note"])
        if ends[-1] < ends[0] or (ends[-1] - ends[0]).days > 20:
            raise _Unreadable(f"“{span[0]}”的起止日期不对，请核对。")
        days += [ends[0] + timedelta(days=step) for step in range((ends[-1] - ends[0]).days + 1)]
    return days


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _Unreadable(f"没有{year}年{month}月{day}日这一天，请核对。") from None


def _fits(on: date, note: str | None) -> None:
    found = _WEEKDAY.search(note or "")
    if found and "一二三四五六日".index(found[1].replace("天", "日")) != on.weekday():
        raise _Unreadable(f"{on.month}月{on.day}日是{WEEKDAYS[on.weekday()]}，不是周{found[1]}，请核对。")


def _row(cells: Sequence[object], year: int) -> NoticeRow:
    if len(cells) < 2 or not cells[1]:
        raise _Unreadable("每行要有日期和安排（放假或上班），例如：2027-01-01，放假，元旦。")
    kind, name = str(cells[1]), str(cells[2]) if len(cells) > 2 else ""
    if kind not in (*REST_WORDS, *WORK_WORDS):
        raise _Unreadable(f"安排写的是“{kind}”，请写放假或上班。")
    return NoticeRow(_written(cells[0], year), kind in WORK_WORDS, _festival(name))


def _written(cell: object, year: int) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).removesuffix(" 00:00:00")
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise _Unreadable(f"“{text}”不是日期，请写成 2027-01-01 或 1月1日。")
    on = _date(int(found[1] or year), int(found[2]), int(found[3]))
    _fits(on, text)
    return on


def _checked(year: int, rows: list[tuple[int, str, NoticeRow]], errors: list[LineError]) -> Notice:
    """Drops rows that contradict each other, the week or the year, with an error for each."""
    good: dict[date, NoticeRow] = {}
    for line, text, row in rows:
        said = good.get(row.on)
        message = ""
        if not date(year - 1, 12, 15) <= row.on <= date(year, 12, 31):
            message = f"{row.on} 不在{year}年的通知范围内。"
        elif row.is_workday and row.on.weekday() < 5:
            message = f"{row.on} 是{WEEKDAYS[row.on.weekday()]}，本来就上班，请核对日期。"
        elif said and said.is_workday != row.is_workday:
            message = f"{row.on} 前面写的是{'上班' if said.is_workday else '放假'}，请核对。"
        if message:
            errors.append(LineError(line, text, message))
        elif not said:
            good[row.on] = row
    return Notice(year, tuple(good[on] for on in sorted(good)), tuple(sorted(errors, key=lambda error: error.line)))
