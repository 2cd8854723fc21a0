"""民情联系卡的读法: cards, whom a response is about, who may read it, what became of it, the share confirmed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import ancestors, party_paths, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.bands import wilson
from lianxin.pure.periods import Period
from lianxin.work.cards.models import CardQuerySet, ContactCard, Response, ResponseQuerySet
from lianxin.work.cards.terms import REVIEW, VIEW, Says
from lianxin.work.visits.models import Visit, VisitPerson
from lianxin.work.visits.terms import VIEW as SEE_VISIT

LEAST = 5  # below so many answers no share is given (security.md T2)
SHOWN = 30  # visits on the household's own page
MONTHS_BACK = 24


# 制发 --------------------------------------------------------------------------------------------------------------


def issued_by(person: Person | int, period: Period) -> "QuerySet[ContactCard]":
    """某人建立的联系卡 in a period: the first card of this person for each household; a reissue is no further card (M102)."""
    key = person if isinstance(person, int) else person.pk
    found = ContactCard.objects.filter(person_id=key, version=1, issued_on__range=(period.first, period.last))
    return found.select_related("household", "unit").order_by("issued_on", "pk")


def cards(by: Actor) -> CardQuerySet:
    """The cards that this actor may see: of households in his reach, of people of his unit. What they answer is no part of it."""
    found: CardQuerySet = ContactCard.objects.reachable(by=by, to=VIEW)
    return found.select_related("household", "unit", "person", "home")


def cards_of(household: Any, by: Actor) -> CardQuerySet:
    """Of one household, the latest version of each first."""
    return cards(by).filter(household=household).order_by("person__name", "-version")


# 谁看得到 ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartyOf:
    """说的是谁: (person, unit path) of each, and further unit paths."""

    people: tuple[tuple[int, str], ...]
    homes: tuple[str, ...] = ()

    @property
    def paths(self) -> list[str]:
        return sorted({path for _person, path in self.people} | set(self.homes))


def party_of(card: ContactCard, visit: Visit | None) -> PartyOf:
    """Of a visit all who went, who wrote it down and the unit that sent them; of no visit the person on the card."""
    if visit is None:
        return PartyOf(((card.person_id, card.home_path),))
    return parties([visit])[visit.pk]


def parties(visits: Sequence[Visit]) -> dict[int, PartyOf]:
    """The same of several visits in one statement."""
    went: dict[int, list[tuple[int, str]]] = {visit.pk: [] for visit in visits}
    for visit_id, person_id, path in VisitPerson.objects.filter(visit__in=visits).values_list(
        "visit", "person", "home_path"
    ):
        went[visit_id].append((person_id, path))
    for visit in visits:
        wrote = visit.recorded_by_id
        if wrote is not None and wrote not in {person for person, _path in went[visit.pk]}:
            went[visit.pk].append((wrote, visit.home_path))
    return {visit.pk: PartyOf(tuple(went[visit.pk]), (visit.home_path,)) for visit in visits}


def readers(unit_path: str, about: Iterable[str]) -> list[str]:
    """The paths of the units that read what a household there says: those above it that are no party."""
    worked = set(about)
    return [one for one in ancestors(unit_path)[:-1] if not worked & set(party_paths(one))]


# 群众本人的页面 --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OwnVisit:
    """一次走访 as the household reads it: when, who, of which unit, who reads what it says.

    What it said stands nowhere: whoever printed the card may have kept its secret, and would read it here.
    """

    visit: Visit
    who: Sequence[str]
    readers: Sequence[str]


def visits_of(card: ContactCard, today: date) -> list[OwnVisit]:
    """走访记录 at this household's home in the last two years, the newest first: four statements, the same whatever was said."""
    since = date(today.year - MONTHS_BACK // 12, today.month, 1)
    found = Visit.objects.standing().filter(household_id=card.household_id, on__gte=since, on__lte=today)
    visits = list(found.select_related("home").order_by("-on", "-pk")[:SHOWN])
    names: dict[int, list[str]] = {visit.pk: [] for visit in visits}
    people = VisitPerson.objects.filter(visit__in=visits).select_related("person").order_by("pk")
    for one in people:
        names[one.visit_id].append(one.person.name)
    above = dict(Unit.objects.filter(path__in=ancestors(card.unit_path)).values_list("path", "name"))
    about = parties(visits)
    return [
        OwnVisit(visit, names[visit.pk], [above[path] for path in readers(card.unit_path, about[visit.pk].paths)])
        for visit in visits
    ]


def versions_of(card: ContactCard) -> "QuerySet[ContactCard]":
    """制发的各版 for this household, for itself to see that nobody changed its card behind its back."""
    found = ContactCard.objects.filter(household_id=card.household_id).select_related("person", "home")
    return found.order_by("issued_on", "pk")


# 核实 --------------------------------------------------------------------------------------------------------------


def responses(by: Actor) -> ResponseQuerySet:
    """群众的回应 that this actor may read: a unit above the village, and no party."""
    found: ResponseQuerySet = Response.objects.reachable(by=by, to=REVIEW)
    return found.select_related("household", "unit", "visit__home", "visit__unit")


def denied_waiting(by: Actor) -> ResponseQuerySet:
    """待核实: households said that nobody came, and nobody has looked into it; the oldest first."""
    return responses(by).filter(says=Says.NOBODY_CAME, outcome="").order_by("on", "pk")


def said_of(visit: OuterRef | Visit | int) -> "QuerySet[Response]":
    """Every word on one visit."""
    return Response.objects.filter(visit=visit).exclude(says="")


@dataclass(frozen=True)
class Confirmed:
    """回应情况 of visits to households that hold a card: never of a person, and no share of fewer than five answers.

    `unknown` is what most of it is: nobody has to answer, and silence says nothing for or against.
    """

    visits: int
    confirmed: int
    denied: int

    @property
    def unknown(self) -> int:
        return self.visits - self.confirmed - self.denied

    @property
    def answered(self) -> int:
        return self.confirmed + self.denied

    @property
    def interval(self) -> tuple[float, float] | None:
        """来过 ÷ (来过 + 没有人来过) as an interval of 95 %; None of fewer than five answers."""
        return wilson(self.confirmed, self.answered) if self.answered >= LEAST else None


def asked_visits(by: Actor, first: date, last: date) -> Any:
    """走访 of these days to households with a card, where this actor may read answers and is no party.

    `word`: "denied" once the household said that nobody came (a later “来过” does not take it back: who has a copy of
    the card could say it), "came" where it said so and nothing else, else nothing.
    """
    hidden = VisitPerson.objects.filter(visit=OuterRef("pk")).filter(
        Q(home_path__in=party_paths(by.own_path, *by.former)) | Q(person_id=by.person_id)
    )
    held = ContactCard.objects.filter(household=OuterRef("household"), issued_on__lte=last)
    found = Visit.objects.standing().filter(on__range=(first, last), household__isnull=False)
    places = Q(pk__in=())
    for root in by.grants.get(REVIEW.code, ()):
        places |= within("unit_path", root)
    found = (
        found.filter(places)
        .exclude(unit_path__in=(by.own_path, *by.former))
        .exclude(home_path__in=party_paths(by.own_path, *by.former))
    )
    found = found.exclude(recorded_by_id=by.person_id) if by.person_id else found
    return found.exclude(Exists(hidden)).filter(Exists(held)).annotate(
        denied=Exists(said_of(OuterRef("pk")).filter(says=Says.NOBODY_CAME)),
        came=Exists(said_of(OuterRef("pk")).filter(says=Says.CAME)),
    )  # fmt: skip


def confirmed(by: Actor, first: date, last: date, under: str = "") -> Confirmed:
    """回应情况 of these days, in one statement."""
    found = asked_visits(by, first, last)
    if under:
        found = found.filter(within("unit_path", under))
    row = found.order_by().aggregate(
        visits=Count("pk"), denied_n=Count("pk", filter=Q(denied=True)),
        came_n=Count("pk", filter=Q(came=True, denied=False)),
    )  # fmt: skip
    return Confirmed(row["visits"], row["came_n"], row["denied_n"])


# 两卡一台账 --------------------------------------------------------------------------------------------------------


def last_valid(households: Iterable[Any]) -> Mapping[int, list[ContactCard]]:
    """The valid cards of these households, by household."""
    found: dict[int, list[ContactCard]] = {}
    rows = ContactCard.objects.valid().filter(household__in=households).select_related("person", "home")
    for card in rows.order_by("person__name", "pk"):
        found.setdefault(card.household_id, []).append(card)
    return found


def visited(households: Iterable[Any], by: Actor, today: date) -> Mapping[int, tuple[int, date]]:
    """How often and when last each of these households was visited, of what this actor may see. One statement."""
    year = date(today.year, 1, 1)
    seen = Visit.objects.reachable(by=by, to=SEE_VISIT).standing().filter(household__in=households)
    latest = seen.filter(household=OuterRef("household")).order_by("-on").values("on")[:1]
    rows = seen.order_by().values("household").annotate(
        n=Count("pk", filter=Q(on__gte=year), distinct=True), last=Subquery(latest)
    )  # fmt: skip
    return {row["household"]: (row["n"], row["last"]) for row in rows}
