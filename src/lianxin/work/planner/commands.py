"""走访安排的事项: plan a visit, move it, go together, call it off, say that it took place; set what a village can receive."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import guard
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.drives.models import Drive
from lianxin.work.households.models import Household
from lianxin.work.planner.compliance import SETTING, breaches_of, value_of
from lianxin.work.planner.models import PlannedVisit, ReceivingLimit
from lianxin.work.planner.terms import MAKE, PLAN_FLOW, SET
from lianxin.work.visits.models import Visit

LONGEST = timedelta(days=31)
AHEAD = timedelta(days=366)
MOST_PEOPLE = 99


@transaction.atomic
def plan_visit(
    *, unit: Unit, on: date, purpose: str, by: Actor, at: datetime, home: Unit | None = None, person: Person | None = None,
    until: date | None = None, people: int = 1, household: Household | None = None, drive: Drive | None = None,
    is_unannounced: bool = False, together: PlannedVisit | None = None,
) -> PlannedVisit:  # fmt: skip
    """安排走访: where, on which days, what for, how many go; `together` joins a group that already comes that day.

    Whether others come on the same day is told by `queries.crowding`; it forbids nothing. `is_unannounced` (不打招呼)
    keeps the plan from the place visited until it has been carried out.
    """
    home = home or Unit.objects.get(path=by.own_path)
    by.must_at(MAKE, home.path)
    last = _checked_days(on, until, localdate(at))
    _check(unit, purpose, people, household, drive, on)
    plan = PlannedVisit.objects.create(
        code=new_code(), home=home, home_path=home.path, unit=unit, unit_path=unit.path,
        person=person or _oneself(by), on=on, until=last, purpose=purpose.strip(), people=people,
        household=household, drive=drive, is_unannounced=is_unannounced,
    )  # fmt: skip
    _tell("plan.made", plan, by, at, private={"purpose": plan.purpose}, on=on.isoformat(), to=unit.name, people=people)
    return join_plan(plan=plan, other=together, by=by, at=at) if together is not None else plan


@transaction.atomic
def move_plan(
    *, plan: PlannedVisit, on: date, by: Actor, at: datetime, until: date | None = None, reason: str = ""
) -> PlannedVisit:
    """改天去: the visit is moved to another day; whoever meant to come along keeps his own day."""
    plan = _open(plan, "move", by)
    length = plan.until - plan.on
    plan.until = _checked_days(on, until or on + length, localdate(at))
    plan.on, plan.together = on, None
    plan.save(update_fields=["on", "until", "together"])
    PlannedVisit.objects.filter(together=plan).update(together=None)
    _tell("plan.moved", plan, by, at, private={"reason": reason.strip()}, on=on.isoformat())
    return plan


@transaction.atomic
def join_plan(*, plan: PlannedVisit, other: PlannedVisit, by: Actor, at: datetime) -> PlannedVisit:
    """一起去: the plan takes over the days of another unit's plan for the same place; the village receives one group."""
    plan = _open(plan, "join", by)
    other = PlannedVisit.objects.select_for_update(of=("self",)).select_related("home", "together").get(pk=other.pk)
    head = other.together or other
    if head.pk == plan.pk or head.is_unannounced or plan.is_unannounced:
        raise Unfit(_("不打招呼的走访，不能约着一起去。"))
    if head.unit_id != plan.unit_id or not PLAN_FLOW.can("join", head.status):
        raise Unfit(_("那一批不是去这里，或者已经去过、取消了。"))
    plan.on, plan.until, plan.together = head.on, head.until, head
    plan.save(update_fields=["on", "until", "together"])
    PlannedVisit.objects.filter(together=plan).update(together=head)
    _tell("plan.joined", plan, by, at, companion=other.home.name, on=plan.on.isoformat())
    return plan


@transaction.atomic
def carry_out(*, plan: PlannedVisit, visit: Visit, by: Actor, at: datetime) -> PlannedVisit:
    """已经去了: the recorded visit is the one that was planned; from then on an unannounced one is no secret."""
    plan = _open(plan, "carry_out", by)
    if visit.voided_on is not None or (visit.unit_id, visit.home_path) != (plan.unit_id, plan.home_path):
        raise Unfit(_("这条走访记录不是去这里的，或者已经作废。"), "visit")
    return _carried_out(plan, visit, by, at)


@transaction.atomic
def recognise(*, visit: Visit, by: Actor, at: datetime) -> PlannedVisit | None:
    """认出安排: link a visit just recorded to the one open plan that it fits: same unit, place, day, led by who went.

    Nothing is linked where none or several fit: the plan's page asks then. Whoever records a visit may do this.
    """
    went = visit.people.values("person_id")
    same = {"home_path": visit.home_path, "unit_id": visit.unit_id, "on__lte": visit.until, "until__gte": visit.on}
    fitting = list(PlannedVisit.objects.select_for_update().open().filter(**same, person__in=went).order_by("pk")[:2])
    if len(fitting) != 1 or visit.voided_on is not None or visit.replaces_id is not None:
        return None  # what a correction put right was looked at when it was recorded first
    return _carried_out(fitting[0], visit, by, at)


