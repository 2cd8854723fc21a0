"""上下级转办的事项: what comes from above is entered and returned; what goes up is received and answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns import clocking, secrets
from lianxin.work.concerns.commands import register
from lianxin.work.concerns.commands.intake import Receipt
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import VIEW, Channel, Status
from lianxin.work.levels.models import Submission, UpperOrder
from lianxin.work.levels.queries import is_about, may
from lianxin.work.levels.terms import (
    ENTER,
    FLOW,
    GIVE_BACK,
    SUBMIT,
    Decision,
    Matter,
    Route,
    State,
    Wanted,
)  # fmt: skip

CHANNELS = {Route.PASSED_ON: Channel.FROM_ABOVE, Route.ASSIGNED: Channel.ASSIGNED_ABOVE}
ANSWERED = (Status.REPLIED, Status.CLOSED, Status.DECLINED)
MOST = 60  # characters of a body's name


@dataclass(frozen=True)
class Letter:
    """来文: what stands on the upper body's paper. An 交办 wants the 办结报告 by a day (条例 §22).

    `channel` where it is told otherwise than by the route: an order of the hotline came by the hotline.
    """

    body: str
    number: str
    route: str
    wanted: str
    return_by: date | None = None
    dated_on: date | None = None
    channel: str = ""


@transaction.atomic
def enter(*, letter: Letter, unit: Unit, by: Actor, at: datetime, **concern: Any) -> Receipt:
    """登记上级来件: the letter and its concern in one save; `concern` is what `concerns.register` takes."""
    by.must_at(ENTER, unit.path)
    today = clocking.today(at)
    _fit_letter(letter, today)
    same = UpperOrder.objects.reachable(by=by, to=VIEW).filter(body=letter.body.strip(), number=letter.number.strip())
    receipt = register(
        channel=letter.channel or CHANNELS[Route(letter.route)], unit=unit, external_number=letter.number.strip(),
        by=by, at=at, **concern,
    )  # fmt: skip
    if not receipt.is_new:
        return receipt
    if same.exists():
        raise Unfit(_("这份来件已经登记过：%(number)s。") % {"number": letter.number}, "number")
    order = UpperOrder.objects.create(
        concern=receipt.concern, body=letter.body.strip(), number=letter.number.strip(), route=letter.route,
        dated_on=letter.dated_on, received_on=today, wanted=letter.wanted, return_by=letter.return_by,
    )  # fmt: skip
    book.record(
        "upper_order.entered", of=receipt.concern.ref, unit_path=unit.path, by=by, at=at, body=order.body,
        number=order.number, route=Route(order.route).label, wanted=Wanted(order.wanted).label,
        return_by=order.return_by.isoformat() if order.return_by else gettext_lazy("不限日期"),
    )  # fmt: skip
    return receipt


def _fit_letter(letter: Letter, today: date) -> None:
    if not letter.body.strip() or not letter.number.strip():
        raise Unfit(_("请写明来件机关和来文编号。"), "number")
    if letter.route == Route.ASSIGNED and letter.wanted != Wanted.REPORT:
        raise Unfit(_("上级交办的，要在指定期限内提交办结报告（条例第二十二条）。"), "wanted")
    if letter.wanted != Wanted.NOTHING and letter.return_by is None:
        raise Unfit(_("请写明上级要求反馈的日期。"), "return_by")
    if letter.return_by is not None and letter.dated_on is not None and letter.return_by < letter.dated_on:
        raise Unfit(_("反馈期限不能早于来文日期。"), "return_by")
    if letter.dated_on is not None and letter.dated_on > today:
        raise Unfit(_("来文日期不能晚于今天。"), "dated_on")


@transaction.atomic
def give_back(*, order: UpperOrder, findings: str, number: str, by: Actor, at: datetime) -> UpperOrder:
    """向上级报送: the 办结报告 once it is closed, a 回复函 once it is answered; the day is the server's (T4)."""
    order = UpperOrder.objects.select_for_update(of=("self",)).select_related("concern").get(pk=order.pk)
    by.must(GIVE_BACK, order)
    status = Status(order.concern.status)
    if order.returned_on is not None:
        raise Unfit(_("这份来件已经报送过了。"))
    if order.wanted == Wanted.REPORT and status not in (Status.CLOSED, Status.DECLINED):
        raise Unfit(_("办结报告要在诉求办结之后报送，现在是“%(now)s”。") % {"now": status.label})
    if status not in ANSWERED:
        raise Unfit(_("要先答复群众，再回复上级，现在是“%(now)s”。") % {"now": status.label})
    if not findings.strip() or not number.strip():
        raise Unfit(_("请写明办理情况和反馈文号。"), "findings" if not findings.strip() else "number")
    order.findings, order.returned_number = findings.strip(), number.strip()
    order.returned_on, order.returned_by_name = clocking.today(at), by.name
    order.save()
    late = order.is_in_time is False
    book.record(
        "upper_order.given_back", of=order.concern.ref, unit_path=order.unit_path, by=by, at=at, body=order.body,
        wanted=Wanted(order.wanted).label, number=order.returned_number, in_time=gettext_lazy("已逾期") if late else gettext_lazy("按期"),
    )  # fmt: skip
    return order


