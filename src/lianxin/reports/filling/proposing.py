"""提议: which kind of table this is, which ledger it is drawn from, what each column, place and item of it means.

Tables are Chinese, whatever the language of the page: what they say is held against the Chinese words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import override

from lianxin.base import ledgers
from lianxin.base.ledgers import Ledger
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.templates import Layout, Match, Offer, Sheet, name_of, propose
from lianxin.pure.templates.matching import plain
from lianxin.reports.filling import words
from lianxin.reports.filling.terms import Below, TableKind, UnitFact

SURE = 60  # 把握: only what is at least so likely speaks for a kind of table
MOST_ITEMS = 300


@dataclass(frozen=True)
class Item:
    """项目数字表的一行: where it stands, its words."""

    row: int
    label: str


@dataclass(frozen=True)
class Place:
    """要填的一格 outside the table: its label, or the name it bears in the file."""

    row: int
    column: int
    words: str
    prefix: str = ""

    @property
    def key(self) -> str:
        return f"{self.row},{self.column}"

    @property
    def ref(self) -> str:
        return name_of(self.row, self.column)


@dataclass(frozen=True)
class Proposal:
    """一份提议; everything in it may be changed by a person."""

    kind: str
    ledger: str = ""
    below: str = ""
    columns: Mapping[int, Match[int]] = field(default_factory=dict)
    places: Mapping[str, Match[str]] = field(default_factory=dict)
    items: Mapping[int, Match[int]] = field(default_factory=dict)

    @property
    def weight(self) -> float:
        """How much speaks for it."""
        found = [*self.columns.values(), *self.items.values()]
        return sum(one.sure for one in found if one.sure >= SURE) / 100


def places_of(sheet: Sheet, layout: Layout) -> list[Place]:
    """Labels with a place beside them, and the cells that bear a name in the file."""
    found = {f"{one.row},{one.column}": Place(one.row, one.column, one.words, one.prefix) for one in layout.labels}
    for name, (where, row, column) in sheet.book.names.items():
        if where == sheet.name and not layout.data_from <= row <= layout.data_to:
            found[f"{row},{column}"] = Place(row, column, name)
    return list(found.values())


def items_of(sheet: Sheet, layout: Layout) -> tuple[list[Item], int]:
    """The items of the rows to be filled, and the column in which they are named; none where the rows are blank."""
    best: tuple[list[Item], int] = ([], 0)
    for heading in layout.headings:
        found = [
            Item(row, " ".join(cell.text.split()))
            for row in range(layout.data_from, min(layout.data_to, layout.data_from + MOST_ITEMS) + 1)
            if not (cell := sheet.cell(row, heading.column)).is_blank and cell.number is None and not cell.formula
        ]
        if sum(len(one.label) for one in found) > sum(len(one.label) for one in best[0]):
            best = (found, heading.column)
    return best


@override(settings.LANGUAGE_CODE)
def of_ledger(layout: Layout, ledger: str) -> Proposal:
    """As a list of one ledger. Raises UnknownLedger."""
    return Proposal(TableKind.LIST, ledger, columns=_columns(layout, words.ledger_offers(ledger)))


@override(settings.LANGUAGE_CODE)
def of_units(layout: Layout, below: str, by: Actor) -> Proposal:
    """As a table of units and figures."""
    return Proposal(TableKind.UNITS, below=below, columns=_columns(layout, words.unit_offers(below, by)))


@override(settings.LANGUAGE_CODE)
def of_items(sheet: Sheet, layout: Layout, by: Actor) -> Proposal:
    """As a table of items, each with its figure."""
    items, named = items_of(sheet, layout)
    columns = {one.column: one.path for one in layout.headings if one.column != named}
    found = {one.place: one for one in propose(columns, words.item_offers())}
    offers = words.figure_offers(by)
    matched = {one.place: one for one in propose({one.row: _item_words(one.label) for one in items}, offers)}
    return Proposal(TableKind.ITEMS, columns=found, items=matched if found else {})


def _item_words(label: str) -> str:
    """An item without its number: （一）走访户数 → 走访户数."""
    return label.lstrip("0123456789.、．（(一二三四五六七八九十）) ").strip() or label


@override(settings.LANGUAGE_CODE)
def with_places(proposal: Proposal, sheet: Sheet, layout: Layout) -> Proposal:
    """With what stands above and below the table."""
    found = propose({one.key: one.words for one in places_of(sheet, layout)}, words.place_offers())
    return Proposal(
        proposal.kind,
        proposal.ledger,
        proposal.below,
        proposal.columns,
        {one.place: one for one in found},
        proposal.items,
    )


def best(sheet: Sheet, layout: Layout, by: Actor, seen: Sequence[Ledger] | None = None) -> Proposal:
    """The likeliest of all; of equally likely ones a list, then a table of units."""
    lists = [of_ledger(layout, one.code) for one in (ledgers.seen(by) if seen is None else seen)]
    found = [*lists, of_units(layout, below_of(layout), by)]
    items, _named = items_of(sheet, layout)
    if len(items) >= max(2, layout.blank_rows // 2):
        found.append(of_items(sheet, layout, by))
    chosen = max(found, key=lambda one: one.weight)
    return with_places(chosen, sheet, layout)


def likeliest(layout: Layout, seen: Sequence[Ledger]) -> str:
    """The ledger whose columns are most like the headings; empty where none is seen."""
    found = [of_ledger(layout, one.code) for one in seen]
    return max(found, key=lambda one: one.weight).ledger if found else ""


def below_of(layout: Layout) -> str:
    """Which units the rows are of, by the headings."""
    heads = "".join(plain(one.path) for one in layout.headings[:6])
    for sign, below in (("村", Below.VILLAGES), ("社区", Below.VILLAGES), ("镇", Below.TOWNSHIPS), ("乡", Below.TOWNSHIPS),
                        ("学校", Below.SCHOOLS), ("部门", Below.DEPARTMENTS)):  # fmt: skip
        if sign in heads:
            return below
    return Below.VILLAGES


def _columns(layout: Layout, offered: Sequence[Offer]) -> dict[int, Match[int]]:
    found = propose({one.column: one.path for one in layout.headings}, offered)
    return {one.place: one for one in found}


def names_units(columns: Mapping[str, str]) -> bool:
    """Whether a table of units says in some column which unit a row is of."""
    return UnitFact.NAME in columns.values()
