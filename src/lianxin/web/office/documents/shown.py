"""公文的样子: the blocks of a paper with the address of every figure and the mark of every finding, ready for a template."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from lianxin.base import indicators
from lianxin.base.indicators import UnknownIndicator
from lianxin.pure.paper import Binding, Figure, Paper, Run, Text, blocks
from lianxin.pure.periods import NotAPeriod, read_period
from lianxin.reports.documents.bodies import as_runs
from lianxin.reports.documents.findings import Finding
from lianxin.reports.summaries.backing import name_of

TONES = {"wrong": "wrong", "doubtful": "unsure", "style": "near"}


@dataclass(frozen=True)
class Piece:
    """几个字: plain, or a figure with what it is and where it opens; `number` is the finding that it belongs to."""

    text: str
    name: str = ""
    url: str = ""
    kind: str = ""
    was: str = ""
    number: int = 0
    tone: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class Line:
    """一段 of the sheet; a table has `rows` of cells, the first being its head."""

    kind: str
    level: int = 0
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()


@dataclass(frozen=True)
class Source:
    """出处 of one figure."""

    text: str
    name: str
    basis: str
    url: str


@dataclass
class Sheet:
    """公文一份: its lines and the sources of its figures."""

    lines: list[Line] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)


def sheet_of(paper: Paper, findings: Sequence[Finding] = ()) -> Sheet:
    """The paper as a page shows it; places are those of `bodies.read`."""
    sheet, marker = Sheet(), _Marker(findings)
    for block in blocks(paper):
        if block.table is not None:
            rows = tuple(tuple(tuple(marker.line(as_runs(cell))) for cell in row) for row in
                         (block.table.header, *block.table.rows))  # fmt: skip
            sheet.lines.append(Line("table", rows=rows))
        else:
            parts = (*([Text(block.number)] if block.number else []), *block.runs, *block.then)
            sheet.lines.append(Line(block.kind, block.level, tuple(marker.line(parts))))
    sheet.sources = [_source(figure) for figure in marker.figures.values()]
    return sheet


class _Marker:
    """Cuts the lines at the findings, in the order of the text."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        self.here = 0
        self.told: set[int] = set()
        self.figures: dict[tuple[Binding, str], Figure] = {}

    def line(self, parts: Iterable[Run]) -> Iterator[Piece]:
        for part in parts:
            start, self.here = self.here, self.here + len(part.text)
            if isinstance(part, Figure):
                self.figures.setdefault((part.binding, part.text), part)
                yield self._figure(part, start)
            else:
                yield from self._words(part.text, start)
        self.here += 1

    def _figure(self, figure: Figure, start: int) -> Piece:
        number, tone, is_first = self._at(start, start + len(figure.text))
        kind = "hand" if figure.printed else "derived" if "#" in figure.binding.indicator else "bound"
        return Piece(
            figure.text, name_of(figure.binding), opens(figure.binding), kind, figure.printed, number, tone, is_first
        )

    def _words(self, text: str, start: int) -> Iterator[Piece]:
        cuts = {0, len(text)}
        for one in self.findings:
            cuts |= {min(max(place - start, 0), len(text)) for place in (one.remark.start, one.remark.end)}
        places = sorted(cuts)
        for a, b in zip(places, places[1:], strict=False):
            number, tone, is_first = self._at(start + a, start + b)
            yield Piece(text[a:b], number=number, tone=tone, is_first=is_first)

    def _at(self, start: int, end: int) -> tuple[int, str, bool]:
        for number, one in enumerate(self.findings, 1):
            if one.remark.start < end and start < one.remark.end:
                is_first = number not in self.told
                self.told.add(number)
                return number, "right" if one.waived else TONES[one.grade], is_first
        return 0, "", False


def _source(figure: Figure) -> Source:
    try:
        basis = str(indicators.get(figure.binding.indicator.partition("#")[0]).basis)
    except UnknownIndicator:
        basis = ""
    return Source(figure.text, name_of(figure.binding), basis, opens(figure.binding))


def opens(binding: Binding) -> str:
    """Where the records behind a figure are listed; of a derived figure, those of the indicator it was made of."""
    try:
        period = read_period(binding.period.partition("~")[0]).code
        code = binding.indicator.partition("#")[0]
        return reverse("figures:open", query={"code": code, "unit": binding.unit, "period": period})
    except (NoReverseMatch, NotAPeriod):
        return ""
