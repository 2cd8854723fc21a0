"""考核怎样摆在页面上: the items of a sheet with their records, the units of a run, the bars of the bands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lianxin.base.indicators import FIGURES, Rate
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.assessments import queries, words
from lianxin.reports.assessments.models import Cell, Dimension, Item, Revision, Run, Sheet
from lianxin.reports.freezes.terms import VIEW as SEE_FROZEN

TALLEST, WIDE, GAP = 150, 48, 24


@dataclass(frozen=True)
class Side:
    """打开记录: a word and the page of the records behind an item."""

    word: str
    url: str


@dataclass(frozen=True)
class Row:
    """一项 on a unit's sheet: value, result, how it came about, the records, what was objected and put right."""

    cell: Cell
    value: str
    result: str
    how: str
    guard: str
    sides: Sequence[Side]
    may_object: bool
    sees_frozen: bool

    @property
    def revisions(self) -> list[Revision]:
        return list(self.cell.revisions.all())

    @property
    def objections(self) -> list[Any]:
        return [one for one in self.cell.objections.all() if one.state != "withdrawn"]


@dataclass(frozen=True)
class Group:
    """一个维度 with its rows."""

    dimension: Dimension
    used: Any
    rows: Sequence[Row]


def groups_of(sheet: Sheet, cells: Sequence[Cell], by: Actor, *, may_object: bool = False) -> list[Group]:
    """The sheet as it stands on the page; asks the database nothing more."""
    return [
        Group(one.dimension, one.used, [_row(sheet, cell, by, may_object) for cell in one.cells])
        for one in queries.groups_of(cells)
    ]


def _row(sheet: Sheet, cell: Cell, by: Actor, may_object: bool) -> Row:
    waits = any(one.is_open for one in cell.objections.all())
    return Row(
        cell, words.cell_value(cell), words.result_of(cell), words.how_of(cell.item), words.guard_of(cell.item),
        sides_of(sheet, cell.item, by), may_object and not waits,
        by.may_at(SEE_FROZEN, sheet.unit_path),
    )  # fmt: skip


def sides_of(sheet: Sheet, item: Item, by: Actor) -> list[Side]:
    """The lists behind an item, for whoever may read the unit's figures: both sides of a rate, else the one list."""
    one = queries.indicator_of(item)
    if one is None or not by.may_at(FIGURES, sheet.unit_path):
        return []
    query = {"code": item.indicator, "unit": str(sheet.unit_id), "period": sheet.run.in_period}
    if not isinstance(one, Rate):
        return [Side(str(queries.sides_of(one)[-1].label), reverse("figures:open", query=query))]
    return [
        Side(str(count.label), reverse("figures:open", query={**query, "side": side}))
        for side, count in (("part", one.part), ("whole", one.whole))
    ]


@dataclass(frozen=True)
class Bar:
    """一根柱: a band, how many units, its place in the drawing, the page it opens."""

    label: str
    count: int
    x: int
    height: int
    url: str

    @property
    def y(self) -> int:
        return 30 + TALLEST - self.height

    @property
    def width(self) -> int:
        return WIDE

    @property
    def middle(self) -> int:
        return self.x + WIDE // 2

    @property
    def label_y(self) -> int:
        return self.y - 8


@dataclass(frozen=True)
class Chart:
    """一类单位的分布."""

    kind: str
    label: str
    total: int
    bars: Sequence[Bar]

    @property
    def width(self) -> int:
        return GAP + len(self.bars) * (WIDE + GAP)


def charts_of(run: Run, *, opens: bool = True) -> list[Chart]:
    """Each kind of units by itself, on one scale; `opens` where the reader may see which units they are."""
    found = queries.spreading(run)
    most = max([n for one in found for _label, n in one.bands] + [one.unrated for one in found] + [1])
    charts = []
    for one in found:
        named = [(label, label, n) for label, n in one.bands] + [("", "", one.unrated)]
        bars = [
            Bar(label, n, GAP + i * (WIDE + GAP), TALLEST * n // most,
                reverse("assessments:bands", args=[run.code], query={"kind": one.kind, "band": key or "-"}) if opens else "")
            for i, (key, label, n) in enumerate(named)
        ]  # fmt: skip
        charts.append(Chart(one.kind, one.label, one.total, bars))
    return charts


def chosen_of(run: Run, kind: str, band: str) -> dict[str, Any] | None:
    """The units of one bar in tree order; None where no bar was opened."""
    labels = {label for label, _least in run.scheme.bands} | {"-"}
    if band not in labels:
        return None
    wanted = "" if band == "-" else band
    rows = [sheet for sheet in queries.sheets_of(run) if sheet.unit_kind == kind and sheet.band == wanted]
    return {"band": wanted, "rows": rows, "kind": rows[0].get_unit_kind_display() if rows else ""}
