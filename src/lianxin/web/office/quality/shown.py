"""数据质量的样子: the table of units and figures, each of which opens; the states of what was reported, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.indicators import Figure, Indicator, Stock, get, grid
from lianxin.base.indicators.essentials import ESSENTIALS
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.reports.quality.queries import Due, Timely
from lianxin.web.office.quality.asked import Asked

ACCURATE = ("quality.doubts", "quality.explained_rate", "quality.agree_rate")
TABS = (
    (gettext_lazy("总览"), "index"), (gettext_lazy("报送"), "returns"), (gettext_lazy("疑点"), "doubts"),
    (gettext_lazy("校验规则"), "rules"), (gettext_lazy("保密"), "secrecy"),
)  # fmt: skip
STATES = {
    "in_time": (gettext_lazy("按期"), "done"), "late": (gettext_lazy("迟"), "todo"), "missing": (gettext_lazy("未报"), "todo"),
    "excused": (gettext_lazy("免报"), "quiet"), "running": (gettext_lazy("未到日子"), "quiet"),
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One figure and the page of its records."""

    figure: Figure
    opens: str

    @property
    def text(self) -> str:
        return self.figure.text


def tabs(here: str) -> list[dict[str, Any]]:
    """The pages of the room."""
    return [
        {"word": word, "url": reverse(f"quality:{name}"), "count": None, "is_current": name == here}
        for word, name in TABS
    ]


def columns(codes: Sequence[str]) -> list[Indicator]:
    """The indicators of a table."""
    return [get(code) for code in codes]


@dataclass(frozen=True)
class Table:
    """一张表: its columns, the units of which there is something to tell, and how many there is nothing of."""

    columns: list[Indicator]
    rows: list[tuple[Unit, list[Cell]]]
    left_out: int


def table(asked: Asked, codes: Sequence[str], by: Actor, today: date) -> Table:
    """Units in the order of the tree, figures across: one grid for all. Units below without any are only counted."""
    found = columns(codes)
    cells = grid(found, asked.units, [asked.period], by=by, today=today)
    rows = [
        (unit, [Cell(cells[one.code, unit.pk, asked.period.code], asked.open_url(one.code, unit)) for one in found])
        for unit in asked.units
    ]
    told = [
        row
        for row in rows
        if row[0] == asked.unit
        or any(cell.figure.value is not None and (cell.figure.value or cell.figure.whole) for cell in row[1])
    ]
    return Table(found, told, len(rows) - len(told))


def gaps() -> list[str]:
    """The codes of all declared gaps."""
    return [code for code, one in ESSENTIALS.items() if not isinstance(one.count, Stock)]


def mends() -> list[tuple[Any, Any]]:
    """What each gap is, and how it is closed."""
    return [(one.count.label, one.mend) for one in ESSENTIALS.values()]


def said(due: Due) -> tuple[Any, str]:
    """迟 4 天, 按期, 未报: in words and tone."""
    word, tone = STATES[due.state]
    if due.state == "late" and due.held is not None:
        words = _("晚 %(n)s 天上报") if due.held.reported_on else _("过了 %(n)s 天，收集中")
        return words % {"n": due.days_late}, tone
    if due.state == "missing":
        return _("过了 %(n)s 天，没有开始") % {"n": due.days_late}, tone
    return word, tone


def timely_rows(rows: Sequence[Timely]) -> list[dict[str, Any]]:
    """应报、已报 of each unit, and how many in time, late and not at all, each with its word."""
    return [
        {"unit": row.unit, "asked": row.asked, "reported": row.reported,
         "told": [((state, row.of(state)), STATES[state][0]) for state in ("in_time", "late", "missing")]}
        for row in rows
    ]  # fmt: skip
