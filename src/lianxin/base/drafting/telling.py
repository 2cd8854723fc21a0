"""叙述: the sentences in which a room's figures are told in a summary, declared near the room.

A sentence has slots for figures: `“走访群众{visit.visits|次}[，慰问{visit.condolences}次]。”` `{code}` is the figure,
`{code|次}` the figure with its measure word and its comparison with the year and the period before. A sentence is told
where its first figure is not nothing, a part in square brackets where its own first figure is not. So no summary says
anything that the records do not say, and a room adds what it has to tell without any edit in the summaries.

>>> [piece.text or piece.code for piece in pieces_of("走访{visit.visits|次}[，慰问{visit.condolences}次]。")]
['走访', 'visit.visits', '，慰问', 'visit.condolences', '次', '。']
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.utils.functional import Promise

Words = str | Promise
Side = Literal["", "place", "sender"]
Part = Literal["practice", "effect"]

_OPTION = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_]+\.[a-z_]+)(?:\|([^{}|]+))?\}")


@dataclass(frozen=True)
class Piece:
    """一段: plain words, or the slot of a figure; `measure` asks for the comparison; `option` numbers its brackets."""

    text: str = ""
    code: str = ""
    measure: str = ""
    option: int = 0


def pieces_of(pattern: str) -> list[Piece]:
    """The pattern as words and slots, in order; what stands outside of brackets has option 0."""
    found: list[Piece] = []
    end, option = 0, 0
    for option, match in enumerate(_OPTION.finditer(pattern), start=1):
        found += [*_slots(pattern[end : match.start()], 0), *_slots(match[1], option)]
        end = match.end()
    return [*found, *_slots(pattern[end:], 0)]


def _slots(words: str, option: int) -> Iterator[Piece]:
    end = 0
    for slot in _SLOT.finditer(words):
        if words[end : slot.start()]:
            yield Piece(words[end : slot.start()], option=option)
        yield Piece(code=slot[1], measure=slot[2] or "", option=option)
        end = slot.end()
    if words[end:]:
        yield Piece(words[end:], option=option)


@dataclass(frozen=True)
class Say:
    """一句, and where it is told: at places that are worked for (place), by offices that send people out (sender)."""

    text: str
    of: Side = ""
    part: Part = "practice"


@dataclass(frozen=True)
class Trouble:
    """可能的问题: a count that should be nothing (`goal` None), or a rate that should reach `goal`; what is done about it.

    `text` is told like a sentence, or `none` where a rate is nothing at all; `task` and `mend` become the step of 下步打算.
    `problem` names it in the records.
    """

    problem: str
    code: str
    heading: str
    text: str
    task: str
    mend: str
    goal: Decimal | None = None
    of: Side = ""
    none: str = ""


@dataclass(frozen=True)
class Column:
    """一栏 of the tables by month and by unit below: a count, and its short word for the head."""

    code: str
    label: str
    of: Side = ""


@dataclass(frozen=True)
class Telling:
    """一类工作: its code, its word (a heading of the summary), its sentences, what may be wrong in it, its columns."""

    code: str
    label: Words
    says: Sequence[Say]
    troubles: Sequence[Trouble] = ()
    columns: Sequence[Column] = ()
    place: int = 50

    def codes(self) -> set[str]:
        """Every indicator that it tells of."""
        patterns = [one.text for one in self.says] + [one.none or one.text for one in self.troubles]
        patterns += [one.text for one in self.troubles]
        found = {piece.code for pattern in patterns for piece in pieces_of(pattern) if piece.code}
        return found | {one.code for one in self.troubles} | {one.code for one in self.columns}


TELLINGS: dict[str, Telling] = {}


def telling(one: Telling) -> Telling:
    """Declare how a room is told of. Raises ValueError where its code is taken or a sentence has no figure."""
    if one.code in TELLINGS:
        raise ValueError(f"叙述重复：{one.code}")
    for each in one.says:
        if not any(piece.code for piece in pieces_of(each.text) if not piece.option):
            raise ValueError(f"叙述里没有数字：{each.text}")
    TELLINGS[one.code] = one
    return one


def tellings() -> list[Telling]:
    """All of them, in the order in which a summary tells them."""
    return sorted(TELLINGS.values(), key=lambda one: (one.place, one.code))
