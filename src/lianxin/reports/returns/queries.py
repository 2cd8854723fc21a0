"""摸底统计的读法: the sheet of a month, what is the same matter in two lines, why something is locked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.base.indicators import Count, Figure, Indicator, Rate, Spread, UnknownIndicator, get
from lianxin.base.indicators.scopes import units_of, words_of
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.returns.models import FigureFile, FormLine, MonthReturn, ReturnFigure, ReturnForm, plain
from lianxin.reports.returns.terms import FROZEN, LOCKED, VIEW, LineKind, Stage

MATTER = "concern"  # the field by which a record of another room says which concern it is about
LEADERS, MONTHS_BACK = "county_leader", 24


# 摸底表 ---------------------------------------------------------------------------------------------------------


def form_in_force(code: str, unit: Unit, month: str) -> ReturnForm | None:
    """The version of the form that holds in that month, as the unit or those above it set it."""
    found = ReturnForm.objects.filter(code=code, unit_path__in=ancestors(unit.path), valid_from__lte=month)
    return found.exclude(valid_from="").order_by("-valid_from", "-version").first()


def forms_seen(by: Actor) -> "QuerySet[ReturnForm]":
    """Forms that the actor may read: those in force above him, which ask him too (JF-6), and all where he may view."""
    above = Q(unit_path__in=ancestors(by.own_path)) & ~Q(valid_from="")
    below = ReturnForm.objects.reachable(by=by, to=VIEW).values("pk")
    found: QuerySet[ReturnForm] = ReturnForm.objects.filter(above | Q(pk__in=below)).select_related("unit")
    return found.order_by("code", "-version")


def forms_for(unit: Unit) -> "list[ReturnForm]":
    """启用的摸底表 by which a unit may report."""
    found = ReturnForm.objects.filter(unit_path__in=ancestors(unit.path)).exclude(valid_from="")
    return list(found.order_by("code", "version"))


def indicator_of(line: FormLine) -> Indicator | None:
    """What the line counts; None for a figure from elsewhere, or where its indicator is no more."""
    if line.is_external:
        return None
    try:
        return get(line.code)
    except UnknownIndicator:
        return None


# 一个月 ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """一个数: as it stands or was kept; `now` is what the records say today where it was kept before."""

    figure: ReturnFigure
    value: Decimal | int | None
    is_kept: bool
    now: Figure | None = None
    fraction: str = ""

    @property
    def text(self) -> str:
        return plain(self.value)

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


def as_office(by: Actor, unit: Unit) -> Actor:
    """The actor as the office of that unit: what complains about the unit itself is in no figure that is kept of it."""
    return replace(by, own_path=unit.path)


def returns(by: Actor) -> "QuerySet[MonthReturn]":
    """月摸底统计 that the actor may see, the newest month first."""
    found: QuerySet[MonthReturn] = MonthReturn.objects.reachable(by=by, to=VIEW).select_related("unit", "form")
    return found.order_by("-month", "unit_path", "pk")


def missing(unit: Unit, today: date) -> list[tuple[ReturnForm, Period]]:
    """漏报: months of a unit's forms whose day has passed and for which nothing was begun, newest first; two statements."""
    begun = set(MonthReturn.objects.filter(unit=unit).values_list("form_code", "month"))
    first: dict[str, ReturnForm] = {}
    for form in forms_for(unit):
        first.setdefault(form.code, form)
    found, period = [], Period.containing(today).previous()
    for _step in range(MONTHS_BACK):
        after = period.next()
        found += [
            (form, period) for form in first.values()
            if form.valid_from <= period.code and date(after.year, after.number, form.due_day) < today
            and (form.code, period.code) not in begun
        ]  # fmt: skip
        period = period.previous()
    return found


def sheet(month: MonthReturn, by: Actor, today: date, *, compare: bool = False) -> list[Row]:
    """摸底表 of the month, line by line: live until it is counted, then as it was kept.

    One statement per line that is counted live, however many records there are; with `compare` also beside kept ones.
    """
    figures: dict[int, list[ReturnFigure]] = {}
    held = month.figures.select_related("line", "unit").prefetch_related(
        Prefetch("files", FigureFile.objects.defer("data")), "changes"
    )
    for figure in held.order_by("line__number", "unit__path"):
        figure.of = month
        figures.setdefault(figure.line_id, []).append(figure)
    kept = month.stage in FROZEN
    counted = _whom(month.unit, month.period.last)
    return [
        Row(row[0].line, [_cell(one, month, by, today, kept, compare) for one in row], indicator_of(row[0].line),
            _words_of(row[0].line, counted))
        for row in figures.values()
    ]  # fmt: skip


def _cell(figure: ReturnFigure, month: MonthReturn, by: Actor, today: date, kept: bool, compare: bool) -> Cell:
    if figure.line.is_external:
        return Cell(figure, figure.value, kept)
    if kept and not compare:
        return Cell(figure, figure.value, True)
    now = live(figure, month, as_office(by, month.unit) if kept else by, today)
    if kept:
        return Cell(figure, figure.value, True, now)
    return Cell(figure, now.value if now else None, False, fraction=now.fraction if now else "")


def live(figure: ReturnFigure, month: MonthReturn, by: Actor, today: date) -> Figure | None:
    """What the records say now, for this viewer; None where the indicator is no more."""
    indicator = indicator_of(figure.line)
    return indicator.figure(month.period, figure.unit, by=by, today=today) if indicator else None


def list_behind(indicator: Indicator) -> Count:
    """The list that a figure is counted from: itself, the numerator of a rate, what a median is taken of."""
    if isinstance(indicator, Rate):
        return indicator.part
    if isinstance(indicator, Spread):
        return indicator.over
    assert isinstance(indicator, Count)
    return indicator


def keys_of(figure: ReturnFigure, month: MonthReturn, by: Actor, today: date) -> tuple[int, ...]:
    """The keys of the records behind a figure, in order."""
    indicator = indicator_of(figure.line)
    if indicator is None:
        return ()
    found = list_behind(indicator).records(month.period, figure.unit, by=by, today=today)
    return tuple(found.order_by("pk").values_list("pk", flat=True))


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


# 说明 -----------------------------------------------------------------------------------------------------------


def why_locked(month: MonthReturn) -> str:
    """为什么锁定: the sentence for whoever wants to change a figure; empty while it may still be changed."""
    if month.stage in LOCKED:
        return _("%(who)s已于%(on)s备案并锁定：数不再改。发现差错请写更正说明，原数和更正后的数都保留。") % {
            "who": month.filed_by, "on": month.filed_on.isoformat() if month.filed_on else "",
        }  # fmt: skip
    if month.stage != Stage.COLLECTING:
        return _("已经收集完毕，交去审核：要改数，请先退回收集。")
    return ""


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


def asked_units(line: FormLine, unit: Unit) -> list[Unit]:
    """Of which units a figure is asked for: those named for one from elsewhere, else the return's own."""
    return units_of(line.scope) or [unit] if line.is_external else [unit]


def unverified(rows: Iterable[Row]) -> int:
    """未核实: how many figures nobody has verified."""
    return sum(not cell.figure.is_checked for row in rows for cell in row.cells)


def _number(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