@transaction.atomic
def follow(*, old: Visit, new: Visit, by: Actor, at: datetime) -> PlannedVisit | None:
    """跟着更正: the plan that a corrected visit carried out points to the record that took its place."""
    plan = PlannedVisit.objects.select_for_update(of=("self",)).filter(visit=old).first()
    if plan is None:
        return None
    plan.visit = new
    plan.save(update_fields=["visit"])
    _tell("plan.corrected", plan, by, at, visit=new.ref)
    return plan


@transaction.atomic
def cancel_plan(*, plan: PlannedVisit, reason: str, by: Actor, at: datetime) -> PlannedVisit:
    """不去了: called off, and why; the village sees it no longer, others who meant to come along go by themselves."""
    plan = _open(plan, "cancel", by)
    if not reason.strip():
        raise Unfit(_("请写一句为什么不去了，村里好安排。"), "reason")
    plan.status = PLAN_FLOW.after("cancel", plan.status)
    plan.together = None
    plan.save(update_fields=["status", "together"])
    PlannedVisit.objects.filter(together=plan).update(together=None)
    _tell("plan.cancelled", plan, by, at, private={"reason": reason.strip()})
    return plan


@transaction.atomic
def set_limit(*, unit: Unit, days: int, groups: int, by: Actor, at: datetime, basis: str = "") -> ReceivingLimit:
    """设定接待上限: days a month and groups a day of each village under a unit, from today; it warns, it forbids nothing."""
    by.must_at(SET, unit.path)
    if not 1 <= days <= 31:
        raise Unfit(_("每月天数请写 1 到 31。"), "days")
    if not 1 <= groups <= MOST_PEOPLE:
        raise Unfit(_("每天批数请写 1 到 99。"), "groups")
    key = f"limit-{unit.pk}"
    guard(SETTING, key, value_of(days, groups), breaches_of(days), by=by, at=at, can_ask=False)
    limit = ReceivingLimit.objects.create(
        unit=unit, unit_path=unit.path, days=days, groups=groups, basis=basis.strip(), since=localdate(at)
    )
    book.record("limit.set", of=unit.ref, unit_path=unit.path, by=by, at=at, days=days, groups=groups)
    return limit


def _oneself(by: Actor) -> Person:
    if by.person_id is None:
        raise Unfit(_("请写明谁带队。"), "person")
    return Person.objects.get(pk=by.person_id)


def _open(plan: PlannedVisit, verb: str, by: Actor) -> PlannedVisit:
    plan = PlannedVisit.objects.select_for_update(of=("self",)).select_related("home", "unit").get(pk=plan.pk)
    by.must(MAKE, plan)
    PLAN_FLOW.after(verb, plan.status)
    return plan


def _carried_out(plan: PlannedVisit, visit: Visit, by: Actor, at: datetime) -> PlannedVisit:
    plan.status, plan.visit = PLAN_FLOW.after("carry_out", plan.status), visit
    plan.save(update_fields=["status", "visit"])
    _tell("plan.carried_out", plan, by, at, visit=visit.ref)
    return plan


def _checked_days(on: date, until: date | None, today: date) -> date:
    """The last day; raises Unfit where the days are past, too far ahead or in the wrong order."""
    last = until or on
    if on < today:
        raise Unfit(_("安排的是以后的走访，日期不能早于今天；去过的请直接记走访。"), "on")
    if on > today + AHEAD:
        raise Unfit(_("日期太远了，请安排一年以内的。"), "on")
    if last < on or last - on > LONGEST:
        raise Unfit(_("回来的日期不能早于去的日期，一次不超过 31 天。"), "until")
    return last


def _check(unit: Unit, purpose: str, people: int, household: Household | None, drive: Drive | None, on: date) -> None:
    if not purpose.strip():
        raise Unfit(_("请写一句去做什么，村里好准备，也好约着一起去。"), "purpose")
    if not 1 <= people <= MOST_PEOPLE:
        raise Unfit(_("去几个人，请写 1 到 99。"), "people")
    if household is not None and household.unit_id != unit.pk:
        raise Unfit(_("这一户不在这个村。"), "household")
    if drive is not None and not drive.runs_on(on):
        raise Unfit(_("这项走访活动那天没有开展。"), "drive")


def _tell(
    event: str, plan: PlannedVisit, by: Actor, at: datetime, private: dict[str, str] | None = None, **detail: Any
) -> None:
    """An unannounced plan stands in the journal of those who go, not of the place."""
    path = plan.home_path if plan.is_unannounced else plan.unit_path
    book.record(event, of=plan.ref, unit_path=path, by=by, at=at, private=private, **detail)
