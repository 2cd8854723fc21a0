"""成文日期: what a paper tells as past must lie before the day it is signed; a form is filled in about that day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from .calendar import written, year_of
from .papers import Paper, papers
from .reading import YEAR, Stamp, day_of, stamps
from .reading import year_of as read_year

_PAST = re.compile(
    r"(?:走访|召开|开展|组织|举行|举办|完成|慰问|调研|检查|排查|化解|办理|接待|解决|发放|收集|签订|印发|成立|参加|建成|"
    r"启动|修好|修复|整治|培训|宣讲|宣传|座谈|到|去|做|学习|研究|制定|听取|通过|发生|处置|调解)[^，。；]{0,4}了|[已共][走召开组举完慰调检排化办接解发收签]|已经|业已|已于|"
    r"圆满|顺利(?:召开|举行|完成)"
)
#: papers that look back, and deeds with how many there were
_REPORT = re.compile(r"总结|小结|报告|汇报|简报|通报|纪要|情况")
_COUNTED = re.compile(
    r"(?:走访|收到|收集|受理|办结|化解|排查|慰问|发放|接待|整改|解决|调解)[^，。；\d]{0,8}\d+(?:余|多)?[户件条人份起个名场]"
)
_FUTURE = re.compile(
    r"将|拟|计划|预计|预定|打算|力争|争取|确保|以前|之前|前完成|截止|截至|到期|施行|生效|有效期|定于|届时|即将|下一步|下步|目标|应当|应于|须于|务必|请于|"
    r"报名|截稿|未来|明年|今后"
)
_UP_TO = re.compile(r"截[至止]到?$")
_REACHED = re.compile(
    r"(?:底|，|止)*(?![^。；]{0,40}(?:将|预计|力争|计划|目标|前完成|应|须|确保))[^。；]{0,30}(?:已|共|累计|收到|受理|办结|完成|发放|走访|化解)[^。；]{0,12}\d"
)
_FILLED = re.compile(r"(?:填报|填表|制表|填写|报送|上报)(?:时间|日期)[：为]")
_YEAR_ALONE = re.compile(rf"(?P<year>{YEAR})年(?=[，、]|上半年|全年|底|初|末)")
_NEAR = 70


def find(page: Page) -> Iterator[Claim]:
    """Events against the signing date of their paper; the filling date against it."""
    bounds = [first for first, _ in page.sentences]
    for paper in papers(page):
        signed = paper.signed_on
        if not signed or not paper.signed:
            continue
        for stamp in stamps(page.text, paper.start, paper.signed.start):
            if _FILLED.search(page.text[max(0, stamp.start - 6) : stamp.start]):
                yield from _filled(page, stamp, signed)
            elif stamp.day is not None:
                yield from _event(page, bounds, paper, stamp, signed)
        yield from _years(page, bounds, paper, signed)


def _event(page: Page, bounds: list[int], paper: Paper, stamp: Stamp, signed: date) -> Iterator[Claim]:
    """One event: holds where it lies before the signing, wrong where it is told as past and lies behind."""
    year = _signing_year(paper, stamp, signed)
    month, day = (stamp.last[1], stamp.last[2]) if stamp.last else (stamp.month, stamp.day or 1)
    happened = day_of((stamp.last[0] if stamp.last else None) or year, month, day)
    if happened is None:
        return
    words = page.text[stamp.start : stamp.end]
    if happened <= signed:
        said = f"{written(happened)}在成文日期{written(signed)}之前。"
        yield claim(page, "date", stamp.start, stamp.end, words, written(signed), "holds", said)
        return
    if _UP_TO.search(page.text[max(0, stamp.start - 4) : stamp.start]) and _REACHED.match(page.text, stamp.end):
        said = f"数字截至{written(happened)}，成文日期却是{written(signed)}，请核实。"
        yield claim(page, "date", stamp.start, stamp.end, words, written(signed), "doubtful:date", said)
        return
    reported = bool(_REPORT.search(paper.title))
    if not _told_as_past(page, bounds, stamp.start, stamp.end, reported):
        return
    certain = stamp.year or stamp.said in ("今年", "本年")
    if not certain and (happened - signed).days > 120:
        return  # of the year before, most likely
    said = f"{written(happened)}在成文日期{written(signed)}之后，却写成已经发生。"
    verdict = "fails:date" if certain else "doubtful:date"
    yield claim(page, "date", stamp.start, stamp.end, words, written(signed), verdict, said)


def _signing_year(paper: Paper, stamp: Stamp, signed: date) -> int:
    """今年 in a signed paper is the year of signing, unless its title is of the year before."""
    if stamp.said or stamp.year:
        return year_of(paper, stamp) or signed.year
    return signed.year


def _told_as_past(page: Page, bounds: list[int], start: int, end: int, reported: bool = False) -> bool:
    """Whether the clauses around a date tell of something done, with no word of what is to come.

    A report (`reported`) tells of what was done by its figures too: 走访群众86户.
    """
    place = bisect_right(bounds, start) - 1
    first, last = page.sentences[place] if place >= 0 else (start, end)
    around = page.text[max(first, start - 30) : min(last, end + _NEAR)]
    behind = page.text[end : min(last, end + _NEAR)]
    return bool(_PAST.search(behind) or reported and _COUNTED.search(behind)) and not _FUTURE.search(around)


def _filled(page: Page, stamp: Stamp, signed: date) -> Iterator[Claim]:
    """填报时间 against the signing date: the same day of another year is a slip; years apart are doubtful."""
    filled = day_of(stamp.year, stamp.month, stamp.day) if stamp.year and stamp.day else None
    if filled is None:
        return
    words, gap = page.text[stamp.start : stamp.end], abs((filled - signed).days)
    if (filled.month, filled.day) == (signed.month, signed.day) and filled.year != signed.year:
        verdict, said = "fails:date", f"填报日期{written(filled)}与成文日期{written(signed)}同月同日，年份却不同。"
    elif gap > 366:
        verdict, said = "doubtful:date", f"填报日期{written(filled)}与成文日期{written(signed)}相差{gap}天。"
    else:
        verdict, said = "holds", f"填报日期{written(filled)}与成文日期{written(signed)}相差{gap}天。"
    yield claim(page, "date", stamp.start, stamp.end, words, written(signed), verdict, said)


def _years(page: Page, bounds: list[int], paper: Paper, signed: date) -> Iterator[Claim]:
    """A year after that of signing, told as past."""
    end = paper.signed.start if paper.signed else paper.end
    for found in _YEAR_ALONE.finditer(page.text, paper.start, end):
        year = read_year(found["year"])
        if signed.year < year <= signed.year + 15 and _told_as_past(page, bounds, found.start(), found.end()):
            said = f"{year}年在成文日期{written(signed)}之后，却写成已经发生。"
            yield claim(page, "date", found.start(), found.end(), f"{year}年", written(signed), "fails:date", said)
