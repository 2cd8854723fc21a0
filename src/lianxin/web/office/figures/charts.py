"""走势: fourteen months and the same months of last year; bars from zero, or a line where a zero would mislead."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lianxin.base.indicators import Count, Figure, Indicator, Rate, Sum, grid
from lianxin.pure.charts import Drawing, Month, months
from lianxin.pure.periods import Period
from lianxin.web.office.figures.asked import Asked
from lianxin.web.office.figures.tables import Cell
from lianxin.web.ui.periods import period_words

MONTHS = 14


@dataclass(frozen=True)
class ChartMonth:
    """一个月 with its own cell and that of the same month a year before; both open."""

    cell: Cell
    before: Cell
    period: Period
    is_chosen: bool


def months_of(asked: Asked, indicator: Indicator, many: int = MONTHS) -> list[ChartMonth]:
    """The months up to the period's last, in one grid with those a year before."""
    last = min(asked.period.months()[-1], Period.containing(asked.today), key=lambda month: month.first)
    last = max(last, asked.period.months()[0], key=lambda month: month.first)
    shown = [last]
    while len(shown) < many:
        shown.insert(0, shown[0].previous())
    periods = {month.code: month for one in shown for month in (one.year_before(), one)}
    cells = grid([indicator], [asked.unit], periods.values(), by=asked.by, today=asked.today)
    chosen = set(asked.period.months())

    def cell(month: Period) -> Cell:
        return Cell(cells[indicator.code, asked.unit.pk, month.code], asked.open_url(indicator.code, month))

    return [ChartMonth(cell(month), cell(month.year_before()), month, month in chosen) for month in shown]


def is_line(indicator: Indicator) -> bool:
    """Counts and sums are bars; a rate, a median or a mean is a point on a scale, and nothing is missing below it."""
    return not isinstance(indicator, Count | Sum)


def drawn(asked: Asked, indicator: Indicator, run: Sequence[ChartMonth]) -> Drawing:
    """The drawing of these months; last year is left out of what may not be compared with it."""
    has_before = any(one.before.figure.value for one in run)  # nothing was recorded a year ago: no line of noughts
    is_comparable = has_before and not (indicator.is_momentary or indicator.is_unlike)
    shown = [
        Month(
            word=date_format(one.period.first, _("n月")), value=_number(one.cell.figure),
            below=str(one.period.year) if one.period.number == 1 or number == 0 else "",
            text=one.cell.figure.text, before=_number(one.before.figure) if is_comparable else None,
            said=_said(one), url=one.cell.url, is_chosen=one.is_chosen,
        )
        for number, one in enumerate(run)
    ]  # fmt: skip
    label = _("%(label)s，%(unit)s，按月；数字见下表") % {"label": indicator.label, "unit": asked.unit.name}
    return months(shown, is_line=is_line(indicator), unit="%" if isinstance(indicator, Rate) else "", label=label)


def _said(month: ChartMonth) -> str:
    now, before = month.cell.figure, month.before.figure
    words = {"month": period_words(month.period), "now": now.text, "parts": now.fraction, "before": before.text}
    return _("%(month)s %(now)s %(parts)s，上年同月 %(before)s") % words


def _number(figure: Figure) -> float | None:
    return None if figure.value is None else float(figure.value)
