"""提出异议, 审核异议: the unit in charge says that it is somebody else's; not itself but the assigning side decides.

信访工作条例 §23: within five working days, with reasons. 潍坊市热线条例 §22: what was decided is not sent back again.
国办函〔2025〕66号（五）: 建立完善派单异议审核制度. The clock of the concern never stops for it (T11).
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.workdays import run
from lianxin.work.concerns import clocking, duty_book
from lianxin.work.concerns.commands import outside, tasks
from lianxin.work.concerns.duty_book import DutyBook
from lianxin.work.concerns.duty_terms import OBJECT, ObjectionResult
from lianxin.work.concerns.models import Concern, Objection
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import ASSIGN, FLOW

CLOCK = "petition_objection_5wd"


def last_day(concern: Concern) -> date | None:
    """异议期的最后一天: counted from the day on which the present unit was given it; None where nobody has it."""
    given = concern.handed_on or concern.assigned_on
    if given is None or not concern.handler_id:
        return None
    return run(clocks.rule(CLOCK, on=given).rule, given, clocks.calendar()).on


def hindered(concern: Concern, today: date) -> str:
    """Why the unit in charge cannot object now; empty where it can."""
    last = last_day(concern)
    if last is None or not FLOW.can("object", concern.status):
        return _("交办以后、答复以前才能提出异议。")
    if concern.objections.filter(result="").exists():
        return _("异议正在审核，请等审核意见。审核期间照常办理。")
    if concern.objections.filter(result=ObjectionResult.REJECTED, unit=concern.handler).exists():
        return _("异议已经审核，确定由本单位承办，不能再退回或提出异议，请继续办理。")
    if today > last:
        return _("异议期到 %(last)s 为止，已经过了，请继续办理。") % {"last": last}
    return ""


def refuse_return(concern: Concern, unit: Unit, today: date) -> None:
    """不得退回: while an objection is under review, after it was rejected, and where the list names the unit (Unfit)."""
    if concern.objections.filter(result="", unit=unit).exists():
        raise Unfit(_("异议正在审核，请等审核意见。审核期间照常办理。"), "reason")
    if concern.objections.filter(result=ObjectionResult.REJECTED, unit=unit).exists():
        raise Unfit(_("异议已经审核，确定由本单位承办，不能再退回或提出异议，请继续办理。"), "reason")
    duty_book.refuse_return(DutyBook(), concern, unit, today)


@transaction.atomic
def raise_objection(*, concern: Concern, reason: str, names: Unit | None, by: Actor, at: datetime) -> Objection:
    """提出异议: with the reason and the unit whose matter it is; until it is decided, the objector goes on handling."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(OBJECT, concern)
    FLOW.after("object", concern.status)
    today = clocking.today(at)
    if why := hindered(concern, today):
        raise Unfit(why)
    if not reason.strip():
        raise Unfit(_("请写明异议的理由和依据。"), "reason")
    unit = concern.handler
    if unit is None:
        raise Unfit(_("这件诉求没有承办单位，请先交办。"))
    if names is not None and names.pk == unit.pk:
        raise Unfit(_("应由的单位不能写本单位。"), "names")
    found = DutyBook().owners(concern.topic, concern.unit, concern.handed_on or today)
    rule = next((one.rule for one in found.owners if one.lead == unit), None)
    objection = Objection.objects.create(
        concern=concern, round=concern.round, unit=unit, unit_path=concern.unit_path, objector_path=unit.path,
        reason=reason, names=names, rule=rule, raised_on=today, raised_by=by.ref, raised_by_name=by.name,
    )  # fmt: skip
    book.record(
        "concern.objected", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": reason},
        unit=unit.name, unit_of=unit.path, names=names.name if names else _("别的单位"),
    )  # fmt: skip
    return objection


@transaction.atomic
def review_objection(
    *, objection: Objection, result: str, answer: str, by: Actor, at: datetime, to: Unit | None = None,
    outside_reason: str = "",
) -> Objection:  # fmt: skip
    """审核异议: upheld, it goes back or at once to another unit; rejected, it stays for good. The dates stay in either case."""
    objection = Objection.objects.select_for_update(of=("self",)).select_related("unit", "concern").get(pk=objection.pk)
    concern = Concern.objects.select_for_update().get(pk=objection.concern_id)
    by.must(ASSIGN, concern)
    if by.ref == objection.raised_by or is_within(by.own_path, objection.objector_path):
        raise NotAllowed(_("不能审核本单位提出的异议，由交办的一方审核。"))
    if objection.result:
        raise Unfit(_("这项异议已经审核过了。"))
    if not answer.strip():
        raise Unfit(_("请写明审核意见，异议单位会看到。"), "answer")
    objection.result, objection.answer = result, answer
    objection.reviewed_on, objection.reviewed_by_name = clocking.today(at), by.name
    _tell(f"concern.objection_{ObjectionResult(result)}", objection, concern, by, at)
    if result == ObjectionResult.UPHELD:
        objection.handed_to = to
        _take_away(concern, objection.unit, to, outside_reason, by, at)
    objection.save()
    return objection


def _take_away(concern: Concern, was: Unit, to: Unit | None, outside_reason: str, by: Actor, at: datetime) -> None:
    """Back to whoever assigns, or at once to another unit; of a concern gone on meanwhile nothing is taken away."""
    if concern.status not in tasks.RUNNING or concern.handler_id != was.pk:
        if to is not None:
            raise Unfit(_("这件诉求已经答复或改交别的单位，这里不用再写改交单位。"), "to")
        return
    concern.status = FLOW.after("reassign" if to else "send_back", concern.status)
    if to is not None and to.pk == was.pk:
        raise Unfit(_("异议成立的，请交给别的单位，或者不写，退回重新交办。"), "to")
    today = clocking.today(at)
    concern.sent_back += 1
    concern.acknowledged_on = None
    if to is None:
        concern.handler, concern.handler_path = None, ""
        concern.save()
        return
    tasks.refuse_subject(concern, to, "to")
    outside.hand(concern, to, reason=outside_reason, by=by, at=at)
    concern.handler, concern.handler_path, concern.handed_on = to, to.path, today
    concern.save()
    tasks.hand_tasks(concern, (), due_on=None, instruction="", by=by, at=at)
    tasks.begin_first(concern, was, by=by, at=at)
    book.record(
        "concern.assigned", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"instruction": ""},
        to=to.name, to_path=to.path, due_on=clocking.working_date(concern).isoformat(),
    )  # fmt: skip


def _tell(event: str, objection: Objection, concern: Concern, by: Actor, at: datetime) -> None:
    book.record(
        event, of=concern.ref, unit_path=concern.unit_path, by=by, at=at, private={"reason": objection.answer},
        unit=objection.unit.name, unit_of=objection.objector_path,
    )  # fmt: skip
