"""数据质量的读法: doubts of a return, what was reported when, what is unlike its own past, what a record lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.base.indicators import INDICATORS, Count, Figure, Stock, grid
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within, within
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.outliers import Unusual, unusual
from lianxin.pure.periods import Kind, Period
from lianxin.reports.quality import checking
from lianxin.reports.quality.models import Doubt, LateReason, ValidationRule
from lianxin.reports.quality.terms import EXPLAIN, VIEW, DoubtState
from lianxin.reports.returns import queries as returns
from lianxin.reports.returns.models import MonthReturn, ReturnForm
from lianxin.reports.returns.terms import LOCKED

SHORTEST = 4  # characters: less is no sentence
PAST = 24  # months that a unit is held against
#: counts whose run of months is looked at: what residents brought and how it ended, never how much was written (JF-3)
WATCHED = ("concern.received", "concern.closed", "concern.sent_back", "concern.reopened", "concern.dissatisfied",
           "dispute.screened", "window.services", "reception.concerns")  # fmt: skip


def rules(by: Actor) -> list[ValidationRule]:
    """校验规则 that the actor may see: of his own unit and those above, which hold for him, and below."""
    found = ValidationRule.objects.filter(
        Q(unit_path__in=ancestors(by.own_path))
        | Q(pk__in=ValidationRule.objects.reachable(by=by, to=VIEW).values("pk"))
    )
    return list(found.select_related("unit").order_by("form_code", "code", "-version"))


def doubts(by: Actor) -> "PlacedQuerySet":
    """疑点 that the actor may see; those to be explained first."""
    found = Doubt.objects.reachable(by=by, to=VIEW).select_related("unit", "of__form")
    return found.order_by("-found_on", "-pk")


def to_explain(by: Actor) -> "PlacedQuerySet":
    """待说明 of the actor's own unit, in returns that are not yet on file."""
    found: PlacedQuerySet = Doubt.objects.reachable(by=by, to=EXPLAIN).filter(unit_path=by.own_path)
    return found.filter(state=DoubtState.OPEN).exclude(of__stage__in=[str(stage) for stage in LOCKED])


def ending(month: Period) -> list[Period]:
    """The periods that end with a month: itself, and the quarter, half-year and year where it is their last."""
    found = [month]
    kinds: tuple[Kind, ...] = ("quarter", "half_year", "year")
    for kind in kinds:
        period = Period.containing(month.last, kind)
        found += [period] if period.last == month.last else []
    return found


def key_of(doubt: "Doubt | checking.Broken") -> str:
    """What names a doubt of a return in an address: which figure, by which rule."""
    figure = doubt.figure_id if isinstance(doubt, Doubt) else doubt.figure.pk
    return f"{figure}-{doubt.rule}"


@dataclass(frozen=True)
class Standing:
    """一处疑点 of a return as it stands: what breaks the rule, and what was said of these very numbers."""

    broken: checking.Broken
    key: str
    explanation: str = ""
    by_name: str = ""
    on: date | None = None


def standing(month: MonthReturn, today: date) -> list[Standing]:
    """疑点 of a return now, with the explanations that were given of these numbers."""
    said = {(one.figure_id, one.rule, one.seen): one for one in Doubt.objects.filter(of=month).exclude(explanation="")}
    found = []
    for one in checking.broken(month, today):
        doubt = said.get((one.figure.pk, one.rule, one.seen))
        told = (doubt.explanation, doubt.settled_by, doubt.settled_on) if doubt else ("", "", None)
        found.append(Standing(one, key_of(one), *told))
    return found


def shut(month: MonthReturn, by: Actor, today: date) -> list[str]:
    """备案前的关口: each doubt that is neither corrected nor explained."""
    return [
        _("%(sentence)s%(mend)s数没有错的，请在“数据质量”里写一句说明。")
        % {"sentence": one.broken.sentence, "mend": one.broken.mend}
        for one in standing(month, today) if not one.explanation
    ]  # fmt: skip


# 及时、齐全 -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """应报的一份: which unit, form and period, by when, and what there is of it."""

    unit: Unit
    form: ReturnForm
    period: Period
    due_on: date
    held: MonthReturn | None
    today: date
    reason: LateReason | None = None

    @property
    def is_excused(self) -> bool:
        return bool(self.held and self.held.excused)

    @property
    def days_late(self) -> int:
        """How many days after its day it was reported, or is not yet."""
        if self.is_excused:
            return 0
        on = self.held.reported_on if self.held and self.held.reported_on else self.today
        return max(0, (on - self.due_on).days)

    @property
    def state(self) -> str:
        """excused, in_time, late (reported, or begun and not yet), missing (not begun), running."""
        if self.is_excused:
            return "excused"
        if self.held and self.held.reported_on:
            return "late" if self.days_late else "in_time"
        if self.due_on >= self.today:
            return "running"
        return "late" if self.held else "missing"


