"""该去哪里: who has not been seen for longest, in an order that is fair to all, with the reason in words (F052).

The order looks at dates and at nothing about the people: not at their need, their concerns or anybody's opinion of
them. First the longest unseen; of equals whoever is farthest behind an equal share; then by place.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.households.models import Household
from lianxin.work.households.queries import seen_by
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.queries import last_contact, standing
from lianxin.work.pairings.terms import Target
from lianxin.work.planner.models import PlannedVisit
from lianxin.work.visits.models import Visit
from lianxin.work.visits.terms import NOT_A_VISIT

#: household, place or words, and its key
Key = tuple[str, int]


@dataclass(frozen=True)
class Unseen:
    """该去的一处: since when unseen, how often one went there this year, what an equal share would be, the next plan."""

    unit: Unit
    household: Household | None
    what: str
    last_on: date | None
    since: date
    own_visits: int
    share: Fraction
    plan: PlannedVisit | None
    pairing: Pairing | None = None

    @property
    def behind(self) -> Fraction:
        """How many visits one is behind an equal share; below nought: ahead."""
        return self.share - self.own_visits

    def days(self, today: date) -> int:
        """How many days ago it was."""
        return (today - self.since).days


def longest_unseen(by: Actor, on: date) -> list[Unseen]:
    """该去哪里 among what one is paired with: longest unseen first, then farthest behind its share (F052).

    A household counts as seen whoever came (a telephone call is no visit); a place or what is named in words, when
    one went oneself. Where nobody ever came, the time runs from the beginning of the pairing.
    """
    if by.person_id is None:
        return []
    pairings = list(standing(by.person_id, on))
    seen, own = _last_seen(pairings, by.person_id, on), _own_visits(by.person_id, on)
    keys = [_key(one) for one in pairings]
    shares = _shares(keys, own)
    plans = _planned(Q(person=by.person_id), on)
    found = [
        Unseen(one.unit, one.household, _what(one), seen.get(key), seen.get(key) or one.since, own[key], shares[key[0]],
               plans.get(key), one)
        for one, key in zip(pairings, keys, strict=True)
    ]  # fmt: skip
    return sorted(found, key=_fairly)


def unseen_here(unit: Unit, by: Actor, on: date, most: int) -> list[Unseen]:
    """本村各户, longest unseen first: the register of a village, by code, group and door; whoever came counts."""
    calls = Q(visits__voided_on=None, visits__on__lte=on) & ~Q(visits__kind__in=NOT_A_VISIT)
    found = seen_by(by, on).filter(unit_path=unit.path).annotate(
        last_on=Max("visits__on", filter=calls), unseen_since=Coalesce("last_on", "valid_from")
    )  # fmt: skip
    rows: Any = found.select_related("unit").order_by("unseen_since", "place_key", "pk")[:most]
    plans = _planned(Q(household__in=[one.pk for one in rows]), on)
    return [
        Unseen(one.unit, one, "", one.last_on, one.unseen_since, 0, Fraction(0), plans.get(("household", one.pk)))
        for one in rows
    ]


def _key(one: Pairing) -> Key:
    if one.household_id is not None:
        return ("household", one.household_id)
    return ("words", one.pk) if one.spec.target == Target.WORDS else ("place", one.unit_id)


def _last_seen(pairings: Sequence[Pairing], person_id: int, on: date) -> dict[Key, date]:
    """The last day of each: a household by anybody, a place by oneself, words by what the pairing itself knows."""
    visits = Visit.objects.standing().in_person().filter(on__lte=on).order_by()
    homes = [one.household_id for one in pairings if one.household_id is not None]
    places = {one.unit_id for one in pairings if _key(one)[0] == "place"}
    rows = visits.filter(household__in=homes).values_list("household").annotate(last=Max("on")) if homes else ()
    found: dict[Key, date] = {("household", key): last for key, last in rows}
    own = visits.by_person(person_id).filter(unit__in=places).values_list("unit").annotate(last=Max("on"))
    found |= {("place", key): last for key, last in (own if places else ())}
    words = [one for one in pairings if _key(one)[0] == "words"]
    return found | {("words", key): last for key, last in last_contact(words, on).items()}


def _own_visits(person_id: int, on: date) -> Counter[Key]:
    """How often this person went to each household and place in the year of that day; each day once."""
    mine = Visit.objects.standing().in_person().by_person(person_id).filter(on__range=(date(on.year, 1, 1), on))
    days = set(mine.order_by().values_list("on", "unit_id", "household_id"))
    found = Counter[Key](("household", household) for _on, _unit, household in days if household is not None)
    return found + Counter[Key](("place", unit) for _on, unit in {(day, unit) for day, unit, _household in days})


def _shares(keys: Sequence[Key], own: Counter[Key]) -> dict[str, Fraction]:
    """What an equal share of one's own visits would be, for each sort of counterpart."""
    shares = {}
    for sort in {key[0] for key in keys}:
        these = {key for key in keys if key[0] == sort}
        shares[sort] = Fraction(sum(own[key] for key in these), len(these))
    return shares


def _planned(whose: Q, on: date) -> dict[Key, PlannedVisit]:
    """The next open plan for each household and place."""
    found: dict[Key, PlannedVisit] = {}
    for one in PlannedVisit.objects.open().filter(whose, on__gte=on).order_by("-on", "-pk"):
        found["place", one.unit_id] = one
        if one.household_id is not None:
            found["household", one.household_id] = one
    return found


def _what(one: Pairing) -> str:
    return one.label if one.household_id is None and one.label else ""


def _fairly(one: Unseen) -> tuple[Any, ...]:
    place = one.household.label if one.household else one.what
    return one.since, -one.behind, one.unit.path, place
