"""导入的读法: the columns of a list of stations, people or contacts, by the words of its head; what a row names."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.tables import Cell, Unreadable, read_tables
from lianxin.base.orgs.models import Unit
from lianxin.pure.ledgers.dates import BadDate, read_date
from lianxin.web.ui.fields import labels
from lianxin.web.ui.request import Request
from lianxin.work.stations import queries
from lianxin.work.stations.commands.many import MOST_ROWS, Row
from lianxin.work.stations.models import Station
from lianxin.work.stations.terms import MemberDuty

SEARCHED = 20
UNIT = ("单位", "乡镇（村、社区）", "村", "村社区", "乡镇")
#: what each list holds: field → the words of the head by which its column is known, the first of them in the help
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "stations": {"unit": UNIT, "phone": ("电话", "站点电话"), "hours": ("开放时间", "时间"), "place": ("地点", "地址"),
                 "opened_on": ("设立日期", "建站日期")},
    "members": {"unit": UNIT, "name": ("姓名",), "post": ("职务",), "duty": ("分工",), "phone": ("公示电话", "电话"),
                "since": ("起", "到站日期")},
    "contacts": {"unit": UNIT, "group": ("村民小组", "组", "小组"), "name": ("姓名",), "post": ("职务",),
                 "phone": ("电话",), "since": ("起", "开始日期")},
}  # fmt: skip
NEEDED = {"stations": {"unit"}, "members": {"unit", "name", "post"}, "contacts": {"unit", "name", "post", "phone"}}
WORDS: dict[str, str | Promise] = {
    "stations": gettext_lazy("导入工作站"), "members": gettext_lazy("导入驻站人员"), "contacts": gettext_lazy("导入通讯录"),
}  # fmt: skip
DATES = ("opened_on", "since")


def read(form: Any, what: str, request: Request) -> list[Row]:
    """The rows of what was pasted or uploaded; raises Unreadable with a sentence."""
    data = form.cleaned_data
    if data.get("file"):
        shown = [sheet.rows for sheet in read_tables(data["file"].read(), data["file"].name, wall_seconds=30)
                 if not sheet.is_hidden]  # fmt: skip
    else:
        shown = [[_cells(line) for line in data["lines"].replace("\0", "").splitlines()]]
    for rows in shown:
        if found := _header(rows, what):
            number, columns = found
            body = [(n, _texts(row, columns)) for n, row in enumerate(rows[number + 1 :], start=number + 2)]
            body = [(n, texts) for n, texts in body if any(texts.values())][: MOST_ROWS + 1]
            known = _Known(request, what, [texts for _n, texts in body])
            return [known.row(n, texts) for n, texts in body]
    heads = "、".join(words[0] for name, words in COLUMNS[what].items() if name in NEEDED[what])
    raise Unreadable(_("没有找到表头。表里至少要有这些列：%(heads)s。") % {"heads": heads})


def _cells(line: str) -> list[Cell]:
    mark = next((one for one in ("\t", "，", ",") if one in line), None)
    return [*line.split(mark)] if mark else [*line.split()]


def _header(rows: Sequence[Sequence[Cell]], what: str) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(rows[:SEARCHED]):
        words = [re.sub(r"\s", "", _text(cell)) for cell in row]
        columns = {
            name: words.index(word)
            for name, known in COLUMNS[what].items() for word in reversed(known) if word in words
        }  # fmt: skip
        if NEEDED[what] <= set(columns):
            return number, columns
    return None


def _texts(row: Sequence[Cell], columns: Mapping[str, int]) -> dict[str, str]:
    return {name: _text(row[at]) if at < len(row) else "" for name, at in columns.items()}


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    return " ".join(text.split()).removeprefix("'")[:120]


class _Problem(ValueError):
    """一行看不懂的地方, in a sentence."""


class _Known:
    """What the rows name: units and their stations, looked up once for the whole list."""

    def __init__(self, request: Request, what: str, rows: Sequence[Mapping[str, str]]) -> None:
        self.what, self.year = what, request.today.year
        keys = labels(Unit.objects.valid(request.today))
        wanted = {row["unit"] for row in rows}
        found = Unit.objects.in_bulk({keys[name] for name in wanted if name in keys})
        self.units = {name: found[keys[name]] for name in wanted if name in keys}
        standing = queries.standing(request.today).filter(unit__in=self.units.values()) if what == "members" else ()
        self.stations: dict[int, Station] = {one.unit_id: one for one in standing}
        self.duties = {str(label): value for value, label in MemberDuty.choices}

    def row(self, number: int, texts: Mapping[str, str]) -> Row:
        """What the deed is to be given for one row, or the sentence that says what could not be read."""
        try:
            return Row(number, self._given(texts))
        except _Problem as problem:
            return Row(number, problem=str(problem))

    def _given(self, texts: Mapping[str, str]) -> dict[str, Any]:
        given: dict[str, Any] = {name: text for name, text in texts.items() if name not in (*DATES, "unit", "duty")}
        unit = self.units.get(texts["unit"])
        if unit is None:
            raise _Problem(_("没有叫“%(name)s”的单位。") % {"name": texts["unit"][:20]})
        for name in DATES:
            if name in texts:
                given[name] = self._day(texts[name])
        if self.what != "members":
            return {**given, "unit": unit}
        if unit.pk not in self.stations:
            raise _Problem(_("%(name)s还没有工作站。") % {"name": unit.name})
        duty = self.duties.get(texts.get("duty", "") or str(MemberDuty.WORKER.label))
        if duty is None:
            raise _Problem(_("没有“%(duty)s”这一种分工。") % {"duty": texts["duty"][:12]})
        return {**given, "station": self.stations[unit.pk], "duty": duty}

    def _day(self, words: str) -> date | None:
        try:
            found = read_date(words, base_year=self.year) if words else None
        except BadDate as problem:
            raise _Problem(_("看不懂日期“%(words)s”。") % {"words": words[:20]}) from problem
        return found.day if found else None
