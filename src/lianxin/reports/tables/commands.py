"""常用数表的事项: save a selection under a name, change it, give it to one's unit or keep it back, delete it (two-minute figures)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.indicators import FIGURES, UnknownIndicator, get
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.codes import new_code
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.tables.models import SavedTable
from lianxin.reports.tables.problems import Unfit
from lianxin.reports.tables.terms import USE, Over, Span

MOST_INDICATORS, MOST_UNITS, MOST_TABLES = 14, 60, 60


@dataclass(frozen=True)
class Selection:
    """选了什么: the unit it is of, over which units, which indicators in which order, of which period."""

    about: Unit
    indicators: tuple[str, ...]
    over: str = Over.OWN
    units: tuple[Unit, ...] = ()
    span: str = Span.LAST_MONTH
    period: str = ""
    with_year_before: bool = False


@transaction.atomic
def save_table(*, name: str, selection: Selection, unit: Unit, by: Actor, at: datetime) -> SavedTable:
    """存为常用数表: the selection, not its figures. Raises Unfit for a name one has already, or a selection that makes no table."""
    by.must_at(USE, unit.path)
    name = _named(name, by)
    if SavedTable.objects.filter(owner_id=by.person_id).count() >= MOST_TABLES:
        raise Unfit(_("常用数表已经有 %(most)s 张，请先删去不用的。") % {"most": MOST_TABLES})
    table = SavedTable(
        code=new_code(SystemRandom()), name=name, owner=Person.objects.get(pk=by.person_id or 0), unit=unit,
        unit_path=unit.path, saved_on=localdate(at),
    )  # fmt: skip
    _select(table, selection, by)
    table.save(force_insert=True)
    _tell("table.saved", table, by, at, indicators=len(table.indicators), span=table.get_span_display())
    return table


@transaction.atomic
def change_table(*, table: SavedTable, name: str, selection: Selection, by: Actor, at: datetime) -> SavedTable:
    """修改常用数表: another name or another selection; only its owner."""
    table = _own(table, by)
    table.name = _named(name, by, table)
    _select(table, selection, by)
    table.save()
    _tell("table.changed", table, by, at, indicators=len(table.indicators), span=table.get_span_display())
    return table


@transaction.atomic
def share_table(*, table: SavedTable, by: Actor, at: datetime) -> SavedTable:
    """给同事使用: colleagues of the same unit open it, each with the figures that he himself may read."""
    table = _own(table, by)
    if table.unit_path != by.own_path:
        raise Unfit(_("这张表是在别的单位任职时保存的，请在现在的单位另存一张再给同事用。"))
    if not table.is_shared:
        table.is_shared = True
        table.save(update_fields=["is_shared"])
        _tell("table.shared", table, by, at)
    return table


@transaction.atomic
def keep_table_back(*, table: SavedTable, by: Actor, at: datetime) -> SavedTable:
    """不再给同事使用: from now on it is only one's own."""
    table = _own(table, by)
    if table.is_shared:
        table.is_shared = False
        table.save(update_fields=["is_shared"])
        _tell("table.kept_back", table, by, at)
    return table


@transaction.atomic
def delete_table(*, table: SavedTable, by: Actor, at: datetime) -> None:
    """删除常用数表: the selection is gone; no figure was in it, so none is lost."""
    table = _own(table, by)
    _tell("table.deleted", table, by, at)
    table.delete()


def _own(table: SavedTable, by: Actor) -> SavedTable:
    table = SavedTable.objects.select_for_update(of=("self",)).select_related("unit", "about").get(pk=table.pk)
    by.must(USE, table)
    if table.owner_id != by.person_id:
        raise NotAllowed(_("这张表是同事保存的，请另存一张自己的再改。"))
    return table


def _named(name: str, by: Actor, table: SavedTable | None = None) -> str:
    name = " ".join(name.split())[:40]
    if not name:
        raise Unfit(_("请给这张表起个名字，如“上月各村办理情况”。"), "name")
    same = SavedTable.objects.filter(owner_id=by.person_id, name=name)
    if table is not None:
        same = same.exclude(pk=table.pk)
    if same.exists():
        raise Unfit(_("已经有一张叫“%(name)s”的表，请换个名字。") % {"name": name}, "name")
    return name


def _select(table: SavedTable, selection: Selection, by: Actor) -> None:
    by.must_at(FIGURES, selection.about.path)
    table.indicators = _codes(selection.indicators)
    table.over, table.span = Over(selection.over), Span(selection.span)
    units = selection.units if table.over == Over.NAMED else ()
    if table.over == Over.NAMED and not units:
        raise Unfit(_("点名的单位要写出来，每行一个。"), "units")
    if len(units) > MOST_UNITS:
        raise Unfit(_("点名的单位最多 %(most)s 个。") % {"most": MOST_UNITS}, "units")
    for unit in units:
        by.must_at(FIGURES, unit.path)
    table.about, table.units = selection.about, sorted(unit.pk for unit in units)
    table.with_year_before = selection.with_year_before
    table.period = ""
    if table.span == Span.FIXED:
        try:
            table.period = Period.parse(selection.period).code
        except NotAPeriod:
            raise Unfit(_("统计期请写成 2026-11、2026-Q4、2026-H2 或 2026。"), "period") from None


def _codes(codes: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(codes))
    if not 1 <= len(found) <= MOST_INDICATORS:
        raise Unfit(_("请选 1 到 %(most)s 个指标。") % {"most": MOST_INDICATORS}, "indicators")
    for code in found:
        try:
            get(code)
        except UnknownIndicator:
            raise Unfit(_("没有“%(code)s”这个指标。") % {"code": code[:40]}, "indicators") from None
    return found


def _tell(event: str, table: SavedTable, by: Actor, at: datetime, **detail: object) -> None:
    book.record(
        event, of=table.ref, unit_path=table.unit_path, by=by, at=at, private={"name": table.name},
        **{key: value if isinstance(value, int) else str(value) for key, value in detail.items()},
    )  # fmt: skip
