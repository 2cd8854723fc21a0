"""标题与正文的数词: a heading that counts four and the sentence below it that counts three of the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lianxin.pure.numerals import to_hanzi

from .announced import CountWord
from .claims import HOLDS, Claim
from .layout import Page, claim

_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.．])")
_BELOW = 400
_NUMBER = re.compile(r"[一二两三四五六七八九十]{1,3}|\d{1,2}")


def against_headings(
    page: Page, counts: Sequence[CountWord], made: Sequence[Claim | None]
) -> Iterator[tuple[int, Claim]]:
    """What is to be said of the count words at these places instead: the heading and the text contradict each other.

    Where a list shows that one of the two is right, only the other one is wrong, and its mend is known; where no list
    decides, both places are asked about.
    """
    for head, count in enumerate(counts):
        if not _in_heading(page.text, count):
            continue
        for below in range(head + 1, min(head + 12, len(counts))):
            other = counts[below]
            if other.start > count.end + _BELOW:
                break
            if other.number == count.number or not _same(page.text, count, other):
                continue
            yield from _contradicting(page, (head, below), (count, other), (made[head], made[below]))
            break


def _in_heading(text: str, count: CountWord) -> bool:
    line = text.rfind("\n", 0, count.start) + 1
    return bool(_HEADING.match(text, line)) and count.start - line < 30 and "。" not in text[line : count.start]


def _same(text: str, one: CountWord, other: CountWord) -> bool:
    """突出四种特性 and 突出三个特性: the same verb in front, the same noun behind."""
    verb = text[max(0, one.start - 2) : one.start]
    return len(verb) == 2 and verb == text[other.start - 2 : other.start] and one.noun[:2] == other.noun[:2] != ""


def _contradicting(
    page: Page, places: tuple[int, int], words: tuple[CountWord, CountWord], made: tuple[Claim | None, Claim | None]
) -> Iterator[tuple[int, Claim]]:
    for i, where in ((0, "标题"), (1, "正文")):
        mine, theirs = made[i], made[1 - i]
        other = page.text[words[1 - i].start : words[1 - i].end]
        if mine is not None and mine.verdict.startswith("fails"):
            elsewhere = "标题" if i else "正文"
            explain = f"{mine.explain[:-1]}；{elsewhere}写的是“{other}”。"
            sure = theirs is not None and theirs.verdict == HOLDS and theirs.computed == mine.computed
            yield places[i], replace(mine, explain=explain, mend=_with(mine.quote, words[1 - i].number) if sure else "")
        elif mine is None and (theirs is None or theirs.verdict == HOLDS):
            mark = page.text[words[i].start : words[i].end]
            explain = f"{where}写“{mark}”，{'标题' if i else '正文'}写“{other}”，两处数目不一。"
            yield (
                places[i],
                claim(
                    page,
                    "count-word",
                    words[i].start,
                    words[i].end,
                    str(words[i].number),
                    str(words[1 - i].number),
                    "doubtful:conflict",
                    explain,
                ),
            )


def _with(quote: str, number: int) -> str:
    """The count word with another number, in the figures it is written in."""
    return _NUMBER.sub(lambda m: str(number) if m[0].isdigit() else to_hanzi(number), quote, count=1)
