"""分篇: the texts that one file holds, parted by the lines that name a kind of paper; and the lines of each.

Much of what the structure rules say is true of one text only: two summaries in one file may both begin at 一、, and
may say the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxin.pure.figures.layout import TITLE, Page

_LINE = re.compile(r"[^\n]+")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.．]|[①-⑩])")


@dataclass(frozen=True, slots=True)
class Section:
    """One text of a file: its title ("" before the first one), and the span behind the title."""

    title: str
    title_start: int
    start: int
    end: int


def sections(page: Page) -> list[Section]:
    """The texts of a page in order, none empty of both title and words."""
    heads = [m for m in _LINE.finditer(page.text) if len(m[0]) < 60 and TITLE.fullmatch(m[0])]
    found: list[Section] = []
    if page.text and (not heads or heads[0].start() > 0):
        found.append(Section("", 0, 0, heads[0].start() if heads else len(page.text)))
    stops = [*(head.start() for head in heads[1:]), len(page.text)]
    for head, end in zip(heads, stops, strict=False):
        found.append(Section(head[0], head.start(), min(head.end() + 1, end), end))
    return found


def lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The lines of a span with their places."""
    for found in _LINE.finditer(text, start, end):
        yield found.start(), found[0]


def is_heading(line: str) -> bool:
    """Whether a line stands over what follows: short and not closed, or leading in with a colon.

    >>> is_heading("工作成效"), is_heading("现将情况汇报如下："), is_heading("全镇走访群众，收集意见，办理诉求。")
    (True, True, False)
    """
    if line.endswith(("：", "如下。", "如下", "以下")):
        return True
    return len(line) <= 40 and line[-1] not in "。；，、！？" and line.count("，") <= 2


def numbered(line: str) -> bool:
    """Whether a line begins with a number of an enumeration."""
    return bool(_NUMBERED.match(line))
