"""一个数的读法: what the records say of a line now, by whose eyes, and the keys behind it."""

from dataclasses import replace
from datetime import date

from lianxin.base.indicators import Count, Figure, Indicator, Rate, Spread
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.keysets import unpack
from lianxin.reports.returns.models import MonthReturn, ReturnFigure
from lianxin.reports.returns.queries.forms import indicator_of


def as_office(by: Actor, unit: Unit) -> Actor:
    """The actor as the office of that unit: what complains about the unit itself is in no figure that is kept of it."""
    return replace(by, own_path=unit.path, former=unit.paths[1:])


def live(figure: ReturnFigure, month: MonthReturn, by: Actor, today: date) -> Figure | None:
    """What the records say now, for this viewer; None where the indicator is no more."""
    indicator = indicator_of(figure.line)
    return indicator.figure(month.period, figure.unit, by=by, today=today) if indicator else None


def list_behind(indicator: Indicator) -> Count:
    """The list that a figure is counted from: itself, the numerator of a rate, what a median is taken of."""
    if isinstance(indicator, Rate):
        return indicator.part
    if isinstance(indicator, Spread):
        return indicator.over
    assert isinstance(indicator, Count)
    return indicator


def keys_of(figure: ReturnFigure, month: MonthReturn, by: Actor, today: date) -> tuple[int, ...]:
    """The keys of the records behind a figure, in order."""
    indicator = indicator_of(figure.line)
    if indicator is None:
        return ()
    found = list_behind(indicator).records(month.period, figure.unit, by=by, today=today)
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def kept_keys(figure: ReturnFigure) -> list[int]:
    """The keys of what was counted when the figure was kept; empty before."""
    if figure.frozen is not None:
        return unpack(figure.frozen.keys)
    return list(figure.kept_before.get("keys", ()))
