"""联系人的读法: who is posted where, who has too few links by the rule, who has more than usual. By unit and name, never by number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.roles import ROLES
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.queries.rules import asked_by_all, nearest
from lianxin.work.pairings.terms import PairingKind

NO_STAFF = ("system_admin",)


@dataclass(frozen=True)
class Holder:
    """一人一类: how many links of a kind somebody has, and how many he is to have."""

    person: Person
    home: Unit
    kind: PairingKind
    held: int
    least: int
    most: int
    reasons: tuple[str, ...] = ()


def staff(unit: Unit, on: date) -> list[Posting]:
    """Who is posted at a unit or below, each once, by unit and name."""
    found = Posting.objects.valid(on).filter(within("unit__path", unit.path), role__in=ROLES, person__is_active=True)
    rows = (
        found.exclude(role__in=NO_STAFF).select_related("person", "unit").order_by("unit__path", "person__name", "pk")
    )
    return list({posting.person_id: posting for posting in reversed(rows)}.values())[::-1]


def homes_of(people: Iterable[int], on: date) -> dict[int, Unit]:
    """Where each of these people is posted on that day, of several posts the highest; one statement."""
    found = Posting.objects.valid(on).filter(person__in=list(people), role__in=ROLES).select_related("unit")
    return {posting.person_id: posting.unit for posting in found.order_by("-unit__path", "-pk")}


def _held(unit: Unit, on: date) -> dict[tuple[int, str], int]:
    rows: Any = Pairing.objects.standing(on).filter(within("home_path", unit.path)).order_by()
    counted = rows.values_list("person", "kind").annotate(n=Count("pk"))
    return {(person, kind): n for person, kind, n in counted}


def idle(unit: Unit, on: date) -> list[Holder]:
    """还没有联系的人: who has fewer links than the rule of his unit asks (M099: 每人包一户). Three statements."""
    rules = asked_by_all()
    kinds = sorted({kind for _path, kind in rules})
    if not kinds:
        return []
    held = _held(unit, on)
    found = []
    for posting in staff(unit, on):
        for kind in kinds:
            want = nearest(rules, kind, posting.unit.path)
            has = held.get((posting.person_id, kind), 0)
            if has < want.least:
                found.append(Holder(posting.person, posting.unit, PairingKind(kind), has, want.least, want.most))
    return found


def overloaded(unit: Unit, on: date) -> list[Holder]:
    """超过一般数目的人: with the reasons that were given when one more was arranged (M079). Two statements."""
    rules = asked_by_all()
    rows = Pairing.objects.standing(on).filter(within("home_path", unit.path)).select_related("person", "home")
    groups: dict[tuple[int, str], list[Pairing]] = {}
    for one in rows.order_by("home_path", "person__name", "kind", "since", "pk"):
        groups.setdefault((one.person_id, one.kind), []).append(one)
    found = []
    for (_person, kind), links in groups.items():
        want = nearest(rules, kind, links[0].home_path)
        if want.most and len(links) > want.most:
            reasons = tuple(one.over_why for one in links if one.over_why)
            first = links[0]
            found.append(
                Holder(first.person, first.home, PairingKind(kind), len(links), want.least, want.most, reasons)
            )
    return found


def gone(unit: Unit, on: date) -> "QuerySet[Pairing]":
    """要移交或结束的: links to a unit and below whose person holds no post any more, or whose household left the register."""
    posted = Posting.objects.valid(on).filter(person=OuterRef("person"), role__in=ROLES, person__is_active=True)
    found = Pairing.objects.standing(on).filter(within("unit_path", unit.path))
    found = found.filter(~Exists(posted) | Q(household__valid_to__lte=on))
    return found.select_related("person", "home", "unit", "household").order_by("unit_path", "kind", "pk")