def asked(unit: Unit, periods: Sequence[Period], today: date) -> list[Due]:
    """应报的 at a unit and below in these periods, in the order of the tree: a few statements, however many units."""
    forms = _forms(unit, today)
    codes = [one.code for one in periods]
    held = {
        (one.unit_id, one.form_code, one.month): one
        for one in MonthReturn.objects.filter(within("unit_path", unit.path), month__in=codes)
    }
    reasons = {
        (one.unit_id, one.form_code, one.month): one
        for one in LateReason.objects.filter(within("unit_path", unit.path), month__in=codes)
    }
    found = []
    for form, units in forms:
        for period in periods:
            if form.kind == period.kind and _holds(form, period, forms):
                for one in units:
                    key = (one.pk, form.code, period.code)
                    begun = held.get(key)  # what was begun late has a day of its own
                    due_on = begun.due_on if begun else form.due_on(period, returns.day_of(form, one))
                    found.append(Due(one, form, period, due_on, begun, today, reasons.get(key)))
    return sorted(found, key=lambda due: (due.unit.path, due.form.code, due.period.first))


def _forms(unit: Unit, on: date) -> list[tuple[ReturnForm, list[Unit]]]:
    """The versions in force with the units at or below this one that each asks."""
    near = Q(unit_path__in=ancestors(unit.path)) | within("unit_path", unit.path)
    found = []
    for form in ReturnForm.objects.filter(near).exclude(valid_from="").select_related("unit"):
        units = [form.unit, *returns.asked_below(form, form.unit, on)]
        inside = [one for one in units if is_within(one.path, unit.path)]
        if inside:
            found.append((form, inside))
    return found


def _holds(form: ReturnForm, period: Period, forms: Iterable[tuple[ReturnForm, list[Unit]]]) -> bool:
    """Whether this version is the one of its form that holds in that period."""
    begun = [one for one, _units in forms if one.code == form.code and one.unit_id == form.unit_id]
    valid = [one for one in begun if one.valid_from <= period.code]
    return bool(valid) and max(valid, key=lambda one: (one.valid_from, one.version)).pk == form.pk


def is_late(unit: Unit, form_code: str, month: str, today: date) -> bool:
    """Whether that return of the unit is late or was not begun, so that there is something to explain."""
    found = asked(unit, [Period.parse(month)], today)
    return any(
        one.unit.pk == unit.pk and one.form.code == form_code and one.state in ("late", "missing") for one in found
    )


@dataclass(frozen=True)
class Timely:
    """一个单位和下级的报送: how many were asked for, how many came in time, late, not at all, were excused."""

    unit: Unit
    dues: Sequence[Due]

    def of(self, state: str) -> int:
        return sum(one.state == state for one in self.dues)

    @property
    def asked(self) -> int:
        """应报: those whose day has come, without the excused."""
        return sum(one.state in ("in_time", "late", "missing") for one in self.dues)

    @property
    def reported(self) -> int:
        """已报: in time or late."""
        return sum(
            one.held is not None and one.held.reported_on is not None and not one.is_excused for one in self.dues
        )


def timely(unit: Unit, periods: Sequence[Period], today: date) -> list[Timely]:
    """及时、齐全 of the unit itself and of each unit right below with all below it, in the order of the tree."""
    dues = asked(unit, periods, today)
    below = list(Unit.objects.valid(today).filter(parent=unit).order_by("path"))
    rows = [Timely(unit, [one for one in dues if one.unit.pk == unit.pk])]
    rows += [Timely(one, [due for due in dues if is_within(due.unit.path, one.path)]) for one in below]
    return [row for row in rows if row.dues]


# 与往月不同 -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unlike:
    """与往月不同，请看一眼: the unit's figure of the month, between what its past months mostly lay."""

    figure: Figure
    low: int
    high: int
    is_more: bool


def watched() -> list[Count]:
    """The counts that are looked at; those of rooms that are not there are left out."""
    found = [INDICATORS.get(code) for code in WATCHED]
    return [one for one in found if isinstance(one, Count) and not isinstance(one, Stock) and not one.is_momentary]


def unlike(units: Sequence[Unit], month: Period, *, by: Actor, today: date) -> list[Unlike]:
    """与往月不同 of these units in a month that is over, each held against its own two years: one grid for all."""
    if today <= month.last or not units:
        return []
    months = [month]
    while len(months) <= PAST:
        months.append(months[-1].previous())
    indicators = watched()
    cells = grid(indicators, units, months, by=by, today=today)
    counts = {
        (one.code, unit.pk): (
            [int(cells[one.code, unit.pk, p.code].value or 0) for p in reversed(months[1:])],
            int(cells[one.code, unit.pk, month.code].value or 0),
        )
        for unit in units for one in indicators
    }  # fmt: skip
    return [_shown(one, cells[(*one.key, month.code)]) for one in unusual(counts)]


def _shown(one: Unusual, figure: Figure) -> Unlike:
    return Unlike(figure, one.low, one.high, one.is_more)


def noted(month: MonthReturn) -> "PlacedQuerySet":
    """疑点 of a return as they were noted, those to be explained first: one statement."""
    found: PlacedQuerySet = Doubt.objects.filter(of=month).exclude(state=DoubtState.MENDED)
    return found.order_by("-state", "pk")
