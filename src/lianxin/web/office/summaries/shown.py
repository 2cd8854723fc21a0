"""总结的样子: the paper's blocks with each figure's address, words and computation, ready for the template."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from lianxin.base import indicators
from lianxin.pure.paper import Binding, Figure, Paper, Run, Table, blocks, count_characters, length_note
from lianxin.pure.paper.document import Cell
from lianxin.pure.periods import read_period
from lianxin.reports.summaries.backing import name_of
from lianxin.reports.summaries.facts import Facts
from lianxin.web.office.summaries.forms import TABS


@dataclass(frozen=True)
class Tab:
    """一种总结 in the row above the sheet."""

    word: str | Promise
    url: str
    is_current: bool


@dataclass(frozen=True)
class Source:
    """出处 of one figure: its number in the list, what it is, how it was reckoned, what is counted, where it opens."""

    place: int
    text: str
    name: str
    basis: str
    computation: str
    url: str
    is_derived: bool


@dataclass(frozen=True)
class Piece:
    """A run of words; a figure has its source."""

    text: str
    source: Source | None = None


@dataclass(frozen=True)
class Line:
    """A block of the sheet."""

    kind: str
    level: int
    number: str
    pieces: tuple[Piece, ...]
    header: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


@dataclass
class Sheet:
    """总结一份: its lines, the sources of its figures, its length."""

    lines: list[Line] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    characters: int = 0
    length_note: str = ""


def sheet_of(paper: Paper, facts: Facts) -> Sheet:
    """The paper as a page shows it. The same figure said twice has one source."""
    sheet = Sheet(characters=count_characters(paper), length_note=length_note(paper))
    known: dict[Binding, Source] = {}
    for block in blocks(paper):
        pieces = tuple(_pieces(block.runs, facts, known))
        header, rows = _table(block.table, facts, known)
        sheet.lines.append(Line(block.kind, block.level, block.number, pieces, header, rows))
    sheet.sources = list(known.values())
    return sheet


def tabs_of(kind: str, unit: str) -> list[Tab]:
    """The kinds of summaries, for the same unit."""
    kept = {"unit": unit} if unit else {}
    return [Tab(word, reverse("summaries:index", query={"kind": code, **kept}), code == kind) for code, word in TABS]


def _table(
    table: Table | None, facts: Facts, known: dict[Binding, Source]
) -> tuple[tuple[str, ...], tuple[tuple[tuple[Piece, ...], ...], ...]]:
    """Head and cells of a table; its figures open like those of the text, without a line of their own in the list."""
    if table is None:
        return (), ()
    header = tuple(cell if isinstance(cell, str) else "".join(run.text for run in cell) for cell in table.header)
    return header, tuple(tuple(tuple(_cell(cell, facts, known)) for cell in row) for row in table.rows)


def _cell(cell: Cell, facts: Facts, known: dict[Binding, Source]) -> Iterator[Piece]:
    if isinstance(cell, str):
        yield Piece(cell)
        return
    for run in cell:
        source = known.get(run.binding) if isinstance(run, Figure) else None
        if isinstance(run, Figure) and source is None:
            source = Source(0, run.text, name_of(run.binding), "", "", opens(run.binding), False)
        yield Piece(run.text, source)


def _pieces(runs: tuple[Run, ...], facts: Facts, known: dict[Binding, Source]) -> Iterator[Piece]:
    for run in runs:
        if not isinstance(run, Figure):
            yield Piece(run.text)
            continue
        if run.binding not in known:
            known[run.binding] = _source(len(known) + 1, run, facts)
        yield Piece(run.text, known[run.binding])


def _source(place: int, figure: Figure, facts: Facts) -> Source:
    binding = figure.binding
    code, _, how = binding.indicator.partition("#")
    own = binding.unit == str(facts.unit.pk)
    name = name_of(binding) if own else f"{facts.name_below(figure)}{name_of(binding)}"
    basis = str(indicators.get(code).basis)
    computation = facts.computation(binding) if own else ""
    return Source(place, figure.text, name, basis, computation, opens(binding), bool(how))


def opens(binding: Binding) -> str:
    """Where the records behind a figure are listed; of a derived figure, those of the indicator it was made of."""
    code = binding.indicator.partition("#")[0]
    period = read_period(binding.period.partition("~")[0]).code
    try:
        return reverse("figures:open", query={"code": code, "unit": binding.unit, "period": period})
    except NoReverseMatch:
        return ""
