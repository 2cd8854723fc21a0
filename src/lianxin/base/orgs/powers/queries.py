"""权力的读法: whether two persons are needed, what was given for some hours, who still lacks a second factor."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.orgs.models import Person, Posting, PowerRequest, SafetyRule
from lianxin.base.orgs.permissions import PERMISSIONS, Actor
from lianxin.base.orgs.powers.rules import THREE, role_guards, role_weighs
from lianxin.base.orgs.roles import ROLES
from lianxin.base.orgs.terms import PowerKind


def is_split() -> bool:
    """三员分设: from the first 安全保密管理员 on, for good: ending his post does not bring the old way back."""
    return Posting.objects.filter(role="security_admin").exists()


def has_factor(person: Person) -> bool:
    """Whether he has an app or a key; recovery codes alone are none."""
    return second_factors().filter(user=person).exists()


def second_factors() -> "QuerySet[Authenticator]":
    """第二步验证 of everybody."""
    return Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES)


def grace_days() -> int:
    """宽限天数 from the first log-in with a post that has power."""
    rule = SafetyRule.objects.first()
    return rule.grace_days if rule else SafetyRule.USUAL_GRACE


def with_emergency(actor: Actor, person: Person, posting: Posting, at: datetime) -> Actor:
    """What was given to this post for some hours, added; the post says so, and with it every line of the journal."""
    if person.emergency_until is None or person.emergency_until <= at:
        return actor
    lent = list(PowerRequest.objects.running(at).filter(posting=posting))
    if not lent:
        return actor
    grants = dict(actor.grants)
    for one in lent:
        grants[one.permission] = tuple(dict.fromkeys([*grants.get(one.permission, ()), *posting.unit.paths]))
    with override(settings.LANGUAGE_CODE):
        post = _("%(post)s（应急权限）") % {"post": actor.post}
    return replace(actor, grants=grants, post=post)


def what(one: PowerRequest) -> str:
    """一句: what is asked for, in few words; in the language of the page, for the journal in Chinese."""
    if one.kind == PowerKind.FACTOR:
        return ""
    if one.kind == PowerKind.EMERGENCY:
        label = PERMISSIONS[one.permission].label if one.permission in PERMISSIONS else one.permission
        told = {"unit": one.unit.name, "what": label, "hours": one.hours}
        until = one.until and _("，到 %(until)s") % {"until": f"{localtime(one.until):%m-%d %H:%M}"}
        return _("%(unit)s“%(what)s”%(hours)s 小时") % told + (until or "")
    role = ROLES[one.role].label if one.role in ROLES else one.role
    word = _("自 %(on)s 起任%(unit)s%(role)s") if one.kind == PowerKind.POST else _("%(unit)s%(role)s到 %(on)s 为止")
    return word % {"on": one.on, "unit": one.unit.name, "role": role}


@dataclass(frozen=True)
class Standing:
    """账号现状: for the page and for `lianxin doctor`."""

    lacking: int
    overdue: int
    demo: int
    doubled: list[str]
    missing: list[str]


def powerful(on: date) -> "QuerySet[Person]":
    """Those with a post that has power on that day."""
    roles = [code for code in ROLES if role_weighs(code)]
    held = Posting.objects.valid(on).filter(person=OuterRef("pk"), role__in=roles)
    return Person.objects.filter(Exists(held), is_active=True)


def lacking(on: date) -> "QuerySet[Person]":
    """Those of them who are asked for a second factor and have none."""
    theirs = second_factors().filter(user=OuterRef("pk"))
    can_enter = powerful(on).filter(is_demo=False).exclude(password__startswith="!")
    return can_enter.exclude(Exists(theirs)).order_by("factor_due_on", "pk")


def standing(on: date) -> Standing:
    """账号现状 on that day."""
    without = lacking(on)
    held: dict[int, list[Posting]] = {}
    officers = Posting.objects.valid(on).filter(role__in=THREE, person__is_active=True).select_related("person")
    for posting in officers:
        held.setdefault(posting.person_id, []).append(posting)
    doubled = [posts[0].person.name for posts in held.values() if len({post.role for post in posts}) > 1]
    there = {post.role for posts in held.values() for post in posts}
    return Standing(
        lacking=without.count(), overdue=without.filter(factor_due_on__lte=on).count(),
        demo=Person.objects.filter(is_demo=True, is_active=True).count(), doubled=doubled,
        missing=[str(ROLES[role].label) for role in THREE if role not in there],
    )  # fmt: skip


def is_guarding(person: Person, on: date) -> bool:
    """Whether he holds a post that approves or audits, on that day or later."""
    held = Posting.objects.filter(person=person).exclude(valid_to__lt=on)
    return any(role_guards(role) for role in held.values_list("role", flat=True))
