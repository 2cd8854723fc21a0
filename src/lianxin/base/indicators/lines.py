"""数字表: an indicator's value beside last year's and last period's, with the change in figures and words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lianxin.base.indicators import changes
from lianxin.base.indicators.cells import grid
from lianxin.base.indicators.kinds import Figure, Indicator, Rate, Spread, local_today
from lianxin.base.indicators.registry import known
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Change, Period, change

BEFORE = {"month": "上月", "quarter": "上季度", "half_year": "上个半年", "year": "上年", "span": "上一阶段"}
MOMENTARY, RUNNING = "随时变化，不作比较", "本期未结束，不作比较"
UNLIKE = "新旧分类无法对应，不作比较"


@dataclass(frozen=True)
class Line:
    """One row of the table: now, 上年同期, 上期, and both changes."""

    now: Figure
    year_before: Figure
    before: Figure
    year_on_year: Change
    month_on_month: Change

    @property
    def indicator(self) -> Indicator:
        return self.now.indicator

    @property
    def notes(self) -> list[str]:
        """脚注: how the definition changed between the three periods."""
        return changes.notes(self.indicator, [self.year_before.period, self.before.period, self.now.period])


def changed(now: Figure, before: Figure, *, than: str, today: date) -> Change:
    """The change between two figures of one indicator; None is said as such.

    Rates are compared as they are printed, in percentage points, so that a reader can reckon the difference again.
    A period that is not over is not compared with whole ones, nor is what changes with the day one looks, nor are two
    periods between which the definition changed (changes.py).
    """
    one = now.indicator
    if one.is_momentary:
        return Change(None, None, MOMENTARY)
    if one.is_unlike:
        return Change(None, None, UNLIKE)
    if now.value is None:
        return Change(None, None, "本期无数据")
    if today < now.period.last:
        return Change(None, None, RUNNING)
    if refusal := changes.refusal(one, now.period, before.period):
        return Change(None, None, refusal)
    measure = "" if isinstance(one, Rate) else str(one.measure)
    return change(now.value, before.value, than=than, unit=measure, of_rates=isinstance(one, Rate))


def report(
    unit: Unit, period: Period, *, by: Actor, indicators: Iterable[Indicator] | None = None, today: date | None = None
) -> list[Line]:
    """The table of one unit and period. Raises NotAllowed."""
    chosen, today = known() if indicators is None else list(indicators), today or local_today()
    cells = grid(chosen, [unit], [period, period.year_before(), period.previous()], by=by, today=today)
    return [
        line([cells[one.code, unit.pk, p.code] for p in (period, period.year_before(), period.previous())], today=today)
        for one in chosen
    ]


def line(cells: Sequence[Figure], *, today: date) -> Line:
    """A row from the figures of the period, the same period last year and the period before."""
    now, year_before, before = cells
    return Line(
        now, year_before, before,
        changed(now, year_before, than="上年同期", today=today),
        changed(now, before, than=BEFORE[now.period.kind], today=today),
    )  # fmt: skip


def number_of(figure: Figure) -> Decimal | int | None:
    """The value as a number for a table file: 16.3 for 16.3%."""
    return figure.value


def opens(indicator: Indicator) -> tuple[tuple[str, Indicator], ...]:
    """The lists behind an indicator: itself, or the two parts of a rate, or what a median is taken of."""
    if isinstance(indicator, Rate):
        return (("part", indicator.part), ("whole", indicator.whole))
    if isinstance(indicator, Spread):
        return (("whole", indicator.over),)
    return (("", indicator),)
