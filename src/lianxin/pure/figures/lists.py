"""列举: the enumerations of a text (一是…二是…, （一）（二）, 1、2、) and its rows of items joined by 、 or ；."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lianxin.pure.numerals import from_hanzi

from .layout import TITLE

_HAN = "一二三四五六七八九十"
# From the highest level of an office text down; a mark closes all open rows below it.
_STYLES = (
    ("chapter", re.compile(rf"(?:(?<=\n)|^)([{_HAN}]{{1,3}})、")),
    ("section", re.compile(rf"(?:(?<=[\n。：；”，！？])|^)（([{_HAN}]{{1,3}})）")),
    ("item", re.compile(r"(?:(?<=[\n。：；”），？！])|^)(\d{1,2})[、.．](?![\d年月日])")),
    ("point", re.compile(r"(?:(?<=[\n。：；”），？！])|^)（(\d{1,2})）")),
    ("circle", re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])")),
    ("ordinal", re.compile(rf"(?:(?<=[\n。：；”），])|^)第([{_HAN}]{{1,3}})[，、：]")),
    (
        "first",
        re.compile(
            rf"(?:(?<=[\n。：；”），、！？（“])|^)([{_HAN}]{{1,3}})(?:是|要|则)"
            r"|(?<![\n统唯之第不同万一单专逐周星期初十百千其])(一)是"
        ),
    ),
    ("word", re.compile(r"(?:(?<=[\n。：；”）])|^)(首先|其次|再次|最后)[，、是要]?")),
)
_WORDS = {"首先": 1, "其次": 2, "再次": 3}
RANK = {name: rank for rank, (name, _) in enumerate(_STYLES)}


@dataclass(frozen=True, slots=True)
class Item:
    """One mark of an enumeration: its number and the span of its mark."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """An enumeration: its style and its items, numbered without a gap from the first on."""

    style: str
    items: tuple[Item, ...]

    @property
    def start(self) -> int:
        """Where the first mark stands."""
        return self.items[0].start

    @property
    def whole(self) -> bool:
        """Whether it begins with number one."""
        return self.items[0].number == 1


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark wherever it stands: its style, number (0: 最后, the next one; of a title, nothing) and span."""

    style: str
    number: int
    start: int
    end: int


@lru_cache(maxsize=2)
def marks(text: str) -> tuple[Mark, ...]:
    """All marks of a clean text and its titles (style "title"), in order; kept for the text at hand."""
    found = [
        Mark(style, _number(m[m.lastindex or 1]), m.start(), m.end())
        for style, pattern in _STYLES
        for m in pattern.finditer(text)
    ]
    found.extend(
        Mark("title", 0, m.start(), m.end()) for m in re.finditer(r"(?m)^[^\n]{1,59}$", text) if TITLE.fullmatch(m[0])
    )
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.style)))


def rows(text: str) -> list[Row]:
    """All enumerations of a clean text, in order of their first marks."""
    open_rows: dict[str, list[Item]] = {}
    done: list[Row] = []
    for mark in marks(text):
        start, end, style, number = mark.start, mark.end, mark.style, mark.number
        if style == "title":
            done.extend(Row(other, tuple(row)) for other, row in open_rows.items())
            open_rows.clear()
            continue
        for other in [o for o in open_rows if RANK[o] > RANK[style] and RANK[style] < RANK["circle"]]:
            done.append(Row(other, tuple(open_rows.pop(other))))
        row = open_rows.get(style)
        if row and (number == row[-1].number + 1 or number == 0):
            row.append(Item(row[-1].number + 1, start, end))
        else:
            if row:
                done.append(Row(style, tuple(row)))
            open_rows[style] = [Item(number or 1, start, end)]
    done.extend(Row(style, tuple(row)) for style, row in open_rows.items())
    return sorted(done, key=lambda row: row.start)


def _number(mark: str) -> int:
    """The number of a mark; 最后 has none of its own (0: the next one)."""
    if mark in "①②③④⑤⑥⑦⑧⑨⑩":
        return "①②③④⑤⑥⑦⑧⑨⑩".index(mark) + 1
    if mark.isdigit():
        return int(mark)
    return _WORDS.get(mark, 0) if mark in (*_WORDS, "最后") else from_hanzi(mark) or 0


_QUOTED = re.compile(r"“[^“”]*”")
_BRACKET = re.compile(r"（[^（）]*）")
#: 和 and its like, and not 和谐, 参与, 普及, 协同
_JOIN = re.compile(
    r"以及|(?<![饱温总平])和(?![谐平美睦])|(?<![参给])与(?![会时])|(?<![以普涉惠触顾波推])及(?![时格早])"
    r"|(?<![协共合一相不雷])同(?![样时志步学一意比])|或"
)


def _shield(text: str) -> str:
    """Separators inside quotes and brackets blanked, so that they do not part items."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[、，；。：]", "·", found[0])

    return _BRACKET.sub(blank, _QUOTED.sub(blank, text))


def split(text: str, separator: str) -> list[str]:
    """The items of a row, with quotes and brackets kept whole.

    >>> split("“甲、乙”、丙(丁、戊)、己".replace("(", "（").replace(")", "）"), "、")
    ['“甲、乙”', '丙（丁、戊）', '己']
    """
    cuts = [m.start() for m in re.finditer(separator, _shield(text))]
    edges = [-1, *cuts, len(text)]
    return [piece for a, b in zip(edges, edges[1:], strict=False) if (piece := text[a + 1 : b].strip())]


def spread(items: list[str]) -> tuple[int, int]:
    """How few and how many things a row may name: 和 in an item may join two, or be part of one."""
    joined = sum(len(_JOIN.findall(_QUOTED.sub("“”", item), 1)) for item in items)  # 与学习结合 begins with it
    return len(items), len(items) + joined


def alike(items: list[str], word: str = "") -> bool:
    """Whether the items of a row are cut alike: the word, or some two characters, stand in each of them."""
    if len(items) < 2:
        return False
    if word and all(word in item for item in items):
        return True
    first = items[0]
    return any(all(first[i : i + 2] in item for item in items[1:]) for i in range(len(first) - 1))
