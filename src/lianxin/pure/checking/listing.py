"""列举的提示: what a reader may want to count again, without any fault: 以下几点 with its items, and a row of questions
(行不行、好不好) behind a count word that has its own list.

>>> from lianxin.pure.figures.layout import lay_out
>>> text = "重点做好以下几点：\\n一是制定方案，明确责任。\\n二是成立小组，确定人员。"
>>> [(claim.verdict, claim.explain) for claim in find(lay_out(text))]
[('note', '“以下几点”后面列举了2项。')]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim
from lianxin.pure.figures.lists import rows, split
from lianxin.pure.numerals import from_hanzi

_SOME = re.compile(r"(?:以下|下列|下面|如下)几(?:点|个方面|方面|项|条|种|个问题)")
_QUESTION = re.compile(r"([\u4e00-\u9fff]{1,2})不\1")
_COUNTED = re.compile(r"(?P<n>[二两三四五六七八九十])(?:个)?方面")


def find(page: Page) -> Iterator[Claim]:
    """Notes only; none is graded."""
    text = page.text
    lists = rows(text)
    for found in _SOME.finditer(text):
        place = bisect_left(lists, found.end(), key=lambda row: row.start)
        row = lists[place] if place < len(lists) else None
        if row is not None and row.whole and row.start - found.end() < 60:
            words = f"“{found[0]}”后面列举了{len(row.items)}项。"
            yield claim(page, "enumeration", found.start(), found.end(), found[0], str(len(row.items)), "note", words)
    for piece in re.finditer(r"[^，。；：！？\n]{8,300}", text):
        asked = len(_QUESTION.findall(piece[0])) if "、" in piece[0] and "不" in piece[0] else 0
        if asked < 3 or asked != sum(bool(_QUESTION.search(item)) for item in split(piece[0], "、")):
            continue
        before = re.split(r"[。！？\n]", text[max(0, piece.start() - 160) : piece.start()])[-1]
        counted = _COUNTED.search(before)
        number = from_hanzi(counted["n"].replace("两", "二")) if counted else None
        if counted and number and number != asked:
            words = f"前面说“{counted[0]}”，后面逐项问了{asked}项，请看是否一致。"
            yield claim(page, "count-word", piece.start(), piece.end(), str(number), str(asked), "note", words)
