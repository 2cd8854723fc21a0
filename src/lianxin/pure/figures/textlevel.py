"""全文: what is wrong with a text as such: enumerations that begin late, jump or break off, 人数 in 人次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxin.pure.numerals import to_hanzi

from .claims import Claim
from .layout import Page, claim
from .lists import Mark, marks, rows

_EARLIER = re.compile(r"[一二](?:是|要|、|，|则|来)|首先|其次|第[一二]|其[一二]|[12][、.．，]|一方面")
_HEADING = re.compile(r"\n(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．])")
_HEADS = re.compile(r"人数(?:共|已)?(?:为|达到|达|约)?(?P<n>\d[\d,.]*(?:万|亿)?[余多]?(?:万)?人次)")


def find(page: Page) -> Iterator[Claim]:
    """Findings on the text as a whole."""
    yield from _gaps(page)
    yield from _jumps(page)
    for found in _HEADS.finditer(page.text):
        yield claim(
            page,
            "unit",
            found.start(),
            found.end(),
            found["n"],
            "",
            "fails:unit",
            "名称是“人数”，单位却是“人次”，两者不是一回事。",
        )


def _since_heading(text: str, place: int) -> str:
    """What stands between the last heading and a place."""
    piece = text[max(0, place - 3000) : place]
    heads = list(_HEADING.finditer(piece))
    return piece[heads[-1].end() :] if heads else piece


def _gaps(page: Page) -> Iterator[Claim]:
    """三是 without 一是 and 二是; 一是 with nothing behind it."""
    text = page.text
    for row in rows(text):
        if row.style != "first":
            continue
        first, last = row.items[0], row.items[-1]
        if (
            2 < first.number < 10
            and text[first.end - 1] == "是"
            and not _EARLIER.search(_since_heading(text, first.start))
        ):
            mark = text[first.start : first.end]
            yield claim(
                page,
                "enumeration",
                first.start,
                first.end,
                mark,
                "一是",
                "fails:truncated",
                f"列举从“{mark}”开始，前面没有“一是”。",
            )
        if text[last.end : last.end + 1] in ("", "\n") and text[last.end - 1] == "是":
            mark = text[last.start : last.end]
            yield claim(
                page,
                "enumeration",
                last.start,
                last.end,
                mark,
                "",
                "fails:truncated",
                f"列举在“{mark}”处中断，后面没有内容。",
            )


def _jumps(page: Page) -> Iterator[Claim]:
    """一是…三是 with no 二 in any form between; 二是…二是 within one paragraph."""
    last: Mark | None = None
    ones = 0
    for mark in marks(page.text):
        if mark.style != "first":
            if mark.style == "title" or page.text[max(0, mark.start - 1) : mark.start] in ("", "\n"):
                last, ones = None, 0
            continue
        if page.text[mark.end - 1] != "是":
            last = None
            continue
        ones += mark.number == 1
        if last is not None and mark.start - last.end < 1500:
            between = page.text[last.end : mark.start]
            missing = range(last.number + 1, mark.number)
            if 0 < len(missing) < 4 and not any(_mentioned(number, between) for number in missing):
                yield _jump(page, last, mark, missing)
            elif mark.number == last.number > 1 == ones and "\n" not in between:
                yield _double(page, mark)
        last = mark


def _mentioned(number: int, between: str) -> bool:
    """Whether a number stands in any form that may head an item."""
    han = to_hanzi(number)
    return bool(
        re.search(
            rf"{han}(?:是|要|则|来|、|，|）|：|方面)|[第其]{han}|(?<!\d){number}[、.．）]|再次|另外|同时[，是]", between
        )
        or number == 2
        and "其次" in between
    )


def _jump(page: Page, last: Mark, mark: Mark, missing: range) -> Claim:
    one, other = page.text[last.start : last.end], page.text[mark.start : mark.end]
    lacking = "、".join(f"“{to_hanzi(number)}是”" for number in missing)
    words = f"“{one}”之后是“{other}”，缺{lacking}。"
    return claim(page, "enumeration", mark.start, mark.end, other, f"{to_hanzi(last.number + 1)}是", "fails:gap", words)


def _double(page: Page, mark: Mark) -> Claim:
    name, following = page.text[mark.start : mark.end], f"{to_hanzi(mark.number + 1)}是"
    words = f"“{name}”出现了两次，第二个应为“{following}”。"
    return claim(page, "enumeration", mark.start, mark.end, name, following, "fails:structure", words)
