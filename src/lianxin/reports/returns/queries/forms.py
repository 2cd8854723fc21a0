"""摸底表的读法: which version holds, who may read it, who is asked by it, which periods were not begun."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lianxin.base.indicators import Indicator, UnknownIndicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.returns.models import FormLine, MonthReturn, ReturnForm
from lianxin.reports.returns.terms import VIEW

YEARS_BACK = 2


@dataclass(frozen=True)
class Level:
    """报送层级: the kinds of units that report, their day, and the named units where not all of the kind are asked."""

    kinds: tuple[str, ...]
    due_day: int
    units: tuple[int, ...] = ()

    def asks(self, unit: Unit) -> bool:
        """Whether the unit is asked on this level."""
        return unit.kind in self.kinds and (not self.units or unit.pk in self.units)


def levels_of(form: ReturnForm) -> list[Level]:
    """The levels below the one that opens it, from the top down."""
    return [Level(tuple(one["kinds"]), one["due_day"], tuple(one.get("units", ()))) for one in form.levels]


def level_of(form: ReturnForm, unit: Unit) -> Level | None:
    """The level on which a unit is asked by the form; None for one that is not, such as the one that set it."""
    return next((level for level in levels_of(form) if level.asks(unit)), None)


def asked_below(form: ReturnForm, unit: Unit, on: date) -> list[Unit]:
    """应报单位 below a unit on that day, from the top down: one statement, none for a form of one level."""
    levels = levels_of(form)
    if not levels:
        return []
    kinds = {kind for level in levels for kind in level.kinds}
    found = Unit.objects.valid(on).filter(within("path", unit.path), kind__in=kinds).exclude(pk=unit.pk)
    return [one for one in found.order_by("path") if any(level.asks(one) for level in levels)]


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


def missing(unit: Unit, today: date) -> list[tuple[ReturnForm, Period]]:
    """漏报: periods of a unit's forms whose day has passed and for which nothing was begun, newest first; two statements.

    Asked of the one that set the form, and of those whom it asks.
    """
    begun = set(MonthReturn.objects.filter(unit=unit).values_list("form_code", "month"))
    first: dict[str, ReturnForm] = {}
    for form in forms_for(unit):
        first.setdefault(form.code, form)
    return [
        (form, period) for form in first.values() for period in _past(form, today)
        if form.due_on(period, day_of(form, unit)) < today and (form.code, period.code) not in begun
    ]  # fmt: skip


def day_of(form: ReturnForm, unit: Unit) -> int:
    """几日前: the day by which this unit reports."""
    level = level_of(form, unit) if form.unit_id != unit.pk else None
    return level.due_day if level else form.due_day


def _past(form: ReturnForm, today: date) -> Iterator[Period]:
    """The periods of the form's kind that are over, from its first one on, newest first, two years back."""
    period = Period.containing(today, form.kind).previous()
    while period.code >= form.valid_from and period.year >= today.year - YEARS_BACK:
        yield period
        period = period.previous()
