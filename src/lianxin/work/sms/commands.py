"""短信告知的事项: to wish it, to see in the journal whom to tell of what, to hand messages over, to try again, to let it be.

A message is handed over once at most: where the server fell while it handed over, nobody knows, and a person decides.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.gateways import LATER, Gateway, GatewayAway, Message, proving
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.base.sealing.fields import sealed_for
from lianxin.pure.mails import BadAddress, address_of
from lianxin.work.callbacks.desks import desks
from lianxin.work.callbacks.terms import DELIVER
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import REGISTER, Status
from lianxin.work.sms import queries
from lianxin.work.sms.models import Sms, SmsMark, SmsWish
from lianxin.work.sms.terms import About, State
from lianxin.work.sms.words import subject_of, text_of, texts

AT_ONCE, LOOKED_AT, MOST_TRIES = 200, 2000, 3
AFTER_A_FALL = timedelta(minutes=10)
#: no address waits to be confirmed
NOT_ASKED: dict[str, Any] = {"asked_address": "", "is_asked": False, "code_digest": "", "code_until": None}
OVER_AFTER = timedelta(days=3)  # news that old is no news; the resident has his slip


@transaction.atomic
def wish(*, concern: Concern, wishes: bool, at: datetime, by: Actor = RESIDENT) -> SmsWish | None:
    """要短信, 什么都不要: the resident's own word, given with his slip. None where nothing changes. Raises Unfit without a number."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    if by is not RESIDENT:
        by.must(REGISTER, concern)
    known = SmsWish.objects.filter(concern=concern).first()
    is_by_mail = known is not None and (known.is_by_mail or known.is_asked)
    if wishes == (known is not None and known.wishes) and not is_by_mail:
        return None
    if wishes and not _phone(concern):
        raise Unfit(_("您没有留电话，发不了短信。请凭回执查进度。"))
    told, _made = SmsWish.objects.update_or_create(
        concern=concern, defaults={"wishes": wishes, "at": at, "address": "", **NOT_ASKED}
    )
    if not wishes:
        Sms.objects.filter(concern=concern, state=State.WAITING).update(state=State.DROPPED, tried_at=at)
    event = "sms_wished" if wishes else "mail_declined" if is_by_mail else "sms_declined"
    _tell(f"concern.{event}", concern, by, at)
    return told


def _tell(event: str, concern: Concern, by: Actor, at: datetime) -> None:
    book.record(event, of=concern.ref, unit_path=concern.unit_path, by=by, at=at)


