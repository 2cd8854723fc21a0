"""会议议定事项台账: what was decided, who does it until when, and what came of it; no list of who was there."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from lianxin.base.ledgers import NUMBER, Column, Ledger, of, register
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.periods import Period
from lianxin.work.meetings.models import AgendaItem, ItemNote
from lianxin.work.meetings.terms import VIEW


def rows(by: Actor, unit: Unit, period: Period | None, today: date) -> Iterator[AgendaItem]:
    """Decided items that the actor may see, by day of the meeting: two statements."""
    found = AgendaItem.objects.reachable(by=by, to=VIEW).filter(due_on__isnull=False)
    found = found.filter(of(unit, period, "meeting__held_on", "unit_path", "handler_path"))
    shown = found.select_related("meeting", "handler").order_by("meeting__held_on", "meeting_id", "number")
    yield from shown.prefetch_related("notes")


def _progress(row: AgendaItem) -> str:
    notes: list[ItemNote] = list(row.notes.all())
    return row.result or (notes[-1].text if notes else "")


def _is_done(row: AgendaItem) -> str:
    if row.dropped_on:
        return str(_("不再议"))
    return str(_("已办结") if row.done_on else _("未办结"))


COLUMNS = (
    NUMBER,
    Column("meeting", _("会议名称"), lambda row: row.meeting.title, ("会议", "会议届次")),
    Column("held_on", _("会议日期"), lambda row: row.meeting.held_on, ("会议时间", "召开时间", "日期")),
    Column("text", _("议题"), lambda row: row.text, ("议什么", "研究事项")),
    Column("decision", _("议定事项"), lambda row: row.decision, ("议定内容", "决定事项", "事项", "工作任务")),
    Column("handler", _("承办单位"), lambda row: row.handler.name if row.handler else "", ("责任单位", "牵头单位", "落实单位")),
    Column("owner", _("责任人"), lambda row: row.owner, ("负责人",)),
    Column("due_on", _("完成时限"), lambda row: row.due_on, ("办理期限", "完成时间", "时限")),
    Column("progress", _("落实情况"), _progress, ("进展", "进展情况", "办理结果", "完成情况")),
    Column("done_on", _("完成日期"), lambda row: row.done_on, ("办结日期", "办结时间")),
    Column("is_done", _("是否办结"), _is_done, ("办结状态", "是否完成", "是否落实")),
)  # fmt: skip

register(Ledger("meeting_items", _("会议议定事项台账"), COLUMNS, rows, VIEW, _("站点")))
