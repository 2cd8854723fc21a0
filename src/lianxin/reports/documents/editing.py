"""在页面上改稿: a paragraph as a line of text in which every bound figure is a slot, {3：40}; and back.

A slot says by its number which figure it is; what stands behind the number is only shown, so a figure cannot be typed
over. It can be taken out, moved, or put in from the figures of the unit and the period.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base import indicators
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.paper import Figure, Heading, Item, Paper, Para, Run, Table, Text
from lianxin.pure.periods import Period
from lianxin.reports.documents import bodies
from lianxin.reports.documents.models import Document
from lianxin.reports.documents.problems import Unfit
from lianxin.reports.summaries.backing import name_of
from lianxin.reports.summaries.facts import Facts, told_of

_SLOT = re.compile(r"\{(\d{1,4})(?:[：:][^{}\n]*)?\}")
PARA, TABLE = "p", "t"


@dataclass(frozen=True)
class Slot:
    """数字的位置: its number in this version, the figure, what it is."""

    number: int
    figure: Figure
    name: str
    is_used: bool

    @property
    def token(self) -> str:
        return f"{{{self.number}：{self.figure.text}}}"


@dataclass(frozen=True)
class Line:
    """要改的一段: `kind` is p, 1 to 4 (a heading of that level) or t (a table with `cells`)."""

    place: int
    kind: str
    text: str = ""
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def rows(self) -> int:
        """How many lines high its box is."""
        return min(max(len(self.text) // 38 + 1, 1), 14)

    @property
    def boxes(self) -> int:
        """How many things of it a page sends back: a paragraph and its level, or every cell."""
        return sum(map(len, self.cells)) or 2


def slots(paper: Paper, document: Document, *, by: Actor, today: date) -> list[Slot]:
    """Every figure of the version, then those of the unit and the period that can be put in, as this writer may know them."""
    used: dict[tuple[str, ...], Figure] = {}
    for figure in bodies.figures_in(paper.body):
        used.setdefault(_key(figure), figure)
    offered = [figure for figure in available(document, by=by, today=today) if _key(figure) not in used]
    found = [*((figure, True) for figure in used.values()), *((figure, False) for figure in offered)]
    return [Slot(number, figure, name_of(figure.binding), is_used) for number, (figure, is_used) in enumerate(found, 1)]


def available(document: Document, *, by: Actor, today: date) -> list[Figure]:
    """The figures that can be put in: of the document's period, else of the month before; nothing that has no value."""
    if not by.may_at(indicators.FIGURES, document.unit_path):
        return []
    period = document.about or Period.containing(document.drafted_on).previous()
    facts = Facts(document.unit, period, by, today)
    return [facts.figure(code) for code in told_of() if facts.value(code) is not None]


def lines(paper: Paper, known: Sequence[Slot]) -> list[Line]:
    """The body as lines to edit."""
    numbers = {_key(slot.figure): slot for slot in known}
    return [_line(place, item, numbers) for place, item in enumerate(paper.body)]


def items(typed: Iterable[Line], before: Sequence[Item], known: Sequence[Slot]) -> list[Item]:
    """What was typed as items: an emptied line is taken out, a line break begins a new paragraph. Raises Unfit."""
    by_number = {slot.number: slot.figure for slot in known}
    made: list[Item] = []
    for line in typed:
        if line.kind == TABLE:
            old = before[line.place] if line.place < len(before) else None
            if isinstance(old, Table):
                made.append(_table(line, old, by_number))
            continue
        first, *rest = [one.strip() for one in line.text.splitlines() if one.strip()] or [""]
        if first:
            made.append(_block(line.kind, parts_of(first, by_number)))
        made += [Para(parts_of(one, by_number)) for one in rest]
    return made


def parts_of(text: str, by_number: Mapping[int, Figure]) -> tuple[Run, ...]:
    """A line as words and figures. Raises Unfit for a number that is no slot."""
    made: list[Run] = []
    here = 0
    for found in _SLOT.finditer(text):
        figure = by_number.get(int(found[1]))
        if figure is None:
            raise Unfit(_("没有编号为 %(n)s 的数字，请从下面的表里选。") % {"n": found[1]})
        if text[here : found.start()]:
            made.append(Text(text[here : found.start()]))
        made.append(figure)
        here = found.end()
    return (*made, *([Text(text[here:])] if text[here:] else []))


def _line(place: int, item: Item, numbers: Mapping[tuple[str, ...], Slot]) -> Line:
    if isinstance(item, Table):
        rows = (item.header, *item.rows)
        return Line(place, TABLE, cells=tuple(tuple(_typed(bodies.as_runs(c), numbers) for c in row) for row in rows))
    if isinstance(item, Heading):
        return Line(place, str(item.level), _typed((*item.runs, *item.then), numbers))
    return Line(place, PARA, _typed(item.runs, numbers))


def _typed(parts: Iterable[Run], numbers: Mapping[tuple[str, ...], Slot]) -> str:
    return "".join(numbers[_key(part)].token if isinstance(part, Figure) else part.text for part in parts)


def _block(kind: str, parts: tuple[Run, ...]) -> Item:
    return heading_of(int(kind), parts) if kind in ("1", "2", "3", "4") else Para(parts)


def heading_of(level: int, parts: tuple[Run, ...]) -> Heading:
    """A heading; what follows its full stop on the same line is text."""
    head: list[Run] = []
    for place, part in enumerate(parts):
        cut = part.text.find("。") + 1 if isinstance(part, Text) else 0
        if cut and (part.text[cut:] or parts[place + 1 :]):
            then = ([Text(part.text[cut:])] if part.text[cut:] else []) + list(parts[place + 1 :])
            return Heading(level, (*head, Text(part.text[:cut])), tuple(then))
        head.append(part)
    return Heading(level, tuple(head))


def _table(line: Line, old: Table, by_number: Mapping[int, Figure]) -> Table:
    rows = [tuple(parts_of(cell.strip(), by_number) for cell in row) for row in line.cells]
    rows = [row for number, row in enumerate(rows) if number == 0 or any(row)]
    if any(len(row) != len(old.header) for row in rows):
        raise Unfit(_("表格的格数和表头不一致。"))
    return Table(rows[0], tuple(rows[1:]), old.caption, old.is_landscape, old.widths)


def _key(figure: Figure) -> tuple[str, ...]:
    return (*astuple(figure.binding), figure.text)
