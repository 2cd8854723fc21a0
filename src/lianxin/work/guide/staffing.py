"""谁在哪里: units, people and posts looked through in memory; a county of 600 units costs four statements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from lianxin.base.orgs.models import Person, Posting, PowerRequest, Unit
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import PowerKind, UnitKind

#: of these there is one in a unit; township and county have several leaders
HEADS = ("station_head", "department_head", "school_head")
FRONT = (UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMUNITY, UnitKind.SCHOOL)  # where people come with a matter
BACK = (UnitKind.DEPARTMENT, UnitKind.CENTRE)  # to whom matters are handed
SETTLEMENTS = (UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True)
class Staff:
    """本县的人: units in the order of the tree, (unit, role, person) of the posts held, the people with an account."""

    units: Sequence[Unit]
    posts: Sequence[tuple[int, str, int]]
    people: Sequence[tuple[int, str, date | None]]
    asked: Sequence[tuple[int, str]] = ()  # (person, role) of the appointments that wait for a second person
    roles: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for unit, role, _person in self.posts:
            self.roles[unit].append(role)

    def of(self, *kinds: str) -> list[Unit]:
        """The units of these kinds."""
        return [one for one in self.units if one.kind in kinds]

    def childless(self) -> list[str]:
        """乡镇 without any village or community."""
        parents = {one.parent_id for one in self.of(*SETTLEMENTS)}
        return [one.name for one in self.of(UnitKind.TOWNSHIP) if one.pk not in parents]

    def doubled(self) -> list[str]:
        """同名: under the same unit, and nobody can tell them apart."""
        seen = Counter((one.parent_id, one.name) for one in self.units)
        return sorted({name for (_parent, name), number in seen.items() if number > 1})

    def empty(self) -> list[str]:
        """没有人的单位: posts without a person."""
        return [one.name for one in self.units if not self.roles.get(one.pk) and one.kind != UnitKind.COUNTY]

    def lacking(self, permission: str, kinds: Iterable[str]) -> list[str]:
        """Units that have people, but nobody who may do this there."""
        return [
            one.name for one in self.of(*kinds)
            if (held := self.roles.get(one.pk)) and not any(permission in ROLES[role].grants for role in held)
        ]  # fmt: skip

    def two_heads(self) -> list[str]:
        """有两位负责人的单位."""
        return [
            one.name for one in self.units if any(self.roles.get(one.pk, []).count(role) > 1 for role in HEADS)
        ]  # fmt: skip

    def postless(self) -> list[str]:
        """没有职务的人."""
        posted = {person for _unit, _role, person in self.posts} | {person for person, _role in self.asked}
        return [name for pk, name, _handed in self.people if pk not in posted]

    def holding(self, *roles: str) -> int:
        """How many people hold one of these posts."""
        return len({person for _unit, role, person in self.posts if role in roles})

    def has_clerk(self) -> bool:
        """群众工作办公室 has somebody, or will have: whoever does most of the other steps."""
        return self.holding("county_clerk") > 0 or any(role == "county_clerk" for _person, role in self.asked)


def staff(on: date) -> Staff:
    """本县的人 on that day: four statements."""
    held = Posting.objects.valid(on).filter(person__is_active=True, role__in=ROLES)
    people = Person.objects.filter(is_active=True).order_by("pk")
    asked = PowerRequest.objects.asked().filter(kind=PowerKind.POST).values_list("person_id", "role")
    return Staff(
        list(Unit.objects.valid(on).order_by("path")), list(held.values_list("unit_id", "role", "person_id")),
        list(people.values_list("pk", "name", "handed_out_on")),
        list(asked),
    )  # fmt: skip
