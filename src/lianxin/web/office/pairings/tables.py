"""成批安排的表: what is proposed, what was chosen instead, who may be chosen."""

from typing import Any

from lianxin.base.orgs.models import Person, Unit
from lianxin.web.ui.request import Request
from lianxin.work.households.models import Household
from lianxin.work.pairings import queries
from lianxin.work.pairings.queries import Proposal
from lianxin.work.pairings.terms import ARRANGE


def proposals(request: Request, place: Unit, home: Unit) -> list[Proposal]:
    """The rows; empty where the actor does not arrange at the place."""
    if not request.actor.may_at(ARRANGE, place.path):
        return []
    return queries.table(place, home, request.today, request.actor)


def people(request: Request, home: Unit) -> list[Person]:
    """Who may be chosen instead: the people of the unit, by name."""
    return [posting.person for posting in queries.staff(home, request.today)]


def chosen(request: Request, rows: list[Proposal]) -> list[tuple[Household, Person]]:
    """Of the rows shown, those ticked, with whom was chosen for each; anything else that was sent is passed over."""
    known: dict[int, Person] = {}
    for row in rows:
        known[row.person.pk] = row.person
    wanted = {name: value for name, value in request.POST.items() if name.startswith("person-")}
    keys = {int(str(value)) for value in wanted.values() if str(value).isdecimal() and len(str(value)) < 10}
    for person in Person.objects.filter(pk__in=keys - set(known), is_active=True):
        known[person.pk] = person
    found: list[tuple[Household, Person]] = []
    for row in rows:
        if row.household is None or f"in-{row.household.code}" not in request.POST:
            continue
        value: Any = wanted.get(f"person-{row.household.code}", "")
        key = int(value) if str(value).isdecimal() and len(str(value)) < 10 else row.person.pk
        found.append((row.household, known.get(key, row.person)))
    return found
