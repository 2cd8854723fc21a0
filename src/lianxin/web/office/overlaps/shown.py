"""雷同页面上显示的: two texts side by side, cut at what they share; long stretches of one's own are left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.prose import SOURCES
from lianxin.base.prose import Passage as Text
from lianxin.reports.overlaps.queries import Alike, kind_of
from lianxin.reports.overlaps.terms import ANSWER, EDIT, State
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import RoomTab, room_tabs

TONES = {State.FOUND: "todo", State.EXPLAINED: "quiet", State.CLOSED: "done", State.DISMISSED: "quiet"}
KEPT = 50  # so much of what is one's own is shown before and behind a passage
TABS = (
    (gettext_lazy("文稿雷同"), "overlaps:index"), (gettext_lazy("交稿前比对"), "overlaps:check"),
    (gettext_lazy("比对文库"), "overlaps:library"), (gettext_lazy("套话"), "overlaps:idioms"),
)  # fmt: skip


def tabs(request: Request, here: str) -> list[RoomTab]:
    """The pages of this room."""
    return room_tabs(TABS, f"overlaps:{here}")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: shared (with its number, where the other stands), idiom, one's own, or left out."""

    text: str
    tone: str = ""
    number: int = 0


def kind_word(text: Text) -> Any:
    """What kind of text it is."""
    return SOURCES[kind_of(text.ref)].label


def page_of(text: Text) -> str:
    """The page of its record; empty where there is none."""
    try:
        return reverse(SOURCES[kind_of(text.ref)].page, args=[text.ref.partition(":")[2]])
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Sides:
    """并排: the other text with its words, both cut into pieces, the errors that both have, and whether it is short."""

    other: Text
    alike: Alike
    left: list[Piece]
    right: list[Piece]
    key: str = ""

    @property
    def word(self) -> Any:
        return kind_word(self.other)

    @property
    def url(self) -> str:
        return page_of(self.other)

    @property
    def percent(self) -> str:
        return f"{self.alike.overlap.share * 100:.1f}％"

    @property
    def order(self) -> str:
        return _("次序一致") if self.alike.overlap.in_order else _("次序不同")


def sides(mine: str, found: Alike, key: str = "") -> Sides:
    """并排 of a text with one that is like it."""
    marks = _numbered(found)
    left = _pieces(mine, [(p.start_a, p.end_a, n) for p, n in marks])
    right = _pieces(found.other.text, [(p.start_b, p.end_b, n) for p, n in marks])
    return Sides(found.other, found, left, right, key)


def _numbered(found: Alike) -> list[tuple[Any, int]]:
    marks, number = [], 0
    for passage in found.overlap.passages:
        number += not passage.is_idiom
        marks.append((passage, 0 if passage.is_idiom else number))
    return marks


def _pieces(text: str, marks: Iterable[tuple[int, int, int]]) -> list[Piece]:
    """The text in its order; where two marks of the second text overlap, the later begins behind the earlier."""
    found, at, last = [], 0, 0
    for start, end, number in sorted(marks):
        if end <= at:
            continue
        start = max(start, at)
        found += _own(text[at:start], is_first=at == 0)
        found.append(Piece(text[start:end], "same" if number else "idiom", number if number != last else 0))
        at, last = end, number
    return found + _own(text[at:], is_last=True)


def _own(text: str, *, is_first: bool = False, is_last: bool = False) -> list[Piece]:
    """One's own words, the middle of a long stretch left out."""
    if len(text) <= 3 * KEPT:
        return [Piece(text)] if text else []
    head, tail = (text[:KEPT] if not is_first else ""), (text[-KEPT:] if not is_last else "")
    out = len(text) - len(head) - len(tail)
    pieces = [Piece(head), Piece(_("……（略去 %(n)s 字）……") % {"n": out}, "cut"), Piece(tail)]
    return [piece for piece in pieces if piece.text]


def may_edit(request: Request) -> bool:
    """Whether the present post keeps library and idioms."""
    return request.actor.may_at(EDIT, request.actor.own_path)


def may_answer(request: Request) -> bool:
    """Whether the present post answers at all."""
    return request.actor.has(ANSWER)


__all__ = ["Piece", "Sides", "kind_word", "may_answer", "may_edit", "page_of", "sides", "tabs"]
