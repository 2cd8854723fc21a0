"""日程: who comes to a unit and where its people go, from plans and from visits that nobody had planned."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.planner.models import PlannedVisit
from lianxin.work.planner.terms import VIEW, PlanStatus
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import VIEW as SEE_VISIT


@dataclass(frozen=True)
class Coming:
    """日程上的一件: days, who (the unit), where, what for, how many; a plan, or a visit that was not planned."""

    on: date
    until: date
    home: Unit
    unit: Unit
    what: str
    people: int
    plan: PlannedVisit | None = None
    visit: Visit | None = None

    @property
    def has_come(self) -> bool:
        """Whether they have been there."""
        return self.visit is not None or (self.plan is not None and self.plan.status == PlanStatus.CARRIED_OUT)

    def comes_to(self, path: str) -> bool:
        """Whether it is a visit from elsewhere to a place in this subtree."""
        return is_within(self.unit.path, path) and not is_within(self.home.path, path)


def calendar(unit: Unit, first: date, last: date, *, by: Actor) -> list[Coming]:
    """日程 of a unit and below, both directions, in the order of the days; plans that the actor may see (F055)."""
    here = within("unit_path", unit.path) | within("home_path", unit.path)
    found = PlannedVisit.objects.reachable(by=by, to=VIEW).standing().during(first, last).filter(here)
    plans = found.select_related("home", "unit", "person", "together__home", "drive", "visit").order_by(
        "on", "home_path", "pk"
    )
    return [Coming(one.on, one.until, one.home, one.unit, one.purpose, one.people, plan=one) for one in plans]


def came(unit: Unit, first: date, last: date, *, by: Actor) -> list[Coming]:
    """没有安排过的走访: visits to a unit and below, by others than its own people, to which no plan belongs."""
    planned = PlannedVisit.objects.filter(visit=OuterRef("pk"))
    found = Visit.objects.reachable(by=by, to=SEE_VISIT).standing().in_person()
    found = found.filter(~Exists(planned), within("unit_path", unit.path), on__lte=last, until__gte=first)
    visits = found.select_related("home", "unit").prefetch_related("people").order_by("on", "home_path", "pk")
    return [
        Coming(one.on, one.until, one.home, one.unit, str(one.get_kind_display()), len(one.people.all()), visit=one)
        for one in visits if not is_within(one.home_path, one.unit_path)
    ]  # fmt: skip


def own_open(person: Person | int, until: date) -> "QuerySet[PlannedVisit]":
    """我安排的、还没去的 (or not yet recorded), up to a day; the earliest first."""
    found = PlannedVisit.objects.open().filter(person=person, on__lte=until)
    return found.select_related("unit", "household").order_by("on", "pk")
