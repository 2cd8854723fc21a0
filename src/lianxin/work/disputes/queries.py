"""矛盾纠纷的读法: the list by filters, the figures of a sweep, what a mediator has to see to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import CONFIDENTIAL_KINDS
from lianxin.work.disputes.models import Dispute, Mediation, Sweep
from lianxin.work.disputes.terms import (
    MEDIATE,
    RECORD,
    SETTLED_STATES,
    VIEW,
    DisputeStatus,
    Fulfilment,
    MediationResult,
)  # fmt: skip

AHEAD = timedelta(days=3)


@dataclass(frozen=True)
class Wanted:
    """要看哪些: everything empty means all."""

    status: str = ""
    type: str = ""
    sweep: str = ""
    words: str = ""


def disputes(by: Actor, wanted: Wanted = Wanted()) -> "QuerySet[Dispute]":
    """纠纷一览, the newest first. Searched are title and place: never a party."""
    found = Dispute.objects.reachable(by=by, to=VIEW)
    if wanted.status == "settled_all":
        found = found.filter(status__in=SETTLED_STATES)
    elif wanted.status:
        found = found.filter(status=wanted.status)
    if wanted.type:
        found = found.filter(type=wanted.type)
    if wanted.sweep:
        found = found.filter(sweep__code=wanted.sweep)
    if wanted.words:
        found = found.filter(Q(title__contains=wanted.words) | Q(place__contains=wanted.words))
    return found.select_related("unit", "sweep").order_by("-found_on", "-pk")


def sweeps(by: Actor, on: date) -> "QuerySet[Sweep]":
    """排查 that the actor may see, with how many disputes each has, and how many of them stand in which end."""
    seen = Q(disputes__in=Dispute.objects.reachable(by=by, to=VIEW).order_by().values("pk"))
    ends = {
        "n": seen, "n_settled": seen & Q(disputes__status__in=SETTLED_STATES),
        "n_reported": seen & Q(disputes__status=DisputeStatus.REPORTED),
    }  # fmt: skip
    found = Sweep.objects.reachable(by=by, to=VIEW).select_related("unit")
    counted = found.annotate(**{name: Count("disputes", filter=which, distinct=True) for name, which in ends.items()})
    return counted.order_by("-starts_on", "-pk")


def sweeps_open_to(by: Actor, on: date) -> "QuerySet[Sweep]":
    """In which sweeps one may enter now what one found: those that run over one's own unit."""
    running = Sweep.objects.filter(starts_on__lte=on, ends_on__gte=on - timedelta(days=30)).order_by("-starts_on")
    keys = [one.pk for one in running.only("pk", "unit_path") if is_within(by.own_path, one.unit_path)]
    return Sweep.objects.filter(pk__in=keys).order_by("-starts_on")


def mediations(dispute: Dispute) -> list[Mediation]:
    """Of one dispute, the latest first, with sessions and follow-ups."""
    return list(dispute.mediations.prefetch_related("sessions", "follow_ups").order_by("-number"))


def to_mediate(by: Actor, on: date) -> "QuerySet[Mediation]":
    """要调结的: running mediations of one's own unit that are due within days or overdue, the longest due first."""
    if not by.has(MEDIATE):
        return Mediation.objects.none()
    found = Mediation.objects.reachable(by=by, to=MEDIATE).filter(unit_path=by.own_path)
    due = Q(concluded_on=None, due_on__lte=on + AHEAD)
    kept = Q(result=MediationResult.AGREED, fulfilment=Fulfilment.PENDING, fulfil_by__lt=on)
    return found.filter(due | kept).select_related("dispute__unit").order_by("due_on", "pk")


def mediated(by: Actor, sweep: Sweep) -> Iterable[Any]:
    """The disputes of one sweep that the actor may see."""
    return disputes(by, Wanted(sweep=sweep.code))


def of_concern(concern: Concern) -> "QuerySet[Dispute]":
    """Disputes that came of a concern or became one."""
    return Dispute.objects.filter(concern=concern).order_by("pk")


def may_become_dispute(concern: Concern, by: Actor) -> bool:
    """Whether to offer 登记为纠纷调解 for it: no complaint, nothing said about a unit or an official; one statement."""
    return (
        by.may_at(RECORD, concern.unit_path)
        and concern.kind not in CONFIDENTIAL_KINDS
        and not concern.is_confidential
        and not concern.subjects.exists()
    )
