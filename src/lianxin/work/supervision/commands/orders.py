"""督办: a superior issues an order, chases it, is answered, and concludes it when the residents say it is solved."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns import clocking, secrets
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import OPEN, Status
from lianxin.work.supervision.models import SupervisedConcern, SupervisionNote, SupervisionOrder
from lianxin.work.supervision.queries import may_report
from lianxin.work.supervision.terms import ISSUE, ORDER_FLOW, OrderState

MOST = 200
TITLE = 80


@transaction.atomic
def issue(
    *, concerns: Sequence[Concern], to: Unit, demand: str, answer_by: date, unit: Unit, by: Actor, at: datetime,
    title: str = "",
) -> SupervisionOrder:  # fmt: skip
    """督办: order the responsible unit to report on one matter, or a group of them, by a day (条例 §40, M067)."""
    found = list(
        Concern.objects.filter(pk__in=[one.pk for one in concerns]).prefetch_related("subjects").order_by("received_on")
    )
    for concern in found:
        by.must(ISSUE, concern)
    _fit(found, to, demand, answer_by, by, clocking.today(at))
    is_open = not any(concern.subjects.all() for concern in found)  # see SupervisionOrder: no gap may tell
    year = clocking.today(at).year
    order = SupervisionOrder.objects.create(
        code=secrets.new_code(), unit=unit, unit_path=by.own_path, to=to, to_path=to.path, year=year,
        serial=_next_serial(unit, year) if is_open else None, title=(title.strip() or _titled(found))[:TITLE],
        demand=demand.strip(), answer_by=answer_by, issued_on=clocking.today(at), issued_by_name=by.name,
        issued_by_post=by.post,
    )  # fmt: skip
    SupervisedConcern.objects.bulk_create([SupervisedConcern(order=order, concern=one) for one in found])
    _tell("supervision.issued", order, by, at, to=to.name, answer_by=answer_by.isoformat(), private={"demand": demand})
    return order


def _fit(found: list[Concern], to: Unit, demand: str, answer_by: date, by: Actor, today: date) -> None:
    if not found:
        raise Unfit(_("请先选定要督办的诉求。"))
    if len(found) > MOST:
        raise Unfit(_("一份督办最多 %(most)s 件，请分批。") % {"most": MOST})
    if not demand.strip():
        raise Unfit(_("请写明督办要求。"), "demand")
    if answer_by < today:
        raise Unfit(_("回复期限不能早于今天。"), "answer_by")
    if not is_within(to.path, by.own_path):
        raise Unfit(_("只能督办本单位和下级单位。"), "to")
    for concern in found:
        if concern.status not in OPEN:
            raise Unfit(_("%(code)s 已经办完，不用督办。") % {"code": concern.code})
        if any(one.unit_path and is_within(path, one.unit_path) for one in concern.subjects.all() for path in to.paths):
            raise Unfit(_("不能把反映某单位的诉求交给该单位自己督办落实，请交给它的上级单位。"), "to")


def _next_serial(unit: Unit, year: int) -> int:
    last = SupervisionOrder.objects.filter(unit=unit, year=year).aggregate(last=Max("serial"))["last"]
    return (last or 0) + 1


def _titled(found: list[Concern]) -> str:
    """Of one matter its title; of a confidential one or a group only what is plain."""
    if len(found) == 1 and not found[0].is_confidential:
        return found[0].title
    return f"{len(found)} 件诉求的办理"


@transaction.atomic
def report(*, order: SupervisionOrder, text: str, by: Actor, at: datetime) -> SupervisionOrder:
    """报督办进展: by the responsible unit, as often as there is something to say."""
    order = _held(order)
    must_report(order, by)
    order.state = OrderState(ORDER_FLOW.after("report", order.state))
    _noted(order, "report", text, by, at)
    _tell("supervision.reported", order, by, at, to=order.to.name, private={"progress": text.strip()})
    return order


@transaction.atomic
def chase(*, order: SupervisionOrder, text: str, by: Actor, at: datetime) -> SupervisionOrder:
    """催办: counted, with what is missing."""
    order = _held(order)
    _must_issue(order, by)
    order.state = OrderState(ORDER_FLOW.after("chase", order.state))
    order.times_chased += 1
    order.save(update_fields=["times_chased"])
    _noted(order, "chase", text, by, at)
    _tell("supervision.chased", order, by, at, times=order.times_chased, private={"words": text.strip()})
    return order


@transaction.atomic
def answer(*, order: SupervisionOrder, text: str, by: Actor, at: datetime) -> SupervisionOrder:
    """回复督办: the responsible unit says what was done and with what result."""
    order = _held(order)
    must_report(order, by)
    order.state = OrderState(ORDER_FLOW.after("answer", order.state))
    order.answered_on = clocking.today(at)
    order.save(update_fields=["state", "answered_on"])
    _noted(order, "answer", text, by, at)
    _tell("supervision.answered", order, by, at, to=order.to.name, private={"progress": text.strip()})
    return order


@transaction.atomic
def ask_again(
    *, order: SupervisionOrder, text: str, by: Actor, at: datetime, answer_by: date | None = None
) -> SupervisionOrder:
    """退回再办: the answer does not do; with what is missing, and if need be a new day."""
    order = _held(order)
    _must_issue(order, by)
    order.state = OrderState(ORDER_FLOW.after("ask_again", order.state))
    if answer_by is not None and answer_by < clocking.today(at):
        raise Unfit(_("回复期限不能早于今天。"), "answer_by")
    order.answered_on, order.answer_by = None, answer_by or order.answer_by
    order.save(update_fields=["state", "answered_on", "answer_by"])
    _noted(order, "ask_again", text, by, at)
    _tell("supervision.asked_again", order, by, at, private={"words": text.strip()})
    return order


@transaction.atomic
def conclude(
    *, order: SupervisionOrder, conclusion: str, by: Actor, at: datetime, reason: str = ""
) -> SupervisionOrder:
    """办结督办: when every matter is closed and the resident confirmed it; before that only with a reason."""
    order = _held(order)
    _must_issue(order, by)
    order.state = OrderState(ORDER_FLOW.after("conclude", order.state))
    if not conclusion.strip():
        raise Unfit(_("请写明督办结论。"), "conclusion")
    unsettled = [one for one in order.concerns.all() if not is_settled(one)]
    if unsettled and not reason.strip():
        raise Unfit(
            _("还有 %(count)s 件没有办结并经群众确认（如 %(code)s）。确要结束督办的，请写明理由。")
            % {"count": len(unsettled), "code": unsettled[0].code},
            "reason",
        )
    words = conclusion.strip() + (f"（提前结束的理由：{reason.strip()}）" if unsettled else "")
    order.concluded_on, order.conclusion = clocking.today(at), words
    order.save(update_fields=["state", "concluded_on", "conclusion"])
    _tell("supervision.concluded", order, by, at, private={"conclusion": words})
    return order


def is_settled(concern: Concern) -> bool:
    """办结并经群众确认: closed, and the resident himself said that it is solved; or never to be handled."""
    if concern.status in (Status.DECLINED, Status.VOIDED):
        return True
    return concern.status == Status.CLOSED and concern.confirmed_on is not None


def _held(order: SupervisionOrder) -> SupervisionOrder:
    found = SupervisionOrder.objects.select_for_update(of=("self",)).select_related("unit", "to")
    return found.prefetch_related("concerns__subjects").get(pk=order.pk)


def must_report(record: Any, by: Actor) -> None:
    """Raise NotAllowed unless the actor answers for the unit that was told to."""
    if not may_report(record, by):
        raise NotAllowed(_("由%(unit)s报送。") % {"unit": record.to.name})


def _must_issue(order: SupervisionOrder, by: Actor) -> None:
    """Whoever leads at the issuing unit; a superior's order is not chased or concluded from below."""
    if not by.may(ISSUE, order):
        raise NotAllowed(_("督办由发出的单位催办、审核、办结。"))


def _noted(order: SupervisionOrder, what: str, text: str, by: Actor, at: datetime) -> None:
    if not text.strip():
        raise Unfit(_("请写明内容。"), "text")
    SupervisionNote.objects.create(order=order, what=what, text=text.strip(), by_name=by.name, by_post=by.post, at=at)


def _tell(event: str, order: SupervisionOrder, by: Actor, at: datetime, **detail: Any) -> None:
    """One line in the story of each of its concerns."""
    for concern in order.concerns.all():
        book.record(event, of=concern.ref, unit_path=concern.unit_path, by=by, at=at, number=order.number, **detail)
