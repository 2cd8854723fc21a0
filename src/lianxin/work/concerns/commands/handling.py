"""交办, 签收, 退回, 延期, 答复, 办结, 重办: how a concern goes through the hands of units."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays.rule import UNIT_LABELS
from lianxin.work.concerns import clocking
from lianxin.work.concerns.commands import copies, objecting, outside, tasks
from lianxin.work.concerns.models import Concern, Reply
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.sorting_rules import check_explanation
from lianxin.work.concerns.terms import (
    ACKNOWLEDGE,
    ASSIGN,
    CLOSE,
    EXTEND,
    FLOW,
    REOPEN,
    REPLY,
    SEND_BACK,
    Outcome,
)  # fmt: skip


def _handler_of(concern: Concern) -> Unit:
    """The unit that has it in hand; every state in which this is asked has one."""
    if concern.handler is None:
        raise Unfit(_("这件诉求没有承办单位，请先交办。"))
    return concern.handler


@transaction.atomic
def assign(
    *, concern: Concern, to: Unit, by: Actor, at: datetime, due_on: date | None = None, instruction: str = "",
    helpers: Sequence[Unit] = (), help_due_on: date | None = None, outside_reason: str = "",
) -> Concern:  # fmt: skip
    """交办: hand the concern to the unit in charge, with a date not later than the promise (条例 §22).

    `helpers` get a task each, with their own date. A village or community takes what its duty list names it for; for
    anything else there must be a reason, which is counted (JF-10).
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(ASSIGN, concern)
    concern.status = FLOW.after("assign", concern.status)
    today = clocking.today(at)
    if concern.accepted_on is None:
        raise Unfit(_("请先分类受理，再交办。"))
    promise = clocking.working_date(concern)
    if due_on is not None and not today <= due_on <= max(promise, today):
        raise Unfit(_("办理期限应在今天和承诺期限 %(due)s 之间。") % {"due": promise}, "due_on")
    tasks.refuse_subject(concern, to, "to")
    outside.hand(concern, to, reason=outside_reason, by=by, at=at)
    concern.due_on = min(due_on or promise, promise)
    concern.handler, concern.handler_path = to, to.path
    concern.assigned_on, concern.handed_on = concern.assigned_on or today, today
    concern.save()
    book.record(
        "concern.assigned", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"instruction": instruction}, to=to.name, to_path=to.path,
        due_on=concern.due_on.isoformat(),
    )  # fmt: skip
    tasks.hand_tasks(concern, helpers, due_on=help_due_on, instruction=instruction, by=by, at=at)
    return concern


