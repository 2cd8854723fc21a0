"""困难户帮扶台账 (000-4: 致贫原因、帮扶计划、帮扶措施、联系人; rules.md §6.3) and 帮扶资金: sums of dated entries, never typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name
from lianxin.pure.periods import Period
from lianxin.work.helping import queries
from lianxin.work.helping.models import HelpFund, HelpItem, HelpPlan
from lianxin.work.helping.terms import VIEW
from lianxin.work.households.models import Need
from lianxin.work.households.queries import open_to


@dataclass(frozen=True)
class Row:
    """一份帮扶计划, with the household's name and causes only where that household is open to the reader."""

    plan: HelpPlan
    name: str
    causes: str

    @property
    def items(self) -> list[Any]:
        kept: list[Any] = self.plan.kept_items  # type: ignore[attr-defined]
        return kept

    @property
    def measures(self) -> str:
        """帮扶措施: what is planned, item by item."""
        return "；".join(
            f"{one.get_kind_display()}：{one.item} {one.planned.normalize():f}{one.measure}" for one in self.items
        )

    @property
    def progress(self) -> str:
        """落实情况: what was given of each, the sum of the entries."""
        said = [f"{one.item} {one.given.normalize():f}/{one.planned.normalize():f}{one.measure}" for one in self.items]
        return "；".join([*said, self.plan.result] if self.plan.result else said)


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Row]:
    """Plans that the actor may see and that began in the period, by place: four statements."""
    found = HelpPlan.objects.reachable(by=by, to=VIEW).filter(of(unit, period, "since", "unit_path", "home_path"))
    items = HelpItem.objects.with_actual().kept().order_by("pk")
    shown = found.select_related("unit", "home", "person", "household").order_by(
        "unit_path", "household__place_key", "pk"
    )
    plans = list(shown.prefetch_related(Prefetch("items", queryset=items, to_attr="kept_items")))
    pks = [one.household_id for one in plans if one.household_id is not None]
    opened = set(open_to(by, today).filter(pk__in=pks).order_by().values_list("pk", flat=True))
    standing = Need.objects.standing(today).filter(household__in=opened)
    causes = {one.household_id: "、".join(map(str, one.cause_labels)) for one in standing}
    for one in plans:
        known = one.household is not None and one.household_id in opened
        name = mask_name(one.household.head_name) if known and one.household else ""
        yield Row(one, name, causes.get(one.household_id or 0, ""))


def fund_rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[HelpFund]:
    """Funds that stand, by day: one statement."""
    found = queries.funds(by).standing().filter(of(unit, period, "on", "unit_path", "home_path"))
    yield from found.order_by("on", "pk")


COLUMNS = (
    NUMBER,
    Column("unit", _("村、社区"), lambda row: row.plan.unit.name, ("村名称", "村名", "所在村", "单位")),
    Column("whom", _("帮扶对象"), lambda row: row.plan.label, ("帮扶户", "对象", "户编号")),
    Column("name", _("户主姓名"), lambda row: row.name, ("户主", "户主情况/姓名", "姓名", "贫困户姓名")),
    Column("members", _("家庭人口"), lambda row: row.plan.household.members if row.plan.household else None,
           ("人口", "户主情况/人口", "人口数")),
    Column("causes", _("致贫原因"), lambda row: row.causes, ("致困原因", "困难原因", "主要致贫原因")),
    Column("aim", _("帮扶计划"), lambda row: row.plan.aim, ("帮扶思路", "帮扶规划")),
    Column("measures", _("帮扶措施"), lambda row: row.measures, ("措施", "主要帮扶措施", "帮扶项目")),
    Column("progress", _("落实情况"), lambda row: row.progress, ("帮扶情况", "帮扶成效", "进展", "完成情况")),
    Column("home", _("帮扶单位"), lambda row: row.plan.home.name, ("联系单位", "责任单位")),
    Column("person", _("联系人"), lambda row: row.plan.person.name, ("帮扶责任人", "帮扶人", "责任人", "帮扶干部")),
    Column("since", _("开始时间"), lambda row: row.plan.since, ("起", "帮扶开始时间")),
    Column("until", _("完成时限"), lambda row: row.plan.until, ("计划完成日期", "完成时间", "计划脱贫时间")),
)  # fmt: skip
FUNDS = (
    NUMBER,
    Column("on", _("日期"), lambda row: row.on, ("到账日期", "时间")),
    Column("unit", _("村、社区"), lambda row: row.unit.name, ("村名称", "受益村", "单位")),
    Column("home", _("帮扶单位"), lambda row: row.home.name),
    Column("amount_yuan", _("金额（元）"), lambda row: row.amount_yuan, ("金额", "已投入帮扶资金", "投入资金")),
    Column("source", _("资金来源"), lambda row: row.source, ("来源",)),
    Column("use", _("用途"), lambda row: row.use, ("使用方向",)),
    Column("document", _("凭据"), lambda row: row.document, ("依据",)),
)  # fmt: skip

register(
    Ledger("help_plans", _("困难户帮扶台账"), COLUMNS, rows, VIEW, _("联系群众")),
    Ledger("help_funds", _("帮扶资金台账"), FUNDS, fund_rows, VIEW, _("联系群众")),
)
