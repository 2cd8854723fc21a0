"""总结的样子: the paper's blocks with each figure's address, words and computation, ready for the template."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from lianxin.base import indicators
from lianxin.pure.paper import Binding, Figure, Paper, Run, blocks, count_characters, length_note
from lianxin.pure.periods import Period
from lianxin.reports.summaries.backing import name_of
from lianxin.reports.summaries.facts import Facts


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
        sheet.lines.append(Line(block.kind, block.level, block.number, pieces))
    sheet.sources = list(known.values())
    return sheet


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
    period = Period.parse(binding.period.partition("~")[0]).code
    try:
        return reverse("figures:open", query={"code": code, "unit": binding.unit, "period": period})
    except NoReverseMatch:
        return ""
