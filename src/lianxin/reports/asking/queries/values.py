"""取数: what the records say of an item that is held, for many units at once; the table of who answered what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from lianxin.base.indicators import FIGURES, Figure, Rate, UnknownIndicator, get, grid
from lianxin.base.ledgers import LEDGERS
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import STEP
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.reports.asking.models import (
    ReportingRequest,
    RequestAnswer,
    RequestedField,
    RequestSheet,
    number_text,
)
from lianxin.reports.asking.queries.held import Held
from lianxin.reports.asking.terms import FieldKind, HeldKind, RequestState, SheetState
from lianxin.reports.returns.models import ReturnFigure


@dataclass(frozen=True)
class Value:
    """一格: the words, the number where it is one; `figure` where it is counted now; `is_missing` while nobody has said."""

    text: str = "—"
    amount: Decimal | None = None
    figure: Figure | None = None
    is_missing: bool = False


MISSING = Value(is_missing=True)
Values = dict[tuple[int, int], Value]


def shared(by: Actor) -> Actor:
    """共享: the figures of an approved request may be read by its asker for every unit asked; never their records.

    The wall stays where it is: what complains of the asker's own office is in no figure that he reads.
    """
    return replace(by, grants={**by.grants, FIGURES.code: (by.own_path[:STEP],)})


def preview(one: Held, unit: Unit, period: Period, by: Actor, today: date) -> str:
    """What it would give now for a unit, as far as the actor may see it; empty where he may not."""
    if one.kind == HeldKind.LEDGER:
        ledger = LEDGERS[one.code.partition("/")[0]]
        if not by.may_at(ledger.to_open, unit.path):
            return ""
        return _("%(n)s 行") % {"n": len(list(ledger.rows(by, unit, period, today)))}
    if one.kind == HeldKind.INDICATOR and not by.may_at(FIGURES, unit.path):
        return ""
    if one.kind == HeldKind.INDICATOR:
        figure = get(one.code).figure(period, unit, by=by, today=today)
        return _text(figure)
    field = RequestedField(pk=0, held_kind=one.kind, held_code=one.code)
    found = records([field], [unit], period, by, today).get((0, unit.pk), MISSING)
    return "" if found.is_missing else found.text


def records(
    fields: Sequence[RequestedField], units: Sequence[Unit], period: Period, by: Actor, today: date
) -> Values:  # fmt: skip
    """The values of the held fields for the units: a constant number of statements for each kind of holding."""
    found: Values = {}
    by_kind: dict[str, list[RequestedField]] = {}
    for field in fields:
        by_kind.setdefault(field.held_kind, []).append(field)
    found |= _counted(by_kind.get(HeldKind.INDICATOR, []), units, period, by, today)
    found |= _of_returns(by_kind.get(HeldKind.LINE, []), units, period)
    found |= _of_answers(by_kind.get(HeldKind.FIELD, []), units, period)
    for field in by_kind.get(HeldKind.LEDGER, []):
        told = Value(_("见%(ledger)s") % {"ledger": field.held_words})
        found |= {(field.pk, unit.pk): told for unit in units}
    return found


def _counted(
    fields: Sequence[RequestedField], units: Sequence[Unit], period: Period, by: Actor, today: date
) -> Values:  # fmt: skip
    known = {}
    for field in fields:
        try:
            known[field.pk] = get(field.held_code)
        except UnknownIndicator:
            continue
    cells = grid(known.values(), units, [period], by=by, today=today) if known else {}
    found: Values = {}
    for pk, indicator in known.items():
        for unit in units:
            figure = cells[indicator.code, unit.pk, period.code]
            amount = None if figure.value is None else Decimal(figure.value)
            found[pk, unit.pk] = Value(_text(figure), amount, figure)
    return found


def _text(figure: Figure) -> str:
    measure = "" if isinstance(figure.indicator, Rate) or figure.value is None else str(figure.indicator.measure)
    return f"{figure.text}{measure}"


def _of_returns(fields: Sequence[RequestedField], units: Sequence[Unit], period: Period) -> Values:
    """What the month's return says of the unit; of a longer period each month stands in its own return."""
    if not fields:
        return {}
    if period.kind != "month":
        told = Value(_("见各月摸底表"))
        return {(field.pk, unit.pk): told for field in fields for unit in units}
    labels = {tuple(field.held_code.split("/", 1)): field.pk for field in fields}
    rows = ReturnFigure.objects.filter(
        of__month=period.code, of__form_code__in={code for code, _label in labels}, unit__in=units, value__isnull=False
    ).values_list("of__form_code", "line__label", "unit_id", "value", "line__measure")
    return {
        (labels[code, label], unit): Value(f"{number_text(value)}{measure}", value)
        for code, label, unit, value, measure in rows if (code, label) in labels and value is not None
    }  # fmt: skip


