"""走访的清单: a list costs a constant number of statements, however many visits it shows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet, Sum

from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import shown
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.concerns.terms import Status
from lianxin.work.households.models import Household
from lianxin.work.visits.models import Burden, Finding, Stay, Visit, VisitPerson, VisitQuerySet
from lianxin.work.visits.terms import SEE_BURDEN, VIEW


@dataclass(frozen=True)
class Seen:
    """走访发现的一个问题, as this actor may read it; `may_open` whether its concern's page opens to him."""

    finding: Finding
    concern: Concern
    title: str
    state: str
    may_open: bool


@dataclass(frozen=True)
class Line:
    """一次走访: who went, and what was found as far as the actor may know of it."""

    visit: Visit
    people: tuple[str, ...]
    found: tuple[Seen, ...] = field(default=())


def seen(by: Actor) -> VisitQuerySet:
    """走访 that this actor may see, with what a line shows."""
    found: VisitQuerySet = Visit.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit", "home", "household", "drive")


def findings_of(visits: Iterable[Visit], by: Actor) -> dict[int, list[Seen]]:
    """发现的问题 of these visits by their keys: only those of which the actor may know. Two statements."""
    keys = [one.pk for one in visits]
    rows = Finding.objects.filter(visit__in=keys).past_the_wall(by=by)
    found = list(rows.select_related("concern__requester", "concern__unit", "concern__handler").order_by("pk"))
    open_to_him = set(
        Concern.objects.reachable(by=by, to=SEE_CONCERN)
        .filter(pk__in=[one.concern_id for one in found])
        .values_list("pk", flat=True)
    )
    by_visit: dict[int, list[Seen]] = defaultdict(list)
    for one in found:
        by_visit[one.visit_id].append(_seen(one, by, one.concern_id in open_to_him))
    return by_visit


def _seen(finding: Finding, by: Actor, may_open: bool) -> Seen:
    concern = finding.concern
    return Seen(finding, concern, shown(concern.title, concern, by), str(Status(concern.status).label), may_open)


def lines(visits: Sequence[Visit], by: Actor) -> list[Line]:
    """These visits with people and findings, in their order; three statements."""
    names: dict[int, list[str]] = defaultdict(list)
    rows = VisitPerson.objects.filter(visit__in=[one.pk for one in visits]).order_by("pk")
    for visit_id, name in rows.values_list("visit_id", "person__name"):
        names[visit_id].append(name)
    found = findings_of(visits, by)
    return [Line(one, tuple(names[one.pk]), tuple(found.get(one.pk, ()))) for one in visits]


def may_read_note(visit: Visit, by: Actor) -> bool:
    """Whether this actor reads what was written down: who went, and their own unit and above.

    The place visited sees who came, when and for what, not what a resident said of it.
    """
    return by.may_at(VIEW, visit.home_path) or visit.is_own_of(by, VIEW)


def at_household(household: Household, by: Actor, most: int = 5) -> list[Line]:
    """最近几次走访 of a household, the last first, as far as the actor may see them."""
    return lines(list(seen(by).standing().filter(household=household).order_by("-on", "-pk")[:most]), by)


def of_concern(concern: Concern, by: Actor) -> Visit | None:
    """From which visit a concern came, where the actor may see the concern; one statement."""
    found = Visit.objects.filter(findings__concern=concern).select_related("unit", "home")
    return found.first()


def stays(by: Actor) -> "QuerySet[Stay]":
    """住村 that this actor may see, the last first."""
    found = Stay.objects.reachable(by=by, to=VIEW).standing()
    return found.select_related("person", "unit", "visit").order_by("-on", "-pk")


def nights_by_person(found: Any) -> list[tuple[Person, int]]:
    """每人几夜, in the order of the names: a record, no ranking (JF-5)."""
    rows = dict(found.order_by().values_list("person").annotate(nights=Sum("nights")))
    people = Person.objects.filter(pk__in=rows).order_by("name", "pk")
    return [(one, rows[one.pk]) for one in people]


def burdens(by: Actor) -> "QuerySet[Burden]":
    """接待负担 of one's own place and those below it, the last first."""
    found = Burden.objects.reachable(by=by, to=SEE_BURDEN).filter(withdrawn_on=None)
    return found.select_related("unit", "visit").order_by("-on", "-pk")
