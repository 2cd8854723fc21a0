"""分篇定年: the papers that one file holds, each with its title, its signing date and the year it speaks of.

>>> from lianxin.pure.figures.layout import lay_out
>>> paper, = papers(lay_out("2026年上半年工作总结\\n今年3月，全镇走访群众。\\n清水镇人民政府\\n2026年7月20日"))
>>> paper.title, paper.year, paper.signed_on
('2026年上半年工作总结', 2026, datetime.date(2026, 7, 20))

Where a file marks its papers by 第一篇, 篇二, it is cut there only; otherwise at the lines that name a kind of paper.
The signing date is the last line that holds nothing but a date (and at most who signs); no such line, no date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from lianxin.pure.figures.layout import Page
from lianxin.pure.numerals import fold

from .reading import Stamp, day_of, stamps

_PART = re.compile(r"第[一二三四五六七八九十]{1,3}篇(?:[：: ].{0,50})?|.{0,30}(?<!第)篇[一二三四五六七八九十]{1,2}")
_TITLE = re.compile(
    r"(?![一二三四五六七八九十]{1,3}[、是要]|[（(]|\d{1,2}[、.．])[^。；！？]{0,44}"
    r"(?:总结|小结|方案|制度|报告|办法|意见|计划|通知|通报|讲话|汇报|简报|纪要|要点|预案|公告|公示|倡议书|复函|批复|决定)"
    r"(?:[一二三四五六七八九十\d]|[（(][^）)]{1,12}[）)])?"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_LABEL = re.compile(r"填报|填表|制表|报送|统计|日期|时间|截止|截至|召开|：|:")
_SIGNED_ON = re.compile(r"^(?:成文|报告|发文|签发|落款|印发)(?:日期|时间)[：:] ?")
_SUBTITLE = re.compile(r"^[—－-]{1,4}")


@dataclass(frozen=True, slots=True)
class Paper:
    """一篇: the span of the clean text, the title line, the stamp it is signed with."""

    start: int
    end: int
    title: str
    title_year: int | None
    signed: Stamp | None

    @property
    def signed_on(self) -> date | None:
        """成文日期 as a day."""
        if not self.signed or not self.signed.year or not self.signed.day:
            return None
        return day_of(self.signed.year, self.signed.month, self.signed.day)

    @property
    def year(self) -> int | None:
        """The year that 今年 means: the title's where the paper is of a year, otherwise that of signing."""
        signed = self.signed_on
        if signed and (self.title_year is None or self.title_year > signed.year or signed.year - self.title_year > 1):
            return signed.year
        return self.title_year or (signed.year if signed else None)


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    start: int
    end: int
    after_blank: bool


@lru_cache(maxsize=4)
def papers(page: Page) -> tuple[Paper, ...]:
    """The papers of a page in order; the whole of it where nothing parts it."""
    lines = list(_lines(page))
    heads = [line.start for line in lines if _PART.fullmatch(line.words)] or list(_titles(lines))
    cuts = sorted({0, *heads, len(page.text)})
    return tuple(_paper(page, lines, start, end) for start, end in zip(cuts, cuts[1:], strict=False) if end > start)


def _lines(page: Page) -> Iterator[_Line]:
    """The lines as they stand in the file, with their places in the clean text."""
    position, blank = 0, True
    for line in page.original.split("\n"):
        words = fold(line).strip()
        if words:
            start, end = bisect_left(page.places, position), bisect_left(page.places, position + len(line))
            start += page.text[start : start + 1] == "\n"  # it stands at the place of what follows
            yield _Line(words, start, end, blank)
        blank = not words
        position += len(line) + 1


def _titles(lines: list[_Line]) -> Iterator[int]:
    """Where a line names a kind of paper and is no broken piece of a sentence; one for a run of them."""
    before: _Line | None = None
    was_title = False
    for line in lines:
        is_title = len(line.words) <= 46 and bool(_TITLE.fullmatch(line.words))
        if (
            is_title
            and before
            and not line.after_blank
            and before.words[-1] not in "。！？…”）)"
            and len(before.words) > 24
        ):
            is_title = False
        if is_title and not was_title:
            yield line.start
        before, was_title = line, is_title


def _paper(page: Page, lines: list[_Line], start: int, end: int) -> Paper:
    own = [line for line in lines if start <= line.start < end]
    title = next((line.words for line in own[:4] if _TITLE.fullmatch(line.words)), own[0].words[:60] if own else "")
    years = {int(year) for year in _YEAR.findall(title)} if "。" not in title and len(title) < 60 else set()
    return Paper(start, end, title, years.pop() if len(years) == 1 else None, _signed(page, own))


def _signed(page: Page, own: list[_Line]) -> Stamp | None:
    """The last line that is a date, in the last lines of the paper or right under its title."""
    for line in [*reversed(own[-14:]), *own[1:4]]:
        bare = _SIGNED_ON.sub("", line.words.strip("()（） "))
        if len(bare) > 44 or _LABEL.search(bare) and not _SUBTITLE.match(bare):
            continue
        found = [
            stamp for stamp in stamps(page.text, line.start, line.end) if stamp.year and stamp.day and not stamp.last
        ]
        if len(found) != 1 or re.search("[，。；]", bare):
            continue
        behind = page.text[found[0].end : line.end].strip("）\n")
        if (
            not behind
            and found[0].start - line.start <= 26
            or _SUBTITLE.match(bare)
            and found[0].start - line.start <= 3
        ):
            return found[0]
    return None
