"""走访台账: the columns of the visits' log (rules.md §6.3), by day. It has no column that counts or ranks persons (JF-2)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.visits.models import Finding, Visit, VisitPerson
from lianxin.work.visits.terms import VIEW, Method


@dataclass(frozen=True)
class Row:
    """一次走访, with the concerns that it brought as far as the reader may see them."""

    visit: Visit
    found: list[str] = field(default_factory=list)

    @property
    def people(self) -> str:
        return "、".join(one.person.name for one in self.visit.people.all())

    @property
    def whom(self) -> str:
        """户的编号、组别和门牌, or in words whom the visit was to: no name of a private person."""
        return self.visit.household.label if self.visit.household else self.visit.whom

    @property
    def methods(self) -> str:
        return "、".join(str(Method(one).label) for one in self.visit.methods if one in Method.values)


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Row]:
    """Visits that the actor may see and that stand, by day: three statements."""
    found = Visit.objects.reachable(by=by, to=VIEW).standing().filter(of(unit, period, "on", "unit_path", "home_path"))
    people = VisitPerson.objects.select_related("person")
    shown = found.select_related("unit", "home", "household", "recorded_by", "drive")
    visits = list(shown.prefetch_related(Prefetch("people", queryset=people)).order_by("on", "pk"))
    brought = Finding.objects.reachable(by=by, to=VIEW).filter(visit__in=[one.pk for one in visits])
    titles: dict[int, list[str]] = {}
    for visit, title in brought.order_by("pk").values_list("visit_id", "concern__title"):
        titles.setdefault(visit, []).append(title)
    return (Row(one, titles.get(one.pk, [])) for one in visits)


COLUMNS = (
    NUMBER,
    Column("on", _("走访时间"), lambda row: row.visit.on, ("走访日期", "时间", "日期", "入户时间")),
    Column("unit", _("走访地点"), lambda row: row.visit.unit.name, ("地点", "村社区", "走访村", "所在村")),
    Column("group", _("村民小组"), lambda row: row.visit.group, ("组别", "小组")),
    Column("whom", _("走访对象"), lambda row: row.whom, ("对象", "走访户", "户主", "户主情况")),
    Column("kind", _("走访类别"), lambda row: str(row.visit.get_kind_display()), ("类别", "走访类型")),
    Column("people", _("走访人员"), lambda row: row.people, ("走访人", "走访干部", "人员", "联系干部")),
    Column("home", _("派出单位"), lambda row: row.visit.home.name, ("走访单位", "干部单位", "单位")),
    Column("recorded_by", _("记录人"), lambda row: row.visit.recorded_by.name if row.visit.recorded_by else "", ("填写人",)),
    Column("methods", _("走访方式"), lambda row: row.methods, ("方式",)),
    Column("households", _("走访户数"), lambda row: row.visit.households, ("户数",)),
    Column("needy", _("其中困难户"), lambda row: row.visit.needy, ("困难户数",)),
    Column("note", _("走访情况"), lambda row: row.visit.note, ("走访记录", "家庭基本情况", "实际困难", "走访内容", "走访体会", "民情记录")),
    Column("found", _("诉求与建议"), lambda row: "；".join(row.found), ("反映的问题", "诉求", "收集的问题", "意见建议")),
    Column("amount_yuan", _("慰问金额（元）"), lambda row: row.visit.amount_yuan, ("慰问金", "慰问金额")),
)  # fmt: skip

register(Ledger("visits", _("走访台账"), COLUMNS, rows, VIEW, _("联系群众")))
