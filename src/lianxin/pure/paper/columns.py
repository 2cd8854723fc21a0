"""列宽: how wide the columns of a table are where nobody said so, by what stands in them.

A unit's name keeps to one line where there is room; a head may take two; what is left goes to the columns of prose.
"""

from collections.abc import Iterator
from math import ceil

from lianxin.pure.paper import layout
from lianxin.pure.paper.document import Table, text_of
from lianxin.pure.paper.titles import width

#: what a cell keeps free on its left and right, in twips
CELL_MARGIN = 80
#: characters: a cell up to this long stays on one line; what is longer is prose, and wider than this it need not be
_ONE_LINE, _PROSE, _LEAST = 12.0, 40.0, 2.0
_ONE = layout.TABLE * 10  # a character, in twips
_SLACK = 30
_FOLDS = (2, 3, 4)


def columns(table: Table, total: int) -> list[int]:
    """The widths of the columns in twips; together `total` at most.

    >>> wide, narrow = columns(Table(("单位", "件"), (("县联合接访服务中心", "5"),)), 8000)
    >>> wide > 9 * 240 and narrow < wide
    True
    """
    if table.widths:
        return [total * share // sum(table.widths) for share in table.widths]
    for folds in _FOLDS:  # a head folds into more lines before a name is broken
        needed, full = zip(*[_needed(texts, folds) for texts in _texts(table)], strict=True)
        asked = [_twips(need) for need in needed]
        if sum(asked) <= total:
            break
    least = [_twips(min(_LEAST, need)) for need in needed]
    if sum(asked) > total:
        room, more = max(total - sum(least), 0), max(sum(asked) - sum(least), 1)
        made = [low + (wish - low) * room // more for low, wish in zip(least, asked, strict=True)]
        return made if sum(made) <= total else [total // len(made)] * len(made)
    return _spread(asked, [_twips(most) for most in full], total)


def _spread(asked: list[int], full: list[int], total: int) -> list[int]:
    """What is left goes first to columns that it makes whole, the cheapest first, then to those of prose, else to all."""
    made, left = list(asked), total - sum(asked)
    for place in sorted(range(len(made)), key=lambda place: full[place] - made[place]):
        if 0 < full[place] - made[place] <= left:
            left -= full[place] - made[place]
            made[place] = full[place]
    open_ones = [place for place in range(len(made)) if made[place] < full[place]]
    prose = [place for place in open_ones if full[place] > _twips(_ONE_LINE)]
    whole = [place for place in range(len(made)) if place not in open_ones]
    # a head that stays folded gets nothing: 按时办／结 looks worse than 按时／办结
    takers = prose or whole or open_ones
    weight = sum(made[place] for place in takers)
    return [one + (left * one // weight if place in takers else 0) for place, one in enumerate(made)]


def _texts(table: Table) -> Iterator[list[str]]:
    """The words of each column, its head first."""
    rows = [[cell if isinstance(cell, str) else text_of(cell) for cell in row] for row in (table.header, *table.rows)]
    return map(list, zip(*rows, strict=True))


def _needed(texts: list[str], folds: int) -> tuple[float, float]:
    """How many characters a column needs with its head in so many lines, and how many it would fill."""
    head, longest = width(texts[0]), max((width(text) for text in texts[1:]), default=0.0)
    folded = head if head <= _LEAST + 1 else max(ceil(head / folds), _LEAST)
    short = longest if longest <= _ONE_LINE else _ONE_LINE
    return max(short, min(folded, _ONE_LINE), _LEAST), min(max(head, longest), _PROSE)


def _twips(characters: float) -> int:
    return round(characters * _ONE) + 2 * CELL_MARGIN + _SLACK
