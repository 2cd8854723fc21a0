"""历法: days that do not exist, weekdays that do not fit, spans that run backwards."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from .papers import Paper, papers
from .reading import Stamp, day_of, stamps

_WEEKDAYS = "一二三四五六日"
_RUNS_ON = re.compile(r"(?:[至到、和及～~–-]|—{1,2})(?:星期|周|礼拜)?[一二三四五六日天]")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find(page: Page) -> Iterator[Claim]:
    """Claims on each date by itself."""
    own = papers(page)
    starts = [paper.start for paper in own]
    for stamp in stamps(page.text):
        paper = own[bisect_right(starts, stamp.start) - 1]
        said = _impossible(page, stamp)
        if said:
            yield said
            continue
        if stamp.weekday:
            yield from _weekday(page, paper, stamp)
        if stamp.last:
            yield from _backwards(page, stamp)


def _impossible(page: Page, stamp: Stamp) -> Claim | None:
    """13月, 2月30日, 29 February of a year that has none."""
    why = _why_not(stamp.year, stamp.month, stamp.day)
    if why and not stamp.year and not stamp.day:
        return None  # 30月龄 and the like
    if not why and stamp.last:
        year, month, day = stamp.last
        why = _why_not(year or stamp.year, month, day)
    if not why:
        return None
    return claim(page, "date", stamp.start, stamp.end, page.text[stamp.start : stamp.end], "", "fails:no-such-day", why)


def _why_not(year: int | None, month: int, day: int | None) -> str:
    if not 1 <= month <= 12:
        return f"没有{month}月。"
    if day is None:
        return ""
    if not 1 <= day <= _LENGTHS[month - 1]:
        return f"{month}月没有{day}日。"
    if year and not day_of(year, month, day):
        return f"{year}年2月只有28天，没有29日。"
    return ""


def year_of(paper: Paper, stamp: Stamp) -> int | None:
    """The year a stamp means: its own, or what 今年, 去年 or nothing means in its paper."""
    if stamp.year:
        return stamp.year
    if paper.year is None:
        return None
    return paper.year + {"去年": -1, "上年": -1, "前年": -2, "明年": 1, "次年": 1}.get(stamp.said, 0)


def _weekday(page: Page, paper: Paper, stamp: Stamp) -> Iterator[Claim]:
    """The day of the week beside the date it is of, or of the last day of the span."""
    year = year_of(paper, stamp)
    if year is None or stamp.day is None:
        return
    runs_on = _RUNS_ON.match(page.text, stamp.end)  # 24日至26日（星期一至星期三）: the first of the span
    if runs_on and not stamp.last:
        return
    ends = stamp.last if stamp.last and not runs_on else (None, stamp.month, stamp.day)
    month, day_number = ends[1], ends[2]
    year = ends[0] or year
    day = day_of(year, month, day_number)
    if not day:
        return
    stated = "日" if stamp.weekday == "天" else stamp.weekday
    real = _WEEKDAYS[day.weekday()]
    made = claim(page, "date", stamp.start, stamp.end, f"星期{stated}", f"星期{real}", "holds", "")
    if stated == real:
        yield replace(made, explain=f"{_written(day)}是星期{real}。")
        return
    # without a year of its own the day may be of a year nearby
    verdict = "fails:weekday" if stamp.year else "doubtful:weekday"
    yield replace(made, verdict=verdict, explain=f"{_written(day)}是星期{real}，文中写星期{stated}。")


def _backwards(page: Page, stamp: Stamp) -> Iterator[Claim]:
    """A span whose end lies before its beginning; from December to January a year may have turned."""
    if not stamp.last or stamp.day is None:
        return
    year2, month2, day2 = stamp.last
    same_year = year2 is None or year2 == stamp.year
    first, last = (stamp.month, stamp.day), (month2, day2)
    if year2 and stamp.year and year2 < stamp.year:
        why = f"止于{year2}年，早于起始的{stamp.year}年。"
    elif same_year and last < first and (month2 == stamp.month or stamp.month - month2 < 6):
        why = f"止于{month2}月{day2}日，早于起始的{stamp.month}月{stamp.day}日。"
    else:
        return
    yield claim(page, "date", stamp.start, stamp.end, page.text[stamp.start : stamp.end], "", "fails:backwards", why)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


written = _written
