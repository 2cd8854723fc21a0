"""隐患点台账: things with who looks after them; never who lives there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.hazards.models import Hazard, HazardCheck
from lianxin.work.hazards.terms import VIEW


@dataclass(frozen=True)
class Row:
    """一处隐患点, with its last look."""

    hazard: Hazard
    last: HazardCheck | None


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Row]:
    """Points that the actor may see, those removed among them, by place: two statements."""
    found = Hazard.objects.reachable(by=by, to=VIEW).filter(
        of(unit, period, "registered_on", "unit_path", "keeper_path")
    )
    looks = HazardCheck.objects.order_by("on", "pk")
    shown = found.select_related("unit", "keeper_unit", "keeper").order_by("unit_path", "name", "pk")
    for one in shown.prefetch_related(Prefetch("checks", queryset=looks, to_attr="looks")):
        yield Row(one, one.looks[-1] if one.looks else None)


COLUMNS = (
    NUMBER,
    Column("code", _("编号"), lambda row: row.hazard.code, ("隐患点编号",)),
    Column("name", _("隐患点名称"), lambda row: row.hazard.name, ("名称", "隐患名称", "隐患点")),
    Column("kind", _("隐患类型"), lambda row: str(row.hazard.get_kind_display()), ("类型", "类别", "隐患类别", "灾害类型")),
    Column("unit", _("所在村"), lambda row: row.hazard.unit.name, ("村社区", "单位", "村名称", "所属单位")),
    Column("place", _("位置"), lambda row: row.hazard.place, ("地点", "地理位置", "具体位置", "在哪里")),
    Column("what", _("隐患情况"), lambda row: row.hazard.what, ("隐患内容", "存在隐患", "险情", "有什么隐患")),
    Column("measures", _("防范措施"), lambda row: row.hazard.measures, ("措施", "整治措施", "应急措施")),
    Column("keeper_unit", _("监测单位"), lambda row: row.hazard.keeper_unit.name, ("责任单位",)),
    Column("keeper", _("监测人"), lambda row: row.hazard.keeper_label, ("责任人", "监测责任人", "巡查人")),
    Column("phone", _("监测电话"), lambda row: row.hazard.keeper_phone, ("联系电话", "电话")),
    Column("registered_on", _("登记日期"), lambda row: row.hazard.registered_on, ("排查日期", "发现日期")),
    Column("checked_on", _("最近检查"), lambda row: row.last.on if row.last else None, ("检查日期", "最近检查日期", "巡查时间")),
    Column("finding", _("检查结果"), lambda row: str(row.last.get_finding_display()) if row.last else "", ("检查情况",)),
    Column("removed_on", _("消除日期"), lambda row: row.hazard.removed_on, ("整治完成时间", "销号日期")),
    Column("removed_why", _("消除情况"), lambda row: row.hazard.removed_why, ("整治情况", "是否消除")),
)  # fmt: skip

register(Ledger("hazards", _("隐患点台账"), COLUMNS, rows, VIEW, _("联系群众")))
