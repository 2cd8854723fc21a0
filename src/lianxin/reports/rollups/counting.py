"""汇总的数: what a county hands up, counted from the register of indicators by the eyes of the county's own office.

Only what can be added up over counties and months: counts and rates of the program itself, as their two counts. Left out
are what stands at a day, medians, what changes with the day one looks, and what the county defined for itself. Of units
the county and its townships: of a village, one in a month, by kind of matter, would lead to a person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from lianxin.base.indicators import INDICATORS, Count, Figure, Indicator, Rate, Stock, grid
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.pure.rollups import Counted, County, Meaning, Row

KINDS = (UnitKind.COUNTY, UnitKind.TOWNSHIP)
MONTHS = 13  # this month and a year of months before it


def chosen() -> list[Indicator]:
    """The indicators that can be added up."""
    return [one for one in INDICATORS.values() if isinstance(one, Count | Rate) and _adds_up(one)]


def _adds_up(one: Indicator) -> bool:
    return not any(isinstance(part, Stock) or part.is_momentary for part in (one, *one.counts))


def counted(
    county: Unit, months: Iterable[Period], *, by: Actor, today: date, only: Sequence[Indicator] = ()
) -> Counted:
    """The county's roll-up. A month in which it has nothing still has its own rows: nought is reported, not left out.

    Raises NotAllowed.
    """
    eyes = replace(by, own_path=county.path, former=county.paths[1:])
    wanted, periods = list(only) or chosen(), list(months)
    units = [county, *Unit.objects.under(county).filter(kind__in=KINDS).exclude(pk=county.pk)]
    cells = grid(wanted, units, periods, by=eyes, today=today)
    rows: dict[Period, list[Row]] = {period: [] for period in periods}
    for period in periods:
        for unit in units:
            for one in wanted:
                figure = cells[one.code, unit.pk, period.code]
                if unit.pk == county.pk or figure.value or figure.whole:
                    rows[period].append(_row(county, figure))
    meanings = {one.code: Meaning(str(one.label), one.version, isinstance(one, Rate)) for one in wanted}
    return Counted(County(county.code, county.name), today, meanings, rows)


def _row(county: Unit, figure: Figure) -> Row:
    unit, one = figure.unit, figure.indicator
    part = figure.part if isinstance(one, Rate) else figure.value
    return Row(
        unit.path[len(county.path) :], unit.code, unit.name, unit.kind, one.code, one.version, int(part or 0),
        int(figure.whole or 0) if isinstance(one, Rate) else None,
    )  # fmt: skip
