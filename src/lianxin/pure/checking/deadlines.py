"""时限: two rules of one text that give the same deed two different times.

>>> from lianxin.pure.figures.layout import lay_out
>>> text = "意见建议应在7个工作日内予以回复。凡属转办的问题，承办科室最迟在一周内作出答复。"
>>> [claim.explain for claim in find(lay_out(text))]
['回复：前面写“7个工作日内”，这里写“一周内”；7个工作日至少是9天，两处时限不一。']

Only two limits that look like one are asked about: the same number on two clocks (7个工作日 and 7日, 一周), or one matter
named in the same words with two numbers. Limits of different cases (一般, 复杂, 紧急) are rules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim
from lianxin.pure.numerals import from_hanzi

from .sections import Section, sections

_LIMIT = re.compile(
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?:个)?(?P<unit>工作日|自然日|日|天|小时|周|星期|个?月)(?:之)?内"
    r"(?P<then>[^，。；：！？\n]{0,16})"
)
#: deeds with the words they go by
_DEEDS = (
    ("回复", re.compile(r"回复|答复|反馈|回应|回告|告知")),
    ("办结", re.compile(r"办结|办理完毕|办理完成|处理完毕|解决")),
    ("受理", re.compile(r"受理|登记|签收")),
    ("整改", re.compile(r"整改")),
    ("上报", re.compile(r"上报|报送|报告|报备")),
    ("公示", re.compile(r"公示|公开|公布")),
)
#: words by which a rule takes only some cases
_CASE = re.compile(
    r"一般|普通|简单|复杂|疑难|重大|特殊|特别|紧急|突发|急|咨询|投诉|举报|求助|延长|延期|逾期|首次|再次|重复|涉及|跨|情节|群体|"
    r"口头|电话|书面|网上|来信|来访|来电|节假日"
)
_DAYS = {"工作日": 1, "自然日": 1, "日": 1, "天": 1, "周": 7, "星期": 7}
_MATTER = re.compile(r"[\u4e00-\u9fff]{4,}")


@dataclass(frozen=True, slots=True)
class _Limit:
    """One time limit: days on which clock, for which deed, in which rule."""

    days: int
    working: bool
    deed: str
    rule: str
    words: str
    start: int
    end: int


def find(page: Page) -> Iterator[Claim]:
    """Pairs of limits that contradict one another; the second one is quoted."""
    for section in sections(page):
        limits = _limits(page, section)
        told: set[str] = set()
        for place, later in enumerate(limits):
            earlier = next((one for one in limits[max(0, place - 30) : place] if _contradict(one, later)), None)
            if earlier is not None and later.deed not in told:
                told.add(later.deed)
                yield _said(page, earlier, later)


def _limits(page: Page, section: Section) -> list[_Limit]:
    found: list[_Limit] = []
    for match in _LIMIT.finditer(page.text, section.start, section.end):
        deed = next((name for name, words in _DEEDS if words.search(match["then"])), "")
        unit = match["unit"]
        number = int(match["n"]) if match["n"].isdigit() else from_hanzi(match["n"].replace("两", "二")) or 0
        if not deed or unit not in _DAYS or not number:
            continue
        rule = re.split(r"[。；\n]", page.text[max(section.start, match.start() - 120) : match.start()])[-1]
        words = page.text[match.start() : match.start("then")]
        days = number * _DAYS[unit]
        found.append(_Limit(days, unit == "工作日", deed, rule, words, match.start(), match.end()))
    return found


def _contradict(one: _Limit, other: _Limit) -> bool:
    if one.deed != other.deed or one.words == other.words:
        return False
    if one.working != other.working:
        return one.days == other.days and not (_CASE.search(one.rule) and _CASE.search(other.rule))
    if one.days == other.days or _CASE.search(one.rule) or _CASE.search(other.rule):
        return False
    return _matter(one.rule) == _matter(other.rule) != ""


def _matter(rule: str) -> str:
    """What a rule is on: the words in front of its limit."""
    words = re.sub(r"(?:应当|应|必须|须|要|最迟|原则上|一律|在|于)+$", "", rule)
    found = _MATTER.findall(words)
    return found[-1] if found else ""


def _said(page: Page, earlier: _Limit, later: _Limit) -> Claim:
    working = earlier if earlier.working else later
    least = working.days + 2 * ((working.days - 1) // 5)
    why = f"{working.days}个工作日至少是{least}天，" if earlier.working != later.working and least > later.days else ""
    words = f"{later.deed}：前面写“{earlier.words}”，这里写“{later.words}”；{why}两处时限不一。"
    return claim(page, "rule-conflict", later.start, later.end, later.words, earlier.words, "doubtful:conflict", words)
