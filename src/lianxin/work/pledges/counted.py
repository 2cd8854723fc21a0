"""数字说话: where a figure of the unit can count a promise, it says how far it is, and nobody types it (F076)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lianxin.base.indicators import FIGURES, INDICATORS, Count, Figure, Indicator, Rate, Stock, UnknownIndicator, get
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.pure.periods import Period
from lianxin.work.pledges.models import PledgeItem


@dataclass(frozen=True)
class Counted:
    """到了多少: the figure of the pledge's year as it stands, the target, whether it is reached."""

    figure: Figure
    target: Decimal
    unit: Unit

    @property
    def is_reached(self) -> bool:
        return self.figure.value is not None and Decimal(self.figure.value) >= self.target

    @property
    def target_text(self) -> str:
        """The target without needless decimals, with its sign or measure word."""
        plain = self.target.quantize(Decimal(1)) if self.target == self.target.to_integral_value() else self.target
        return f"{plain}%" if isinstance(self.figure.indicator, Rate) else f"{plain} {self.figure.indicator.measure}"


def may_count(indicator: Indicator) -> bool:
    """Only figures of which more is better, so that a target says something: work done, never who complained."""
    plain = isinstance(indicator, Count | Rate) and not isinstance(indicator, Stock) and not indicator.is_momentary
    return plain and indicator.better == "high" and not indicator.code.startswith(("pledge.", "practical.", "letter."))


def choices() -> list[tuple[str, str]]:
    """The figures that may be named, by code and label."""
    return [(code, str(one.label)) for code, one in INDICATORS.items() if may_count(one)]


def counted(
    items: Iterable[PledgeItem], unit: Unit, year: int, today: date, by: Actor | None = None
) -> dict[int, Counted]:
    """The figure of each item that names one, by the item's key; without an actor as everybody may read it.

    One figure (one or two statements) for each code that is named, whatever the number of items.
    """
    reader = by or replace(SYSTEM, grants={FIGURES.code: (unit.path,)})
    if not reader.may_at(FIGURES, unit.path):
        return {}
    period, figures, found = Period.parse(str(year)), dict[str, Figure | None](), dict[int, Counted]()
    for item in items:
        if not item.indicator or item.target is None:
            continue
        if item.indicator not in figures:
            figures[item.indicator] = _figure(item.indicator, period, unit, reader, today)
        figure = figures[item.indicator]
        if figure is not None:
            found[item.pk] = Counted(figure, item.target, unit)
    return found


def _figure(code: str, period: Period, unit: Unit, reader: Actor, today: date) -> Figure | None:
    try:
        return get(code).figure(period, unit, by=reader, today=today)
    except UnknownIndicator:
        return None
