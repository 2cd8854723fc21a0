"""折算: from the frozen figures of a unit to its results, weights and band. Changes nothing by itself."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from lianxin.pure.assessing import Better, Fulfilled, Method, Proportional, Steps, band_of, measured, spread, total
from lianxin.pure.periods import round_half_up
from lianxin.reports.assessments.models import Cell, Item, Scheme, Sheet
from lianxin.reports.assessments.terms import How, NotRated
from lianxin.reports.freezes.kept import Kept
from lianxin.reports.freezes.models import FrozenFigure, LateChange

Numbers = tuple[Decimal | None, int | None, int | None]


def method_of(item: Item) -> Method:
    """How the figure of an item becomes its result."""
    better: Better = "low" if item.better == "low" else "high"
    floor, full = item.floor or Decimal(0), item.full or Decimal(0)
    if item.how == How.PROPORTIONAL:
        return Proportional(floor, full)
    if item.how == How.FULFILLED:
        return Fulfilled(better, full)
    return Steps(better, tuple((Decimal(limit), Decimal(result)) for limit, result in item.steps), floor)


def without(kept: Kept, excluded: Sequence[int]) -> Kept:
    """The same without some records, on both sides of a rate."""
    gone = frozenset(excluded)
    measures = {key: one for key, one in kept.measures.items() if key not in gone}
    return Kept(kept.kind, kept.places, kept.keys - gone, kept.whole_keys - gone, measures)


def numbers_of(row: FrozenFigure | LateChange | Kept) -> Numbers:
    """Value, numerator, denominator."""
    return (row.value, row.part, row.whole)


def judge(cell: Cell, numbers: Numbers, *, waived: bool = False) -> None:
    """Set the value of an item and its result, or why it is not rated; what has no data is never 0."""
    cell.value, cell.part, cell.whole = numbers
    cell.result, cell.not_rated = None, ""
    item = cell.item
    if waived:
        cell.not_rated = NotRated.WAIVED
    elif cell.value is None or (item.least and not cell.whole):
        cell.not_rated = NotRated.NO_DATA
    elif item.least and (cell.whole or 0) < item.least:
        cell.not_rated = NotRated.FEW
    else:
        cell.result = measured(method_of(item), cell.value)


def weigh(sheet: Sheet, cells: Sequence[Cell], scheme: Scheme) -> None:
    """Spread the weights over what is rated, and set total and band; or none where too little could be rated."""
    groups = [list(found) for _dimension, found in groupby(cells, key=lambda cell: cell.item.dimension_id)]
    weights = spread([[(cell.item.weight, cell.result is not None) for cell in found] for found in groups])
    for found, used in zip(groups, weights, strict=True):
        for cell, weight in zip(found, used, strict=True):
            cell.used = weight
    held = sum(cell.item.weight for cell in cells if cell.result is not None and cell.item.least)
    sheet.total, sheet.band = None, ""
    if held >= scheme.least_rated:
        sheet.total = total((cell.used, cell.result) for cell in cells if cell.result is not None)
        sheet.band = band_of(sheet.total, scheme.band_list)


def converted(result: Decimal, weight: Decimal) -> Decimal:
    """折合 in the larger assessment, two decimals, half up (M282)."""
    return round_half_up(result * weight / 100, 2)
