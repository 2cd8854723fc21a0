"""来访接待登记表 and 接待日记录: the lines of the reception days' books, without what stands behind the wall (rules.md §6.3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.base.protection.masks import mask_name
from lianxin.pure.periods import Period
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.queries import sees_asker, shown
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.reception.models import ReceptionEntry
from lianxin.work.reception.terms import VIEW


@dataclass(frozen=True)
class Row:
    """一件: a line of the book, its concern in the words that the reader may know."""

    entry: ReceptionEntry
    visitor: str
    text: str


def _visitor(concern: Concern, by: Actor) -> str:
    asker = getattr(concern, "requester", None)
    if asker is None:
        return ""
    return mask_name(asker.name) if sees_asker(by, concern) else str(_("保密"))


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[Row]:
    """Lines of the books of the units in reach whose concern the actor may see: one statement."""
    seen = Concern.objects.reachable(by=by, to=SEE_CONCERN).order_by().values("pk")
    found = ReceptionEntry.objects.reachable(by=by, to=VIEW).filter(
        of(unit, period, "session__on"), concern__in=seen
    ).standing()  # fmt: skip
    found = found.select_related(
        "session__receiver", "session__unit", "concern__requester", "to_unit", "to_person", "meeting"
    )
    for one in found.order_by("session__on", "session_id", "number"):
        yield Row(one, _visitor(one.concern, by), shown(one.concern.text, one.concern, by))


def _due(row: Row) -> date | None:
    return row.entry.answer_due_on or row.entry.promised_on or row.entry.concern.due_on


REGISTER = (
    NUMBER,
    Column("visitor", _("来访人"), lambda row: row.visitor, ("来访人基本信息", "来访人姓名", "姓名", "来访者")),
    Column("people", _("人数"), lambda row: getattr(getattr(row.entry.concern, "requester", None), "people_count", None), ("来访人数",)),
    Column("on", _("来访时间"), lambda row: row.entry.session.on, ("来访日期", "接待时间", "来访时间与地点", "日期")),
    Column("place", _("来访地点"), lambda row: row.entry.session.place, ("接待地点", "地点")),
    Column("text", _("来访事由"), lambda row: row.text, ("事由", "反映问题", "反映的问题", "来访内容")),
    Column("receiver", _("接待人员"), lambda row: row.entry.session.receiver.name, ("接待人", "接待领导", "值班领导")),
    Column("opinion", _("处理意见"), lambda row: row.entry.opinion, ("处理意见与结果", "接待意见", "答复意见")),
    Column("result", _("处理结果"), lambda row: str(row.entry.concern.get_outcome_display()), ("办理结果", "结果")),
    Column("note", _("备注"), lambda row: row.entry.to),
)  # fmt: skip
DAY_BOOK = (
    NUMBER,
    Column("on", _("日期"), lambda row: row.entry.session.on, ("接待日期", "接待时间")),
    Column("receiver", _("接待人"), lambda row: row.entry.session.receiver.name, ("接待人员", "接待领导", "值班校长")),
    Column("visitor", _("来访人"), lambda row: row.visitor, ("来访者", "来访人姓名")),
    Column("text", _("意见"), lambda row: row.text, ("反映意见", "意见建议", "意见和建议", "反映的问题")),
    Column("opinion", _("处理意见"), lambda row: row.entry.opinion, ("处理情况", "答复意见")),
    Column("to", _("转办对象"), lambda row: row.entry.to, ("转办单位", "承办部门", "转办领导")),
    Column("transferred_on", _("转办日期"), lambda row: row.entry.transferred_on, ("转办时间",)),
    Column("due_on", _("答复时限"), _due, ("答复期限", "办理期限")),
    Column("replied_on", _("答复日期"), lambda row: row.entry.concern.replied_on, ("答复时间",)),
)  # fmt: skip

register(
    Ledger("reception", _("来访接待登记表"), REGISTER, rows, VIEW, _("诉求")),
    Ledger("reception_days", _("接待日记录"), DAY_BOOK, rows, VIEW, _("诉求")),
)
