"""统一登录的办理: linked once by the person himself, or by whoever keeps the accounts; ended by either."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lianxin.base import counting
from lianxin.base.federation import queries
from lianxin.base.federation.models import Link
from lianxin.base.federation.terms import REFUSALS_AN_HOUR, Refusal
from lianxin.base.journal import book
from lianxin.base.orgs.commands import Unfit, refuse_unless
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor, NotAllowed

LONGEST = 255


@transaction.atomic
def link_own(*, person: Person, issuer: str, subject: str, by: Actor, at: datetime) -> Link:
    """关联本人的统一登录: by the person himself, whom the provider has just vouched for."""
    if by.ref != person.ref:
        raise NotAllowed(_("只能关联自己的账号。"))
    return _link(person, issuer, subject, by, at)


@transaction.atomic
def link_other(*, person: Person, issuer: str, subject: str, by: Actor, at: datetime) -> Link:
    """给人关联统一登录: by the administrator, by what the provider's keeper told him; only for those without power."""
    refuse_unless(by, by.own_path)
    if by.ref == person.ref:
        raise Unfit(_("自己的请在“我”页关联。"))
    if queries.has_power(person, localdate(at)):
        raise Unfit(_("他的职务有审批、导出或管理的权力，请他本人登录后自己关联。"))
    return _link(person, issuer, subject.strip(), by, at)


def _link(person: Person, issuer: str, subject: str, by: Actor, at: datetime) -> Link:
    held = Person.objects.select_for_update().get(pk=person.pk)
    if not 1 <= len(subject) <= LONGEST:
        raise Unfit(_("请写他在对方的账号标识。"), field="subject")
    if not held.is_active:
        raise Unfit(_("账号已停用。"))
    if Link.objects.standing().filter(person=held, issuer=issuer).exists():
        raise Unfit(_("已经关联，先解除才能另外关联。"))
    try:
        with transaction.atomic():
            made = Link.objects.create(
                person=held,
                issuer=issuer,
                digest=queries.digest_of(issuer, subject),
                made_by_id=_doer(held, by),
                made_at=at,
            )
    except IntegrityError:
        raise Unfit(_("对方的这个账号已经关联了别的人。关联错了的，请系统管理员先解除。"), field="subject") from None
    book.record("federation.linked", of=held.ref, unit_path=by.own_path, by=by, at=at, username=held.username)
    return made


@transaction.atomic
def end_link(*, link: Link, by: Actor, at: datetime) -> Link:
    """解除关联: by the person himself, or by the administrator, who ends every session with it."""
    one = Link.objects.select_for_update().select_related("person").get(pk=link.pk)
    held = Person.objects.select_for_update().get(pk=one.person_id)
    if by.ref != held.ref:
        refuse_unless(by, by.own_path)
    if one.ended_at is not None:
        raise Unfit(_("已经解除。"))
    one.digest, one.ended_at = "", at
    one.ended_by_id = _doer(held, by)
    one.save(update_fields=["digest", "ended_at", "ended_by"])
    if by.ref != held.ref:
        held.session_round += 1
        held.save(update_fields=["session_round"])
    book.record("federation.unlinked", of=held.ref, unit_path=by.own_path, by=by, at=at, username=held.username)
    return one


def _doer(held: Person, by: Actor) -> int:
    """Who does it: the person himself, who may have no post, or somebody in his."""
    if by.ref != held.ref and by.person_id is None:
        raise NotAllowed(_("您现在的职务不能管理单位与任职。"))
    return held.pk if by.ref == held.ref else int(by.person_id or 0)


def note_refused(*, why: Refusal, by: Actor, at: datetime) -> None:
    """统一登录未成功: why, in a word; not who, which nobody knows for sure; not more than so many an hour."""
    if not counting.allowed("told:federation.refused", "", most=REFUSALS_AN_HOUR, seconds=3600, at=at):
        return
    with transaction.atomic():
        book.record("federation.refused", of="federation", unit_path="", by=by, at=at, kind=why.label)
