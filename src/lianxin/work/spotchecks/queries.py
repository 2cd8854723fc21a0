"""走访抽查的读法: what may be drawn from, how often a unit was checked, what the households said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, party_paths, within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.bands import wilson
from lianxin.pure.draws import digest_of, drawn
from lianxin.pure.periods import Period
from lianxin.work.spotchecks.models import CheckQuerySet, SpotCall, SpotCheck, SpotItem
from lianxin.work.spotchecks.terms import ANSWERS, RUN, VIEW, Result
from lianxin.work.visits.models import Visit, VisitPerson

LEAST = 5  # below so many answers no share is given (security.md T2)
REST = timedelta(days=90)  # a household that was asked is left alone for so long
MOST_PER_QUARTER = 2  # random checks of one unit by anybody: no unit is drawn again and again


def checks(by: Actor) -> CheckQuerySet:
    """The checks that this actor may open: those run by his unit or below it."""
    found: CheckQuerySet = SpotCheck.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit", "checked")


def frame(by: Actor, checked: Unit, first: date, last: date, today: date) -> Any:
    """抽样框: visits of these days that people of the unit or below made to a registered household.

    Left out: where the checking unit itself took part, and households that a random check asked in the last ninety days.
    Those of a directed check stay in: how many visits were drawn from is told to the checked unit, which would see a gap.
    """
    together = VisitPerson.objects.filter(visit=OuterRef("pk"), home_path__in=party_paths(by.own_path, *by.former))
    rested = SpotItem.objects.filter(
        visit__household=OuterRef("household"), spotcheck__opened_on__gt=today - REST, spotcheck__is_directed=False
    )  # fmt: skip
    found = Visit.objects.standing().filter(within("home_path", checked.path), on__range=(first, last))
    found = found.filter(household__isnull=False, household__erased_on=None)
    return found.exclude(Exists(together)).exclude(Exists(rested))


def checked_in(path: str, first: date, last: date) -> int:
    """How often exactly this unit was checked at random in these days, by whomever."""
    return SpotCheck.objects.filter(checked_path=path, is_directed=False, opened_on__range=(first, last)).count()


def often(by: Actor, today: date) -> Mapping[int, int]:
    """今年被抽查几次, by unit, where this actor may run checks: by the unit's key, for a table in the order of the units."""
    found = SpotCheck.objects.filter(is_directed=False, opened_on__year=today.year)
    places = Q(pk__in=())
    for root in by.grants.get(RUN.code, ()):
        places |= within("checked_path", root)
    return dict(found.filter(places).order_by().values_list("checked").annotate(n=Count("pk")))


def of_us(by: Actor, today: date) -> CheckQuerySet:
    """本单位被抽查的: what the checked unit may know of the random checks of this year that are over, to draw them again."""
    found = SpotCheck.objects.filter(is_directed=False, closed_on__isnull=False, opened_on__year=today.year)
    mine = Q(checked_path__in=ancestors(by.own_path)[1:]) | within("checked_path", by.own_path)
    result: CheckQuerySet = found.filter(mine).select_related("unit")
    return result


@dataclass(frozen=True)
class Heard:
    """问到的: what the households said; `came` and `did_not_come` are answers, the others are none."""

    drawn: int
    came: int = 0
    did_not_come: int = 0
    not_reached: int = 0
    not_saying: int = 0

    @property
    def answered(self) -> int:
        return self.came + self.did_not_come

    @property
    def waiting(self) -> int:
        return self.drawn - self.answered - self.not_reached - self.not_saying

    @property
    def interval(self) -> tuple[float, float] | None:
        """有人来过 ÷ (有人来过 + 没有人来过), as an interval of 95 %; None of fewer than five answers."""
        return wilson(self.came, self.answered) if self.answered >= LEAST else None


def _last_result() -> Subquery:
    return Subquery(SpotCall.objects.filter(item=OuterRef("pk")).order_by("-pk").values("result")[:1])


def heard(items: Any) -> Heard:
    """What was heard of these items, the last call of each; the cause of a directed check is left out. One statement."""
    rows = items.filter(is_cause=False).annotate(said=_last_result()).order_by().values_list("said")
    counts = dict(rows.annotate(n=Count("pk")))
    return Heard(
        sum(counts.values()), *(counts.get(one, 0) for one in (*ANSWERS, Result.NOT_REACHED, Result.NOT_SAYING))
    )


def heard_in(by: Actor, period: Period, under: str) -> Heard:
    """The same of all random checks of a period that this actor may open."""
    found = checks(by).of_unit(under).filter(opened_on__range=(period.first, period.last))
    return heard(SpotItem.objects.filter(spotcheck__in=found.order_by().values("pk")))


def items_of(spotcheck: SpotCheck) -> Any:
    """The drawn visits in the order of the draw, with the last result of each."""
    found = spotcheck.items.select_related("visit__household__unit", "visit__home", "visit__unit")
    return found.annotate(said=_last_result()).order_by("number")


def is_the_same(spotcheck: SpotCheck) -> bool:
    """重算: whether seed and list give the very items again. A directed check is no draw of all its items."""
    codes = list(spotcheck.items.filter(is_cause=False).order_by("number").values_list("visit__code", flat=True))
    again = drawn(spotcheck.seed, spotcheck.frame, len(codes))
    agrees = set(codes) == set(again) if spotcheck.is_directed else codes == again
    return agrees and digest_of(spotcheck.frame) == spotcheck.digest


def open_to_call(by: Actor) -> Any:
    """没有问完的抽查 of the actor's own unit."""
    found = SpotCheck.objects.reachable(by=by, to=RUN).filter(unit_path=by.own_path, closed_on=None)
    return found.order_by("opened_on", "pk")