@transaction.atomic
def acknowledge(*, concern: Concern, by: Actor, at: datetime) -> Concern:
    """签收: the handling unit takes it in hand."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(ACKNOWLEDGE, concern)
    concern.status = FLOW.after("acknowledge", concern.status)
    concern.acknowledged_on = clocking.today(at)
    concern.save(update_fields=["status", "acknowledged_on"])
    tasks.end_first(concern, at)
    book.record(
        "concern.acknowledged", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        unit=_handler_of(concern).name,
    )  # fmt: skip
    return concern


@transaction.atomic
def send_back(*, concern: Concern, reason: str, by: Actor, at: datetime) -> Concern:
    """退回: not within the unit's duties; the reason is required (条例 §23), the clock runs on (T11).

    A department that the duty list names as the lead objects instead (`raise_objection`), and somebody else decides.
    """
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(SEND_BACK, concern)
    concern.status = FLOW.after("send_back", concern.status)
    if not reason.strip():
        raise Unfit(_("请写明退回的理由，并说明应由哪个单位办理。"), "reason")
    unit = _handler_of(concern)
    objecting.refuse_return(concern, unit, clocking.today(at))
    concern.handler, concern.handler_path = None, ""
    concern.sent_back += 1
    concern.save()
    book.record(
        "concern.sent_back", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"reason": reason}, unit=unit.name, unit_of=unit.path,
    )  # fmt: skip
    return concern


@transaction.atomic
def extend(*, concern: Concern, by_amount: int, reason: str, by: Actor, at: datetime) -> Concern:
    """延期: move the promise by as much as the rule allows, once, before it has passed; the resident is told (条例 §34)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(EXTEND, concern)
    concern.status = FLOW.after("extend", concern.status)
    if not concern.clock:
        raise Unfit(_("这件诉求的期限来自导入的台账，没有对应的期限规则，不能在这里延期。"))
    rule = clocks.rule(concern.clock, concern.clock_version).rule
    if not reason.strip():
        raise Unfit(_("请写明延期的理由，理由会告知群众。"), "reason")
    if clocking.working_date(concern) < clocking.today(at):
        raise Unfit(_("期限已过，不能再延期。请尽快答复。"))
    if concern.extended_by:
        raise Unfit(_("已经延期一次，不能再延。"))
    if not 0 < by_amount <= rule.max_extension:
        raise Unfit(
            _("按规定最多可延 %(days)s%(unit)s。") % {"days": rule.max_extension, "unit": UNIT_LABELS[rule.unit]},
            "by_amount",
        )
    concern.extended_by = by_amount
    due = clocking.move(concern)
    concern.save()
    book.record(
        "concern.extended", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"reason": reason}, days=by_amount, due_on=due.on.isoformat(),
    )  # fmt: skip
    return concern


@transaction.atomic
def reply(*, concern: Concern, text: str, by: Actor, at: datetime, explained: str = "") -> Concern:
    """答复: what the handling unit tells the resident; of 释明 also the record of how it was explained (M049)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(REPLY, concern)
    concern.status = FLOW.after("reply", concern.status)
    if not text.strip():
        raise Unfit(_("请写明答复内容。"), "text")
    explained = check_explanation(concern, explained)
    concern.replied_on = clocking.today(at)
    concern.save(update_fields=["status", "replied_on"])
    unit = _handler_of(concern)
    Reply.objects.create(
        concern=concern, round=concern.round, text=text, unit=unit, by_name=by.name, at=at, explained=explained
    )
    book.record("concern.replied", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, unit=unit.name)
    copies.answer_all(concern, text=text, unit=unit, by=by, at=at)
    return concern


@transaction.atomic
def close(*, concern: Concern, outcome: str, by: Actor, at: datetime) -> Concern:
    """办结: the office closes it, with its word on whether it was solved; the resident's word is another fact."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(CLOSE, concern)
    concern.status = FLOW.after("close", concern.status)
    concern.closed_on, concern.outcome = clocking.today(at), outcome
    concern.save()
    book.record(
        "concern.closed", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, outcome=Outcome(outcome).label
    )
    copies.close_all(concern, outcome=outcome, by=by, at=at)
    return concern


@transaction.atomic
def reopen(*, concern: Concern, reason: str, by: Actor, at: datetime) -> Concern:
    """重办: back to the handling unit for another round, “直至满意为止”; the first promise stays as it was (T11)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(REOPEN, concern)
    concern.status = FLOW.after("reopen", concern.status)
    if not reason.strip():
        raise Unfit(_("请写明重办的理由。"), "reason")
    if concern.handler is None:
        raise Unfit(_("这件诉求没有承办单位，请先交办。"))
    if concern.merged_into_id is not None:  # its requester is not content: it goes on by itself
        copies.let_go(concern, reason=reason, at=at)
    today = clocking.today(at)
    concern.round += 1
    concern.reopened_on, concern.closed_on, concern.outcome = today, None, ""
    concern.replied_on = concern.acknowledged_on = concern.confirmed_on = concern.settled_on = None
    clocking.restart(concern, on=today)
    concern.save()
    book.record(
        "concern.reopened", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"reason": reason}, round=concern.round, due_on=clocking.working_date(concern).isoformat(),
    )  # fmt: skip
    return concern
