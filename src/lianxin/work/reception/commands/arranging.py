"""安排接待日: the rule of a unit, who takes turns, the sessions of a range of days, and what changes in them."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.pure.schedule import rota
from lianxin.work.concerns import secrets
from lianxin.work.concerns.problems import Unfit
from lianxin.work.reception import queries
from lianxin.work.reception.models import ReceptionRule, ReceptionSession, RosterPerson, RosterShift
from lianxin.work.reception.terms import ARRANGE, FLOW, HAND_OVER, SessionStatus, Shift

MOST_DAYS = 400
ONE_DAY = timedelta(days=1)


@transaction.atomic
def set_rule(
    *, unit: Unit, label: str, weekdays: Sequence[int], from_time: time, to_time: time, place: str, office: str,
    categories: Sequence[str], valid_from: date, by: Actor, at: datetime, skips_holidays: bool = True,
    valid_to: date | None = None, rule: ReceptionRule | None = None,
) -> ReceptionRule:  # fmt: skip
    """接待规定: which days, when, where, who may come; what is planned already keeps its hours (M001, M004)."""
    by.must_at(ARRANGE, unit.path)
    if rule is not None:
        rule = ReceptionRule.objects.select_for_update().get(pk=rule.pk)
        by.must(ARRANGE, rule)
    if not weekdays or not set(weekdays) <= set(range(7)):
        raise Unfit(_("请选择星期几接待。"), "weekdays")
    if from_time >= to_time:
        raise Unfit(_("结束时间要晚于开始时间。"), "to_time")
    if valid_to is not None and valid_to < valid_from:
        raise Unfit(_("停止日期不能早于开始日期。"), "valid_to")
    clearance.demand({"label": label, "place": place, "office": office})
    rule = rule or ReceptionRule()
    rule.unit, rule.unit_path, rule.label, rule.weekdays = unit, unit.path, label.strip(), sorted(set(weekdays))
    rule.from_time, rule.to_time, rule.place, rule.office = from_time, to_time, place.strip(), office.strip()
    rule.categories = list(dict.fromkeys(filter(None, (one.strip() for one in categories))))
    rule.skips_holidays, rule.valid_from, rule.valid_to = skips_holidays, valid_from, valid_to
    rule.save()
    book.record("reception.rule_set", of=rule.ref, unit_path=unit.path, by=by, at=at, label=rule.label, when=rule.when)
    return rule


@transaction.atomic
def end_rule(*, rule: ReceptionRule, valid_to: date, by: Actor, at: datetime) -> ReceptionRule:
    """停止接待规定: no session after that day; those planned beyond it are called off."""
    rule = ReceptionRule.objects.select_for_update().get(pk=rule.pk)
    by.must(ARRANGE, rule)
    if valid_to < localdate(at):
        raise Unfit(_("停止日期不能早于今天。"), "valid_to")
    rule.valid_to = valid_to
    rule.save(update_fields=["valid_to"])
    beyond = rule.sessions.filter(status=SessionStatus.PLANNED, on__gt=valid_to, entered_on=None)
    for session in beyond.select_related("receiver"):
        _call_off(session, _("接待规定到期"), by, at)
    book.record(
        "reception.rule_ended", of=rule.ref, unit_path=rule.unit_path, by=by, at=at, label=rule.label,
        valid_to=valid_to.isoformat(),
    )  # fmt: skip
    return rule


@transaction.atomic
def list_person(*, rule: ReceptionRule, person: Person, by: Actor, at: datetime, place: str = "") -> RosterPerson:
    """列入轮值: at the end of the order, with the room in which he receives (M002, M003)."""
    rule = ReceptionRule.objects.select_for_update().get(pk=rule.pk)
    by.must(ARRANGE, rule)
    if not queries.may_receive(rule.unit, localdate(at)).filter(pk=person.pk).exists():
        raise Unfit(_("轮值人员要在本单位任职。"), "person")
    if rule.roster.filter(person=person).exists():
        raise Unfit(_("%(name)s已经在轮值名单里。") % {"name": person.name}, "person")
    last = rule.roster.aggregate(last=Max("order"))["last"] or 0
    clearance.demand({"place": place})
    listed = RosterPerson.objects.create(rule=rule, person=person, place=place.strip(), order=last + 1)
    book.record(
        "reception.listed", of=rule.ref, unit_path=rule.unit_path, by=by, at=at, name=person.name, label=rule.label
    )
    return listed


@transaction.atomic
def unlist_person(*, listed: RosterPerson, by: Actor, at: datetime) -> None:
    """退出轮值: his planned sessions stay until somebody stands in for him."""
    listed = RosterPerson.objects.select_for_update(of=("self",)).select_related("rule", "person").get(pk=listed.pk)
    by.must(ARRANGE, listed.rule)
    book.record(
        "reception.unlisted", of=listed.rule.ref, unit_path=listed.rule.unit_path, by=by, at=at,
        name=listed.person.name, label=listed.rule.label,
    )  # fmt: skip
    listed.delete()


@transaction.atomic
def plan(*, rule: ReceptionRule, until: date, by: Actor, at: datetime) -> int:
    """排期: the sessions from today until that day, in rotation; returns how many came in anew (M001, M002).

    Never one on a holiday; one that lies on a day made a holiday since then is called off. Done twice it adds nothing.
    """
    rule = ReceptionRule.objects.select_for_update().get(pk=rule.pk)
    by.must(ARRANGE, rule)
    today = localdate(at)
    if not today <= until <= today + timedelta(days=MOST_DAYS):
        raise Unfit(_("排到哪一天，请写今天以后、一年以内的日期。"), "until")
    order = list(rule.roster.select_related("person"))
    if not order:
        raise Unfit(_("请先把轮值人员列入名单。"))
    days = queries.days_of(rule, today, until)
    _drop_holidays(rule, {day.on: day.why for day in days if not day.is_held}, by, at)
    known = set(rule.sessions.filter(on__gte=today).values_list("on", flat=True))
    new = [day for day in days if day.is_held and day.on not in known]
    persons = {one.person_id: one for one in order}
    last = rule.sessions.order_by("-on").values_list("receiver_id", flat=True).first()
    for day, key in zip(new, rota(list(persons), after=last, count=len(new)), strict=True):
        _plan_one(rule, day.on, persons[key], is_provisional=day.provisional)
    if new:
        book.record(
            "reception.planned", of=rule.ref, unit_path=rule.unit_path, by=by, at=at, label=rule.label,
            count=len(new), first=new[0].on.isoformat(), last=new[-1].on.isoformat(),
        )  # fmt: skip
    return len(new)


def _plan_one(rule: ReceptionRule, on: date, listed: RosterPerson, *, is_provisional: bool) -> None:
    ReceptionSession.objects.create(
        code=secrets.new_code(), rule=rule, unit=rule.unit, unit_path=rule.unit_path, on=on,
        from_time=rule.from_time, to_time=rule.to_time, place=listed.place or rule.place, receiver=listed.person,
        is_provisional=is_provisional, hand_over_due_on=queries.due(HAND_OVER, on),
    )  # fmt: skip


def _drop_holidays(rule: ReceptionRule, holidays: dict[date, str], by: Actor, at: datetime) -> None:
    fallen = rule.sessions.filter(status=SessionStatus.PLANNED, on__in=list(holidays), entered_on=None)
    for session in fallen.select_related("receiver"):
        _call_off(session, _("%(name)s放假") % {"name": holidays[session.on]}, by, at)


def _locked(session: ReceptionSession, verb: str, by: Actor) -> ReceptionSession:
    found = (
        ReceptionSession.objects.select_for_update(of=("self",))
        .select_related("receiver", "rule", "unit")
        .get(pk=session.pk)
    )
    by.must(ARRANGE, found)
    found.status = FLOW.after(verb, found.status)
    return found


@transaction.atomic
def substitute(
    *, session: ReceptionSession, receiver: Person, reason: str, by: Actor, at: datetime
) -> ReceptionSession:
    """替班: another receives instead, in his own room; who it was and why stays on record (M002, M003)."""
    session = _locked(session, "shift", by)
    if not reason.strip():
        raise Unfit(_("请写明替班的理由。"), "reason")
    if receiver.pk == session.receiver_id:
        raise Unfit(_("这一场本来就由%(name)s接待。") % {"name": receiver.name}, "receiver")
    if not queries.may_receive(session.unit, localdate(at)).filter(pk=receiver.pk).exists():
        raise Unfit(_("接待人要在本单位任职。"), "receiver")
    was = session.receiver
    _give(session, receiver)
    _keep_shift(session, Shift.SUBSTITUTE, was, receiver, reason, by, at)
    book.record(
        "reception.substituted", of=session.ref, unit_path=session.unit_path, by=by, at=at, private={"reason": reason},
        on=session.on.isoformat(), was=was.name, receiver=receiver.name,
    )  # fmt: skip
    return session


def _give(session: ReceptionSession, receiver: Person) -> None:
    place = session.rule.roster.filter(person=receiver).values_list("place", flat=True).first()
    session.receiver, session.place = receiver, place or session.rule.place
    session.save(update_fields=["receiver", "place"])


def _keep_shift(
    session: ReceptionSession, shift: str, was: Person, receiver: Person | None, reason: str, by: Actor, at: datetime,
    other_on: date | None = None,
) -> None:  # fmt: skip
    RosterShift.objects.create(
        session=session, shift=shift, was=was, receiver=receiver, other_on=other_on, reason=reason.strip(),
        by_name=by.name, at=at,
    )  # fmt: skip


@transaction.atomic
def swap(
    *, session: ReceptionSession, other: ReceptionSession, reason: str, by: Actor, at: datetime
) -> ReceptionSession:
    """调换: two sessions of one rule change their receivers, and each takes his room with him (M002, M003)."""
    first, second = sorted((session, other), key=lambda one: one.pk)  # locked in one order, so that none waits for ever
    locked = {one.pk: _locked(one, "shift", by) for one in (first, second)}
    here, there = locked[session.pk], locked[other.pk]
    if not reason.strip():
        raise Unfit(_("请写明调换的理由。"), "reason")
    if here.rule_id != there.rule_id or here.receiver_id == there.receiver_id:
        raise Unfit(_("请选同一接待规定里由别人接待的一场。"), "other")
    was_here, was_there = here.receiver, there.receiver
    _give(here, was_there)
    _give(there, was_here)
    _keep_shift(here, Shift.SWAP, was_here, was_there, reason, by, at, there.on)
    _keep_shift(there, Shift.SWAP, was_there, was_here, reason, by, at, here.on)
    for one, with_ in ((here, there), (there, here)):
        book.record(
            "reception.swapped", of=one.ref, unit_path=one.unit_path, by=by, at=at, private={"reason": reason},
            on=one.on.isoformat(), other=with_.on.isoformat(),
        )  # fmt: skip
    return here


@transaction.atomic
def call_off(*, session: ReceptionSession, reason: str, by: Actor, at: datetime) -> ReceptionSession:
    """停止一次: the day is not held; the page that publishes it says so."""
    session = _locked(session, "call_off", by)
    if not reason.strip():
        raise Unfit(_("请写明停止的理由，会向群众公布。"), "reason")
    if session.entered_on is not None:
        raise Unfit(_("这一场已经登记了来访，不能停止。"), "reason")
    return _call_off(session, reason, by, at)


def _call_off(session: ReceptionSession, reason: str, by: Actor, at: datetime) -> ReceptionSession:
    session.status = SessionStatus.CALLED_OFF
    session.save(update_fields=["status"])
    _keep_shift(session, Shift.CALL_OFF, session.receiver, None, reason, by, at)
    book.record(
        "reception.called_off", of=session.ref, unit_path=session.unit_path, by=by, at=at, private={"reason": reason},
        on=session.on.isoformat(),
    )  # fmt: skip
    return session
