"""会议与法规: what a paper names as its guide, against the congresses, plenums and laws of its day.

The tables end with 二十届四中全会 (2025); what came later is unknown to them and never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from .calendar import written
from .papers import Paper, papers

#: the last day of each national congress
CONGRESSES = {
    14: date(1992, 10, 18), 15: date(1997, 9, 18), 16: date(2002, 11, 14), 17: date(2007, 10, 21), 18: date(2012, 11, 14),
    19: date(2017, 10, 24), 20: date(2022, 10, 22),
}  # fmt: skip
#: the last day of each plenum of the central committee, by congress and number
PLENUMS = {
    (17, 3): date(2008, 10, 12), (17, 4): date(2009, 9, 18), (17, 5): date(2010, 10, 18), (17, 6): date(2011, 10, 18),
    (18, 3): date(2013, 11, 12), (18, 4): date(2014, 10, 23), (18, 5): date(2015, 10, 29), (18, 6): date(2016, 10, 27),
    (19, 2): date(2018, 1, 19), (19, 3): date(2018, 2, 28), (19, 4): date(2019, 10, 31), (19, 5): date(2020, 10, 29),
    (19, 6): date(2021, 11, 11), (20, 2): date(2023, 2, 28), (20, 3): date(2024, 7, 18), (20, 4): date(2025, 10, 23),
}  # fmt: skip
#: laws and rules no longer in force: what followed them, since when
REPLACED = {
    "信访条例": ("信访工作条例", date(2022, 5, 1)),
    "物权法": ("民法典", date(2021, 1, 1)), "合同法": ("民法典", date(2021, 1, 1)), "婚姻法": ("民法典", date(2021, 1, 1)),
    "继承法": ("民法典", date(2021, 1, 1)), "收养法": ("民法典", date(2021, 1, 1)), "担保法": ("民法典", date(2021, 1, 1)),
    "侵权责任法": ("民法典", date(2021, 1, 1)), "民法通则": ("民法典", date(2021, 1, 1)), "民法总则": ("民法典", date(2021, 1, 1)),
    "国家行政机关公文处理办法": ("党政机关公文处理工作条例", date(2012, 7, 1)),
}  # fmt: skip
_ORDINALS = {"十四": 14, "十五": 15, "十六": 16, "十七": 17, "十八": 18, "十九": 19, "二十": 20}
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_GUIDE = re.compile(
    r"(?<!迎接党的)(?<!迎接)(?P<congress>十[四五六七八九]|二十)(?:大|届(?P<first>[一二三四五六七])中(?P<more>(?:、?[一二三四五六七]中)*)全会)"
    r"(?=[^。；，\n]{0,24}(?:精神|为指导))"
)
_LAW = re.compile("《(?:中华人民共和国)?(?P<law>" + "|".join(REPLACED) + ")》")
_HISTORY = re.compile(r"废止|原|曾|取代|修订|旧|替代|当时|以前")
#: how long after a congress a paper may still go by the one before
_PATIENCE = 120


def find(page: Page) -> Iterator[Claim]:
    """Papers with a date of their own: the newest guide they name, and the laws that have been followed by others."""
    for paper in papers(page):
        signed = paper.signed_on
        on = signed or (date(paper.year, 1, 1) if paper.year else None)
        if on is None:
            continue
        yield from _guides(page, paper, on, signed)
        for found in _LAW.finditer(page.text, paper.start, paper.end):
            newer, since = REPLACED[found["law"]]
            if on > since and not _HISTORY.search(page.text[max(0, found.start() - 12) : found.end() + 12]):
                said = f"《{found['law']}》自{written(since)}起由《{newer}》代替，请核实是否沿用旧稿。"
                yield claim(page, "date", found.start(), found.end(), found[0], newer, "doubtful:recycled", said)


def _guides(page: Page, paper: Paper, on: date, signed: date | None) -> Iterator[Claim]:
    named = list(_GUIDE.finditer(page.text, paper.start, paper.end))
    for found in named:
        held = _held_on(found)
        if signed and held and held > signed:
            said = f"该会议{written(held)}才闭幕，晚于成文日期{written(signed)}。"
            yield claim(page, "date", found.start(), found.end(), found[0], written(held), "fails:date", said)
            return
    if not named:
        return
    newest = max(_ORDINALS[found["congress"]] for found in named)
    behind = [number for number, day in CONGRESSES.items() if number > newest and (on - day).days > _PATIENCE]
    if behind and newest in CONGRESSES:
        latest = max(behind)
        ordinal = next(word for word, number in _ORDINALS.items() if number == latest)
        said = (
            f"文中所依据的最新会议是{named[-1][0]}，而{ordinal}大已于{written(CONGRESSES[latest])}闭幕，像是沿用旧稿。"
        )
        last = named[-1]
        yield claim(page, "date", last.start(), last.end(), last[0], f"{ordinal}大", "doubtful:recycled", said)


def _held_on(found: re.Match[str]) -> date | None:
    """The last day of the newest meeting that a phrase names; None where the tables do not know it."""
    congress = _ORDINALS[found["congress"]]
    if not found["first"]:
        return CONGRESSES.get(congress)
    numbers = [_NUMBERS[char] for char in found["first"] + (found["more"] or "") if char in _NUMBERS]
    return PLENUMS.get((congress, max(numbers)))
