"""一眼看: six figures of the last whole month with last year's beside them and a year's run; what needs this post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from lianxin.base.indicators import INDICATORS, Figure, Rate, grid
from lianxin.base.indicators.lines import changed
from lianxin.base.orgs.permissions import Actor
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.charts import Dot, Drawing, Run, Shape
from lianxin.pure.periods import Period
from lianxin.pure.workdays import Calendar
from lianxin.web.office.figures.asked import Asked
from lianxin.web.office.figures.words import said
from lianxin.web.ui import panels
from lianxin.web.ui.panels import Waiting
from lianxin.work.concerns import queries

PLACED = ("concern.received", "concern.closed", "concern.on_time_rate", "concern.resolution_rate",
          "concern.satisfaction_rate", "visit.visits")  # fmt: skip
HANDED = ("concern.handled_assigned", "concern.handled_closed", "concern.handled_on_time_rate",
          "concern.handled_overdue", "visit.visits_out")  # fmt: skip
RUN, MOST, SHOWN = 12, 30, 7
WIDE, HIGH = 160, 30


@dataclass(frozen=True)
class Glance:
    """一个数: the figure, its change, its year as a line, the pages of its records and of its run."""

    figure: Figure
    before: Figure
    change: str
    spark: Drawing | None
    url: str
    before_url: str
    chart_url: str

    @property
    def measure(self) -> str:
        """The measure word; a rate bears its own sign."""
        return "" if isinstance(self.figure.indicator, Rate) else str(self.figure.indicator.measure)


def glances(asked: Asked) -> list[Glance]:
    """The six figures, in one grid with the twelve months before."""
    codes = HANDED if asked.unit.kind in (UnitKind.DEPARTMENT, UnitKind.CENTRE) else PLACED
    chosen = [INDICATORS[code] for code in codes if code in INDICATORS]
    months = [min(asked.period.months()[-1], Period.containing(asked.today), key=lambda month: month.first)]
    while len(months) < RUN:
        months.insert(0, months[0].previous())
    before = asked.period.year_before()
    periods = {one.code: one for one in (*months, asked.period, before)}
    cells = grid(chosen, [asked.unit], periods.values(), by=asked.by, today=asked.today)
    found = []
    for one in chosen:
        now, then = cells[one.code, asked.unit.pk, asked.period.code], cells[one.code, asked.unit.pk, before.code]
        told = changed(now, then, than="上年同期", today=asked.today)
        run = [cells[one.code, asked.unit.pk, month.code].value for month in months]
        words = said(told, than="上年同期", of_rates=isinstance(one, Rate))
        found.append(Glance(now, then, words, spark([None if v is None else float(v) for v in run], str(one.label)),
                            asked.open_url(one.code), asked.open_url(one.code, before), asked.url("chart", code=one.code)))  # fmt: skip
    return found


def spark(values: Sequence[float | None], label: str) -> Drawing | None:
    """走势: twelve months as a thin line that ends in a dot; nothing to draw where fewer than two are known."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    step = (WIDE - 8) / (len(values) - 1)
    points = [
        (4 + number * step, 4 + (HIGH - 8) * (1 - (value - low) / ((high - low) or 1)))
        for number, value in enumerate(values) if value is not None
    ]  # fmt: skip
    shapes: tuple[Shape, ...] = (Run(tuple(points), "#57606a", 1.5), Dot(*points[-1], 3, "#1f4e79", "#1f4e79"))
    return Drawing(WIDE, HIGH, _("%(label)s，近 12 个月走势") % {"label": label}, shapes)


@dataclass(frozen=True)
class Needs:
    """要我定的: the first few, most urgent first, and how many there are (`or_more`: at least so many)."""

    rows: Sequence[Waiting]
    total: int
    or_more: bool


def needs(by: Actor, today: date, calendar: Calendar) -> Needs:
    """What only this post can do, from the same sources as 今日."""
    duties = queries.duties(by, today, calendar, SHOWN)
    total = sum(count for _verb, _word, count in queries.count_duties(by))
    waiting = panels.waiting(by, today, calendar, MOST)
    rows = [
        Waiting(duty.word, duty.title, duty.concern.unit.name, reverse("concerns:detail", args=[duty.concern.code]),
                duty.concern.due_on, duty.left.text, duty.left.tone, duty.left.provisional)
        for duty in duties
    ]  # fmt: skip
    # what only this post can decide comes before what anybody of the office handles; then by the day
    first = [*waiting, *rows] if by.role.endswith(("leader", "head")) else sorted([*waiting, *rows], key=_by_day)
    return Needs(first[:SHOWN], total + len(waiting), len(waiting) >= MOST)


def _by_day(one: Waiting) -> date:
    return one.due_on or date.max
