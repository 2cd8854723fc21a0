"""缺口: households in need that nobody is linked to, villages nobody is linked to; counted, and each can be opened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.households.models import Household
from lianxin.work.households.queries import in_need
from lianxin.work.households.terms import VIEW as SEE_HOUSEHOLD
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.terms import VILLAGES, PairingKind

#: the links by which a household has somebody of its own
OWN = (PairingKind.HOUSEHOLD, PairingKind.CARE)


def paired(on: date) -> Exists:
    """Condition on a household: somebody is linked to it on that day."""
    return Exists(Pairing.objects.standing(on).filter(household=OuterRef("pk"), kind__in=OWN))


def uncovered(unit: Unit, on: date) -> "QuerySet[Household]":
    """没有人联系的困难户 of a unit and below, in the order of the register (M079)."""
    found = in_need(on).filter(within("unit_path", unit.path)).exclude(paired(on))
    return found.select_related("unit").order_by("unit_path", "place_key", "pk")


def seen_uncovered(unit: Unit, on: date, by: Actor) -> "QuerySet[Household]":
    """The same, as far as this actor may see the register."""
    return uncovered(unit, on).filter(pk__in=_in_need(unit, on, by).values("pk"))


def _in_need(unit: Unit, on: date, by: Actor) -> Any:
    return in_need(on).filter(within("unit_path", unit.path)).reachable(by=by, to=SEE_HOUSEHOLD)


@dataclass(frozen=True)
class Gap:
    """一村的缺口: households in need, those with nobody, how many people are linked to the village itself."""

    unit: Unit
    needy: int
    without: int
    linked: int

    @property
    def is_gap(self) -> bool:
        """Whether anything is missing here."""
        return bool(self.without or not self.linked)


def coverage(unit: Unit, on: date, by: Actor) -> list[Gap]:
    """各村缺口 under a unit, in the order of the tree; what is counted is what this actor may see. Four statements."""
    villages = Unit.objects.valid(on).under(unit).filter(kind__in=VILLAGES)
    seen = _in_need(unit, on, by)
    needy = _counted(seen)
    without = _counted(seen.exclude(paired(on)))
    linked = _counted(Pairing.objects.standing(on).filter(within("unit_path", unit.path), kind=PairingKind.VILLAGE))
    return [
        Gap(one, needy.get(one.path, 0), without.get(one.path, 0), linked.get(one.path, 0))
        for one in villages.order_by("path")
    ]  # fmt: skip


def _counted(found: Any) -> dict[str, int]:
    return dict(found.order_by().values_list("unit_path").annotate(n=Count("pk")))
