"""走访对象: whom one may be writing down a visit to, so that nothing has to be typed that the pairing list knows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name
from lianxin.work.households.models import Household
from lianxin.work.households.queries import open_to, seen_by
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.queries import standing
from lianxin.work.pairings.terms import PairingKind
from lianxin.work.visits.terms import VisitKind

OTHER = "other"
MOST = 40
VILLAGES = ("village", "community", "school")
#: what a visit to the other side of a link usually is
KIND_OF = {
    PairingKind.ENTERPRISE: VisitKind.ENTERPRISE, PairingKind.STAFF: VisitKind.STAFF_HOME,
    PairingKind.RETIRED: VisitKind.STAFF_HOME, PairingKind.YOUNG_MEMBER: VisitKind.TALK,
}  # fmt: skip


@dataclass(frozen=True)
class Target:
    """一个走访对象: its key in the form, the words one chooses by, and what the visit takes from it."""

    key: str
    words: str
    unit: Unit
    household: Household | None = None
    whom: str = ""
    kind: str = VisitKind.HOUSEHOLD


def targets(by: Actor, own: Unit, today: date, household: str = "", unit: str = "") -> list[Target]:
    """The household or unit of the address first, then one's links, then one's own village or school."""
    found = _asked(by, today, household) or _asked_unit(today, unit)
    links = (
        list(standing(by.person_id, today).select_related("unit", "household__unit")[:MOST])
        if by.person_id is not None
        else []
    )
    names = _names([link.household_id for link in links if link.household_id], by, today)
    asked = {one.household for one in found}
    found += [_of_link(link, names) for link in links if link.household is None or link.household not in asked]
    if own.kind in VILLAGES and all(one.unit != own or one.household or one.whom for one in found):
        found.append(Target("own", own.name, own))
    return _once(found)


def at_door(typed: str, unit: Unit, by: Actor, today: date) -> Household | None:
    """The one household of a unit that goes by this code, or by this group and door; None where there is not just one."""
    wanted = re.sub(r"\s", "", typed).upper()
    lines = seen_by(by, today).filter(unit=unit).order_by().values_list("pk", "code", "group", "door")
    found = [pk for pk, code, group, door in lines if wanted in (code, re.sub(r"\s", "", group + door).upper())]
    return Household.objects.select_related("unit").get(pk=found[0]) if len(found) == 1 else None


def _asked(by: Actor, today: date, code: str) -> list[Target]:
    if not code:
        return []
    household = seen_by(by, today).select_related("unit").filter(code=code[:12]).first()
    if household is None:
        return []
    names = _names([household.pk], by, today)
    return [Target(f"h{household.code}", _household_words(household, names), household.unit, household)]


def _asked_unit(today: date, key: str) -> list[Target]:
    if not (key.isascii() and key.isdigit() and len(key) < 10):
        return []
    return [Target(f"u{one.pk}", one.name, one) for one in Unit.objects.valid(today).filter(pk=int(key))]


def _names(keys: Iterable[int | None], by: Actor, today: date) -> dict[int, str]:
    """户主, masked, of those that this actor may open; of the others the door alone is shown."""
    found = open_to(by, today).filter(pk__in=list(keys)).order_by().values_list("pk", "head_name")
    return {key: mask_name(name) for key, name in found}


def _of_link(link: Pairing, names: dict[int, str]) -> Target:
    kind = KIND_OF.get(PairingKind(link.kind), VisitKind.HOUSEHOLD)
    if link.household is not None:
        return Target(
            f"p{link.code}", _household_words(link.household, names), link.household.unit, link.household, kind=kind
        )
    words = _("%(unit)s：%(whom)s") % {"unit": link.unit.name, "whom": link.label} if link.label else link.unit.name
    return Target(f"p{link.code}", words, link.unit, whom=link.label, kind=kind)


def _household_words(household: Household, names: dict[int, str]) -> str:
    name = names.get(household.pk, "")
    return " ".join(filter(None, (household.unit.name, household.place, name)))


def _once(found: Iterable[Target]) -> list[Target]:
    """Each whom once, though two links may lead to him."""
    return list({(one.unit.pk, one.household.pk if one.household else 0, one.whom): one for one in found}.values())
