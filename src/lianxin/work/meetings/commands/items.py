"""议题的事项: put on the agenda, decided with a unit and a day, followed, done; or not pursued (M239)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.meetings.models import AgendaItem, ItemNote, Meeting
from lianxin.work.meetings.terms import HOLD, MeetingStatus

MOST_ITEMS = 60


@transaction.atomic
def put_item(*, meeting: Meeting, text: str, by: Actor, at: datetime) -> AgendaItem:
    """列入议题: a point to be settled; before the meeting or while its record is made."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    by.must(HOLD, meeting)
    if meeting.status == MeetingStatus.CANCELLED:
        raise Unfit(_("这次会不开了。"))
    if not text.strip():
        raise Unfit(_("请写议什么。"), "text")
    last = meeting.items.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_ITEMS:
        raise Unfit(_("一次会最多 %(most)s 项议题。") % {"most": MOST_ITEMS}, "text")
    item = AgendaItem.objects.create(
        code=new_code(), meeting=meeting, unit_path=meeting.unit_path, number=last + 1, text=text.strip()[:200]
    )
    _tell("meeting.item_put", item, by, at, {"text": item.text})
    return item


@transaction.atomic
def decide_item(
    *, item: AgendaItem, decision: str, handler: Unit, due_on: date, by: Actor, at: datetime, owner: str = ""
) -> AgendaItem:
    """议定事项: what was decided, which unit carries it out, by which day; decided anew at a later meeting the day moves."""
    item = _open(item)
    by.must_at(HOLD, item.unit_path)
    if item.meeting.status != MeetingStatus.HELD:
        raise Unfit(_("先登记会已经开了，再记议定了什么。"))
    if not decision.strip():
        raise Unfit(_("请写议定什么。"), "decision")
    if due_on < item.meeting.held_on:
        raise Unfit(_("办理期限不能早于开会那天。"), "due_on")
    item.decision, item.handler, item.handler_path = decision.strip()[:400], handler, handler.path
    item.owner, item.due_on = owner.strip()[:60], due_on
    item.save()
    _tell(
        "meeting.item_decided", item, by, at, {"text": item.decision, "owner": item.owner}, to=handler.name,
        due_on=due_on.isoformat(),
    )  # fmt: skip
    return item


@transaction.atomic
def note_item(*, item: AgendaItem, text: str, by: Actor, at: datetime, meeting: Meeting | None = None) -> ItemNote:
    """说明进展: by whoever carries it out or by whoever keeps the agenda; at a meeting or in between."""
    item = _open(item)
    by.must(HOLD, item)
    if not text.strip():
        raise Unfit(_("请写一句进展。"), "text")
    note = ItemNote.objects.create(
        item=item, meeting=meeting, on=localdate(at), text=text.strip()[:400], by_name=by.name
    )
    _tell("meeting.item_noted", item, by, at, {"text": note.text})
    return note


@transaction.atomic
def finish_item(*, item: AgendaItem, result: str, by: Actor, at: datetime, on: date | None = None) -> AgendaItem:
    """办完: with what came of it; it leaves the open items and the next agenda."""
    item = _open(item)
    by.must(HOLD, item)
    if item.due_on is None:
        raise Unfit(_("还没有议定怎么办，不能办完。"))
    on = on or localdate(at)
    if on > localdate(at) or on < item.meeting.held_on:
        raise Unfit(_("完成日期不能早于开会那天，也不能晚于今天。"), "on")
    if not result.strip():
        raise Unfit(_("请写一句办得怎么样。"), "result")
    item.done_on, item.result = on, result.strip()[:400]
    item.save(update_fields=["done_on", "result"])
    _tell("meeting.item_done", item, by, at, {"text": item.result})
    return item


@transaction.atomic
def drop_item(*, item: AgendaItem, reason: str, by: Actor, at: datetime) -> AgendaItem:
    """不再议, with the reason; only where the agenda is kept."""
    item = _open(item)
    by.must_at(HOLD, item.unit_path)
    if not reason.strip():
        raise Unfit(_("请写明为什么不再议。"), "reason")
    item.dropped_on, item.dropped_why = localdate(at), reason.strip()[:200]
    item.save(update_fields=["dropped_on", "dropped_why"])
    _tell("meeting.item_dropped", item, by, at, {"reason": item.dropped_why})
    return item


def _open(item: AgendaItem) -> AgendaItem:
    found = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
    if not found.is_open:
        raise Unfit(_("这一项已经有结果。"))
    return found


def _tell(event: str, item: AgendaItem, by: Actor, at: datetime, private: dict[str, str], **detail: str) -> None:
    book.record(event, of=item.meeting.ref, unit_path=item.unit_path, by=by, at=at, private=private, **detail)
