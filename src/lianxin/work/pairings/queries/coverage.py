"""缺口: households in need that nobody is linked to, villages nobody is linked to."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.work.households.models import Household
from lianxin.work.households.queries import in_need
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.terms import PairingKind

#: the links by which a household has somebody of its own
OWN = (PairingKind.HOUSEHOLD, PairingKind.CARE)


def paired(on: date) -> Exists:
    """Condition on a household: somebody is linked to it on that day."""
    return Exists(Pairing.objects.standing(on).filter(household=OuterRef("pk"), kind__in=OWN))


def uncovered(unit: Unit, on: date) -> "QuerySet[Household]":
    """没有人联系的困难户 of a unit and below, in the order of the register."""
    found = in_need(on).filter(within("unit_path", unit.path)).exclude(paired(on))
    return found.select_related("unit").order_by("unit_path", "place_key", "pk")
