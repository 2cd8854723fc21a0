"""请假与在岗的读法: who is out where on a day, who stands in, the days somebody was away with leave."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor
from lianxin.work.pairings.models import FieldPosting, Leave
from lianxin.work.pairings.terms import DECIDE_LEAVE, VERIFY_LEAVE, VIEW, LeaveStatus

OPEN = (LeaveStatus.ASKED, LeaveStatus.VERIFIED)


def leave_days(person: Person | int, first: date, last: date) -> set[date]:
    """准假的日子 of a person within these days, both ends included, each day once: for the pro rata of a duty."""
    found: set[date] = set()
    for leave in Leave.objects.counted().touching(first, last).filter(person=person):
        day, end = max(leave.since, first), min(leave.last, last)
        while day <= end:
            found.add(day)
            day += timedelta(days=1)
    return found


def away(people: Any, on: date) -> dict[int, Leave]:
    """Who of these people is on leave on that day, by his key, with the substitute; one statement."""
    found = Leave.objects.counted().touching(on, on).filter(person__in=people).select_related("substitute")
    return {leave.person_id: leave for leave in found if leave.last >= on}


@dataclass(frozen=True)
class OnPost:
    """在岗一行: who is out where, and on leave who stands in for him."""

    posting: FieldPosting
    leave: Leave | None


def roster(by: Actor, on: date) -> list[OnPost]:
    """值守名册 of a day: everybody who is sent out, by place and name; two statements."""
    found = FieldPosting.objects.reachable(by=by, to=VIEW).standing(on).select_related("person", "home", "unit")
    rows = list(found.order_by("unit_path", "person__name", "pk"))
    leaves = away([row.person_id for row in rows], on)
    return [OnPost(row, leaves.get(row.person_id)) for row in rows]


def leaves_waiting(by: Actor) -> "QuerySet[Leave]":
    """等我核准、审批的请假, one's own left out; the soonest first."""
    decide = Leave.objects.reachable(by=by, to=DECIDE_LEAVE).filter(status__in=OPEN)
    verify = Leave.objects.reachable(by=by, to=VERIFY_LEAVE).filter(status=LeaveStatus.ASKED)
    found = Leave.objects.filter(Q(pk__in=decide.values("pk")) | Q(pk__in=verify.values("pk")))
    found = found.exclude(person_id=by.person_id) if by.person_id is not None else found
    return found.select_related("person", "substitute", "posting__unit", "posting__home").order_by("since", "pk")
