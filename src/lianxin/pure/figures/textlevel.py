"""全文: what is wrong with a text as such: enumerations that begin late or break off, 人数 in 人次."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .claims import Claim
from .layout import Page, claim
from .lists import rows

_EARLIER = re.compile(r"[一二](?:是|要|、|，|则|来)|首先|其次|第[一二]|其[一二]|[12][、.．，]|一方面")
_HEADING = re.compile(r"\n(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．])")
_HEADS = re.compile(r"人数(?:共|已)?(?:为|达到|达|约)?(?P<n>\d[\d,.]*(?:万|亿)?[余多]?(?:万)?人次)")


def find(page: Page) -> Iterator[Claim]:
    """Findings on the text as a whole."""
    yield from _gaps(page)
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
