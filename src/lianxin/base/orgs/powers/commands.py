"""权力事项的办理: one person asks, another one decides; nobody decides what he asked for, or what is his own."""

from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from lianxin.base.journal import book
from lianxin.base.orgs import commands as orgs
from lianxin.base.orgs.commands import EDIT, Unfit
from lianxin.base.orgs.models import Person, Posting, PowerRequest, SafetyRule, Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed, permission
from lianxin.base.orgs.powers import queries, rules
from lianxin.base.orgs.terms import PowerKind, PowerState

VIEW = permission("power.view", _("查看权力事项"))
APPROVE = permission("power.approve", _("审批权力事项"))
AUDIT = permission("audit.view", _("查看账号流水"))
MOST_GRACE = 60


def _ask(one: PowerRequest, by: Actor, at: datetime) -> PowerRequest:
    same = PowerRequest.objects.asked().filter(
        kind=one.kind, person=one.person, unit=one.unit, role=one.role, permission=one.permission
    )
    if same.exists():
        raise Unfit(_("同样的事已经申请，正等人审批。"))
    one.asked_by_id, one.asked_at = by.person_id, at  # type: ignore[assignment]
    one.save()
    _tell("power.asked", one, by, at, reason=one.reason)
    return one


def _tell(event: str, one: PowerRequest, by: Actor, at: datetime, **private: str) -> None:
    with override(settings.LANGUAGE_CODE):
        told = {"username": one.person.username, "what": queries.what(one)}
    kind = {} if event in ("power.ended", "power.reviewed") else {"kind": PowerKind(one.kind).label}
    book.record(event, of=one.ref, unit_path=one.unit.path, by=by, at=at, private=private, **told, **kind)


def _must_ask(by: Actor, path: str) -> None:
    if not by.is_person or not by.may_at(EDIT, path):
        raise NotAllowed(_("您现在的职务不能管理单位与任职。"))


@transaction.atomic
def appoint(
    *, person: Person, unit: Unit, role: str, valid_from: date, by: Actor, at: datetime
) -> Posting | PowerRequest:  # fmt: skip
    """任命: at once where the post has no power or the three officers are not yet there; else it waits for another person."""
    if not (rules.role_weighs(role) and queries.is_split()):
        return orgs.post(person=person, unit=unit, role=role, valid_from=valid_from, by=by, at=at)
    _must_ask(by, unit.path)
    orgs.fits(person=person, unit=unit, role=role, valid_from=valid_from)
    return _ask(PowerRequest(kind=PowerKind.POST, person=person, unit=unit, role=role, on=valid_from), by, at)


@transaction.atomic
def dismiss(*, posting: Posting, valid_to: date, by: Actor, at: datetime) -> Posting | PowerRequest:
    """免职: at once, but for those who approve and audit, whom nobody shakes off alone."""
    if not (rules.role_guards(posting.role) and queries.is_split()):
        return orgs.end_posting(posting=posting, valid_to=valid_to, by=by, at=at)
    _must_ask(by, posting.unit.path)
    if valid_to < posting.valid_from:
        raise Unfit(_("不能早于任职开始的 %(on)s。") % {"on": posting.valid_from}, field="valid_to")
    one = PowerRequest(
        kind=PowerKind.END, person=posting.person, unit=posting.unit, role=posting.role, posting=posting, on=valid_to
    )
    return _ask(one, by, at)


@transaction.atomic
def ask_factor_reset(*, person: Person, unit: Unit, reason: str, by: Actor, at: datetime) -> PowerRequest:
    """申请取消第二步验证: telephone and recovery codes are lost; the administrator has seen who it is."""
    _must_ask(by, by.own_path)
    if person.pk == by.person_id:
        raise NotAllowed(_("自己的第二步验证不能由自己申请取消，请另一位系统管理员办理。"))
    if not Authenticator.objects.filter(user=person).exists():
        raise Unfit(_("他还没有启用第二步验证。"))
    if not reason.strip():
        raise Unfit(_("请写明怎样核对了本人。"), field="reason")
    return _ask(PowerRequest(kind=PowerKind.FACTOR, person=person, unit=unit, reason=reason.strip()), by, at)


