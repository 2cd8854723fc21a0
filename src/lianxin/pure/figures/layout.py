"""The text as the rules read it: no blanks or hard breaks, one shape of signs, all traceable.

Office texts come with blanks around figures (有 1 个), lines broken in mid-sentence by the paper they were copied
from, and Western or Chinese punctuation. The rules see one clean form; `Page.place` leads back to the original.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from lianxin.pure.numerals import Numeral, fold, read

from .claims import Claim
from .rounding import plain

_SIGNS = str.maketrans(
    {
        ",": "，",
        ":": "：",
        ";": "；",
        "(": "（",
        ")": "）",
        "?": "？",
        "!": "！",
        "﹐": "，",
        "､": "、",
        "‘": "“",
        "‚": "“",
        "「": "“",
        "『": "“",
        "„": "“",
        "’": "”",
        "‛": "”",
        "」": "”",
        "』": "”",
        "‟": "”",
        "〝": "“",
        "〞": "”",
    }
)
_BLANK = frozenset(
    [*" \t\r\f\v\u00a0\u2060\u3000\ufeff", *map(chr, range(0x2000, 0x2010)), *map(chr, range(0x202A, 0x202F))]
)
_MARK = re.compile(
    r"[一二三四五六七八九十]{1,3}[、是要]|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[、.．]|"
    r"第[一二三四五六七八九十]{1,3}[篇章节条部，、]"
)
# A line of its own that names a kind of paper: a new text begins there.
TITLE = re.compile(
    r"(?![一二三四五六七八九十\d（])[^，。；：、！\n]{0,30}(?:总结|方案|制度|报告|办法|意见|计划|通知|讲话|汇报)"
    r"[一二三四五六七八九十\d]?|[^，。；：、！\n]{0,20}篇[一二三四五六七八九十]|第[一二三四五六七八九十]{1,3}篇[^。\n]{0,40}"
)
_CLOSED = "。！？；：…”）》】.—"
_GROUP = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_CLOCK = re.compile(r"(?<=\d)：(?=\d\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number that counts something: the numeral with the words before it and the noun behind it."""

    numeral: Numeral
    label: str
    noun: str
    clause: int

    @property
    def start(self) -> int:
        """Where the label begins; equals the numeral's start when there is none."""
        return self.numeral.start - len(self.label)

    @property
    def end(self) -> int:
        """Where the numeral with its measure word ends."""
        return self.numeral.end


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The clean text, the way back to the original, its numbers and its sentences. One is equal only to itself."""

    original: str
    text: str
    places: tuple[int, ...]
    numerals: tuple[Numeral, ...]
    starts: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    #: what `mentions` has read already, by span: every rule asks for the same sentences
    read: dict[tuple[int, int], tuple[Mention, ...]] = field(default_factory=dict, repr=False)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for a span of the clean text."""
        return self.places[start], self.places[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The original characters of a span of the clean text."""
        first, last = self.place(start, end)
        return self.original[first:last]


# A sentence that begins with 其中 speaks of the one before it and is read together with it.
_SENTENCE = re.compile(r"[^。！？\n]{1,2000}(?:。其中[^。！？\n]{1,2000})?[。！？]?[”）]?")


def lay_out(original: str) -> Page:
    """The page of a text. Linear in its length."""
    chars: list[str] = []
    places: list[int] = []
    position = 0
    last = ""
    for line in re.split(r"[\n\t]", original):  # a tab parts the cells of a table row
        kept = [
            (position + i, c) for i, c in enumerate(_GROUP.sub("\0", fold(line)).translate(_SIGNS)) if c not in _BLANK
        ]
        position += len(line) + 1
        if not kept:
            continue
        written = "".join(c for _, c in kept)
        if chars and not _runs_on(last, written):
            chars.append("\n")
            places.append(kept[0][0])
        chars.extend(written)
        places.extend(place for place, _ in kept)
        last = written
    text = _CLOCK.sub(":", _pair_quotes("".join(chars)).replace("\0", ","))
    # No office sentence is longer; a text that is one endless sentence must not cost its length squared.
    sentences = tuple((m.start(), m.end()) for m in _SENTENCE.finditer(text))
    numerals = tuple(read(text))
    return Page(original, text, tuple(places), numerals, tuple(n.start for n in numerals), sentences)


def _runs_on(last: str, line: str) -> bool:
    """Whether a line carries on the sentence of the line before (a hard break of the paper)."""
    if last[-1] in "，、" and not _MARK.match(line):
        return True
    if last[-1] in _CLOSED or _MARK.match(line) or len(last) < 18 or TITLE.fullmatch(line):
        return False
    return not (_MARK.match(last) and len(last) < 40 and "，" not in last[4:]) or len(last) >= 30


def _pair_quotes(text: str) -> str:
    """Straight quotation marks opened and closed in turn, line by line."""
    if '"' not in text:
        return text
    out, opened = [], False
    for char in text:
        if char == "\n":
            opened = False
        if char == '"':
            opened = not opened
            char = "“" if opened else "”"
        out.append(char)
    return "".join(out)


_LABEL_STOP = re.compile(r"[，。；：！？、\n（）…]")
#: no sentence of an office text counts more; what is denser is a dump of data, which `checking.cells` reads as a table
_MOST = 150
_LEAD = re.compile(r"^(?:其中|并且|并|另外|此外|另有|同时|以及|及|和|共有|共|了|的|：)+")


def mentions(page: Page, start: int, end: int) -> list[Mention]:
    """The counted numbers of a span, each with its label (what stands before it in its clause) and noun."""
    known = page.read.get((start, end))
    if known is None:
        known = page.read[start, end] = tuple(_mentioned(page, start, end))
    return list(known)


def _mentioned(page: Page, start: int, end: int) -> Iterator[Mention]:
    clause, position = 0, start
    first, last = bisect_left(page.starts, start), bisect_left(page.starts, end)
    for numeral in page.numerals[first : min(last, first + _MOST)]:
        if numeral.end > end:
            break
        clause += len(re.findall(r"[，；。：]", page.text[position : numeral.start]))
        floor = max(position, numeral.start - 40)
        head = page.text[floor : numeral.start]
        stops = list(_LABEL_STOP.finditer(head))
        label = head[stops[-1].end() :] if stops else head
        label = _LEAD.sub("", label)
        noun_match = re.match(r"[^\d，。；：！？、\n（）“”]{0,12}", page.text[numeral.end : min(end, numeral.end + 12)])
        yield Mention(numeral, label, noun_match[0] if noun_match else "", clause)
        position = numeral.end


def segments(page: Page) -> list[tuple[int, int]]:
    """The sentences cut again at ；, within which a comparison keeps to its subject."""
    cut: list[tuple[int, int]] = []
    for start, end in page.sentences:
        for piece in re.finditer(r"[^；]+；?", page.text[start:end]):
            cut.append((start + piece.start(), start + piece.end()))
    return cut


def claim(
    page: Page, kind: str, start: int, end: int, stated: str, computed: str, verdict: str, explain: str, mend: str = ""
) -> Claim:
    """A claim on a span of the clean text, with the offsets and the quote of the original.

    `mend` is what to write instead of the quote, the whole span, where the arithmetic leaves no choice.
    """
    first, last = page.place(start, end)
    return Claim(kind, page.original[first:last], first, last, stated, computed, verdict, explain, mend)


def mended(page: Page, start: int, end: int, wrong: Mention, right: str) -> str:
    """The quote of a span with one figure in it written right, for what leaves no choice (截尾, wrong base)."""
    numeral = wrong.numeral
    return (
        page.quote(start, numeral.start) * (start < numeral.start)
        + right
        + page.quote(numeral.number_end, end) * (numeral.number_end < end)
    )


def clause_before(page: Page, place: int, reach: int = 30) -> str:
    """The words of the clause that lead up to a place, quotes and brackets kept."""
    head = page.text[max(0, place - reach) : place]
    return re.split(r"[，。；：！？\n]", head)[-1]


def depth_zero(page: Page, start: int, place: int) -> bool:
    """Whether a place of a sentence stands outside brackets."""
    piece = page.text[start:place]
    return piece.count("（") <= piece.count("）")


def countable(mention: Mention) -> bool:
    """Whether a mention can be added: a plain amount with a unit, not hedged."""
    return mention.numeral.form == "number" and bool(mention.numeral.measure) and mention.numeral.exact


def same_kind(one: Mention, other: Mention) -> bool:
    """Whether two amounts are of one unit family; 件, 人次 and 户 are never added to one another."""
    first, second = one.numeral, other.numeral
    return first.measure == second.measure or first.family == second.family


def amount(value: Fraction, like: Mention) -> str:
    """An amount in the 万 or 亿 of its neighbour, as a reckoner writes it."""
    numeral = like.numeral
    scale = numeral.quantum * 10**numeral.decimals
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if scale == size:
            return plain(value / size) + name
    return plain(value)
