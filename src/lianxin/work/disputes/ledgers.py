"""矛盾纠纷排查台账 (rules.md §6.3): the matters, never the parties: those are opened one by one, for a purpose."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.disputes.models import Dispute, Mediation
from lianxin.work.disputes.queries import disputes
from lianxin.work.disputes.terms import VIEW


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Dispute]:
    """Disputes that the actor may see, by day of finding, with their last mediation: two statements."""
    found = disputes(by).filter(of(unit, period, "found_on")).order_by("found_on", "pk")
    last = Mediation.objects.order_by("number")
    yield from found.prefetch_related(Prefetch("mediations", queryset=last, to_attr="tried"))


def _last(row: Dispute) -> Mediation | None:
    tried: list[Mediation] = row.tried  # type: ignore[attr-defined]
    return tried[-1] if tried else None


def _mediators(row: Dispute) -> str:
    last = _last(row)
    return last.mediators if last else ""


def _result(row: Dispute) -> str:
    last = _last(row)
    return row.result or (str(last.get_result_display()) if last else "")


COLUMNS = (
    NUMBER,
    Column("found_on", _("排查日期"), lambda row: row.found_on, ("发现日期", "排查时间", "登记日期", "日期")),
    Column("unit", _("排查区域"), lambda row: row.unit.name, ("排查单位", "排查区域/单位", "单位", "村社区", "所在村", "发生地")),
    Column("by", _("排查人员"), lambda row: row.by_name, ("排查人", "登记人", "发现人")),
    Column("sweep", _("排查活动"), lambda row: row.sweep.title if row.sweep else "", ("排查名称",)),
    Column("title", _("矛盾纠纷事项"), lambda row: row.title, ("矛盾事项信息", "纠纷事项", "矛盾纠纷名称", "主要内容")),
    Column("type", _("纠纷类型"), lambda row: str(row.type_label), ("矛盾纠纷类型", "矛盾类型", "类型", "类别")),
    Column("place", _("地点"), lambda row: row.place, ("发生地点", "纠纷地点")),
    Column("origin", _("来源"), lambda row: str(row.get_origin_display()), ("纠纷来源",)),
    Column("mediators", _("调解员"), _mediators, ("责任人", "调处人", "调解人", "化解责任人")),
    Column("status", _("化解情况"), lambda row: str(row.get_status_display()), ("状态", "调处情况", "处置情况", "是否化解")),
    Column("status_on", _("现状日期"), lambda row: row.status_on, ("化解日期", "化解时间", "调处时间")),
    Column("result", _("处置结果"), _result, ("调解结果", "调处结果", "处理结果")),
    Column("handed_to", _("上报或移交给"), lambda row: row.handed_to, ("移交单位", "上报单位")),
)  # fmt: skip

register(Ledger("disputes", _("矛盾纠纷排查台账"), COLUMNS, rows, VIEW, _("诉求")))
