"""Dates as clerks write them, in every shape that existing ledgers have.

>>> read_date("2024.3.5").day, read_date("二〇二四年三月五日").day, read_date("3月5日", base_year=2024).day
(datetime.date(2024, 3, 5), datetime.date(2024, 3, 5), datetime.date(2024, 3, 5))
>>> read_date("2024年3月5日至8日").note
'“2024年3月5日至8日”不止一天，取第一天'
>>> read_date("2024-02-30")
Traceback (most recent call last):
    ...
lianxin.pure.ledgers.dates.BadDate: “2024-02-30”不是存在的日期

What it does not do: lunar dates, 民国 years, words such as “上周三”.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lianxin.pure.ledgers.clean import Cell, line, quoted
from lianxin.pure.ledgers.words import NOTHING

FIRST_YEAR, LAST_YEAR = 1949, 2100
#: bare day numbers of Excel between 1982 and 2064; outside it is more likely something else
SERIALS = range(30_000, 60_001)

_SEP = r"[./\-、,_—–·\s年月]+"
_FULL = re.compile(rf"(\d{{4}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})(?!\d)[日号]?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?=\D|$|\d{4}$|\d{6}$)")
_YEAR_LAST = re.compile(r"(\d{1,2})([./\-])(\d{1,2})\2(\d{4})(?!\d)")
_SHORT_YEAR = re.compile(rf"(\d{{2}}){_SEP}(\d{{1,2}}){_SEP}(\d{{1,2}})(?!\d)[日号]?")
_NO_YEAR = re.compile(r"(\d{1,2})(?:月|[./\-])(\d{1,2})(?![\d年]|[./]\d)[日号]?")
_MONTH_ONLY = re.compile(r"\d{4}(?:年|[./\-])\s*\d{1,2}月?份?$")
_YEAR_ONLY = re.compile(r"(?:19|20)\d{2}年?$")
_TIME = re.compile(
    r"^[\s,T]*(?:[((]?(?:星期|周)[一二三四五六日天][))]?)?\s*(?:上午|下午|早上|晚上|中午|凌晨|am|pm)?\s*"
    r"(?:\d{1,2}[::时点]\d{0,2}(?:[::分]\d{0,2})?(?:\.\d+)?[秒分]?|\d{4}|\d{6})?\s*(?:am|pm)?\s*(Z|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_MORE = re.compile(r"^\s*[日号]?\s*(?:至|到|-|—|–|~|、|,|,|和|及|;|/)+\s*\d")

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_DIGITS |= {char: str(value) for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾]+(?=[年月日号])")


class BadDate(ValueError):
    """日期有误: the sentence quotes the cell and says what is wrong."""


@dataclass(frozen=True)
class ReadDate:
    """A date, and what has to be told about how it was read."""

    day: date
    note: str = ""


def read_date(
    cell: Cell, *, base_year: int | None = None, is_from_1904: bool = False, month_first: bool | None = None
) -> ReadDate | None:
    """The date in a cell; None where nothing is written. Raises `BadDate`.

    `base_year` completes “3月5日”; `month_first` says how the column writes 5/6/2024 (None: not known, so with a note).
    """
    if isinstance(cell, datetime):
        return _checked(cell.year, cell.month, cell.day, cell)
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day, cell)
    if isinstance(cell, bool):
        raise BadDate(f"{quoted(cell)}不是日期")
    if isinstance(cell, int | float):
        return _from_number(cell, is_from_1904)
    words = _prepared(cell)
    if words.casefold() in NOTHING or not words:
        return None
    return _from_words(words, cell, base_year, is_from_1904, month_first)


def finds_month_first(cells: Iterable[Cell]) -> bool | None:
    """How a column writes dates like 05/24/2007: month first, day first, or None when it cannot be told."""
    pairs = [(int(found[1]), int(found[3])) for cell in cells if (found := _YEAR_LAST.match(_prepared(cell)))]
    if any(second > 12 for _first, second in pairs):
        return not any(first > 12 for first, _second in pairs) or None
    return False if any(first > 12 for first, _second in pairs) else None


def year_in(*names: str) -> int | None:
    """The year that a title, a sheet name or a file name speaks of; None if none or more than one.

    >>> year_in("2023年信访台账.xlsx", "三月"), year_in("2022-2023年台账")
    (2023, None)
    """
    for name in names:
        plain = _CHINESE.sub(_arabic, unicodedata.normalize("NFKC", name))
        years = {int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d{3,})", plain)}
        if len(years) == 1:
            return years.pop()
    return None


def looks_like_date(cell: Cell) -> bool:
    """Whether a cell would be taken for a date, perhaps an impossible one (used to guess columns)."""
    if isinstance(cell, date):
        return True
    if not isinstance(cell, str):
        return isinstance(cell, int) and not isinstance(cell, bool) and bool(_COMPACT.fullmatch(str(cell)))
    try:
        return read_date(cell, base_year=2000) is not None
    except BadDate as error:
        return "不是日期" not in str(error)  # 9月31日 was meant as one


def _prepared(cell: Cell) -> str:
    words = unicodedata.normalize("NFKC", line(cell)) if not isinstance(cell, date) else ""
    return _CHINESE.sub(_arabic, words).strip("'‘’“”\" ")


def _arabic(found: re.Match[str]) -> str:
    """二〇二四 → 2024, 十二 → 12, 廿三 → 23."""
    word = found[0].replace("廿", "二十").replace("卅", "三十").replace("拾", "十")
    if "十" not in word:
        return "".join(_DIGITS[char] for char in word)
    tens, _ten, ones = word.partition("十")
    return (_DIGITS.get(tens, "1") if tens else "1") + (_DIGITS.get(ones, "0") if ones else "0")


def _from_number(number: int | float, is_from_1904: bool) -> ReadDate:
    if number != number or abs(number) > 1e9:  # not a number, or one that no date is written as
        raise BadDate(f"{quoted(number)}不是日期")
    whole = int(number)
    if whole == number and _COMPACT.fullmatch(str(whole)):
        found = str(whole)
        return _checked(int(found[:4]), int(found[4:6]), int(found[6:]), whole)
    if whole in SERIALS or (is_from_1904 and whole in range(20_000, 60_001)):
        # Excel counts 1900 as a leap year, so that day 60 is one that never was; later days stand on 1899-12-30
        start = date(1904, 1, 1) if is_from_1904 else date(1899, 12, 30)
        return ReadDate(start + timedelta(days=whole))
    if FIRST_YEAR <= number < LAST_YEAR:
        raise BadDate(f"{quoted(number)}只有年月或年份，没有写到日")
    raise BadDate(f"{quoted(number)}不是日期")


def _from_words(
    words: str, cell: Cell, base_year: int | None, is_from_1904: bool, month_first: bool | None
) -> ReadDate:
    if words.isdigit() and len(words) == 5 and int(words) in SERIALS:
        return _from_number(int(words), is_from_1904)
    if _MONTH_ONLY.match(words) or _YEAR_ONLY.match(words):
        raise BadDate(f"{quoted(cell)}只有年月，没有写到日")
    if found := _FULL.match(words) or _COMPACT.match(words):
        read = _checked(int(found[1]), int(found[2]), int(found[3]), cell)
    elif found := _YEAR_LAST.match(words):
        read = _year_last(found, cell, month_first)
    elif found := _SHORT_YEAR.match(words):
        short = int(found[1])
        year = 1900 + short if short > 69 else 2000 + short
        read = _checked(year, int(found[2]), int(found[3]), cell, f"{quoted(cell)}按 {year} 年读")
    elif found := _NO_YEAR.match(words):
        if base_year is None:
            raise BadDate(f"{quoted(cell)}没有年份，文件名和表名里也没有写")
        read = _checked(base_year, int(found[1]), int(found[2]), cell, f"{quoted(cell)}没有年份，按 {base_year} 年读")
    else:
        raise BadDate(f"{quoted(cell)}不是日期")
    return _with_rest(read, words[found.end() :], cell)


def _year_last(found: re.Match[str], cell: Cell, month_first: bool | None) -> ReadDate:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if first > 12 or (month_first is False and second <= 12):
        return _checked(year, second, first, cell)
    is_doubtful = month_first is None and second <= 12 and first != second
    return _checked(year, first, second, cell, f"{quoted(cell)}按月、日、年的次序读" if is_doubtful else "")


def _with_rest(read: ReadDate, rest: str, cell: Cell) -> ReadDate:
    """What stands behind the date: a time of day is dropped, a range or further words are told."""
    if time := _TIME.match(rest):
        if time[1] and time[1].upper() == "Z":
            hour = re.search(r"(\d{1,2}):", rest)
            later = read.day + timedelta(days=1) if hour and int(hour[1]) >= 16 else read.day
            return ReadDate(later, f"{quoted(cell)}是世界时，按北京时间折算")
        return read
    if _MORE.match(rest):
        return ReadDate(read.day, f"{quoted(cell)}不止一天，取第一天")
    return ReadDate(read.day, read.note or f"{quoted(cell)}取 {read.day.isoformat()}")


def _checked(year: int, month: int, day: int, cell: Cell, note: str = "") -> ReadDate:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise BadDate(f"{quoted(cell)}不是存在的日期") from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadDate(f"{quoted(cell)}的年份不对")
    return ReadDate(found, note)
