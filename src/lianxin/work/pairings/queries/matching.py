"""配对建议: who could be linked to which household: fewest links first, a fitting skill first among them. A person decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from os.path import commonprefix
from typing import Any, cast

from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import STEP, ancestors
from lianxin.base.orgs.permissions import Actor
from lianxin.work.households.models import Household, Need
from lianxin.work.pairings.models import Expert, ExpertSkill, Pairing
from lianxin.work.pairings.queries.coverage import seen_uncovered
from lianxin.work.pairings.queries.links import load
from lianxin.work.pairings.queries.people import homes_of, staff
from lianxin.work.pairings.queries.rules import asked_by_all, nearest
from lianxin.work.pairings.terms import SEE_SKILLS, PairingKind, Skill

#: which skills may help where a household is in need for this cause; a hint for whoever decides, no more
SKILLS_FOR: dict[str, tuple[Skill, ...]] = {
    "illness": (Skill.MEDICINE, Skill.CARE), "disability": (Skill.CARE, Skill.MEDICINE), "schooling": (Skill.TEACHING,),
    "disaster": (Skill.BUILDING, Skill.LABOUR), "no_skill": (Skill.FARMING, Skill.JOBS), "no_labour": (Skill.LABOUR,),
    "no_funds": (Skill.FINANCE, Skill.JOBS), "no_land": (Skill.JOBS,), "no_water": (Skill.REPAIRS,),
    "no_road": (Skill.BUILDING,), "no_job": (Skill.JOBS,), "old_age": (Skill.CARE, Skill.MEDICINE),
    "accident": (Skill.LAW, Skill.PSYCHOLOGY),
}  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """一条建议: this person for this household; how many links of the kind he has, which of his skills fit."""

    household: Household | None
    person: Person
    home: Unit
    held: int
    most: int
    skills: tuple[Skill, ...] = ()
    expert: Expert | None = None

    @property
    def is_over(self) -> bool:
        """One more than usual: it would want a reason."""
        return bool(self.most) and self.held >= self.most


def fitting(causes: Iterable[str]) -> tuple[Skill, ...]:
    """Skills that may help with these causes, each once, in the order of the causes."""
    return tuple(dict.fromkeys(skill for cause in causes for skill in SKILLS_FOR.get(cause, ())))


def causes_of(households: Sequence[Household], on: date) -> dict[int, list[str]]:
    """The causes of need of these households; one statement."""
    found = Need.objects.standing(on).filter(household__in=[one.pk for one in households])
    return dict(found.values_list("household", "causes"))


def table(place: Unit, home: Unit, on: date, by: Actor, most_rows: int = 60) -> list[Proposal]:
    """成批建议: the households in need of a place without anybody × the people of a unit.

    Each household in the order of the register gets whoever has the fewest by then; among those with equally few,
    one whose skill fits, then by name. Empty where either side is. Constant statements.
    """
    households = list(seen_uncovered(place, on, by)[:most_rows])
    people = staff(home, on)
    if not households or not people:
        return []
    held = dict.fromkeys((one.person_id for one in people), 0)
    held |= load(held, PairingKind.HOUSEHOLD, on)
    skills = _skills(held)
    causes, rules = causes_of(households, on), asked_by_all()
    found = []
    for household in households:
        wanted = fitting(causes.get(household.pk, ()))
        order = {
            one.person_id: (held[one.person_id], not _fit(skills, one.person_id, wanted), number)
            for number, one in enumerate(people)
        }
        best = min(people, key=lambda one: order[one.person_id])
        most = nearest(rules, PairingKind.HOUSEHOLD, best.unit.path).most
        fits = _fit(skills, best.person_id, wanted)
        found.append(Proposal(household, best.person, best.unit, held[best.person_id], most, fits))
        held[best.person_id] += 1
    return found


def _skills(people: Iterable[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = ExpertSkill.objects.filter(expert__person__in=list(people), expert__ended_on=None)
    for person, skill in rows.values_list("expert__person", "skill"):
        found.setdefault(person, set()).add(skill)
    return found


def _fit(skills: dict[int, set[str]], person: int, wanted: Iterable[Skill]) -> tuple[Skill, ...]:
    return tuple(skill for skill in wanted if skill in skills.get(person, ()))


def helpers(
    place: Unit, wanted: Sequence[Skill], on: date, by: Actor, household: Household | None = None, most: int = 20
) -> list[Proposal]:
    """按特长找人: volunteers who work in the system and have one of the skills (M100); registered nearest to the place
    first, then whoever has the fewest links, then by name. Who is linked to this household already is left out.
    """
    found = _volunteers(place, by, wanted)
    if household is not None:
        found = found.exclude(person__in=Pairing.objects.standing(on).filter(household=household).values("person"))
    experts = {one.person_id: one for one in found}
    homes = homes_of(experts, on)
    held = load(homes, PairingKind.HOUSEHOLD, on)
    rules = asked_by_all()
    proposals = []
    for person_id, home in homes.items():
        one = experts[person_id]
        own = {skill.skill for skill in one.skills.all()}
        want = nearest(rules, PairingKind.HOUSEHOLD, home.path).most
        fits = tuple(skill for skill in wanted if skill in own)
        proposals.append(Proposal(household, cast(Person, one.person), home, held.get(person_id, 0), want, fits, one))
    order = {one.person.pk: (-_shared(experts[one.person.pk], place), one.held, one.person.name) for one in proposals}
    return sorted(proposals, key=lambda one: order[one.person.pk])[:most]


def _volunteers(place: Unit, by: Actor, wanted: Sequence[Skill]) -> Any:
    """Whom this actor may see, and those whom the units above the place registered for it."""
    found = Expert.objects.active().filter(person__is_active=True, skills__skill__in=wanted)
    seen = Expert.objects.reachable(by=by, to=SEE_SKILLS).values("pk")
    found = found.filter(Q(pk__in=seen) | Q(unit_path__in=ancestors(place.path)))
    return found.distinct().select_related("person", "unit").prefetch_related("skills")


def _shared(expert: Expert, place: Unit) -> int:
    """How much of the way up the tree the two have in common."""
    return len(commonprefix([expert.unit_path, place.path])) // STEP
