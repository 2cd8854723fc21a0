"""版面推算: on which page a paper ends, and how far down, reckoned from lines of 28 characters.

Where the imprint goes depends on it (版记 stands on the last page, an even one). It is an estimate: a paper's tables and
the fonts at hand may shift it by a line or two, so whoever asks leaves a line to spare.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from lianxin.pure.paper import heads, layout
from lianxin.pure.paper.blocks import Block, blocks, is_kept
from lianxin.pure.paper.closing import CLOSING
from lianxin.pure.paper.columns import CELL_MARGIN, columns
from lianxin.pure.paper.document import Paper, Table, text_of
from lianxin.pure.paper.layout import CHARACTER, LINE

#: 225 mm and, on a turned sheet, 156 mm, in twips
HIGH, TURNED_HIGH = layout.PAGE[1] - layout.TOP - layout.BOTTOM, layout.PAGE[0] - 2 * layout.TURNED_HIGH
#: what must not stand on a page without a line of the body: 不得“此页无正文”; it stays together
FOLLOWING = ("attachment_note", "roll", *CLOSING)
_RULE = 10  # twips, below each row of a table
_CLOSING_MARKS = "，。、；：？！）》〉”’』」〕】％%…"
_LANDSCAPE_KINDS = ("caption", "table", "attachment_label", "attachment_title")


@dataclass(frozen=True)
class End:
    """Where a paper ends: its page, from 1, and how much of that page's height is used, in twips."""

    page: int
    used: int
    high: int = HIGH

    @property
    def left(self) -> int:
        """What is left below it, in twips."""
        return max(self.high - self.used, 0)


def end_of(paper: Paper) -> End:
    """The page on which the text ends, attachments included, the imprint not."""
    reckoned, listed = _Reckoned(paper), list(blocks(paper))
    for block, following in zip(listed, [*listed[1:], None], strict=True):
        reckoned.add(block, is_tied=is_kept(block) or _is_tied(block, following))
    return End(reckoned.page, reckoned.used, reckoned.high)


def lines_of(text: str, characters: float, *, indent: float = 0.0) -> int:
    """How many lines a text takes; one mark may hang over the end of a line.

    >>> lines_of("办" * 28, 28), lines_of("办" * 28 + "。", 28), lines_of("办" * 28 + "结", 28)
    (1, 1, 2)
    """
    lines, room = 1, characters - indent
    for character in text:
        wide = 0.5 if unicodedata.east_asian_width(character) in ("Na", "H", "N") and ord(character) < 0x2000 else 1.0
        room -= wide
        if room < -0.01 and character not in _CLOSING_MARKS:
            lines, room = lines + 1, characters - wide
    return lines


class _Reckoned:
    """Page and height so far."""

    def __init__(self, paper: Paper) -> None:
        self.paper, self.page = paper, 1
        self.used, self.high = heads.height(paper), HIGH
        self.previous, self.kept = "", 0
        self.is_landscape = False

    def add(self, block: Block, *, is_tied: bool) -> None:
        """Go on by one block; one that is tied goes over to the next page together with what follows it."""
        if block.kind in heads.KINDS or block.kind in ("sent_to", "copied_to", "printed"):
            return
        if block.is_landscape != self.is_landscape:
            self.is_landscape = block.is_landscape
            self._turn(TURNED_HIGH if self.is_landscape else HIGH)
        elif block.kind == "attachment_label":
            self._turn(self.high)
        heights = list(self._heights(block))
        # a heading goes over with the first line below it; what closes the paper, whole and with the last words before it
        need = sum(heights) if is_tied or block.kind in FOLLOWING else heights[0]
        if self.kept and self.used + need > self.high + 20 >= self.kept + need:
            carried, self.kept = self.kept, 0
            self._turn(self.high)
            self.used = carried
        for place, high in enumerate(heights):
            if self.used + high > self.high + (0 if block.table else 20):
                self._turn(self.high)
                # the head of a table stands on each of its pages
                self.used = next(iter(_rows(block.table))) if block.table and place else 0
            self.used += high
        self.kept = self.kept + sum(heights) if is_tied else 0
        self.previous = block.kind

    def _turn(self, high: int) -> None:
        self.page, self.used, self.high = self.page + 1, 0, high

    def _heights(self, block: Block) -> Iterable[int]:
        """The heights of the lines, or rows, of a block with the empty lines before it."""
        yield from [LINE] * _empty_lines(self.paper, self.previous, block.kind)
        if block.table:
            yield from _rows(block.table)
            return
        indent = 2.0 if block.kind in ("para", "heading", "roll", "remark") else 0.0
        across = 20.0 if block.kind.endswith("title") else layout.TEXT_WIDTH / CHARACTER
        yield from [LINE] * lines_of(block.text, across - (5 if block.kind == "attachment_note" else 0), indent=indent)


def _is_tied(block: Block, following: Block | None) -> bool:
    """Whether the writer ties a block to the next: the last words to what closes the paper, and that together."""
    if block.kind in FOLLOWING:
        return block.kind != "date"
    return following is not None and following.kind in FOLLOWING and block.table is None


def _empty_lines(paper: Paper, previous: str, kind: str) -> int:
    if kind == "title" and previous != "title":
        return 2
    titles, closing = ("title", "attachment_title"), ("signature", "date")
    if (previous in titles and kind not in titles) or previous == "attachment_label":
        return 1
    if kind in ("attachment_note", "roll") and previous != kind:
        return 1
    if kind in closing and previous not in closing:
        return 2 if paper.is_sealed else 1
    return 0


def _rows(table: Table) -> Iterable[int]:
    total = layout.LANDSCAPE_WIDTH if table.is_landscape else layout.TEXT_WIDTH
    across = [(column - 2 * CELL_MARGIN) / (layout.TABLE * 10) for column in columns(table, total)]
    for row in (table.header, *table.rows):
        texts = [cell if isinstance(cell, str) else text_of(cell) for cell in row]
        yield (
            layout.TABLE_BELOW
            + _RULE
            + layout.TABLE_LINE
            * max(lines_of(text, max(column, 1.0)) for text, column in zip(texts, across, strict=True))
        )
