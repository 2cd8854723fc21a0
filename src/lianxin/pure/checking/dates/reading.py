"""读日期: every day, month and span that a clean text names, in Arabic or Chinese numerals.

>>> [(s.year, s.month, s.day, s.last) for s in stamps("二零一二年元月十五日；今年七月十七至二十二日")]
[(2012, 1, 15, None), (None, 7, 17, (None, 7, 22))]
>>> [s.said for s in stamps("今年3月和去年10月28日")]
['今年', '去年']

A stamp says what is written, not what is meant: a year that is left out stays None, an impossible day stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lianxin.pure.numerals import from_hanzi

DASH = "[至到—－~～–-]"
_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3}|元)"
YEAR = "(?:(?:19|20)[0-9]{2}|[一二][零0O九八][零0O一二三四五六七八九]{2})"
_STAMP = re.compile(
    rf"(?<![\d.、])(?:(?P<year>{YEAR})年|(?P<said>今年|去年|前年|明年|上年|本年|当年|次年|每年))?"
    rf"(?P<month>{_NUMBER})月(?:份)?"
    rf"(?:(?P<day>{_NUMBER})(?:[日号]|(?={DASH}{{1,2}}(?:{_NUMBER}月)?{_NUMBER}[日号])))?"
    rf"(?:{DASH}{{1,2}}(?:(?P<year2>{YEAR})年)?(?:(?P<month2>{_NUMBER})月)?(?P<day2>{_NUMBER})[日号])?"
    r"(?:（?(?:星期|礼拜|周)(?P<weekday>[一二三四五六日天])(?!期|次|年|个)）?)?"
)
_PLAIN = re.compile(
    r"(?<![\d.\-/])(?P<year>(?:19|20)\d{2})(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d.\-/])"
)
_BEFORE = re.compile(rf"(?:\d月?份?{DASH}{{1,2}}|[每隔逢]|农历|阴历|古历|旧历|夏历)$")
_ONES = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"O": "0"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """一个日期 as written: `said` is 今年, 去年 …; `last` the end of a span; `weekday` the day of the week it gives."""

    start: int
    end: int
    year: int | None
    said: str
    month: int
    day: int | None
    last: tuple[int | None, int, int] | None = None
    weekday: str = ""


def stamps(text: str, start: int = 0, end: int | None = None) -> list[Stamp]:
    """The dates of a span of a clean text (`figures.layout.Page.text`), in order; months of a lunar year are left out."""
    stop = len(text) if end is None else end
    found = [*_written(text, start, stop), *_figures(text, start, stop)]
    return sorted(found, key=lambda stamp: stamp.start)


def _written(text: str, start: int, stop: int) -> Iterator[Stamp]:
    for m in _STAMP.finditer(text, start, stop):
        month, day = number(m["month"]), number(m["day"]) if m["day"] else None
        if (
            m["said"] == "每年"
            or month is None
            or not m["year"]
            and _BEFORE.search(text[max(0, m.start() - 8) : m.start()])
        ):
            continue
        last = None
        if m["day2"] and (day2 := number(m["day2"])):
            year2 = year_of(m["year2"]) if m["year2"] else None
            last = year2, number(m["month2"]) or month if m["month2"] else month, day2
        yield Stamp(
            m.start(),
            m.end(),
            year_of(m["year"]) if m["year"] else None,
            m["said"] or "",
            month,
            day,
            last,
            m["weekday"] or "",
        )


def _figures(text: str, start: int, stop: int) -> Iterator[Stamp]:
    for m in _PLAIN.finditer(text, start, stop):
        if m["sign"] == "." and int(m["month"]) > 12:
            continue  # a number of a clause
        yield Stamp(m.start(), m.end(), int(m["year"]), "", int(m["month"]), int(m["day"]))


def number(word: str) -> int | None:
    """A month or day: 7, 十七, 廿二, 元."""
    if word.isdigit():
        return int(word)
    if word == "元":
        return 1
    if re.fullmatch("[一二三四五六七八九]{2}", word):
        return None  # 四五月份, 七八日: about then
    return from_hanzi(word.replace("廿", "二十").replace("卅", "三十"))


def year_of(word: str) -> int:
    """2012 from 2012, 二零一二, 二0一二."""
    return int("".join(_ONES.get(char, char) for char in word))


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
