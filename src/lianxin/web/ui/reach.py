"""所辖单位: the units at which somebody holds a permission, for a form to choose from."""

from datetime import date

from django.db.models import Q, QuerySet

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission


def units_within(by: Actor, to: Permission, on: date | None = None) -> "QuerySet[Unit]":
    """The units at which the actor holds a permission, in the order of the tree; with `on` those that stand on that day."""
    found = Q(pk__in=())
    for root in by.grants.get(to.code, ()):
        found |= within("path", root)
    units = Unit.objects.filter(found).order_by("path")
    return units.valid(on) if on else units
