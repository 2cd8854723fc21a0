"""联系单位: whom a resident rings, and by which name an office speaks to residents."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind

HOTLINE = "12345"


@dataclass(frozen=True)
class Desk:
    """联系单位: whom a resident rings; the nearest unit with a telephone, from this one upwards, else the hotline."""

    name: str
    phone: str


def desks(units: Iterable[Unit]) -> dict[int, Desk]:
    """The desk of each unit by its key: one statement for all."""
    chosen = {unit.pk: unit for unit in units}
    above = {path for unit in chosen.values() for path in unit.ancestor_paths()}
    known = {unit.path: unit for unit in Unit.objects.filter(path__in=above).exclude(phone="")}
    found = {}
    for pk, unit in chosen.items():
        near = next((known[path] for path in reversed(unit.ancestor_paths()) if path in known), None)
        found[pk] = Desk(_named(near or unit), near.phone if near else HOTLINE)
    return found


def _named(unit: Unit) -> str:
    """群众工作站 of a village or community, 总站 of a township, 办公室 of the county; others go by their own name."""
    if unit.kind in (UnitKind.VILLAGE, UnitKind.COMMUNITY):
        return _("%(unit)s群众工作站") % {"unit": unit.name}
    if unit.kind == UnitKind.TOWNSHIP:
        return _("%(unit)s群众工作总站") % {"unit": unit.name}
    return _("%(unit)s群众工作办公室") % {"unit": unit.name} if unit.kind == UnitKind.COUNTY else unit.name


def office_name(unit: Unit) -> str:
    """Who calls, as the resident hears it."""
    return _named(unit)
