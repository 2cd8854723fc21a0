"""年度限额: how many numbered documents and meetings a unit has had this year, of how many (JF-9, F105).

The counts are those of the registers, through the indicators; nothing is typed. A budget is a most, never an aim.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxin.base import indicators
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.documents.models import YearBudget

DOCUMENTS, MEETINGS = "dispatch.issued", "meeting.held"


@dataclass(frozen=True)
class Spent:
    """用了多少: the indicator whose records are counted, how many there are, of how many; `most` None is no limit."""

    code: str
    used: int
    most: int | None

    @property
    def is_left(self) -> bool:
        """Whether one more lies within the budget."""
        return self.most is None or self.used < self.most

    @property
    def label(self) -> str:
        return str(indicators.get(self.code).label)


@dataclass(frozen=True)
class Year:
    """一年: of documents and of meetings."""

    unit: Unit
    year: int
    documents: Spent
    meetings: Spent

    @property
    def both(self) -> tuple[Spent, Spent]:
        return self.documents, self.meetings


def spent(unit: Unit, year: int, by: Actor, today: date) -> Year:
    """How much of its budget a unit has used, as this reader may know it. Raises NotAllowed."""
    budget = budget_of(unit, year)
    return Year(
        unit, year, _spent(DOCUMENTS, unit, year, by, today, budget.documents if budget else None),
        _spent(MEETINGS, unit, year, by, today, budget.meetings if budget else None),
    )  # fmt: skip


def budget_of(unit: Unit, year: int) -> YearBudget | None:
    """The budget that holds for a unit: of the nearest unit at or above it that set one for its kind."""
    found = YearBudget.objects.filter(year=year, unit_kind=unit.kind, unit_path__in=unit.ancestor_paths())
    return found.order_by("-unit_path").first()


def _spent(code: str, unit: Unit, year: int, by: Actor, today: date, most: int | None) -> Spent:
    code = f"{code}@{unit.kind}"  # what the unit itself issued and held, not the units below it
    value = indicators.get(code).value(Period("year", year), unit, by=by, today=today)
    return Spent(code, int(value or 0), most)


def year_of(units: Iterable[Unit], year: int, by: Actor, today: date) -> list[Year]:
    """The same for many units, in a few statements; those whose figures this reader may read."""
    listed = [unit for unit in units if by.may_at(indicators.FIGURES, unit.path)]
    if not listed:
        return []
    paths = {path for unit in listed for path in unit.ancestor_paths()}
    kept = list(YearBudget.objects.filter(year=year, unit_path__in=paths).order_by("-unit_path"))
    period = Period("year", year)
    found = []
    cells: dict[tuple[str, int, str], indicators.Figure] = {}
    for kind in {unit.kind for unit in listed}:
        counted = [indicators.get(f"{code}@{kind}") for code in (DOCUMENTS, MEETINGS)]
        alike = [unit for unit in listed if unit.kind == kind]
        cells.update(indicators.grid(counted, alike, [period], by=by, today=today))
    for unit in listed:
        budget = next((b for b in kept if b.unit_kind == unit.kind and b.unit_path in unit.ancestor_paths()), None)
        mosts = (budget.documents if budget else None, budget.meetings if budget else None)
        codes = [f"{code}@{unit.kind}" for code in (DOCUMENTS, MEETINGS)]
        spent_of = [
            Spent(code, int(cells[code, unit.pk, period.code].value or 0), most)
            for code, most in zip(codes, mosts, strict=True)
        ]
        found.append(Year(unit, year, *spent_of))
    return found
