"""标题与正文: a title that promises what the text does not hold, and a passage of another paper that was pasted in.

>>> from lianxin.pure.figures.layout import lay_out
>>> body = "接待日制度的目的是听取意见。每周三下午由一名镇领导在办事大厅接待群众，耐心听取群众反映的问题并记录。" * 4
>>> [(claim.verdict, claim.quote) for claim in find(lay_out("接待日意见箱制度\\n" + body))]
[('doubtful:title', '接待日意见箱制度')]

Both are read from the words: those that come most often in the one part, and whether they come in the other at all.
Attachments and collections of papers under titles of their own are left alone; and a reader decides, so both are doubtful.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim

from .sections import Section, sections

_PAPER = (
    r"工作计划|教学计划|教研计划|学习计划|工作总结|工作方案|实施方案|活动方案|管理制度|应急预案|述职报告|调研报告|工作要点|"
    r"规章制度|实施细则|管理办法"
)
_HEAD = re.compile(
    rf"(?:(?<=[\n。；！？])|^)(?P<head>[^，。；：、\n“”《》（）]{{4,40}}?(?:{_PAPER}))(?=范文|\d|[一二三四五六七八九十]、|\n|[\u4e00-\u9fff])"
)
#: a sentence that speaks of such a paper is no heading of one
_SPEAKS = re.compile(
    r"制定|制订|印发|编制|建立|健全|完善|落实|深化|按照|根据|严格|出台|起草|形成|提交|撰写|执行|实施好|做好|审议|要求|还|都|将|已|了|并"
)
_COMMON = frozenset(
    ("工作", "活动", "开展", "进行", "认真", "加强", "提高", "学习", "组织", "建设", "全面")
    + ("情况", "方面", "教育", "问题", "要求", "制度", "管理", "发展", "落实", "学校", "群众")
)
_GRAMMAR = re.compile("[的和在了是有要为与对中上下不一等把及以将其并个]")
_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}))")
_TOP, _LEAST_WORDS = 15, 8
#: the share of common words up to which two parts are strangers; behind a first foreign heading the next may have more
_ALIKE, _AFTER = 0.25, 0.4
_MAIN, _PASSAGE, _SHORT = 3000, 2000, 150
_MOST = 6
_RULES = re.compile(
    r"(?P<stem>[\u4e00-\u9fff]{4,30}?)(?:工作|管理|实施|暂行|试行)*(?P<kind>制度|办法|规定|细则|守则|规则|公约)$"
)


def find(page: Page) -> Iterator[Claim]:
    """Foreign passages, then titles."""
    parts = sections(page)
    for section in parts:
        yield from _pasted(page, section)
        yield from _promised(page, section)
    yield from _second_paper(page, parts)


def _words(text: str) -> list[str]:
    """The pairs of characters that come most often in a text and mean something."""
    counted = Counter(_PAIR.findall(text)).most_common(80)
    return [w for w, n in counted if n >= 3 and w not in _COMMON and not _GRAMMAR.search(w)][:_TOP]


def _foreign(main: str, passage: str, most: float = _ALIKE) -> bool:
    """Whether two parts hardly share a word of those that make them up; `most` of ours may come in theirs."""
    if min(len(main), len(passage)) < _SHORT:
        return False
    ours, theirs = _words(main), _words(passage)
    if min(len(ours), len(theirs)) < _LEAST_WORDS:
        return False
    kept, brought = sum(w in passage for w in ours), sum(w in main for w in theirs)
    return kept <= most * len(ours) and brought <= _ALIKE * len(theirs)


def _pasted(page: Page, section: Section) -> Iterator[Claim]:
    """Headings of other papers inside one text, from the first that is foreign to it."""
    main, named = "", 0
    for found in _HEAD.finditer(page.text, section.start, section.end):
        if _SPEAKS.search(found["head"]) or named >= _MOST:
            continue
        before = main or section.title + page.text[section.start : min(found.start(), section.start + _MAIN)]
        passage = page.text[found.end() : min(section.end, found.end() + _PASSAGE)]
        if _foreign(before, passage, _AFTER if main else _ALIKE):
            main = before
            named += 1
            yield _said(page, found.start("head"), found.end("head"), found["head"], before)


def _second_paper(page: Page, parts: list[Section]) -> Iterator[Claim]:
    """A second titled paper behind the first: an attachment says so, a collection holds more than two."""
    titled = [part for part in parts if part.title]
    if len(titled) != 2 or "附件" in page.text:
        return
    first, second = titled
    main = first.title + page.text[first.start : first.end][:_MAIN]
    passage = second.title + page.text[second.start : second.end][:_PASSAGE]
    if len(main) >= 2 * _SHORT and _foreign(main, passage):
        yield _said(page, second.title_start, second.title_start + len(second.title), second.title, main)


def _said(page: Page, start: int, end: int, head: str, main: str) -> Claim:
    ours = "、".join(f"“{word}”" for word in _words(main)[:3])
    words = f"“{head}”以下与前文几乎没有共同的词，前文常见的{ours}等很少再出现，像是别处的文字。"
    return claim(page, "foreign-text", start, end, head, "", "doubtful:foreign", words)


def _promised(page: Page, section: Section) -> Iterator[Claim]:
    """校领导接待日意见箱制度 whose text never speaks of a box: the last thing that a title of rules names."""
    title = _RULES.fullmatch(section.title)
    body = page.text[section.start : section.end]
    if title is None or len(body) < _SHORT:
        return
    stem = title["stem"]
    lacking = len(stem)
    while lacking > 1 and stem[lacking - 2 : lacking] not in body:
        lacking -= 1
    absent, kept = stem[lacking:] if lacking < len(stem) else "", stem[:lacking]
    absent = stem[lacking - 1 :] if len(absent) == 1 else absent
    covered = sum(kept[i : i + 2] in body for i in range(len(kept) - 1))
    if len(absent) < 2 or covered * 2 < len(kept) - 1 or len(kept) < 3:
        return
    start = section.title_start
    words = f"标题写到“{absent}”，正文没有提到。"
    yield claim(page, "title", start, start + len(section.title), absent, "", "doubtful:title", words)