@transaction.atomic
def ask_emergency(
    *, posting: Posting, permission_code: str, hours: int, reason: str, by: Actor, at: datetime
) -> PowerRequest:  # fmt: skip
    """申请应急权限: one named power in one's own unit, for some hours, where who holds it is not to be had."""
    if by.person_id is None or posting.person_id != by.person_id:
        raise NotAllowed(_("只能为自己现在的职务申请。"))
    if permission_code not in rules.LENT:
        raise Unfit(_("这个权限不能应急使用。"), field="permission_code")
    if posting.role in rules.THREE:
        raise Unfit(_("三员各管一段，不能应急使用别的权限。"))
    if by.grants.get(permission_code):
        raise Unfit(_("您的职务本来就有这个权限。"), field="permission_code")
    if not 1 <= hours <= rules.MOST_HOURS:
        raise Unfit(_("最少 1 小时，最多 24 小时。"), field="hours")
    if not reason.strip():
        raise Unfit(_("请写明为什么等不及。"), field="reason")
    one = PowerRequest(
        kind=PowerKind.EMERGENCY, person_id=by.person_id, unit=posting.unit, posting=posting, hours=hours,
        permission=permission_code, reason=reason.strip(),
    )  # fmt: skip
    return _ask(one, by, at)


def _to_decide(matter: PowerRequest, by: Actor) -> PowerRequest:
    one = PowerRequest.objects.select_for_update().select_related("person", "unit").get(pk=matter.pk)
    if not by.is_person or not by.may_at(APPROVE, one.unit.path):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": APPROVE.label})
    if by.person_id in (one.asked_by_id, one.person_id):
        raise NotAllowed(_("自己申请的、涉及自己的，要由另一个人审批。"))
    if one.state != PowerState.ASKED:
        raise Unfit(_("已经审批过了。"))
    return one


def _decide(one: PowerRequest, state: PowerState, by: Actor, at: datetime) -> None:
    one.state, one.decided_by_id, one.decided_at = state, by.person_id, at
    one.save()


@transaction.atomic
def allow(*, matter: PowerRequest, by: Actor, at: datetime) -> PowerRequest:
    """同意: and what was asked for is done in the same breath."""
    one = _to_decide(matter, by)
    if one.kind == PowerKind.EMERGENCY:
        one.until = at + timedelta(hours=one.hours or 0)
        latest = max(one.person.emergency_until or one.until, one.until)
        Person.objects.filter(pk=one.person_id).update(emergency_until=latest)
    _decide(one, PowerState.ALLOWED, by, at)
    _tell("power.allowed", one, by, at)
    if one.kind == PowerKind.POST:
        orgs.put_in_post(person=one.person, unit=one.unit, role=one.role, valid_from=_day(one), by=by, at=at)
    elif one.kind == PowerKind.END and one.posting:
        orgs.put_out_of_post(posting=one.posting, valid_to=_day(one), by=by, at=at)
    elif one.kind == PowerKind.FACTOR:
        _take_factors_off(one.person, by, at)
    return one


def _day(one: PowerRequest) -> date:
    if one.on is None:
        raise Unfit(_("没有日期，请重新申请。"))
    return one.on


def _take_factors_off(person: Person, by: Actor, at: datetime) -> None:
    """All of them and every session; whoever has power sets a new one up at the next log-in, without any grace."""
    Authenticator.objects.filter(user=person).delete()
    held = Person.objects.select_for_update().get(pk=person.pk)
    held.session_round += 1
    held.factor_reset_on = held.factor_due_on = localdate(at)
    held.save(update_fields=["session_round", "factor_reset_on", "factor_due_on"])
    book.record("person.factor_reset", of=held.ref, unit_path=by.own_path, by=by, at=at, username=held.username)


