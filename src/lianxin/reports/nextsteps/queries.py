"""下步打算的读法: what stands open, what came of the last period's, and whether a measured aim was reached."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Q

from lianxin.base.indicators import FIGURES, Figure, UnknownIndicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.nextsteps.models import SOON, NextStep, NextStepQuerySet
from lianxin.reports.nextsteps.terms import REPORT, VIEW, Aim, State


def steps(by: Actor) -> NextStepQuerySet:
    """下步打算 that the actor may see, those whose day comes first at the head."""
    found: NextStepQuerySet = NextStep.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit", "owner_unit").order_by("due_on", "pk")


def of_periods(unit: Unit, first: Period, last: Period) -> list[NextStep]:
    """What the unit itself set down for itself and others from one period to another, in the order it was set down.

    Also what it set down earlier and is still to be done: a promise is answered for until it is kept or given up. Of units
    that were merged into it likewise.
    """
    told = Q(about_on__gte=first.first) | Q(state=State.OPEN)
    found = NextStep.objects.filter(told, unit_path__in=unit.paths, about_on__lte=last.last)
    return list(found.select_related("owner_unit").order_by("pk"))


def standing(unit: Unit) -> set[str]:
    """Problems and headings of which a step is still to be done: they are carried on, not set down anew."""
    found = NextStep.objects.filter(unit_path__in=unit.paths, state=State.OPEN)
    return {word for pair in found.values_list("problem", "heading") for word in pair if word}


def standing_headings(unit: Unit, period: Period) -> set[str]:
    """What the unit set down for this period, or has still to do, by its heading."""
    found = NextStep.objects.filter(Q(state=State.OPEN) | Q(about=period.code), unit_path__in=unit.paths)
    return set(found.values_list("heading", flat=True))


def due_for(by: Actor, today: date) -> NextStepQuerySet:
    """What the actor's own unit has to report on within a week, or should have: the longest due first."""
    found: NextStepQuerySet = NextStep.objects.reachable(by=by, to=REPORT).filter(owner_path=by.own_path)
    return found.due_by(today + SOON).select_related("unit").order_by("due_on", "pk")


@dataclass(frozen=True)
class Reached:
    """以数为准: the figure as it stands, and whether the aim was reached; None while the period is not over."""

    figure: Figure | None
    is_reached: bool | None
    is_over: bool

    @property
    def text(self) -> str:
        return self.figure.text if self.figure else ""


def reached(step: NextStep, by: Actor, today: date) -> Reached | None:
    """达到没有: counted from the records, never typed; None for a step without a measured aim.

    Counted as the owning unit's office would count it, so that it is the same whoever asks.
    """
    if not step.indicator or step.aim_value is None:
        return None
    period = Period.parse(step.aim_period)
    is_over = today > period.last
    try:
        indicator = get(step.indicator)
    except UnknownIndicator:
        return Reached(None, None, is_over)
    office = replace(by, own_path=step.owner_path, grants={**by.grants, FIGURES.code: (step.owner_path,)})
    figure = indicator.figure(period, step.owner_unit, by=office, today=today)
    if not is_over or figure.value is None:
        return Reached(figure, None, is_over)
    value = Decimal(figure.value)
    return Reached(figure, value <= step.aim_value if step.aim == Aim.AT_MOST else value >= step.aim_value, True)


def label_of(step: NextStep) -> str:
    """The name of the figure that decides; empty where it is no more."""
    try:
        return str(get(step.indicator).label)
    except UnknownIndicator:
        return ""


def aim_text(step: NextStep) -> str:
    """95%, 20 件: the aim with its measure; a rate bears its sign."""
    try:
        indicator = get(step.indicator)
    except UnknownIndicator:
        indicator = None
    value = step.aim_value or Decimal(0)
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return f"{plain:f}{indicator.measure if indicator else ''}"
