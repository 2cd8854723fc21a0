"""演示县: its units, people and postings, made by the commands."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from django.db import transaction
from django.utils.timezone import localdate

from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.base.orgs.queries import actor_for
from lianxin.base.orgs.terms import UnitKind
from lianxin.project.demo import names
from lianxin.project.demo.accounts import ACCOUNTS, COUNTY, PASSWORD, Account

LEADERS = 28
TOWNS = 4  # the last townships of the list are 街道: their villages are communities
Told = Callable[[str], None]


@dataclass
class County:
    """演示县: units by kind, and for each unit (by path) who acts there, by role."""

    top: Unit
    townships: list[Unit] = field(default_factory=list)
    villages: dict[str, list[Unit]] = field(default_factory=dict)
    departments: dict[str, Unit] = field(default_factory=dict)
    schools: list[Unit] = field(default_factory=list)
    actors: dict[tuple[str, str], Actor] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)

    def who(self, unit: Unit, role: str) -> Actor:
        """The one who acts for this unit in this role."""
        return self.actors[unit.path, role]

    def town_of(self, unit: Unit) -> Unit | None:
        """The township that the unit lies in; None for the county's own units."""
        return next((town for town in self.townships if unit.path.startswith(town.path)), None)


class Builder:
    """Sets the county up, step by step, at one moment in the past."""

    def __init__(self, random: Random, at: datetime, accounts: bool) -> None:
        self.random, self.at, self.first = random, at, localdate(at)
        self.accounts = {(a.unit, a.role): a for a in ACCOUNTS} if accounts else {}
        self.number = 0

    def unit(self, name: str, kind: str, parent: Unit | None, code: str = "") -> Unit:
        """A unit."""
        phone = f"0000-{self.random.randrange(10**7):07d}"
        return orgs.create_unit(
            name=name, kind=kind, parent=parent, by=SYSTEM, at=self.at, code=code, phone=phone, place=name
        )

    def staff(self, county: County, unit: Unit, role: str, label: str = "") -> Posting:
        """Somebody in that role; the demo account where there is one for it, else a person without a password."""
        account: Account | None = self.accounts.pop((label or unit.name, role), None)
        self.number += 1
        person = orgs.create_person(
            username=account.username if account else f"u{self.number:04d}",
            name=account.name if account else names.person(self.random),
            password=PASSWORD if account else None,
            phone=names.desk_phone(self.random), is_demo=account is not None, by=SYSTEM, at=self.at,
        )  # fmt: skip
        posting = orgs.post(person=person, unit=unit, role=role, valid_from=self.first, by=SYSTEM, at=self.at)
        county.actors.setdefault((unit.path, role), actor_for(posting))
        county.persons.setdefault(f"{unit.path} {role}", person)
        return posting


@transaction.atomic
def build(
    *, random: Random, at: datetime, townships: int = 25, villages: int = 517, accounts: bool = True,
    told: Told = lambda line: None,
) -> County:  # fmt: skip
    """设立演示县: with fewer townships and villages for tests. The official codes are invented."""
    builder = Builder(random, at, accounts)
    top = builder.unit(COUNTY, UnitKind.COUNTY, None, "990001")
    county = County(top)
    for role, count in (("county_clerk", 3), ("county_leader", LEADERS), ("inspector", 2), ("auditor", 1),
                        ("system_admin", 1)):  # fmt: skip
        for _each in range(count):
            builder.staff(county, top, role)
    for name in names.DEPARTMENTS:
        unit = county.departments[name] = builder.unit(name, UnitKind.DEPARTMENT, top)
        builder.staff(county, unit, "department_clerk")
        builder.staff(county, unit, "department_head")
        builder.staff(county, unit, "liaison_officer")
    for name in names.SCHOOLS:
        unit = builder.unit(name, UnitKind.SCHOOL, top)
        county.schools.append(unit)
        builder.staff(county, unit, "school_clerk")
        builder.staff(county, unit, "school_head")
    chosen = [*names.TOWNSHIPS[: townships - TOWNS], *names.TOWNSHIPS[-TOWNS:]] if townships > TOWNS else (
        names.TOWNSHIPS[:townships])  # fmt: skip
    for number, name in enumerate(chosen, 1):
        share = villages // townships + (number <= villages % townships)
        _township(builder, county, name, f"990001{number:03d}", share)
        told(name)
    builder.staff(county, top, "security_admin")  # last: from now on a post with power takes two persons
    return county


def _township(builder: Builder, county: County, name: str, code: str, share: int) -> None:
    town = builder.unit(name, UnitKind.TOWNSHIP, county.top, code)
    county.townships.append(town)
    builder.staff(county, town, "township_clerk")
    builder.staff(county, town, "township_leader")
    builder.staff(county, town, "liaison_officer")
    is_town = name.endswith("街道")
    below = list(names.villages(builder.random, share, town=is_town))
    if name == names.TOWNSHIPS[0]:
        below = ["石桥村", *(village for village in below if village != "石桥村")][:share]
    kind = UnitKind.COMMUNITY if is_town else UnitKind.VILLAGE
    county.villages[town.path] = []
    for number, village in enumerate(below, 1):
        unit = builder.unit(village, kind, town, f"{code}{200 + number}")
        county.villages[town.path].append(unit)
        builder.staff(county, unit, "station_worker", name + village)
        if (name + village, "station_head") in builder.accounts:
            builder.staff(county, unit, "station_head", name + village)