def _of_answers(fields: Sequence[RequestedField], units: Sequence[Unit], period: Period) -> Values:
    """What the units answered another request in the same period."""
    sources = {int(field.held_code): field.pk for field in fields}
    rows = RequestAnswer.objects.filter(field__in=sources, sheet__unit__in=units, sheet__period=period.code)
    return {
        (sources[row.field_id], row.sheet.unit_id): Value(row.text, row.amount)
        for row in rows.filter(sheet__state=SheetState.ANSWERED).select_related("sheet").order_by("sheet__due_on") if sources
    }  # fmt: skip


@dataclass(frozen=True)
class Row:
    """一个单位的一行."""

    sheet: RequestSheet
    cells: Sequence[Value]


@dataclass(frozen=True)
class Table:
    """汇总表 of one period: fields as columns, units as rows in the order of the tree, sums where all have answered."""

    fields: Sequence[RequestedField]
    rows: Sequence[Row]
    totals: Sequence[Value]

    @property
    def asked(self) -> int:
        """How many units have something to type."""
        return sum(row.sheet.fields > 0 for row in self.rows)

    @property
    def answered(self) -> int:
        """How many of them have."""
        return sum(row.sheet.fields > 0 and row.sheet.state == SheetState.ANSWERED for row in self.rows)


def table(request: ReportingRequest, period: str, by: Actor, today: date) -> Table:
    """汇总表: typed answers as they stand, held items from the records now; as they were kept once it is closed."""
    fields = [field for field in request.fields.all() if field.is_typed or field.is_held]
    sheets = list(request.sheets.filter(period=period).select_related("unit").order_by("unit_path", "due_on"))
    typed = {
        (row.field_id, row.sheet_id): Value(row.text, row.amount)
        for row in RequestAnswer.objects.filter(sheet__in=sheets)
    }
    held = [field for field in fields if field.is_held]
    live = request.state == RequestState.ASKED
    now = records(held, [sheet.unit for sheet in sheets], Period.parse(period), shared(by), today) if live else {}
    rows = []
    for sheet in sheets:
        opens = by.may_at(FIGURES, sheet.unit.path)
        cells = [
            _opening(now.get((field.pk, sheet.unit_id), MISSING), opens) if live and field.is_held
            else typed.get((field.pk, sheet.pk), MISSING)
            for field in fields
        ]  # fmt: skip
        rows.append(Row(sheet, cells))
    return Table(fields, rows, [_total(field, [row.cells[n] for row in rows]) for n, field in enumerate(fields)])


def _opening(value: Value, opens: bool) -> Value:
    """The figure alone where its records are not for this reader."""
    return value if opens else replace(value, figure=None)


def _total(field: RequestedField, cells: Iterable[Value]) -> Value:
    """合计 of what was typed as a number; counted figures are not added: units may lie within one another."""
    cells = list(cells)
    if not field.is_typed or field.kind != FieldKind.NUMBER or not cells or any(cell.is_missing for cell in cells):
        return Value("")
    total = sum((cell.amount or Decimal(0) for cell in cells), Decimal(0))
    return Value(f"{number_text(total)}{field.measure}", total)


def sheet_values(sheet: RequestSheet, fields: Sequence[RequestedField], by: Actor, today: date) -> dict[int, Value]:
    """系统已有的 on one unit's sheet: what it need not type."""
    found = records([one for one in fields if one.is_held], [sheet.unit], sheet.span, shared(by), today)
    return {field: value for (field, _unit), value in found.items()}
