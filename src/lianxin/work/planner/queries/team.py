"""队伍进展: what each person of a unit planned and did in a span, and which matters of these visits are still open (F057).

In the order of the units and of the names; nothing here is ordered by a number, and nobody is compared with anybody.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.paths import STEP, within
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.roles import ROLES
from lianxin.work.concerns.terms import OPEN
from lianxin.work.planner.models import PlannedVisit
from lianxin.work.visits.models import Finding, Visit, VisitPerson


@dataclass(frozen=True)
class Span:
    """起止: both days included."""

    first: date
    last: date


@dataclass
class Line:
    """一人或一个单位: planned, done, open; `person` None: a unit and everything below it."""

    unit: Unit
    person: Person | None = None
    planned: int = 0
    done: int = 0
    open: int = 0


@dataclass
class Team:
    """队伍: the people of a unit by name, and the units right below it."""

    people: list[Line] = field(default_factory=list)
    units: list[Line] = field(default_factory=list)


def team(unit: Unit, span: Span, *, by: Actor) -> Team:
    """队伍进展 of a unit: a line for each person posted there who may record visits, and one for each unit below."""
    posts = Posting.objects.valid(span.last).filter(unit=unit, role__in=_goers()).select_related("person")
    people = {post.person_id: Line(unit, post.person) for post in posts}
    units = {one.path: Line(one) for one in Unit.objects.valid(span.last).filter(parent=unit).order_by("path")}
    _count(people, units, _plans(unit, span), "planned", unit)
    _count(people, units, _visits(unit, span), "done", unit)
    _count(people, units, _open(unit, span, by), "open", unit)
    named = sorted(
        people.values(),
        key=lambda line: (line.person.name if line.person else "", line.person.pk if line.person else 0),
    )
    return Team(named, list(units.values()))


def member_open(person: Person, span: Span, *, by: Actor) -> "QuerySet[Finding]":
    """未了的事 of one person's visits of a span: findings whose concern is open, as far as the actor may know of them."""
    found = Finding.objects.filter(visit__people__person=person, on__range=(span.first, span.last))
    return _still_open(found, by).select_related("concern", "visit__unit").order_by("on", "pk")


def _goers() -> list[str]:
    return [code for code, role in ROLES.items() if "visit.record" in role.grants]


def _plans(unit: Unit, span: Span) -> Any:
    found = PlannedVisit.objects.standing().during(span.first, span.last).filter(within("home_path", unit.path))
    return found.order_by().values_list("home_path", "person").annotate(n=Count("pk"))


def _visits(unit: Unit, span: Span) -> Any:
    return (
        VisitPerson.objects.filter(within("home_path", unit.path), visit__in=_standing(span))
        .order_by().values_list("home_path", "person").annotate(n=Count("visit", distinct=True))
    )  # fmt: skip


def _open(unit: Unit, span: Span, by: Actor) -> Any:
    found = Finding.objects.filter(within("visit__people__home_path", unit.path), on__range=(span.first, span.last))
    rows = _still_open(found, by).order_by().values_list("visit__people__home_path", "visit__people__person")
    return rows.annotate(n=Count("pk", distinct=True))


def _standing(span: Span) -> "QuerySet[Visit]":
    return Visit.objects.standing().filter(on__range=(span.first, span.last))


def _still_open(found: Any, by: Actor) -> Any:
    return found.standing().past_the_wall(by=by).filter(concern__status__in=OPEN)


def _count(
    people: dict[int, Line], units: dict[str, Line], rows: Iterable[tuple[str, int, int]], what: str, unit: Unit
) -> None:
    """Put each number on the line of its person where he acts for the unit itself, else on the unit below."""
    totals: Counter[str] = Counter()
    for path, person, n in rows:
        if path != unit.path:
            totals[path[: len(unit.path) + STEP]] += n
        elif person in people:
            setattr(people[person], what, getattr(people[person], what) + n)
    for path, n in totals.items():
        if path in units:
            setattr(units[path], what, n)
