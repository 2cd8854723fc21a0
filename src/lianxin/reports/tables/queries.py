"""常用数表的读法: which tables one may open, which units and indicators one of them shows on a day."""

from typing import Any

from django.db.models import Q

from lianxin.base.indicators import FIGURES, Indicator, UnknownIndicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.reports.tables.models import SavedTable
from lianxin.reports.tables.terms import USE, Over

WITHOUT_GROUND = (UnitKind.DEPARTMENT, UnitKind.CENTRE)


def seen(by: Actor) -> Any:
    """The actor's own tables and those that colleagues gave to his unit, by name; only over units whose figures he reads."""
    found = SavedTable.objects.reachable(by=by, to=USE).select_related("owner", "about")
    return found.order_by("name", "pk")


def may_read(table: SavedTable, by: Actor) -> bool:
    """Whether this actor reads the figures of the unit that the table is of."""
    return by.may_at(FIGURES, table.about.path)


def indicators_of(table: SavedTable) -> list[Indicator]:
    """The indicators in the order chosen; one that is no longer there is left out."""
    found = []
    for code in table.indicators:
        try:
            found.append(get(code))
        except UnknownIndicator:
            continue
    return found


def units_of(table: SavedTable, period: Period, by: Actor) -> list[Unit]:
    """The units as rows, in the order of the tree; those below only as they stood in the period, and as far as one may read them.

    Departments have no ground of their own: where all is counted by place they would be rows of noughts, and are left out.
    """
    if table.over == Over.OWN:
        return [table.about]
    if table.over == Over.NAMED:
        units = list(Unit.objects.filter(pk__in=table.units).order_by("path"))
        return [unit for unit in units if by.may_at(FIGURES, unit.path)]
    by_place = all(count.placed == "unit" for one in indicators_of(table) for count in one.counts)
    below = standing_below(table.about, period)
    return [table.about, *(unit for unit in below if not by_place or unit.kind not in WITHOUT_GROUND)]


def standing_below(unit: Unit, period: Period) -> list[Unit]:
    """The units next below that existed on any day of the period, in the order of the tree."""
    begun = Q(valid_from=None) | Q(valid_from__lte=period.last)
    standing = Q(valid_to=None) | Q(valid_to__gte=period.first)
    return list(Unit.objects.filter(begun, standing, parent=unit).order_by("path"))
