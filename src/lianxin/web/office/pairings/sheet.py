"""挂钩联系一览表: the same columns on paper, as a file, and read back in."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.files.tables import Cell, Sheet
from lianxin.base.orgs.models import Person, Posting, Unit
from lianxin.base.orgs.roles import ROLES
from lianxin.pure.ledgers.dates import BadDate, read_date
from lianxin.pure.zipguard import Unreadable
from lianxin.web.office.pairings import shown
from lianxin.web.ui.fields import labels
from lianxin.web.ui.request import Request
from lianxin.work.households.models import Household
from lianxin.work.households.queries import seen_by
from lianxin.work.pairings.commands.many import MOST_ROWS, Row
from lianxin.work.pairings.models import Pairing
from lianxin.work.pairings.terms import KINDS, Duty, PairingKind, Target

COLUMNS: list[tuple[str | Promise, int]] = [
    (gettext_lazy("序号"), 6), (gettext_lazy("联系人"), 10), (gettext_lazy("联系人单位"), 18), (gettext_lazy("类别"), 18),
    (gettext_lazy("联系地点"), 16), (gettext_lazy("联系对象"), 24), (gettext_lazy("责任"), 12), (gettext_lazy("起"), 12),
    (gettext_lazy("止"), 12), (gettext_lazy("多安排的理由"), 24),
]  # fmt: skip
#: the words of the head by which a column is known when a table is read
WORDS = {
    "person": ("联系人", "干部", "姓名"), "home": ("联系人单位", "干部单位", "单位"), "kind": ("类别", "联系类别"),
    "unit": ("联系地点", "挂钩村", "村", "联系点"), "what": ("联系对象", "户编号", "户"), "duty": ("责任",),
    "since": ("起", "开始日期", "挂钩时间"), "until": ("止", "结束日期"), "over_why": ("多安排的理由", "理由"),
}  # fmt: skip
SEARCHED = 20


def lines(pairings: Sequence[Pairing], request: Request) -> list[list[str]]:
    """The rows of the table, numbered; a household by its code, where it may be seen."""
    seen = shown.seen_households(pairings, request.actor, request.today)
    return [
        [
            str(number), one.person.name, one.home.name, str(one.get_kind_display()), one.unit.name,
            shown.what(one, seen) if one.household_id or one.label else "", str(one.get_duty_display()) if one.duty else "",
            one.since.isoformat(), one.until.isoformat() if one.until else "", one.over_why,
        ]
        for number, one in enumerate(pairings, start=1)
    ]  # fmt: skip


def read(sheets: Sequence[Sheet], request: Request) -> list[Row]:
    """The rows of the first sheet that has such columns; raises Unreadable with a sentence."""
    for sheet in sheets:
        if not sheet.is_hidden and (found := _header(sheet.rows)):
            number, columns = found
            body = [(n, _texts(row, columns)) for n, row in enumerate(sheet.rows[number + 1 :], start=number + 2)]
            known = Known(request, [texts for _n, texts in body])
            return [known.row(n, texts) for n, texts in body if texts["person"] and texts["kind"]][: MOST_ROWS + 1]
    raise Unreadable(_("没有找到表头。表里要有“联系人”“类别”“起”三列，其余列和导出的一览表一样。"))


def _header(rows: Sequence[Sequence[Cell]]) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(rows[:SEARCHED]):
        words = [re.sub(r"[\s（(].*", "", _text(cell)) for cell in row]
        columns = {
            name: words.index(word) for name, known in WORDS.items() for word in reversed(known) if word in words
        }
        if {"person", "kind", "since"} <= set(columns):
            return number, columns
    return None


def _texts(row: Sequence[Cell], columns: Mapping[str, int]) -> dict[str, str]:
    return {name: _text(row[columns[name]]) if name in columns and columns[name] < len(row) else "" for name in WORDS}


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return " ".join(str(cell).replace("\0", "").split()).removeprefix("'")[:200]


class Problem(ValueError):
    """一行看不懂的地方, in a sentence."""


class Known:
    """What the rows name: people, units, households, kinds, looked up once for the whole table."""

    def __init__(self, request: Request, rows: Sequence[Mapping[str, str]]) -> None:
        self.today = request.today
        names = {row["person"] for row in rows}
        found = Posting.objects.valid(self.today).filter(person__name__in=names, person__is_active=True, role__in=ROLES)
        self.postings = list(found.select_related("person", "unit").order_by("unit__path"))
        units = Unit.objects.valid(self.today)
        keys = labels(units)
        wanted = {keys[row["unit"]] for row in rows if row["unit"] in keys}
        by_key = units.in_bulk(wanted)
        self.units = {row["unit"]: by_key[keys[row["unit"]]] for row in rows if row["unit"] in keys}
        codes = {row["what"].split(" ")[0] for row in rows}
        seen = seen_by(request.actor, self.today).filter(code__in=codes).select_related("unit")
        self.households: dict[str, Household] = {one.code: one for one in seen}
        self.kinds = {str(label): PairingKind(value) for value, label in PairingKind.choices}
        self.duties = {str(label): value for value, label in Duty.choices if value}

    def row(self, number: int, texts: Mapping[str, str]) -> Row:
        """What `pair` is to be given for one row, or the sentence that says what could not be read."""
        try:
            return Row(number, self._given(texts))
        except Problem as problem:
            return Row(number, problem=str(problem))

    def _given(self, texts: Mapping[str, str]) -> dict[str, Any]:
        kind = self.kinds.get(texts["kind"])
        if kind is None:
            raise Problem(_("没有“%(kind)s”这一类联系。") % {"kind": texts["kind"][:20]})
        since = self._day(texts["since"])
        if since is None:
            raise Problem(_("没有写从哪天起。"))
        given: dict[str, Any] = {
            "kind": kind, "person": self._person(texts), "since": since, "until": self._day(texts["until"]),
            "duty": self.duties.get(texts["duty"], ""), "over_why": texts["over_why"],
        }  # fmt: skip
        if KINDS[kind].target == Target.HOUSEHOLD:
            given["household"] = self.households.get(texts["what"].split(" ")[0])
            if given["household"] is None:
                raise Problem(_("户册里没有编号“%(code)s”。") % {"code": texts["what"][:12]})
            return given
        given["unit"] = self.units.get(texts["unit"])
        if given["unit"] is None:
            raise Problem(_("没有叫“%(name)s”的单位。") % {"name": texts["unit"][:20]})
        return given | ({"label": texts["what"]} if KINDS[kind].target == Target.WORDS else {})

    def _person(self, texts: Mapping[str, str]) -> Person:
        same = {one.person_id: one.person for one in self.postings if one.person.name == texts["person"]}
        narrowed = {
            one.person_id: one.person
            for one in self.postings
            if one.person.name == texts["person"] and one.unit.name == texts["home"]
        }
        found = narrowed or same
        if len(found) != 1:
            why = _("有几个人叫“%(name)s”，请写联系人单位。") if found else _("系统里没有叫“%(name)s”的在职人员。")
            raise Problem(why % {"name": texts["person"][:20]})
        return next(iter(found.values()))

    def _day(self, words: str) -> date | None:
        if not words:
            return None
        try:
            found = read_date(words, base_year=self.today.year)
        except BadDate as problem:
            raise Problem(_("看不懂日期“%(words)s”。") % {"words": words[:20]}) from problem
        return found.day if found else None
