"""重复: the same sentence twice in one text, where something was pasted once more.

>>> from lianxin.pure.figures.layout import lay_out
>>> text = "镇里每月到各村走访一次并把收到的意见逐条登记造册备查。另有通报。镇里每月到各村走访一次并把收到的意见逐条登记造册备查。"
>>> [(claim.verdict, claim.start) for claim in find(lay_out(text))]
[('doubtful:repeated', 32)]

Sought are whole clauses of some length, over their stops, and only in one text of a file; names of papers and
meetings, and the set phrases of which official texts are made, may come as often as they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from .sections import Section, sections

_LEAST = 20  # characters of a repeated sentence, stops left out
_ALONE = 26  # and of what is told, stops and all: a shorter one may be the name of a thing
_CLAUSE = re.compile(r"[^。；！？\n]+")
_STOPS = re.compile(r"[，、：“”（）《》。；！？\d]")
#: set phrases and long names: they count for nothing
_SET = re.compile(
    r"习近平|新时代中国特色社会主义|党的[一二三四五六七八九十]{1,3}[大届]|[一二三四五六七八九十]{1,3}届[^，。]{0,4}中全会|"
    r"党中央|国务院|中共|市委|县委|省委|区委|“三个代表”|科学发展观|邓小平|毛泽东|全心全意|坚持以人民为中心"
)
_STOP = re.compile("[。！？；]+")
_NAME = re.compile(r"《[^《》\n]{1,80}》")
_LEAD = re.compile(
    r"(?:[一二三四五六七八九十]是|（?[一二三四五六七八九十\d]{1,3}[）、.．]|第[一二三四五六七八九十]{1,2}[，、]|[^，：]{1,16}：)+"
)
_MOST = 5
_NEAR = 16  # characters between sentences of one run: stops and what leads in


class _Run(NamedTuple):
    """Where a run of sentences stood first, and where it stands again."""

    earlier: int
    earlier_end: int
    start: int
    end: int


def find(page: Page) -> Iterator[Claim]:
    """Sentences that a text says again; the second place is quoted, the first named."""
    for section in sections(page):
        yield from _again(page, section)


def _again(page: Page, section: Section) -> Iterator[Claim]:
    """Runs of sentences that stood in the text before, one claim for each run."""
    first: dict[str, tuple[int, int]] = {}
    runs: list[_Run] = []
    for found in _CLAUSE.finditer(page.text, section.start, section.end):
        lead = _LEAD.match(found[0])
        start, end = found.start() + (lead.end() if lead else 0), found.end()
        said = page.text[start:end]
        bare = _STOPS.sub("", _NAME.sub("", said))
        if len(bare) < _LEAST or len(_SET.findall(said)) * 10 > len(bare):
            continue
        earlier = first.setdefault(bare, (start, end))
        if earlier[0] == start:
            continue
        if runs and start - runs[-1].end <= _NEAR and 0 <= earlier[0] - runs[-1].earlier_end <= _NEAR:
            runs[-1] = _Run(runs[-1].earlier, earlier[1], runs[-1].start, end)
        else:
            runs.append(_Run(*earlier, start, end))
    told: dict[int, list[_Run]] = {}
    for run in runs:
        if run.end - run.start >= _ALONE:
            told.setdefault(run.earlier, []).append(run)
    for again in list(told.values())[:_MOST]:
        run = again[0]
        one, two = _where(page, section, run.earlier), _where(page, section, run.start)
        if one == two:  # inside one paragraph: which of its sentences
            one, two = f"{one}第{_sentence(page, run.earlier)}句", f"第{_sentence(page, run.start)}句"
        times = f"各出现一次，全文共{len(again) + 1}次" if len(again) > 1 else "各出现一次"
        words = f"同样{run.end - run.start}个字的文字在{one}和{two}{times}，请看是否重复粘贴。"
        yield claim(page, "repeated", run.start, run.end, two, one, "doubtful:repeated", words)


def _where(page: Page, section: Section, place: int) -> str:
    """第几段: the paragraph of a place within its text."""
    return f"第{page.text.count(chr(10), section.start, place) + 1}段"


def _sentence(page: Page, place: int) -> int:
    """第几句: the sentence of a place within its paragraph."""
    paragraph = page.text.rfind("\n", 0, place) + 1
    return len(_STOP.findall(page.text, paragraph, place)) + 1
