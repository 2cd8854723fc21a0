"""调解: begin, hold sessions, conclude with an agreement or without, ask later whether it is kept (M251, M254)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.clocks import queries as clocks
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.workdays import run
from lianxin.work.concerns.problems import Unfit
from lianxin.work.disputes.commands.recording import standing
from lianxin.work.disputes.models import Dispute, FollowUp, Mediation, MediationSession
from lianxin.work.disputes.terms import (
    CLOCK,
    FLOW,
    KEEP_YEARS,
    MEDIATE,
    DisputeStatus,
    Fulfilment,
    MediationResult,
)  # fmt: skip


@transaction.atomic
def start_mediation(
    *, dispute: Dispute, mediators: str, by: Actor, at: datetime, on: date | None = None, place: str = ""
) -> Mediation:
    """开始调解: who mediates, since when; the clock runs from that day (预置 mediation_30d)."""
    dispute = standing(dispute)
    by.must(MEDIATE, dispute)
    status = DisputeStatus(FLOW.after("start_mediation", dispute.status))
    on = _demand_day(dispute, on or localdate(at), at, "on")
    if not mediators.strip():
        raise Unfit(_("请写调解员。"), "mediators")
    preset = clocks.rule(CLOCK, on=on)
    mediation = Mediation.objects.create(
        dispute=dispute, unit_path=dispute.unit_path, number=dispute.mediations.count() + 1,
        mediators=mediators.strip()[:80], place=place.strip()[:80], started_on=on, clock=preset.code,
        clock_version=preset.version, due_on=run(preset.rule, on, clocks.calendar()).on,
    )  # fmt: skip
    move(dispute, status, on)
    book.record(
        "dispute.start_mediation", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at,
        mediators=mediation.mediators, due_on=mediation.due_on.isoformat(),
    )  # fmt: skip
    return mediation


@transaction.atomic
def hold_session(
    *, dispute: Dispute, on: date, text: str, by: Actor, at: datetime, place: str = ""
) -> MediationSession:
    """记一次调解: the day, the place, what was said and proposed."""
    dispute = standing(dispute)
    by.must(MEDIATE, dispute)
    mediation = _running(dispute)
    _demand_day(dispute, on, at, "on", since=mediation.started_on)
    if not text.strip():
        raise Unfit(_("请写这次调解说到哪一步。"), "text")
    session = MediationSession.objects.create(
        mediation=mediation, on=on, place=place.strip()[:80], text=text.strip(), by_name=by.name
    )
    book.record("dispute.session_held", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at, on=on.isoformat())
    return session


@transaction.atomic
def agree(
    *, dispute: Dispute, agreement: str, by: Actor, at: datetime, on: date | None = None, fulfil_by: date | None = None
) -> Mediation:
    """登记协议: what both sides agreed on, and by when it is to be done; the mediation is concluded as agreed."""
    dispute = standing(dispute)
    by.must(MEDIATE, dispute)
    status, mediation = DisputeStatus(FLOW.after("agree", dispute.status)), _running(dispute)
    on = _demand_day(dispute, on or localdate(at), at, "on", since=mediation.started_on)
    if not agreement.strip():
        raise Unfit(_("请写双方同意了什么。"), "agreement")
    if fulfil_by is not None and fulfil_by < on:
        raise Unfit(_("履行期限不能早于达成协议那天。"), "fulfil_by")
    mediation.agreement, mediation.fulfil_by = agreement.strip(), fulfil_by
    mediation.result, mediation.concluded_on = MediationResult.AGREED, on
    mediation.fulfilment = Fulfilment.PENDING
    mediation.save()
    move(dispute, status, on)
    book.record(
        "dispute.agree", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at,
        private={"note": mediation.agreement},
    )  # fmt: skip
    return mediation


@transaction.atomic
def fail(*, dispute: Dispute, reason: str, by: Actor, at: datetime, on: date | None = None) -> Mediation:
    """记为未达成: the mediation is concluded without an agreement; a further one may be begun."""
    dispute = standing(dispute)
    by.must(MEDIATE, dispute)
    status, mediation = DisputeStatus(FLOW.after("fail", dispute.status)), _running(dispute)
    on = _demand_day(dispute, on or localdate(at), at, "on", since=mediation.started_on)
    if not reason.strip():
        raise Unfit(_("请写为什么没有谈成。"), "reason")
    conclude_failed(mediation, reason, on)
    move(dispute, status, on)
    book.record(
        "dispute.fail", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at,
        private={"note": mediation.why_failed},
    )  # fmt: skip
    return mediation


@transaction.atomic
def follow_up(
    *, dispute: Dispute, fulfilment: str, by: Actor, at: datetime, on: date | None = None, note: str = ""
) -> FollowUp:
    """回访协议履行: how far what was agreed is done; that it is not done reopens nothing, but stands there to be seen."""
    dispute = standing(dispute)
    by.must(MEDIATE, dispute)
    mediation = dispute.mediations.filter(result=MediationResult.AGREED).order_by("-number").first()
    if mediation is None or mediation.concluded_on is None:
        raise Unfit(_("还没有达成协议，不用回访。"))
    on = _demand_day(dispute, on or localdate(at), at, "on", since=mediation.concluded_on)
    fulfilment = Fulfilment(fulfilment)
    if fulfilment == Fulfilment.BROKEN and not note.strip():
        raise Unfit(_("请写哪一条没有履行、准备怎么办。"), "note")
    asked = FollowUp.objects.create(
        mediation=mediation, on=on, fulfilment=fulfilment, note=note.strip()[:200], by_name=by.name
    )
    mediation.fulfilment = fulfilment
    mediation.fulfilled_on = on if fulfilment == Fulfilment.FULFILLED else None
    mediation.save(update_fields=["fulfilment", "fulfilled_on"])
    book.record(
        "dispute.followed_up", of=dispute.ref, unit_path=dispute.unit_path, by=by, at=at, outcome=fulfilment.label,
        private={"note": asked.note},
    )  # fmt: skip
    return asked


def conclude_failed(mediation: Mediation, reason: str, on: date) -> None:
    """The mediation ends without an agreement, also when the dispute is reported or handed on meanwhile."""
    mediation.result, mediation.concluded_on = MediationResult.FAILED, on
    mediation.why_failed = reason.strip()[:200]
    mediation.save(update_fields=["result", "concluded_on", "why_failed"])


def move(dispute: Dispute, status: DisputeStatus, on: date) -> None:
    """The new state, and how long the particulars of the parties are kept once it is an end."""
    dispute.status, dispute.status_on = status, on
    dispute.keep_until = date(on.year + KEEP_YEARS, on.month, min(on.day, 28)) if _is_end(status) else None
    dispute.save()


def _is_end(status: DisputeStatus) -> bool:
    return status not in (DisputeStatus.FOUND, DisputeStatus.MEDIATING)


def _running(dispute: Dispute) -> Mediation:
    mediation = dispute.mediations.select_for_update().filter(concluded_on=None).first()
    if mediation is None:
        raise Unfit(_("现在没有在调解，请先开始调解。"))
    return mediation


def _demand_day(dispute: Dispute, on: date, at: datetime, field: str, since: date | None = None) -> date:
    if on > localdate(at):
        raise Unfit(_("日期不能晚于今天。"), field)
    if on < (since or dispute.found_on):
        raise Unfit(_("日期不能早于发现或开始调解那天。"), field)
    return on
