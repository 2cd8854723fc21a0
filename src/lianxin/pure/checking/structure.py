"""序号: headings and items whose numbers jump, come twice, start again or change their kind on the way.

Only numbers that begin a line are judged; a number inside a paragraph counts as evidence that nothing is missing.
Wrong is what no reader can take otherwise (一、三、 with no 二 between; （五） and then （一） with nothing in
between); a list that starts again behind a plain paragraph is only asked about. What it does not do: it knows no
outline, only the order of the marks, and it does not say which heading is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from lianxin.pure.figures.claims import Claim
from lianxin.pure.figures.layout import Page, claim
from lianxin.pure.figures.lists import RANK, Mark, marks
from lianxin.pure.numerals import to_hanzi

from .sections import is_heading, lines, numbered

_JUDGED = ("chapter", "section", "item", "point")
_HAN = ("chapter", "section")
_NUMBER = "一二三四五六七八九十"
#: 二、三产业 and 一、二季度 begin a line without being a heading
_RANGE = re.compile(rf"[{_NUMBER}]{{1,2}}(?:季|产|月|级|线|类|等|批|期|年|次|组|队|楼|期|[、至到])")
_FAR = 20_000


def _forms(shape: str) -> Callable[[str, int], re.Pattern[str]]:
    """The pattern of a number in one shape, H for its Han and N for its Arabic figures; made once for each."""

    @cache
    def form(han: str, number: int) -> re.Pattern[str]:
        return re.compile(shape.replace("H", han).replace("N", str(number)))

    return form


_FORMS = {
    "chapter": _forms("H[、.．](?![季产月级线类])"),
    "section": _forms("（H）"),
    "item": _forms(r"(?<=\n)N[、.．]|(?<!\d)N[.．](?!\d)|(?<![\d.])N[、，]"),  # 20.2026年重点工作 on a line of its own
    "point": _forms("（N）"),
    "first": _forms("H[是要则来]"),
    "ordinal": _forms("[第其]H"),
    "bare": _forms(r"H[，：）]|(?<![\d（])N）"),
}


@dataclass
class _Row:
    """The marks of one style that belong together so far."""

    first: Mark
    last: Mark
    size: int = 1


@dataclass
class _State:
    """What is open at a place of the text: rows by style, those closed by a higher mark, and the last mark."""

    open: dict[str, _Row] = field(default_factory=dict)
    closed: dict[str, _Row] = field(default_factory=dict)
    last: Mark | None = None
    since: int = 0
    inverted: int = -1


def find(page: Page) -> Iterator[Claim]:
    """Faults of the numbering, in the order of the text."""
    text = page.text
    every = marks(text)
    state = _State()
    for place, mark in enumerate(every):
        if mark.style == "title":
            state = _State(since=mark.end)
            continue
        if mark.style not in _JUDGED or not _begins_line(text, mark) or _RANGE.match(text, mark.end):
            continue
        rank = RANK[mark.style]
        for style in [s for s in state.open if RANK[s] > rank]:
            state.closed[style] = state.open.pop(style)
        yield from _judge(page, state, mark, every[max(0, place - 40) : place], every[place + 1 : place + 40])
        row = state.open.get(mark.style)
        if row and mark.number > 1:
            row.last, row.size = mark, row.size + 1
        else:
            state.open[mark.style] = _Row(mark, mark)
        state.last = mark


def _begins_line(text: str, mark: Mark) -> bool:
    """Whether a mark begins a line of its own, and not the second half of “一帮一、手拉手” that the paper broke."""
    if mark.start and text[mark.start - 1] != "\n":
        return False
    near = text[max(0, mark.start - 20) : mark.start]
    return near.count("“") <= near.count("”")


def _judge(page: Page, state: _State, mark: Mark, before: tuple[Mark, ...], after: tuple[Mark, ...]) -> Iterator[Claim]:
    row = state.open.get(mark.style)
    if row is None:
        if mark.number > 1:
            yield from _late(page, state, mark, after)
    elif mark.number == 1:
        yield from _restart(page, state, row, mark)
    elif mark.number == row.last.number:
        yield from _doubled(page, row, mark, before)
    elif mark.number > row.last.number + 1:
        yield from _gap(page, row, mark, after)
    elif mark.number < row.last.number and not _jumped(row):
        name = _name(page, mark)
        words = f"“{_name(page, row.last)}”之后是“{name}”，序号倒退。"
        yield _said(page, mark, str(row.last.number + 1), "doubtful:structure", words)


def _jumped(row: _Row) -> bool:
    """Whether the row has already been found to jump over a number: said once is enough."""
    return row.last.number - row.first.number + 1 != row.size


def _late(page: Page, state: _State, mark: Mark, after: tuple[Mark, ...]) -> Iterator[Claim]:
    """A row that begins with another number than one."""
    number, last = mark.number, state.last
    gone = state.closed.get(mark.style)
    if gone is not None and gone.last.number == number - 1:
        above = [row for row in state.open.values() if row.first.start > gone.first.start]
        if above and RANK[above[0].first.style] < RANK[mark.style] and state.inverted < 0:
            state.inverted = mark.start
            upper = _name(page, above[0].first)
            words = f"“{upper}”用在“{_name(page, mark)}”之下，层次颠倒；层次序号依次是“一、”“（一）”“1.”“（1）”。"
            yield _said(page, mark, upper, "style:level", words)
        return
    if last is not None and last.number == number - 1 and last.style != mark.style:
        near = page.text[last.start : mark.start]
        if len(near) < _FAR and not _evidence(mark, number - 1, page.text[last.end : mark.start]):
            words = f"前面的序号是“{_name(page, last)}”，接着是“{_name(page, mark)}”，同一层次用了两种序号。"
            yield _said(page, mark, _like(page, last, number), "fails:structure", words)
        return
    if _evidence(mark, number - 1, page.text[max(state.since, mark.start - 3000) : mark.start]):
        return
    follows = any(m.style == mark.style and m.number == number + 1 and _begins_line(page.text, m) for m in after)
    if mark.style in _HAN or follows:
        one = _like(page, mark, 1)
        words = f"序号从“{_name(page, mark)}”开始，前面没有“{one}”。"
        yield _said(page, mark, one, "doubtful:structure", words)


def _restart(page: Page, state: _State, row: _Row, mark: Mark) -> Iterator[Claim]:
    """（一） again, with no heading over it."""
    text = page.text
    if mark.start - row.last.start > _FAR or state.inverted > row.last.start:
        return
    between = list(lines(text, row.last.start, mark.start))
    if between[-1][1].endswith("："):
        return
    plain = [line for _, line in between[1:] if not numbered(line)]
    if any(is_heading(line) for line in plain):
        return
    han = mark.style in _HAN
    if not han and (plain or row.last.number < 2):
        return
    beyond_doubt = han and not plain and row.last.number >= 2
    name = _name(page, mark)
    words = f"“{_name(page, row.last)}”之后又从“{name}”开始，中间没有上一层的标题。"
    yield _said(page, mark, "", "fails:structure" if beyond_doubt else "doubtful:structure", words)


def _doubled(page: Page, row: _Row, mark: Mark, before: tuple[Mark, ...]) -> Iterator[Claim]:
    if any(m.style == mark.style and m.number == 1 and row.last.start < m.start for m in before):
        return
    name, following = _name(page, mark), _like(page, mark, mark.number + 1)
    words = f"序号“{name}”出现了两次，第二个应为“{following}”。"
    grade = "fails:structure" if mark.style in _HAN else "doubtful:structure"
    yield _said(page, mark, following, grade, words)


def _gap(page: Page, row: _Row, mark: Mark, after: tuple[Mark, ...]) -> Iterator[Claim]:
    missing = range(row.last.number + 1, mark.number)
    between = page.text[row.last.end : mark.start]
    later = {m.number for m in after if m.style == mark.style and _begins_line(page.text, m)}
    if len(missing) > 3 or len(between) > _FAR or any(_evidence(mark, number, between) for number in missing):
        return
    turned = any(number in later for number in missing)
    grade = "doubtful:structure"
    if not turned and (mark.style in _HAN or row.size >= 2 or mark.number + 1 in later):
        grade = "fails:structure"
    lacking = "、".join(f"“{_like(page, mark, number)}”" for number in missing)
    words = f"“{_name(page, row.last)}”之后是“{_name(page, mark)}”，缺{lacking}。"
    yield _said(page, mark, _like(page, mark, row.last.number + 1), grade, words)


def _evidence(mark: Mark, number: int, between: str) -> bool:
    """Whether a number stands between two marks in some form: in its own, or in another that no one before it leads in.

    （二） below 一、 belongs to a row of its own when （一） stands there too, and says nothing of a lost 二、; nor does
    （一） stand for a lost 一、 when （二） follows it.
    """
    for style, form in _FORMS.items():
        beside = number - 1 or number + 1
        wanted, own = (form(to_hanzi(k), k) for k in (number, beside))
        if wanted.search(between) if style == mark.style else wanted.search(between) and not own.search(between):
            return True
    return False


def _name(page: Page, mark: Mark) -> str:
    return page.text[mark.start : mark.end]


def _like(page: Page, mark: Mark, number: int) -> str:
    """Another number in the shape of a mark."""
    shape = _name(page, mark)
    written = str(number) if mark.style in ("item", "point") else to_hanzi(number)
    return re.sub(rf"[{_NUMBER}]+|\d+", written, shape, count=1)


def _said(page: Page, mark: Mark, computed: str, verdict: str, words: str) -> Claim:
    """A claim on a mark and the first words behind it."""
    behind = re.match(r"[^，。；：！？\n]{0,12}", page.text[mark.end : mark.end + 12])
    end = mark.end + len(behind[0] if behind else "")
    return claim(page, "numbering", mark.start, end, _name(page, mark), computed, verdict, words)
