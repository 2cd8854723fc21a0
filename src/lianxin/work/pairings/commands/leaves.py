"""请假: asked by who was sent out, verified by the place, decided by who sent him, told above (F056, 002-1)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.pairings.models import FieldPosting, Leave
from lianxin.work.pairings.terms import DECIDE_LEAVE, LEAVE_FLOW, VERIFY_LEAVE, LeaveStatus

LONGEST = 366
OPEN = (LeaveStatus.ASKED, LeaveStatus.VERIFIED, LeaveStatus.APPROVED)


@transaction.atomic
def ask_leave(
    *, posting: FieldPosting, since: date, until: date, reason: str, substitute: Person, by: Actor, at: datetime
) -> Leave:
    """请假: by the person himself, with the reason and who stands in. Raises Unfit where the substitute cannot."""
    posting = FieldPosting.objects.select_for_update(of=("self",)).get(pk=posting.pk)
    if posting.person_id != by.person_id:
        raise NotAllowed(_("请假由下派人员本人申请。"))
    if until < since or (until - since).days >= LONGEST:
        raise Unfit(_("请假的结束日期不能早于开始日期，也不能超过一年。"), "until")
    if not (posting.stands(since) and posting.stands(until)):
        raise Unfit(_("请假的日子要在下派期间。"), "since")
    if not reason.strip():
        raise Unfit(_("请写明请假事由。"), "reason")
    if substitute.pk == posting.person_id or not substitute.is_active:
        raise Unfit(_("替代人员要另选一个在岗的人。"), "substitute")
    _refuse_overlap(posting.person_id, since, until, "since", _("这几天已经请过假。"))
    _refuse_overlap(substitute.pk, since, until, "substitute", _("替代人员这几天也请了假，请另选一个人。"))
    leave = Leave.objects.create(
        code=new_code(), posting=posting, person_id=posting.person_id, home_path=posting.home_path,
        unit_path=posting.unit_path, since=since, until=until, reason=reason.strip(), substitute=substitute,
        asked_on=localdate(at),
    )  # fmt: skip
    _tell(leave, "leave.asked", by, at, private={"reason": leave.reason, "substitute": substitute.name},
          since=since.isoformat(), until=until.isoformat())  # fmt: skip
    return leave


def _refuse_overlap(person_id: int, since: date, until: date, field: str, sentence: str) -> None:
    if Leave.objects.filter(person_id=person_id, status__in=OPEN).touching(since, until).exists():
        raise Unfit(sentence, field)


def _tell(leave: Leave, event: str, by: Actor, at: datetime, private: dict[str, str], **detail: Any) -> None:
    private = {key: text for key, text in private.items() if text}
    book.record(event, of=leave.ref, unit_path=leave.unit_path, by=by, at=at, private=private, **detail)


def _held(leave: Leave, verb: str) -> Leave:
    leave = Leave.objects.select_for_update(of=("self",)).get(pk=leave.pk)
    leave.status = LEAVE_FLOW.after(verb, leave.status)
    return leave


@transaction.atomic
def verify_leave(*, leave: Leave, by: Actor, at: datetime, comment: str = "") -> Leave:
    """核准: the place where he is notes that the substitute is there; not by the one who asks."""
    by.must(VERIFY_LEAVE, leave)
    _not_oneself(leave, by)
    leave = _held(leave, "verify")
    leave.verified_by, leave.verified_on = by.name, localdate(at)
    leave.save(update_fields=["status", "verified_by", "verified_on"])
    _tell(leave, "leave.verified", by, at, {"comment": comment.strip()}, unit=leave.posting.unit.name)
    return leave


@transaction.atomic
def approve_leave(*, leave: Leave, by: Actor, at: datetime, comment: str = "") -> Leave:
    """准假: by who sent him, never by himself. Raises Unfit where the substitute is away by now."""
    leave = _decided(leave, "approve", by, at, comment)
    if Leave.objects.filter(person=leave.substitute_id, status__in=OPEN).touching(leave.since, leave.until).exists():
        raise Unfit(_("替代人员这几天也请了假，请退回重新选人。"))
    _tell(leave, "leave.approved", by, at, {"comment": leave.decision}, since=leave.since.isoformat(),
          until=leave.until.isoformat())  # fmt: skip
    return leave


@transaction.atomic
def refuse_leave(*, leave: Leave, by: Actor, at: datetime, comment: str) -> Leave:
    """不准假: by who sent him, with the reason, which he reads."""
    if not comment.strip():
        raise Unfit(_("请写明为什么不准，让他知道怎样安排。"), "comment")
    leave = _decided(leave, "refuse", by, at, comment)
    _tell(leave, "leave.refused", by, at, {"comment": leave.decision})
    return leave


def _decided(leave: Leave, verb: str, by: Actor, at: datetime, comment: str) -> Leave:
    by.must(DECIDE_LEAVE, leave)
    _not_oneself(leave, by)
    leave = _held(leave, verb)
    leave.decided_by, leave.decided_on, leave.decision = by.name, localdate(at), comment.strip()
    leave.save(update_fields=["status", "decided_by", "decided_on", "decision"])
    return leave


def _not_oneself(leave: Leave, by: Actor) -> None:
    if leave.person_id == by.person_id:
        raise NotAllowed(_("自己的请假由别人核准、审批。"))


@transaction.atomic
def withdraw_leave(*, leave: Leave, by: Actor, at: datetime) -> Leave:
    """撤回请假: by himself, before it is decided."""
    _only_oneself(leave, by)
    leave = _held(leave, "withdraw")
    leave.save(update_fields=["status"])
    _tell(leave, "leave.withdrawn", by, at, {})
    return leave


@transaction.atomic
def tell_above(*, leave: Leave, comment: str, by: Actor, at: datetime) -> Leave:
    """备案: “及时说明请假原因、事由及安排替代人员等具体情况”: to whom, how; by who decides."""
    by.must(DECIDE_LEAVE, leave)
    if not comment.strip():
        raise Unfit(_("请写明向哪里、怎样说明的。"), "comment")
    leave = _held(leave, "tell_above")
    leave.told_above_on, leave.told_above = localdate(at), comment.strip()
    leave.save(update_fields=["told_above_on", "told_above"])
    _tell(leave, "leave.told_above", by, at, {"comment": leave.told_above})
    return leave


@transaction.atomic
def come_back(*, leave: Leave, on: date, by: Actor, at: datetime) -> Leave:
    """销假: by himself, the first day back; what was not used up is no leave."""
    _only_oneself(leave, by)
    if not leave.since <= on <= localdate(at):
        raise Unfit(_("回岗日期应在请假开始之后，不能晚于今天。"), "on")
    leave = _held(leave, "come_back")
    leave.back_on = on
    leave.save(update_fields=["status", "back_on"])
    _tell(leave, "leave.came_back", by, at, {}, on=on.isoformat())
    return leave


def _only_oneself(leave: Leave, by: Actor) -> None:
    if leave.person_id != by.person_id:
        raise NotAllowed(_("由请假人本人办理。"))
