"""周年: an anniversary lies so many years after what it remembers; a paper of another year has it from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim
from lianxin.pure.numerals import from_hanzi

from .papers import Paper, papers

_BASES = (
    (r"中国共产党(?:成立|建党|诞生|建立|的)?|建党|党的生日|党成立", 1921, "中国共产党成立"),
    (r"中华人民共和国成立|新中国成立|建国|共和国(?:成立|诞生)|国庆", 1949, "新中国成立"),
    (r"人民政协成立", 1949, "人民政协成立"),
    (r"中国人民解放军建军|人民军队建军|解放军建军|建军", 1927, "建军"),
    (r"改革开放", 1978, "改革开放"),
    (r"抗日战争(?:暨世界反法西斯战争)?胜利|抗战(?:暨世界反法西斯战争)?胜利", 1945, "抗日战争胜利"),
    (r"长征胜利", 1936, "长征胜利"),
    (r"五四运动", 1919, "五四运动"),
    (r"辛亥革命", 1911, "辛亥革命"),
    (r"抗美援朝(?:出国作战)?", 1950, "志愿军抗美援朝出国作战"),
    (r"香港回归(?:祖国)?", 1997, "香港回归"),
    (r"澳门回归(?:祖国)?", 1999, "澳门回归"),
    (r"人民代表大会(?:制度)?(?:成立|建立)", 1954, "人民代表大会制度建立"),
)
_WHAT = re.compile(
    "(?:"
    + "|".join(f"(?P<b{place}>{words})" for place, (words, _, _) in enumerate(_BASES))
    + r")[“”]?(?P<n>\d{2,3}|[一二三四五六七八九]?[百十][一二三四五六七八九零十]{0,3})(?:周年|华诞|岁华诞|岁生日|周岁)"
)
_YEAR_IS = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?:\d{1,2}月(?:\d{1,2}日)?)?[，、]?(?:是|正值|恰逢|时值|适逢|迎来|为|正是|在)?[^\d，。；]{0,10}$"
)
_OTHER_YEAR = re.compile(r"(?:19|20)\d{2}年|当年|那年|往年|历次|曾")
_COMING = re.compile(r"迎接|喜迎|迎来|献礼|即将|筹备|将迎|迎")
_NOW = re.compile(r"^[^，。；]{0,4}(?:之际|来临|到来|之时|当天|大会|系列|活动)|今年")

#: a report may look back on the years of a whole term
_TERM = 5


def find(page: Page) -> Iterator[Claim]:
    """Each anniversary against the year beside it, otherwise against the year of its paper."""
    for paper in papers(page):
        for found in _WHAT.finditer(page.text, paper.start, paper.end):
            yield from _one(page, paper, found)


def _one(page: Page, paper: Paper, found: re.Match[str]) -> Iterator[Claim]:
    base = next(_BASES[place] for place in range(len(_BASES)) if found[f"b{place}"])
    years = int(found["n"]) if found["n"].isdigit() else from_hanzi(found["n"])
    if not years:
        return
    due = base[1] + years
    reckoned = f"{base[2]}在{base[1]}年，{years}周年是{due}年"
    before = re.split("[。；\n]", page.text[max(0, found.start() - 24) : found.start()])[-1]
    after = re.split("[。；\n]", page.text[found.end() : found.end() + 12])[0]

    def said(verdict: str, why: str) -> Claim:
        return claim(page, "date", found.start(), found.end(), found[0], str(due), verdict, f"{reckoned}{why}")

    if beside := _YEAR_IS.search(before):
        year = int(beside["year"])
        yield said("holds", "。") if year == due else said("fails:anniversary", f"，不是{year}年。")
        return
    if paper.year is None or _OTHER_YEAR.search(before + after):
        return
    if paper.year == due:
        yield said("holds", "。")
    elif due == paper.year - 1 and "今年" in before[-12:]:
        yield said("doubtful:anniversary", f"，本文是{paper.year}年的。")
    elif due == paper.year - 1 or due > paper.year and (due == paper.year + 1 or _COMING.search(before)):
        return  # told at the beginning of the next year, or what is being prepared
    else:
        plain = bool(_NOW.search(after) or _NOW.search(before[-8:]))
        far = abs(due - paper.year) > _TERM
        if plain or far:
            yield said("fails:anniversary" if plain and far else "doubtful:anniversary", f"，本文是{paper.year}年的。")
