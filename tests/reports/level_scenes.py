"""逐级的摸底: the county's form with townships and villages below it, brought about by commands alone."""

from decimal import Decimal
from typing import Any

from lianxin.reports.returns import commands
from lianxin.reports.returns.commands import LevelSpec, LineSpec
from lianxin.reports.returns.models import MonthReturn, ReturnFigure
from tests.reports.return_scenes import SOLVED, form_made, on

TOWNSHIPS = LevelSpec(("township",), 3)
VILLAGES = LevelSpec(("village", "community"), 2)
HALL = "司法所调解"


def level_lines() -> list[LineSpec]:
    """One counted from the records, one told from outside by the lowest and summed above them."""
    return [
        LineSpec("station", "办理解决", SOLVED),
        LineSpec("other", HALL, origin="司法所月报", is_rolled=True),
    ]


def opened_below(town: Any, *levels: LevelSpec, at: Any = None) -> dict[str, MonthReturn]:
    """The county's November with all below it: by the unit's name in the fixture."""
    at = at or on(5)
    form_made(town, lines=level_lines(), month="2026-11", levels=levels or (TOWNSHIPS,), at=at)
    commands.open_return(form_code="monthly", unit=town.county, month="2026-11", by=town.clerk, at=at)
    names = {unit.pk: name for name, unit in town.units.items()}
    return {names[one.unit_id]: one for one in MonthReturn.objects.select_related("unit", "form", "above")}


def mediated(month: MonthReturn) -> ReturnFigure:
    return month.figures.get(line__label=HALL)


def told(month: MonthReturn, value: int, by: Any, at: Any) -> ReturnFigure:
    """So many, by the judicial office's monthly sheet."""
    return commands.enter_figure(
        figure=mediated(month), value=Decimal(value), source="司法所11月月报", evidence="盖章件存档", by=by, at=at
    )


def handed_in(month: MonthReturn, clerk: Any, leader: Any, value: int | None = None, hour: int = 11) -> MonthReturn:
    """收集、审核、统计、备案、上报 on the first of December: by the clerk, signed by the leader."""
    if value is not None:
        told(month, value, clerk, on(1, 12, hour))
    given = {"by": clerk, "at": on(1, 12, hour)}
    month = commands.collect(month=month, **given)
    month = commands.review(month=month, **given)
    month = commands.count(month=month, **given)
    month = commands.file(month=month, by=leader, at=on(1, 12, hour))
    return commands.report(month=month, by=leader, at=on(1, 12, hour))
