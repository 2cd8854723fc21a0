"""联系的读法: one's links on a day, a unit's, how many somebody has, when there was contact last."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet

from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.roles import ROLES
from lianxin.work.pairings.models import Pairing, Talk

ContactSource = Callable[[Sequence[Pairing], date], Mapping[int, date]]
_sources: list[ContactSource] = []


def standing(person: Person | int, on: date) -> "QuerySet[Pairing]":
    """某人当日的联系, those of longest standing first."""
    found = Pairing.objects.by_person(person).standing(on)
    return found.select_related("unit", "home", "household", "person").order_by("since", "pk")


def of_unit(unit: Unit, on: date) -> "QuerySet[Pairing]":
    """当日联系这个单位（含下级）的, by place, kind, person."""
    found = Pairing.objects.filter(within("unit_path", unit.path)).standing(on)
    return found.select_related("unit", "home", "household", "person").order_by(
        "unit_path", "kind", "person__name", "pk"
    )


def home_of(person: Person, on: date) -> Unit | None:
    """联系人单位: where he is posted on that day; of several the highest."""
    found = Posting.objects.valid(on).filter(person=person, role__in=ROLES).select_related("unit")
    first = found.order_by("unit__path", "pk").first()
    return first.unit if first else None


def load(people: Iterable[int], kind: str, first: date, last: date | None = None) -> dict[int, int]:
    """How many links of a kind each of these people has on the days asked; nought is left out. One statement."""
    found = Pairing.objects.touching(first, last).filter(person__in=list(people), kind=kind)
    return dict(found.order_by().values_list("person").annotate(n=Count("pk")))


def contact_source(find: ContactSource) -> ContactSource:
    """Declare where contact with a paired one is recorded: `find(pairings, today)` gives the last day by the key.

    Rooms above declare their own (visits do); one statement or two for all the pairings asked.
    """
    if find not in _sources:
        _sources.append(find)
    return find


def last_contact(pairings: Sequence[Pairing], today: date) -> dict[int, date]:
    """最近一次联系 of each link by its key, over all sources; a link without any is left out."""
    found: dict[int, date] = {}
    for find in _sources if pairings else ():
        for key, on in find(pairings, today).items():
            found[key] = max(on, found.get(key, on))
    return found


@contact_source
def _talks(pairings: Sequence[Pairing], today: date) -> Mapping[int, date]:
    rows: Any = Talk.objects.filter(pairing__in=[one.pk for one in pairings], on__lte=today).order_by()
    return dict(rows.values_list("pairing").annotate(last=Max("on")))


def ending_soon(person: Person | int, today: date, until: date) -> "QuerySet[Pairing]":
    """要到期的联系 of somebody, in no hand yet, the soonest first."""
    found = Pairing.objects.by_person(person).standing(today).filter(until__lte=until, successor=None)
    return found.select_related("unit", "household").order_by("until", "pk")


def of_household(household: Any, on: date) -> "QuerySet[Pairing]":
    """联系这一户的人 on a day."""
    found = Pairing.objects.standing(on).filter(household=household)
    return found.select_related("person", "home").order_by("kind", "since", "pk")
