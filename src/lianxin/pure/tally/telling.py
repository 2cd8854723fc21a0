"""可公布的各格: which cells of a count may be told as they are, which only as a band, which not at all.

One group's cell about one subject and one item is an atom of the disclosure ledger (pure/disclosure). People of one layer
who answer two questionnaires are the same people. What is computed later (scores, totals, weights) is computed only from
what is told here, so that nothing else follows from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lianxin.pure.disclosure import Atom, Ledger
from lianxin.pure.polling import Group, Poll
from lianxin.pure.questions import TEXT, Item, Scale, Subject
from lianxin.pure.tally.counts import Cell, Count, Place

SHOWN, BAND, HIDDEN, NOBODY = "shown", "band", "hidden", "nobody"


@dataclass(frozen=True)
class Told:
    """一格 and how it may be told. `groups`: whose answers it holds; several where small ones were put together."""

    groups: tuple[Group, ...]
    item: Item
    scale: Scale
    cell: Cell
    state: str

    @property
    def is_told(self) -> bool:
        """Whether anything of the answers may be said."""
        return self.state in {SHOWN, BAND}

    @property
    def marks(self) -> dict[str, int]:
        """Option → marks, of those that give some."""
        return {one.code: one.score for one in self.scale.options if one.score is not None}

    @property
    def steps(self) -> dict[str, str]:
        """Option → step of satisfaction."""
        return {one.code: one.step for one in self.scale.options}


def agreed(cell: Cell, scale: Scale) -> str:
    """The option that has all votes or all but one, with its scale; "" if none has."""
    for code, votes in cell.votes.items():
        if cell.valid - votes <= 1:
            return f"{scale.label}/{code}"
    return ""


def block_of(owner: str, group: Group) -> str:
    """The people of a group: those of one layer of one owner are the same whatever they are asked, and whenever."""
    return f"{owner}/{group.layer or group.label}"


def items_about(poll: Poll, subject: str) -> Iterator[tuple[Item, Scale]]:
    """Every choice about a subject that any group is asked, once; the same wording on the same scale is the same item."""
    seen = set()
    for group in poll.groups:
        for about, item in group.sheet.places():
            scale = group.sheet.form.scale_of(item)
            if item.kind != TEXT and scale and (about.code if about else "") == subject:
                key = (item.code, item.wording, scale)
                if key not in seen:
                    seen.add(key)
                    yield item, scale


def tell(
    poll: Poll, counts: Mapping[str, Count], ledger: Ledger, *, box: str, owner: str, proxy: bool = False
) -> dict[Place, list[Told]]:
    """Every cell by place with its state; small groups put together where that is safe. Enters atoms and rows in the ledger."""
    found: dict[Place, list[Told]] = {}
    for subject in ("", *(one.code for one in poll.subjects)):
        for item, scale in items_about(poll, subject):
            place = (subject, item.code)
            cells = list(_cells(poll, counts, place, item, scale, proxy=proxy))
            suffix = "/proxy" if proxy else ""
            keys = {group.code: f"{box}/{group.code}/{subject}/{item.code}{suffix}" for group, _cell in cells}
            ledger.know(
                *(
                    Atom(keys[group.code], block_of(owner, group) + suffix, cell.valid, agreed(cell, scale))
                    for group, cell in cells
                )
            )
            rows = [
                Told((group,), item, scale, cell, _state(ledger, keys[group.code], cell, scale))
                for group, cell in cells
            ]
            found.setdefault(place, []).extend([*rows, *_together(ledger, rows, keys)])
    return found


def _cells(
    poll: Poll, counts: Mapping[str, Count], place: Place, item: Item, scale: Scale, *, proxy: bool
) -> Iterator[tuple[Group, Cell]]:
    for group in poll.groups:
        count = counts.get(group.code)
        here = group.sheet.form.item(item.code)
        cells = (count.proxy if proxy else count.cells) if count else {}
        if here and here.wording == item.wording and group.sheet.form.scale_of(here) == scale and place in cells:
            yield group, cells[place]


def _state(ledger: Ledger, key: str, cell: Cell, scale: Scale) -> str:
    if not cell.valid:
        return NOBODY
    if ledger.admit({key: 1}):
        return SHOWN
    return BAND if cell.valid >= ledger.least and agreed(cell, scale) else HIDDEN


def _together(ledger: Ledger, rows: list[Told], keys: Mapping[str, str]) -> Iterator[Told]:
    """合并公布: the hidden groups of one item and one direction as one, if they are enough people and nobody follows from it."""
    for direction in dict.fromkeys(one.groups[0].direction for one in rows):
        hidden = [one for one in rows if one.state == HIDDEN and one.groups[0].direction == direction]
        if len(hidden) < 2:
            continue
        cell = Cell()
        for one in hidden:
            cell = cell.plus(one.cell)
        scale = hidden[0].scale
        if not agreed(cell, scale) and ledger.admit({keys[one.groups[0].code]: 1 for one in hidden}):
            yield Told(tuple(one.groups[0] for one in hidden), hidden[0].item, scale, cell, SHOWN)


def subjects_of(poll: Poll) -> list[tuple[Subject, tuple[str, ...]]]:
    """评议对象 and the codes under which items speak of them: what is asked about nobody is about the only subject,
    or, where there are several or none, about the whole."""
    named = [one for one in poll.subjects if any(item.each for group in poll.groups for item in group.sheet.form.items)]
    general = any(not item.each and item.kind != TEXT for group in poll.groups for item in group.sheet.form.items)
    if len(poll.subjects) == 1:
        return [(poll.subjects[0], ("", poll.subjects[0].code))]
    found: list[tuple[Subject, tuple[str, ...]]] = [(one, (one.code,)) for one in named]
    return [*([(Subject("", "总体（不分评议对象）", "whole"), ("",))] if general or not named else []), *found]