@transaction.atomic
def refuse(*, matter: PowerRequest, reason: str, by: Actor, at: datetime) -> PowerRequest:
    """不同意, and why."""
    one = _to_decide(matter, by)
    if not reason.strip():
        raise Unfit(_("请写明理由。"), field="reason")
    _decide(one, PowerState.REFUSED, by, at)
    _tell("power.refused", one, by, at, reason=reason.strip())
    return one


@transaction.atomic
def end_emergency(*, matter: PowerRequest, by: Actor, at: datetime) -> PowerRequest:
    """提前结束应急权限: by whom it was given to, or by whoever may decide."""
    one = PowerRequest.objects.select_for_update().select_related("person", "unit").get(pk=matter.pk)
    if by.person_id != one.person_id and not by.may_at(APPROVE, one.unit.path):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": APPROVE.label})
    if one.kind != PowerKind.EMERGENCY or one.until is None or one.until <= at:
        raise Unfit(_("已经结束。"))
    one.until = at
    one.save(update_fields=["until"])
    _tell("power.ended", one, by, at)
    return one


@transaction.atomic
def review_emergency(*, matter: PowerRequest, review: str, by: Actor, at: datetime) -> PowerRequest:
    """复核应急权限: after its end somebody else looks at what was done with it, and says so in a line."""
    one = PowerRequest.objects.select_for_update().select_related("person", "unit").get(pk=matter.pk)
    if not by.is_person or not by.may_at(APPROVE, one.unit.path) or by.person_id == one.person_id:
        raise NotAllowed(_("应急权限要由有审批权的另一个人复核。"))
    if one.kind != PowerKind.EMERGENCY or one.until is None or one.until > at:
        raise Unfit(_("还没有结束。"))
    if one.reviewed_at is not None:
        raise Unfit(_("已经复核过了。"))
    if not review.strip():
        raise Unfit(_("请写复核意见。"), field="review")
    one.review, one.reviewed_by_id, one.reviewed_at = review.strip(), by.person_id, at
    one.save(update_fields=["review", "reviewed_by", "reviewed_at"])
    _tell("power.reviewed", one, by, at, reason=one.review)
    return one


@transaction.atomic
def set_grace(*, days: int, by: Actor, at: datetime) -> SafetyRule:
    """定宽限天数 of the second factor, for those who log in with power for the first time from now on."""
    if not by.is_person or not by.may_at(APPROVE, by.own_path):
        raise NotAllowed(_("您现在的职务不能办理此事：%(what)s。") % {"what": APPROVE.label})
    if not 0 <= days <= MOST_GRACE:
        raise Unfit(_("最少 0 天，最多 60 天。"), field="days")
    rule = SafetyRule.objects.select_for_update().first() or SafetyRule()
    rule.grace_days = days
    rule.save()
    book.record("power.rule_set", of="safety_rule", unit_path=by.own_path, by=by, at=at, days=days)
    return rule


@transaction.atomic
def begin_grace(*, person: Person, by: Actor, at: datetime) -> Person:
    """宽限开始 with the first log-in with a post that has power; the day stays as it is once set."""
    if (
        person.factor_due_on is None
        and not person.is_demo
        and rules.weigh(by.grants)
        and not queries.has_factor(person)
    ):
        person.factor_due_on = localdate(at) + timedelta(days=queries.grace_days())
        person.save(update_fields=["factor_due_on"])
    return person


@transaction.atomic
def note_factor(*, person: Person, is_added: bool, by: Actor, at: datetime) -> None:
    """启用或停用第二步验证 by one's own hand; who once had one and takes it off gets no second time of grace."""
    event = "person.factor_added" if is_added else "person.factor_removed"
    if person.factor_due_on is None:
        person.factor_due_on = localdate(at)
        person.save(update_fields=["factor_due_on"])
    book.record(event, of=person.ref, unit_path=by.own_path, by=by, at=at, username=person.username)
