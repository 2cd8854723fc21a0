"""覆盖: which townships and villages were inspected in a period, which not, by the tree (M222: 乡乡查、村村查)."""

from dataclasses import dataclass
from datetime import date

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within, within
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.work.inspections.models import PlanTarget
from lianxin.work.inspections.models.targets import TargetQuerySet

PLACES = (UnitKind.TOWNSHIP, UnitKind.VILLAGE, UnitKind.COMMUNITY)


@dataclass(frozen=True)
class Cell:
    """一个单位的覆盖: how often itself, the last day; of a township how many of its villages, and how many there are."""

    unit: Unit
    times: int
    last: date | None
    villages: int = 0
    covered: int = 0

    @property
    def left(self) -> int:
        """Villages not yet inspected."""
        return self.villages - self.covered


def inspected(under: Unit, period: Period) -> TargetQuerySet:
    """查过的站次 of a unit and below in a period, the newest first."""
    found: TargetQuerySet = PlanTarget.objects.standing().done()
    found = found.filter(within("unit_path", under.path), done_on__range=(period.first, period.last))
    return found.select_related("unit", "plan").order_by("-done_on", "unit_path", "pk")


def coverage(under: Unit, period: Period, on: date) -> list[Cell]:
    """覆盖 of the townships under a unit, or of the villages under a township: two statements.

    Only what was carried out counts: a plan may still be a secret.
    """
    units = list(Unit.objects.valid(on).under(under).filter(kind__in=PLACES).order_by("path"))
    times: dict[str, list[date]] = {}
    for path, day in inspected(under, period).order_by().values_list("unit_path", "done_on"):
        times.setdefault(path, []).append(day)
    tops = [unit for unit in units if unit.kind == UnitKind.TOWNSHIP and unit.path != under.path]
    rows = tops or [unit for unit in units if unit.path != under.path] or units
    found = []
    for unit in rows:
        below = [one.path for one in units if one.path != unit.path and is_within(one.path, unit.path)]
        days = times.get(unit.path, [])
        covered = sum(path in times for path in below)
        found.append(Cell(unit, len(days), max(days, default=None), len(below), covered))
    return found