@transaction.atomic
def ask_mail(*, concern: Concern, address: str, at: datetime, by: Actor = RESIDENT) -> SmsWish:
    """要邮件: with his slip; a code goes to the address, nothing else until it came back. As he was told before, he is till then."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    wanted = _address(address)
    known, _made = SmsWish.objects.get_or_create(concern=concern, defaults={"wishes": False, "at": at})
    known.asked_address, known.is_asked, known.code_digest, known.code_until = wanted, True, "", None
    known.save(update_fields=list(NOT_ASKED))
    _tell("concern.mail_asked", concern, by, at)
    return known


@transaction.atomic
def prove_mail(*, concern: Concern, code: str, at: datetime, by: Actor = RESIDENT) -> SmsWish:
    """确认邮箱: by the code that went there; from now on he is told there. Raises Unfit."""
    known = SmsWish.objects.select_for_update().filter(concern=concern).first()
    if known is None or not known.holds(at):
        raise Unfit(_("验证码已经过期，请重新写一次邮箱。"), "code")
    if not proving.fits(known.code_digest, known.about, code):
        raise Unfit(_("验证码不对，请对照邮件再输一次。"), "code")
    known.address, known.wishes, known.at = known.asked_address, True, at
    known.asked_address, known.is_asked, known.code_digest, known.code_until = "", False, "", None
    known.save()
    _tell("concern.mail_wished", concern, by, at)
    return known


def send_mail_codes(*, gateway: Gateway, by: Actor, at: datetime) -> int:
    """发验证码 to the addresses that wait for one; how many went. GatewayAway passes through, and no code counts as sent."""
    chosen, letters = _drawn(at), []
    for one, code in chosen:
        key = f"code-{one.pk}-{at:%H%M%S}"
        letters.append(proving.message(key, str(one.asked_address), code, _("您反映的事的进展"), at))
    try:
        refused = gateway.hand(letters) if letters else {}
    except GatewayAway:
        SmsWish.objects.filter(pk__in=[one.pk for one, _code in chosen]).update(code_digest="", code_until=None)
        raise
    return len(letters) - len(refused)


@transaction.atomic
def _drawn(at: datetime) -> list[tuple[SmsWish, str]]:
    """A fresh code for each; it stands nowhere but in the mail. What nobody confirmed is forgotten."""
    for one in SmsWish.objects.filter(is_asked=True, code_until__lt=at - proving.HOLDS):
        SmsWish.objects.filter(pk=one.pk).update(**sealed_for(one, asked_address=""), is_asked=False, code_digest="")
    found = []
    waiting = SmsWish.objects.select_for_update(of=("self",)).filter(is_asked=True, code_digest="")
    for one in waiting[:AT_ONCE]:
        code = proving.drawn()
        one.code_digest, one.code_until = proving.digest(one.about, code), at + proving.HOLDS
        one.save(update_fields=["code_digest", "code_until"])
        found.append((one, code))
    return found


def _address(typed: str) -> str:
    if not typed.strip():
        raise Unfit(_("请先写邮箱地址，再点“用邮件告诉我”。"), "address")
    try:
        return address_of(typed)
    except BadAddress:
        raise Unfit(_("邮箱地址写得不对，请写成 名称@网站 的样子。"), "address") from None


def _phone(concern: Concern) -> str:
    return concern.requester.phone if hasattr(concern, "requester") else ""


@transaction.atomic
def gather(*, is_on: bool, by: Actor, at: datetime, has_mail: bool = False) -> int:
    """看流水: a message for each new entry that a resident wishes to hear of; how many. While it is off nothing is made up for."""
    mark, _made = SmsMark.objects.select_for_update().get_or_create(pk=1)
    before = mark.n or book.last_number(before=at - AFTER_A_FALL)  # begun just now: nothing of long ago
    newest = book.last_number()
    if not is_on and not has_mail:
        SmsMark.objects.update(n=newest)
        return 0
    told = list(book.newer(before, About.values, at - OVER_AFTER).values("n", "event", "of")[:LOOKED_AT])
    codes = {row["of"].partition(":")[2] for row in told}
    asked = Concern.objects.filter(code__in=codes, sms_wish__wishes=True).exclude(status=Status.VOIDED)
    if not is_on or not has_mail:
        by_sms = Q(sms_wish__address="")
        asked = asked.filter(by_sms) if is_on else asked.exclude(by_sms)
    wished = {one.ref: one for one in asked}
    made = [
        Sms(concern=wished[row["of"]], entry_n=row["n"], about=row["event"], made_at=at)
        for row in told if row["of"] in wished
    ]  # fmt: skip
    Sms.objects.bulk_create(made, ignore_conflicts=True)
    SmsMark.objects.update(n=told[-1]["n"] if len(told) == LOOKED_AT else newest)
    return len(made)


def hand(*, gateway: Gateway, by: Actor, at: datetime, by_mail: bool = False) -> int:
    """交发: what waits, through the gateway, at most `AT_ONCE`; how many were taken over. GatewayAway passes through.

    It is raised as well, after all is written down, where the gateway took some later: so the job waits and tries again.
    """
    chosen = _begin(at, by_mail)
    try:
        refused = gateway.hand(_messages(chosen, at))
    except GatewayAway:
        Sms.objects.filter(pk__in=[one.pk for one in chosen]).update(state=State.WAITING)
        raise
    handed = _finish(chosen, refused, by, at)
    if any(one.state == State.WAITING for one in chosen):
        raise GatewayAway("Later")
    return handed


@transaction.atomic
def _begin(at: datetime, by_mail: bool = False) -> list[Sms]:
    """Those that go now, marked before they go; what a fall left behind is said to be unknown."""
    Sms.objects.filter(state=State.HANDING, tried_at__lt=at - AFTER_A_FALL).update(
        state=State.FAILED, why=_("交发时服务中断，不知道有没有发出")
    )
    waiting = queries.waiting(by_mail=by_mail).select_for_update(of=("self",)).order_by("pk")
    chosen = list(waiting.select_related("concern__unit", "concern__requester", "concern__sms_wish")[:AT_ONCE])
    for one in chosen:
        one.state, one.tried_at, one.tries = State.HANDING, at, one.tries + 1
    Sms.objects.bulk_update(chosen, ["state", "tried_at", "tries"])
    return chosen


def _messages(chosen: Sequence[Sms], at: datetime) -> list[Message]:
    near, own = desks(one.concern.unit for one in chosen), texts(localdate(at))
    return [
        Message(f"{one.entry_n}-{one.tries}", str(one.concern.sms_wish.address) or _phone(one.concern), text_of(one, near, own),
                subject_of(one, near), at)
        for one in chosen
    ]  # fmt: skip


@transaction.atomic
def _finish(chosen: Sequence[Sms], refused: dict[str, str], by: Actor, at: datetime) -> int:
    for one in chosen:
        why = refused.get(f"{one.entry_n}-{one.tries}", "")
        if why == LATER:
            one.state = State.WAITING if one.tries < MOST_TRIES else State.FAILED
            one.why = "" if one.state == State.WAITING else _("试了几次，邮件服务器都没有收")
        else:
            one.state, one.why = State.FAILED if why else State.HANDED, why
    Sms.objects.bulk_update(chosen, ["state", "why"])
    handed = [one for one in chosen if one.state == State.HANDED]
    lines = []
    for one in handed:
        event = "concern.mail_handed" if one.concern.sms_wish.is_by_mail else "concern.sms_handed"
        told = {"about": one.get_about_display()}
        lines.append(book.Line(event, one.concern.ref, one.concern.unit_path, by, at, told))
    book.record_many(lines)
    return len(handed)


@transaction.atomic
def retry(*, sms: Sms, by: Actor, at: datetime) -> Sms:
    """重发 one that did not go out."""
    return _decided(sms, State.WAITING, "concern.sms_retried", by, at)


@transaction.atomic
def drop(*, sms: Sms, by: Actor, at: datetime) -> Sms:
    """不发了: the resident was told otherwise, or has no mobile telephone."""
    return _decided(sms, State.DROPPED, "concern.sms_dropped", by, at)


def _decided(sms: Sms, state: str, event: str, by: Actor, at: datetime) -> Sms:
    sms = Sms.objects.select_for_update(of=("self",)).select_related("concern").get(pk=sms.pk)
    by.must(DELIVER, sms.concern)
    if sms.state != State.FAILED:
        raise Unfit(_("这一条现在是“%(state)s”，不用再决定。") % {"state": sms.get_state_display()})
    sms.state = state
    sms.save(update_fields=["state"])
    about = sms.get_about_display()
    book.record(event, of=sms.concern.ref, unit_path=sms.concern.unit_path, by=by, at=at, about=about)
    return sms
