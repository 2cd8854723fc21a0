"""报送限额: what may be asked of a kind of unit in a month, what was, and where a request would go beyond it (JF-6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.reports.asking.models import AskingBudget, ReportingRequest, RequestSheet
from lianxin.reports.asking.terms import RequestState


@dataclass(frozen=True)
class Load:
    """项数、分钟、份数: of a month, or at most in one."""

    fields: int = 0
    minutes: int = 0
    requests: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.fields + other.fields, self.minutes + other.minutes, self.requests + other.requests)

    @property
    def words(self) -> str:
        """10 项、约 60 分钟、3 份."""
        return _("%(fields)s 项、约 %(minutes)s 分钟、%(requests)s 份") % vars(self)


#: where a county has set none: a choice of ours, until it has (rules.md §4 asks for few, names no number)
UNTIL_SET: Mapping[str, Load] = {
    UnitKind.VILLAGE: Load(10, 60, 3), UnitKind.COMMUNITY: Load(10, 60, 3), UnitKind.SCHOOL: Load(15, 90, 4),
    UnitKind.TOWNSHIP: Load(30, 240, 8), UnitKind.DEPARTMENT: Load(30, 240, 8), UnitKind.CENTRE: Load(30, 240, 8),
    UnitKind.COUNTY: Load(60, 480, 15),
}  # fmt: skip


def limits(month: Period) -> dict[str, Load]:
    """报送限额 of every kind of unit in a month: one statement."""
    found = dict(UNTIL_SET)
    for row in AskingBudget.objects.filter(since__lte=month.code).order_by("since"):
        found[row.kind] = Load(row.fields, row.minutes, row.requests)
    return found


def used(units: Iterable[int], month: Period, *, besides: Iterable[int] = ()) -> dict[int, Load]:
    """本月已要的 of each unit by key, but for those requests: one statement."""
    rows = RequestSheet.objects.costing().filter(unit__in=list(units), asked_on__range=(month.first, month.last))
    found: dict[int, Load] = {}
    for unit, fields, minutes in rows.exclude(of__in=list(besides)).order_by().values_list("unit", "fields", "minutes"):
        found[unit] = found.get(unit, Load()) + Load(fields, minutes, 1)
    return found


@dataclass(frozen=True)
class Over:
    """超限额: of one unit, what it has in the month with this request, and what it may have."""

    unit: Unit
    would: Load
    most: Load

    @property
    def sentence(self) -> str:
        """石桥村本月将有 12 项、约 70 分钟、2 份，限额 10 项、约 60 分钟、3 份."""
        return _("%(unit)s本月将有 %(would)s，限额 %(most)s") % {
            "unit": self.unit.name, "would": self.would.words, "most": self.most.words,
        }  # fmt: skip


def cost_of(request: ReportingRequest) -> Load:
    """What one unit has to do for it: items that are typed, their minutes, one request; nothing where none is typed."""
    typed = [field.minutes for field in request.fields.all() if field.is_typed]
    return Load(len(typed), sum(typed), 1) if typed else Load()


def overs(requests: Sequence[ReportingRequest], month: Period) -> dict[int, list[Over]]:
    """Where each request would go beyond the month's limits, by its key; a constant number of statements."""
    most, found = limits(month), {}
    asked = {one.pk: [row.unit for row in one.units.all()] for one in requests}
    pending = [one.pk for one in requests if one.state not in (RequestState.ASKED, RequestState.CLOSED)]
    had = used({unit.pk for units in asked.values() for unit in units}, month, besides=pending)
    for one in requests:
        cost = cost_of(one)
        rows = [Over(unit, had.get(unit.pk, Load()) + cost, most[unit.kind]) for unit in asked[one.pk]]
        found[one.pk] = [row for row in rows if cost.fields and _beyond(row.would, row.most)]
    return found


def _beyond(would: Load, most: Load) -> bool:
    return would.fields > most.fields or would.minutes > most.minutes or would.requests > most.requests
