"""隐患点的读法: what must be looked at, by whom; the last looks."""

from datetime import date

from django.db.models import Max, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.hazards.models import Hazard, HazardCheck, HazardQuerySet
from lianxin.work.hazards.terms import VIEW


def hazards(by: Actor) -> HazardQuerySet:
    """隐患点 in the register that the actor may see, by place and name."""
    found: HazardQuerySet = Hazard.objects.reachable(by=by, to=VIEW).standing()
    return found.select_related("unit", "keeper", "keeper_unit").order_by("unit_path", "name", "pk")


def due(by: Actor, on: date) -> HazardQuerySet:
    """该检查的 by that day: those of which one is the keeper, of one's own unit, or kept by it; the longest due first."""
    own = Q(unit_path=by.own_path) | Q(keeper_path=by.own_path)
    if by.is_person:
        own |= Q(keeper_id=by.person_id)
    found: HazardQuerySet = Hazard.objects.reachable(by=by, to=VIEW).due(on).filter(own)
    return found.select_related("unit", "keeper").order_by("next_on", "pk")


def checks(hazard: Hazard, by: Actor) -> "list[tuple[HazardCheck, bool]]":
    """检查记录, newest first, each with whether the actor may open the concern that came of it.

    That a check was made and what the thing looked like is known to whoever sees the point; of a concern behind the
    wall neither the code nor the words are told.
    """
    found = hazard.checks.select_related("concern").order_by("-on", "-pk")
    return [(one, one.concern is None or by.may(SEE_CONCERN, one.concern)) for one in found]


def board_of(unit: Unit) -> date | None:
    """公示牌的版本: the day on which anything that stands on it changed last; None where nothing ever stood on it."""
    found = Hazard.objects.filter(within("unit_path", unit.path)).aggregate(Max("version_on"), Max("removed_on"))
    return max((day for day in found.values() if day is not None), default=None)


def board(unit: Unit, by: Actor) -> HazardQuerySet:
    """公示牌 of a unit and below: what hangs on its wall."""
    return hazards(by).filter(within("unit_path", unit.path))
