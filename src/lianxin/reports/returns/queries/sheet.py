"""摸底表: the sheet of a period line by line, and what is the same matter in two lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.indicators import Count, Figure, Indicator
from lianxin.base.indicators.scopes import words_of
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.freezes.models import LateChange
from lianxin.reports.returns.models import FigureFile, FigureQuery, FormLine, MonthReturn, ReturnFigure, plain
from lianxin.reports.returns.queries.forms import indicator_of
from lianxin.reports.returns.queries.reading import as_office, live
from lianxin.reports.returns.queries.rolling import Below, below_of
from lianxin.reports.returns.terms import FROZEN, VIEW, LineKind, QueryState

MATTER = "concern"  # the field by which a record of another room says which concern it is about
LEADERS = "county_leader"


@dataclass(frozen=True)
class Cell:
    """一个数: as it stands or was kept; `now` is what the records say today where it was kept before."""

    figure: ReturnFigure
    value: Decimal | int | None
    is_kept: bool
    now: Figure | None = None
    fraction: str = ""
    is_rolled: bool = False

    @property
    def text(self) -> str:
        return plain(self.value)

    @property
    def late(self) -> "LateChange | None":
        """What the records gave after the freeze, as it was entered last."""
        return next(iter(reversed(self.figure.frozen.late.all())), None) if self.figure.frozen is not None else None

    @property
    def questions(self) -> "list[FigureQuery]":
        """疑问 that are open."""
        return [one for one in self.figure.queries.all() if one.state != QueryState.CLOSED]

    @property
    def differs(self) -> bool:
        """Whether the records say something else today than what was kept: shown, never put in its place."""
        return self.is_kept and self.now is not None and self.now.value != _number(self.value)


@dataclass(frozen=True)
class Row:
    """一行 of the sheet: one kind. Several units of one external source may be added up; kinds never are."""

    line: FormLine
    cells: Sequence[Cell]
    indicator: Indicator | None = None
    whom: str = ""
    below: Below | None = None

    @property
    def apart(self) -> Decimal | None:
        """本级 minus 下级合计 of a figure of our own; None where there is nothing to compare, or the two agree."""
        if self.line.is_external or self.below is None or not self.below.is_whole:
            return None
        own, theirs = self.total, self.below.total
        return own - theirs if own is not None and theirs is not None and own != theirs else None

    @property
    def apart_text(self) -> str:
        return plain(self.apart)

    @property
    def total(self) -> Decimal | None:
        """合计 of one line over its units; None where a unit has none yet."""
        values = [cell.value for cell in self.cells]
        return (
            sum((Decimal(value) for value in values if value is not None), Decimal(0)) if None not in values else None
        )

    @property
    def total_text(self) -> str:
        return plain(self.total)

    @property
    def is_checked(self) -> bool:
        return all(cell.figure.is_checked for cell in self.cells)


@dataclass(frozen=True)
class Overlap:
    """重复: two lines hold the same matter so many times; they may not be added up."""

    one: str
    other: str
    count: int

    @property
    def sentence(self) -> str:
        words = {"one": self.one, "other": self.other, "n": self.count}
        return _("“%(one)s”和“%(other)s”里有 %(n)s 件是同一件事，两行不能相加。") % words


def returns(by: Actor) -> "QuerySet[MonthReturn]":
    """月摸底统计 that the actor may see, the newest month first."""
    found: QuerySet[MonthReturn] = MonthReturn.objects.reachable(by=by, to=VIEW).select_related("unit", "form")
    return found.order_by("-month", "unit_path", "pk")


def sheet(month: MonthReturn, by: Actor, today: date, *, compare: bool = False) -> list[Row]:
    """摸底表 of the month, line by line: live until it is counted, then as it was kept.

    One statement per line that is counted live, however many records there are; with `compare` also beside kept ones.
    """
    figures: dict[int, list[ReturnFigure]] = {}
    held = month.figures.select_related("line", "unit", "frozen").prefetch_related(
        Prefetch("files", FigureFile.objects.defer("data")), "changes", "queries", "frozen__late"
    )
    for figure in held.order_by("line__number", "unit__path"):
        figure.of = month
        figures.setdefault(figure.line_id, []).append(figure)
    below = below_of(month)
    reader = Reader(month, by, today, month.stage in FROZEN, compare, below)
    counted = _whom(month.unit, month.period.last)
    return [
        Row(row[0].line, [reader.cell(one) for one in row], indicator_of(row[0].line), _words_of(row[0].line, counted),
            below.get(row[0].line.label))
        for row in figures.values()
    ]  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """How the cells of one sheet are read: live or kept, by whom, beside what the records say today."""

    month: MonthReturn
    by: Actor
    today: date
    is_kept: bool
    compare: bool
    below: dict[str, Below]

    def cell(self, figure: ReturnFigure) -> Cell:
        """One figure as it stands."""
        if figure.line.is_external:
            found = self.below.get(figure.line.label) if figure.line.is_rolled else None
            if found is None:
                return Cell(figure, figure.value, self.is_kept)
            return Cell(figure, figure.value if self.is_kept else found.total, self.is_kept, is_rolled=True)
        if not self.is_kept:
            now = live(figure, self.month, self.by, self.today)
            return Cell(figure, now.value if now else None, False, fraction=now.fraction if now else "")
        kept = Cell(figure, figure.kept, True, fraction=figure.frozen.fraction if figure.frozen else "")
        return replace(kept, now=self._now(figure)) if self.compare else kept

    def _now(self, figure: ReturnFigure) -> Figure | None:
        """What the records say today by the same definition; another one is no comparison."""
        now = live(figure, self.month, as_office(self.by, self.month.unit), self.today)
        frozen = figure.frozen
        return now if now is None or frozen is None or frozen.version == now.indicator.version else None


def overlaps(month: MonthReturn, by: Actor, today: date) -> list[Overlap]:
    """同一件事在两行 (M233): every pair of lines whose records are the same matter, counted; rates are left out."""
    known: list[tuple[FormLine, set[tuple[str, int]]]] = []
    for figure in month.figures.select_related("line", "unit").order_by("line__number"):
        indicator = indicator_of(figure.line)
        if isinstance(indicator, Count):
            found = indicator.records(month.period, figure.unit, by=by, today=today)
            known.append((figure.line, _matters(found)))
    return [
        Overlap(one.label, other.label, len(first & second))
        for number, (one, first) in enumerate(known)
        for other, second in known[number + 1 :]
        if first & second
    ]


def _matters(found: Any) -> set[tuple[str, int]]:
    """What the records are about: the concern they came to, or they themselves."""
    model = found.model
    label, fields = model._meta.label, {one.name: one for one in model._meta.get_fields()}
    beside = fields.get(MATTER)
    if beside is None or not beside.concrete:
        return {(label, key) for key in found.values_list("pk", flat=True)}
    named = beside.related_model._meta.label
    return {(label, key) if about is None else (named, about)
            for key, about in found.values_list("pk", f"{MATTER}_id")}  # fmt: skip


@dataclass
class _Whom:
    """How many units of each kind and how many leaders there are on a day."""

    kinds: dict[str, int] = field(default_factory=dict)
    leaders: int = 0


def _whom(unit: Unit, on: date) -> _Whom:
    found = _Whom()
    for kind in Unit.objects.filter(within("path", unit.path)).valid(on).values_list("kind", flat=True):
        found.kinds[kind] = found.kinds.get(kind, 0) + 1
    held = Posting.objects.valid(on).filter(within("unit__path", unit.path), role=LEADERS)
    found.leaders = held.values("person").distinct().count()
    return found


def _words_of(line: FormLine, counted: _Whom) -> str:
    """摸底范围: 25 个乡镇, 517 个村、社区, 28 位县领导, or the named units."""
    if line.kind == LineKind.LEADER:
        return _("%(n)s 位县领导") % {"n": counted.leaders}
    if not line.scope:
        return ""
    kinds = [part for part in line.scope.split("+") if part in counted.kinds]
    if kinds:
        return _("%(n)s 个，%(kinds)s") % {
            "n": sum(counted.kinds[kind] for kind in kinds),
            "kinds": words_of(line.scope),
        }
    return words_of(line.scope)


def unverified(rows: Iterable[Row]) -> int:
    """未核实: how many figures nobody has verified."""
    return sum(not cell.figure.is_checked for row in rows for cell in row.cells)


def _number(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
