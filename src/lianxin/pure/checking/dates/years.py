"""年份混用: one year named both by its number and as 今年, as happens where the year of an older text was replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from .papers import Paper, papers

_LATE = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:下半年|[三四]季度|第[三四]季度|(?:[7-9]|1[0-2])月)")
_EARLY = re.compile(r"今年(?P<month>[1-6]|[一二三四五六])月")
_DONE = re.compile(r"了|已")
_COMING = re.compile(r"将|拟|计划|预计|力争|争取|确保|打算|目标")


def find(page: Page) -> Iterator[Claim]:
    """2024年下半年 told as past beside 今年5月, in a paper of 2024 that no date is set under."""
    for paper in papers(page):
        if paper.title_year and not paper.signed:
            yield from _mixed(page, paper, paper.title_year)


def _mixed(page: Page, paper: Paper, year: int) -> Iterator[Claim]:
    late = [m for m in _LATE.finditer(page.text, paper.start, paper.end) if int(m["year"]) == year and _past(page, m)]
    early = [m for m in _EARLY.finditer(page.text, paper.start, paper.end) if _past(page, m)]
    if not late or not early:
        return
    one, other = late[0], early[0]
    said = f"“{one[0]}”已写成过去，又写“{other[0]}”：同一年两样写法，请核实年份是否改自旧稿。"
    yield claim(page, "date", one.start(), one.end(), one[0], other[0], "doubtful:years", said)


def _past(page: Page, found: re.Match[str]) -> bool:
    """Whether the words behind tell of something done."""
    behind = re.split("[。；]", page.text[found.end() : found.end() + 200])
    ahead = "".join(behind[:2])
    return bool(_DONE.search(ahead)) and not _COMING.search(behind[0])