@transaction.atomic
def submit(
    *, concern: Concern, matter: str, reason: str, unit: Unit, by: Actor, at: datetime, to: Unit | None = None,
    to_body: str = "", proposal: str = "",
) -> Submission:  # fmt: skip
    """上报: send the concern itself up, to a unit here or to a body outside; never to one complained about (条例 §30)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(SUBMIT, concern)
    if concern.status == Status.VOIDED:
        raise Unfit(_("这一件已经作废，不能上报。"))
    if not reason.strip():
        raise Unfit(_("请写明为什么上报、希望上级定什么。"), "reason")
    body = to.name if to else to_body.strip()[:MOST]
    if not body:
        raise Unfit(_("请写明报给哪个单位或机关。"), "to")
    if to is not None:
        _fit_receiver(concern, to, by.own_path, matter)
    if Submission.objects.open().filter(concern=concern, to_body=body, unit_path=by.own_path).exists():
        raise Unfit(_("这一件已经报给%(to)s，正等答复。") % {"to": body}, "to")
    submission = Submission.objects.create(
        code=secrets.new_code(), concern=concern, matter=matter, unit=unit, unit_path=by.own_path, to=to,
        to_path=to.path if to else "", to_body=body, reason=reason.strip(), proposal=proposal.strip(),
        sent_on=clocking.today(at), sent_by_name=by.name,
    )  # fmt: skip
    _tell("submission.sent", submission, by, at, matter=Matter(matter).label, private={"reason": reason.strip()})
    return submission


def _fit_receiver(concern: Concern, to: Unit, own_path: str, matter: str) -> None:
    if is_about(concern, to):
        raise Unfit(_("不能报给被反映的单位，请报给再上一级。"), "to")
    if is_within(to.path, own_path) and not (to.path == own_path and matter == Matter.DECISION):
        raise Unfit(_("上报只能报给上级或主管部门，不能报给本级或下级。"), "to")
    if concern.is_confidential and to.path not in ancestors(own_path):
        raise Unfit(_("保密件只能逐级报给上级单位，不能报给别的部门。"), "to")


@transaction.atomic
def report(
    *, matter: str, reason: str, unit: Unit, own_unit: Unit, by: Actor, at: datetime, to: Unit | None = None,
    to_body: str = "", **concern: Any,
) -> Receipt:  # fmt: skip
    """登记并上报: what a station worker hears and reports upward is the matter itself, in one save (M040)."""
    receipt = register(unit=unit, by=by, at=at, **concern)
    if receipt.is_new:
        submit(
            concern=receipt.concern, matter=matter, reason=reason, unit=own_unit, to=to, to_body=to_body, by=by, at=at
        )
    return receipt


@transaction.atomic
def receive(*, submission: Submission, by: Actor, at: datetime, received_by: str = "") -> Submission:
    """签收上报件: by the receiving unit; of one sent outside, the sender enters who signed."""

    def do(one: Submission) -> None:
        one.received_on, one.received_by_name = clocking.today(at), _signer(one, by, received_by)

    return _step("receive", submission, do, by, at)


@transaction.atomic
def decide(
    *, submission: Submission, decision: str, answer: str, by: Actor, at: datetime, number: str = "",
    answered_by: str = "",
) -> Submission:  # fmt: skip
    """答复上报件: the decision of the upper level, which the concern's page and its handler then read."""
    if not answer.strip():
        raise Unfit(_("请写明答复的内容。"), "answer")

    def do(one: Submission) -> None:
        one.decision, one.answer, one.answer_number = decision, answer.strip(), number.strip()
        one.answered_on, one.answered_by_name = clocking.today(at), _signer(one, by, answered_by)

    return _step(
        "decide", submission, do, by, at, decision=Decision(decision).label, private={"answer": answer.strip()}
    )


@transaction.atomic
def hand_back(*, submission: Submission, reason: str, by: Actor, at: datetime) -> Submission:
    """退回上报件: to be settled at the sender's level; with a reason."""
    if not reason.strip():
        raise Unfit(_("请写明退回的理由。"), "reason")

    def do(one: Submission) -> None:
        one.answer, one.answered_on, one.answered_by_name = reason.strip(), clocking.today(at), by.name

    return _step("hand_back", submission, do, by, at, private={"reason": reason.strip()})


@transaction.atomic
def withdraw(*, submission: Submission, reason: str, by: Actor, at: datetime) -> Submission:
    """撤回上报件: by the sender, before it is received."""
    if not reason.strip():
        raise Unfit(_("请写明撤回的理由。"), "reason")

    def do(one: Submission) -> None:
        one.answer, one.answered_on, one.answered_by_name = reason.strip(), clocking.today(at), by.name

    return _step("withdraw", submission, do, by, at, private={"reason": reason.strip()})


def _step(
    verb: str, submission: Submission, do: Callable[[Submission], None], by: Actor, at: datetime,
    private: dict[str, str] | None = None, **detail: Any,
) -> Submission:  # fmt: skip
    """One move of the table, with its permission, its facts and its line in the concern's story."""
    submission = Submission.objects.select_for_update(of=("self",)).select_related("concern").get(pk=submission.pk)
    must(verb=verb, submission=submission, by=by)
    submission.state = State(FLOW.after(verb, submission.state))
    do(submission)
    submission.save()
    event = {"receive": "received", "decide": "decided", "hand_back": "handed_back", "withdraw": "withdrawn"}[verb]
    _tell(f"submission.{event}", submission, by, at, private=private, **detail)
    return submission


def must(*, verb: str, submission: Submission, by: Actor) -> None:
    """Raise NotAllowed unless the step is this actor's, saying whose it is."""
    if not may(verb, submission, by):
        raise NotAllowed(_("这一步由%(unit)s办理。") % {"unit": _whose(verb, submission)})


def _whose(verb: str, submission: Submission) -> str:
    return submission.unit.name if verb == "withdraw" or submission.to is None else submission.to.name


def _signer(submission: Submission, by: Actor, typed: str) -> str:
    return typed.strip()[:MOST] if submission.to_id is None and typed.strip() else by.name


def _tell(event: str, one: Submission, by: Actor, at: datetime, **detail: Any) -> None:
    book.record(event, of=one.concern.ref, unit_path=one.concern.unit_path, by=by, at=at, to=one.to_body, **detail)
