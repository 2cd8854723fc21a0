"""期间: the period of a report against the period of its figures, and days counted between two dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim
from lianxin.pure.numerals import from_hanzi

from .calendar import year_of
from .papers import Paper, papers
from .reading import DASH, Stamp, day_of, stamps

_HAN = "[一二三四五六七八九十]{1,3}"
_STATED = re.compile(
    r"现(?:将|就|把)(?P<what>[^。；\n]{0,40}?)(?:总结|小结|汇报|报告|通报|报送)[^。；，\n]{0,6}(?:如下|于后)"
)
_PERIODS = (
    (re.compile("上半年"), lambda m: (1, 6)),
    (re.compile("下半年"), lambda m: (7, 12)),
    (re.compile("前三季度"), lambda m: (1, 9)),
    (re.compile("(?<!前)第?(?P<q>[一二三四])季度"), lambda m: (_number(m["q"]) * 3 - 2, _number(m["q"]) * 3)),
    (re.compile("全年"), lambda m: (1, 12)),
)
_MONTHS = re.compile(
    rf"(?<!\d)(?:(?:(?P<year>(?:19|20)\d{{2}})年|今年|本年)|(?<!年))(?:(?P<from>\d{{1,2}}|{_HAN})月?份?{DASH}{{1,2}}(?P<to>\d{{1,2}}|{_HAN})月(?:份)?(?!\d|{_HAN}日|底|末|初)"
    rf"|前(?P<first>\d{{1,2}}|{_HAN})个月)"
)
_OTHER_YEAR = re.compile(r"(?:去年|上年|前年|明年|下半年|计划|\d年)$")
_COUNTED = re.compile(r"\d(?:[\d,.]*)[余多]?(?:万|亿)?[件起次户人条个名场份元项亩]|%")
_DAYS = re.compile(
    r"(?P<months>\d{1,2}|[一二两三四五六七八九十]{1,3})个月(?:之久|时间|左右)?[，、（]?(?:累计|共计?|总共|历时|即|合计)(?:达|为|是)?(?P<days>\d{1,4})天"
    r"|(?P<all>历时|为期|前后共?|共计?|累计|持续|时长)(?P<plain>\d{1,4})天"
)
_UNTIL = re.compile(rf"{DASH}$")


def find(page: Page) -> Iterator[Claim]:
    """Periods paper by paper, durations sentence by sentence."""
    for paper in papers(page):
        yield from _periods(page, paper)
        for first, last in page.sentences:
            if paper.start <= first < paper.end:
                yield from _durations(page, paper, first, last)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else from_hanzi(word) or 0


def stated_period(page: Page, paper: Paper) -> tuple[tuple[int, int], int] | None:
    """The months that a paper says it reports on, and where it has said so."""
    for words, place in (
        *((m["what"], m.end()) for m in _STATED.finditer(page.text, paper.start, paper.end)),
        (paper.title, paper.start),
    ):
        for pattern, months in _PERIODS:
            if found := pattern.search(words):
                return months(found), place
    return None


def _periods(page: Page, paper: Paper) -> Iterator[Claim]:
    """1—5月 in a report of the first half-year."""
    said = stated_period(page, paper)
    if not said:
        return
    (first, last), place = said
    for found in _MONTHS.finditer(page.text, place, paper.end):
        begins, ends = (
            (1, _number(found["first"])) if found["first"] else (_number(found["from"]), _number(found["to"]))
        )
        if begins != first or ends == begins or not 1 <= ends <= 12:
            continue
        if found["year"] and int(found["year"]) != paper.title_year:
            continue
        if _OTHER_YEAR.search(page.text[max(0, found.start() - 6) : found.start()]):
            continue
        if not _COUNTED.search(page.text[found.end() : found.end() + 40]):
            continue
        words = f"{first}—{last}月"
        if ends == last:
            yield claim(
                page, "period", found.start(), found.end(), found[0], words, "holds", f"与本文的统计期{words}一致。"
            )
        else:
            why = f"本文报告{words}的工作，这里的数字是{begins}—{ends}月的。"
            yield claim(page, "period", found.start(), found.end(), found[0], words, "doubtful:period", why)


def _durations(page: Page, paper: Paper, first: int, last: int) -> Iterator[Claim]:
    """So many days between two dates, or in so many months up to a date."""
    counted = list(_DAYS.finditer(page.text, first, last))
    if not counted:
        return
    own = [stamp for stamp in stamps(page.text, first, last) if stamp.day]
    for found in counted:
        before = [stamp for stamp in own if stamp.end <= found.start()]
        if not before:
            continue
        if found["months"]:
            yield from _months(page, paper, found, before[-1])
        elif span := _span(page, paper, before, found):
            yield from _days(page, found, *span)


def _months(page: Page, paper: Paper, found: re.Match[str], end: Stamp) -> Iterator[Claim]:
    """达3个月之久累计92天, up to 1 December: the months before it have so many days."""
    months, days = _number(found["months"].replace("两", "二")), int(found["days"])
    closing = day_of(year_of(paper, end) or 2001, end.month, end.day or 1)
    if not closing or not 1 <= months <= 24:
        return
    back = closing.year * 12 + closing.month - 1 - months
    opening = day_of(back // 12, back % 12 + 1, min(closing.day, 28))
    if not opening:
        return
    exact = (closing - opening).days - (closing.day - opening.day)
    words = f"{opening.month}月{closing.day}日至{closing.month}月{closing.day}日{exact}天，连首尾{exact + 1}天"
    if days in (exact, exact + 1):
        yield claim(page, "duration", found.start(), found.end(), f"{days}天", f"{exact + 1}天", "holds", f"{words}。")
    elif days > 31 * months + 1:
        why = f"{months}个月最多{31 * months}天，文中{days}天。"
        yield claim(
            page, "duration", found.start(), found.end(), f"{days}天", f"{exact + 1}天", "doubtful:duration", why
        )


def _span(page: Page, paper: Paper, before: list[Stamp], found: re.Match[str]) -> tuple[date, date] | None:
    """The two days that the count follows: 7月17日至22日, 9月1日至12月1日."""
    last = before[-1]
    if found.start() - last.end > 6:
        return None
    year = year_of(paper, last) or 2001
    if last.last:
        opening, closing = day_of(year, last.month, last.day or 1), day_of(last.last[0] or year, *last.last[1:])
    elif len(before) > 1 and _UNTIL.search(page.text[before[-2].end : last.start]):
        opening = day_of(year_of(paper, before[-2]) or year, before[-2].month, before[-2].day or 1)
        closing = day_of(year, last.month, last.day or 1)
    else:
        return None
    return (opening, closing) if opening and closing and opening < closing else None


def _days(page: Page, found: re.Match[str], opening: date, closing: date) -> Iterator[Claim]:
    stated, between = int(found["plain"]), (closing - opening).days
    words = f"{opening.month}月{opening.day}日至{closing.month}月{closing.day}日{between}天，连首尾{between + 1}天"
    if stated in (between, between + 1):
        verdict, why = "holds", f"{words}。"
    elif stated > between + 1:
        verdict, why = "fails:duration", f"{words}，文中{stated}天。"
    elif found["all"] in ("累计", "共", "共计"):
        return  # not on every day of it
    else:
        verdict, why = "doubtful:duration", f"{words}，文中{stated}天。"
    yield claim(page, "duration", found.start(), found.end(), f"{stated}天", f"{between + 1}天", verdict, why)
