"""期末: what is left to do of a return, for whoever puts it together: to check, not to type."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lianxin.base.indicators import Rate
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.returns.models import FigureQuery, MonthReturn, plain
from lianxin.reports.returns.queries.sheet import Cell, Row, sheet
from lianxin.reports.returns.queries.standing import Standing, listed, questions_of, standings
from lianxin.reports.returns.queries.tree import steps_open
from lianxin.reports.returns.terms import HANDED_IN, Stage

LEAST, SHARE, POINTS = Decimal(5), Decimal("0.3"), Decimal(10)


@dataclass(frozen=True)
class Moved:
    """与上期差得多 of one figure: both values. `why` says instead why the two may not be compared."""

    cell: Cell
    row: Row
    before: Decimal | None
    why: str = ""

    @property
    def before_text(self) -> str:
        return plain(self.before)

    @property
    def difference(self) -> str:
        """+12, -8."""
        now = Decimal(self.cell.value or 0) - (self.before or 0)
        return f"{'+' if now > 0 else ''}{plain(now)}"


@dataclass(frozen=True)
class MonthEnd:
    """期末 of one return: what is counted, what must be typed, what to look at, what is asked, who has not reported."""

    month: MonthReturn
    rows: Sequence[Row]
    previous: MonthReturn | None
    moved: Sequence[Moved]
    questions: Sequence[FigureQuery]
    standings: Sequence[Standing]
    waiting: Sequence[MonthReturn]
    verbs: Sequence[str]
    why_not: str

    @property
    def typed(self) -> list[tuple[Row, Cell]]:
        """只有您能填的: figures from elsewhere that are asked of this unit itself."""
        return [(row, cell) for row in self.rows for cell in row.cells if row.line.is_external and not cell.is_rolled]

    @property
    def counted(self) -> list[tuple[Row, Cell]]:
        """已经算好的: counted from the records, or summed from below."""
        return [(row, cell) for row in self.rows for cell in row.cells if not row.line.is_external or cell.is_rolled]

    @property
    def untyped(self) -> int:
        """How many of them are still without a figure."""
        return sum(cell.figure.value is None and not cell.figure.no_data for _row, cell in self.typed)


def stands_out(now: Decimal, before: Decimal, *, is_rate: bool = False) -> bool:
    """差得多到要看一眼: by five or more and by more than three tenths; of a rate by ten points or more.

    >>> stands_out(Decimal(14), Decimal(10)), stands_out(Decimal(15), Decimal(10)), stands_out(Decimal(106), Decimal(100))
    (False, True, False)
    """
    apart = abs(now - before)
    return apart >= POINTS if is_rate else apart >= LEAST and apart > before * SHARE


def month_end(month: MonthReturn, by: Actor, today: date) -> MonthEnd:
    """期末 of a return; its statements do not grow with the records."""
    rows = sheet(month, by, today)
    verbs, why_not = steps_open(month, by)
    previous = _previous(month)
    waiting = [one for one in listed(month, today) if one.stage not in HANDED_IN and not one.excused]
    return MonthEnd(
        month, rows, previous, _moved(rows, previous, month) if previous else [], questions_of(month),
        standings(month, today) if month.form.levels else [], waiting, verbs, why_not,
    )  # fmt: skip


def current(unit: Unit, by: Actor) -> MonthReturn | None:
    """The unit's return to work on: the oldest that is not handed in and not excused, else the newest."""
    found = MonthReturn.objects.filter(unit=unit).select_related("unit", "form", "above__unit")
    left = found.exclude(stage__in=HANDED_IN).filter(excused="").order_by("due_on", "pk").first()
    return left or found.order_by("-due_on", "-pk").first()


def _previous(month: MonthReturn) -> MonthReturn | None:
    before = MonthReturn.objects.filter(
        unit=month.unit_id, form_code=month.form_code, month=month.period.previous().code
    )
    return before.exclude(stage=Stage.COLLECTING).first()


def _moved(rows: Sequence[Row], previous: MonthReturn, month: MonthReturn) -> list[Moved]:
    held = previous.figures.select_related("line", "frozen").defer(
        "frozen__keys", "frozen__whole_keys", "frozen__measured"
    )
    before = {(one.line.label, one.unit_id): one for one in held}
    found = []
    for row in rows:
        is_rate = isinstance(row.indicator, Rate)
        for cell in row.cells:
            old = before.get((row.line.label, cell.figure.unit_id))
            is_partial = cell.is_rolled and row.below is not None and not row.below.is_whole
            if old is None or old.kept is None or cell.value is None or is_partial:
                continue
            if old.frozen is not None and row.indicator is not None and old.frozen.version != row.indicator.version:
                found.append(Moved(cell, row, old.kept, "version"))
            elif stands_out(Decimal(cell.value), old.kept, is_rate=is_rate):
                found.append(Moved(cell, row, old.kept))
    return found
