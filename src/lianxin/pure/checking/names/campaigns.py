"""全国性活动: another campaign, over for years, inside a paper about a later one: likely left from an older text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from ..dates.papers import Paper, papers

#: words, name, first and last year
CAMPAIGNS = (
    (r"“?三讲”?(?:集中)?教育", "“三讲”教育", 1998, 2000),
    (r"(?:保持)?共产党员先进性教育活动|先进性教育活动", "保持共产党员先进性教育活动", 2005, 2006),
    (r"学习实践科学发展观活动|科学发展观学习实?践?活动", "深入学习实践科学发展观活动", 2008, 2010),
    (r"创先争优活动|创先争优(?=群众评议)", "创先争优活动", 2010, 2012),
    (r"党的群众路线教育实践活动|群众路线教育实践活动", "党的群众路线教育实践活动", 2013, 2014),
    (r"“?三严三实”?专题教育", "“三严三实”专题教育", 2015, 2015),
    (r"“?不忘初心、?牢记使命”?主题教育", "“不忘初心、牢记使命”主题教育", 2019, 2020),
    (r"党史学习教育", "党史学习教育", 2021, 2022),
    (r"党纪学习教育", "党纪学习教育", 2024, 2024),
    (r"深入贯彻中央八项规定精神学习教育", "深入贯彻中央八项规定精神学习教育", 2025, 2025),
)
_ALL = re.compile("|".join(f"(?P<c{place}>{words})" for place, (words, *_) in enumerate(CAMPAIGNS)))
_HISTORY = re.compile(r"以来|曾|成果|历次|先后|(?:19|20)\d{2}年|当年|往年|前几年|继|经验|从|常态化|之后|后，|期间")


def find(page: Page) -> Iterator[Claim]:
    """A campaign of the title that was over years before, and campaigns in the text that were over before the title's."""
    for paper in papers(page):
        found = list(_ALL.finditer(page.text, paper.start, paper.end))
        if not found:
            continue
        title_end = paper.start + len(paper.title) + 4
        titled = [m for m in found if m.start() <= title_end and _campaign(m)[1] in _named_in(paper.title)]
        yield from _in_title(page, paper, titled[:1])
        if titled:
            yield from _older(page, found, _campaign(titled[0]))


def _campaign(found: re.Match[str]) -> tuple[str, str, int, int]:
    return next(CAMPAIGNS[place] for place in range(len(CAMPAIGNS)) if found[f"c{place}"])


def _named_in(title: str) -> set[str]:
    return {_campaign(found)[1] for found in _ALL.finditer(title)} | (
        {"创先争优活动"} if "创先争优" in title else set()
    )


def _in_title(page: Page, paper: Paper, titled: list[re.Match[str]]) -> Iterator[Claim]:
    """The paper's own year long after its campaign."""
    for found in titled:
        _, name, _, last = _campaign(found)
        if paper.title_year and paper.title_year > last + 2:
            said = f"{name}在{last}年已经结束，本文标题写{paper.title_year}年，请核实年份或名称。"
            yield claim(page, "name", found.start(), found.end(), found[0], f"{last}年", "doubtful:recycled", said)


def _older(page: Page, found: list[re.Match[str]], own: tuple[str, str, int, int]) -> Iterator[Claim]:
    """Each older campaign once, where it is told of as going on."""
    said: set[str] = set()
    for one in found:
        _, name, first, last = _campaign(one)
        around = page.text[max(0, one.start() - 14) : one.end() + 10]
        if name == own[1] or last >= own[2] or name in said or _HISTORY.search(around):
            continue
        said.add(name)
        span = f"{first}年" if first == last else f"{first}至{last}年"
        why = f"本文讲的是{own[1]}，这里却写{name}（{span}），像是旧稿里留下的。"
        yield claim(page, "name", one.start(), one.end(), one[0], own[1], "doubtful:recycled", why)
