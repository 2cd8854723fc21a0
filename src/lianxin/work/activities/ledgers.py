"""活动台账: what was planned and what took place; how many came, counted how; nobody by name but whom to ring."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.activities.models import Activity, Turnout
from lianxin.work.activities.queries import activities
from lianxin.work.activities.terms import VIEW, ActivityStatus


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Activity]:
    """Activities that the actor may see, but those called off, by day: two statements."""
    came = Turnout.objects.standing()
    found = activities(by).filter(of(unit, period, "on")).exclude(status=ActivityStatus.CALLED_OFF)
    yield from found.order_by("on", "pk").prefetch_related(Prefetch("turnouts", queryset=came, to_attr="came"))


def _people(row: Activity) -> int | None:
    counted = [one.people for one in row.came if one.people is not None]  # type: ignore[attr-defined]
    return sum(counted) if counted else None


def _how(row: Activity) -> str:
    return "；".join(dict.fromkeys(one.how for one in row.came if one.how))  # type: ignore[attr-defined]


COLUMNS = (
    NUMBER,
    Column("title", _("活动名称"), lambda row: row.title, ("名称", "活动主题", "活动")),
    Column("kind", _("活动类别"), lambda row: str(row.get_kind_display()), ("类别", "活动类型", "类型")),
    Column("unit", _("主办单位"), lambda row: row.unit.name, ("单位", "组织单位", "开展单位")),
    Column("on", _("活动时间"), lambda row: row.on, ("时间", "日期", "活动日期", "开始时间")),
    Column("until", _("结束日期"), lambda row: row.until, ("结束时间",)),
    Column("place", _("活动地点"), lambda row: row.place, ("地点",)),
    Column("contact", _("联络人"), lambda row: row.contact, ("负责人", "联系人")),
    Column("partners", _("合办单位"), lambda row: row.partners, ("参与单位", "协办单位")),
    Column("plan", _("活动方案"), lambda row: row.plan, ("活动内容", "内容")),
    Column("people", _("到场人次"), _people, ("参加人数", "人次", "参与人数", "受益人次")),
    Column("how", _("人次怎么来的"), _how),
    Column("cost_yuan", _("实际开支（元）"), lambda row: row.cost_yuan, ("开支", "经费", "费用")),
    Column("status", _("状态"), lambda row: str(row.get_status_display()), ("开展情况",)),
    Column("summary", _("活动小结"), lambda row: row.summary, ("活动成效", "活动效果", "小结", "备注")),
)  # fmt: skip

register(Ledger("activities", _("活动台账"), COLUMNS, rows, VIEW, _("评议")))
