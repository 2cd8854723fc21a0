"""看哪个单位、哪个月: what the address of a planner's page names, within what the actor may see."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors
from lianxin.base.orgs.permissions import Permission
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.web.ui.request import Request
from lianxin.web.ui.rooms import see


@dataclass(frozen=True)
class Asked:
    """要看的: a unit, a month, and the units that one may turn to from there: those above it, then those right below."""

    unit: Unit
    month: Period
    above: list[Unit]
    below: list[Unit]


def asked(request: Request, permission: Permission) -> Asked:
    """Unit and month of the address; own unit and this month where it names none. Raises NotAllowed, Http404."""
    see(request, permission)
    unit = unit_of(request, permission, request.GET.get("unit", ""))
    near = Unit.objects.valid(request.today)
    above = [one for one in near.filter(path__in=ancestors(unit.path)[:-1]).order_by("path")
             if request.actor.may_at(permission, one.path)]  # fmt: skip
    return Asked(unit, month_of(request), above, list(near.filter(parent=unit).order_by("path")))


def unit_of(request: Request, permission: Permission, key: str) -> Unit:
    """The unit with this key, one's own where there is none; Http404 where the permission does not reach it."""
    unit = Unit.objects.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 10 else None
    if unit is None and key:
        raise Http404(_("没有找到。"))
    unit = unit or request.posting.unit
    if not request.actor.may_at(permission, unit.path):
        raise Http404(_("没有找到。"))
    return unit


def month_of(request: Request) -> Period:
    """The month of the address, this one where it names none that makes sense; no calendar reaches beyond ten years."""
    try:
        found = Period.parse(request.GET.get("month", ""))
    except NotAPeriod:
        found = Period.containing(request.today)
    near = found.kind == "month" and abs(found.year - request.today.year) <= 10
    return found if near else Period.containing(request.today)


def shifted(month: Period, by: int) -> Period:
    """So many months later (below nought: earlier)."""
    n = month.year * 12 + month.number - 1 + by
    return Period.month(n // 12, n % 12 + 1)
