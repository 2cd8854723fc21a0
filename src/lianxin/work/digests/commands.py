"""每日待办邮件的事项: to ask for it, to confirm one's address, to stop; to send what is due, once a day at most."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.gateways import LATER, Gateway, GatewayAway, Message, proving
from lianxin.base.journal import book
from lianxin.base.orgs.models import Person
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.mails import BadAddress, address_of
from lianxin.pure.problems import Unfit
from lianxin.work.digests.models import Digest

AT_ONCE = 200
Write = Callable[[Digest, datetime], tuple[str, str] | None]


def _must_be_own(person: Person, by: Actor) -> None:
    if by.ref != person.ref:
        raise NotAllowed(_("只能本人要、本人停。"))


def _tell(event: str, person: Person, by: Actor, at: datetime) -> None:
    book.record(event, of=person.ref, unit_path=by.own_path, by=by, at=at)


@transaction.atomic
def ask(*, person: Person, address: str, site: str, by: Actor, at: datetime) -> Digest:
    """要每日待办邮件: nothing but a code goes to the address until the code came back; what went elsewhere goes on till then."""
    _must_be_own(person, by)
    try:
        wanted = address_of(address)
    except BadAddress:
        raise Unfit(_("邮箱地址写得不对，请写成 名称@网站 的样子。"), "address") from None
    given = {"asked_address": wanted, "is_asked": True, "code_digest": "", "code_until": None, "site": site}
    digest, _made = Digest.objects.update_or_create(person=person, defaults=given)
    _tell("digest.asked", person, by, at)
    return digest


@transaction.atomic
def prove(*, person: Person, code: str, by: Actor, at: datetime) -> Digest:
    """确认邮箱: with the code that went there; from the next morning of a workday on he is told."""
    _must_be_own(person, by)
    digest = Digest.objects.select_for_update().filter(person=person).first()
    if digest is None or not digest.holds(at):
        raise Unfit(_("验证码已经过期，请重新写一次邮箱。"), "code")
    if not proving.fits(digest.code_digest, digest.about, code):
        raise Unfit(_("验证码不对，请对照邮件再输一次。"), "code")
    digest.address, digest.is_on, digest.problem = digest.asked_address, True, ""
    digest.asked_address, digest.is_asked, digest.code_digest, digest.code_until = "", False, "", None
    digest.last_on = localdate(at)
    digest.save()
    _tell("digest.begun", person, by, at)
    return digest


@transaction.atomic
def stop(*, person: Person, by: Actor, at: datetime) -> None:
    """停下每日待办邮件: the address is gone at once."""
    _must_be_own(person, by)
    if not Digest.objects.filter(person=person).delete()[0]:
        raise Unfit(_("没有要过每日待办邮件。"))
    _tell("digest.stopped", person, by, at)


def send_codes(*, gateway: Gateway, about: str, by: Actor, at: datetime) -> int:
    """发验证码 to the addresses that wait for one; how many went. GatewayAway passes through, and nobody's code counts as sent."""
    chosen = _drawn(at)
    letters = [proving.message(f"digest-{one.pk}-{at:%H%M%S}", str(one.asked_address), code, about, at)
               for one, code in chosen]  # fmt: skip
    try:
        refused = gateway.hand(letters) if letters else {}
    except GatewayAway:
        Digest.objects.filter(pk__in=[one.pk for one, _code in chosen]).update(code_digest="", code_until=None)
        raise
    return len(letters) - len(refused)


@transaction.atomic
def _drawn(at: datetime) -> list[tuple[Digest, str]]:
    """A fresh code for each; it stands nowhere but in the mail."""
    found = []
    for one in Digest.objects.unproved().select_for_update(of=("self",))[:AT_ONCE]:
        code = proving.drawn()
        one.code_digest, one.code_until = proving.digest(one.about, code), at + proving.HOLDS
        one.save(update_fields=["code_digest", "code_until"])
        found.append((one, code))
    return found


def send(*, gateway: Gateway, write: Write, by: Actor, at: datetime) -> int:
    """发每日待办邮件: to whom it is due and who has something to do; how many went. GatewayAway passes through.

    `write` gives subject and words, None where nothing waits. The day is marked before: a fall leaves one out, never two.
    """
    chosen = _begin(at)
    letters = [Message(f"digest-{one.pk}-{localdate(at):%Y%m%d}", str(one.address), told[1], told[0], at)
               for one in chosen if (told := write(one, at)) is not None]  # fmt: skip
    try:
        refused = gateway.hand(letters) if letters else {}
    except GatewayAway:
        _again(chosen)
        raise
    by_key = {f"digest-{one.pk}-{localdate(at):%Y%m%d}": one for one in chosen}
    _again([by_key[key] for key, why in refused.items() if why == LATER])
    _refused({by_key[key]: why for key, why in refused.items() if why != LATER}, by, at)
    return len(letters) - len(refused)


@transaction.atomic
def _begin(at: datetime) -> list[Digest]:
    Digest.objects.filter(person__is_active=False).delete()
    Digest.objects.filter(is_asked=True, is_on=False, code_until__lt=at - proving.HOLDS).delete()  # never confirmed
    chosen = list(Digest.objects.due(localdate(at)).select_for_update(of=("self",)).order_by("pk")[:AT_ONCE])
    Digest.objects.filter(pk__in=[one.pk for one in chosen]).update(last_on=localdate(at))
    return chosen


def _again(those: Sequence[Digest]) -> None:
    """Nothing went: the next hour tries again."""
    for one in those:
        Digest.objects.filter(pk=one.pk).update(last_on=one.last_on)


@transaction.atomic
def _refused(those: dict[Digest, str], by: Actor, at: datetime) -> None:
    """送不到: nobody knocks every morning at a mailbox that is gone."""
    for one, why in those.items():
        Digest.objects.filter(pk=one.pk).update(is_on=False, problem=why[:100])
        _tell("digest.refused", one.person, by, at)
