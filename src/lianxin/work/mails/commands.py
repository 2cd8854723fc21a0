"""收下, 登记, 作为工单, 不登记: what comes by mail waits for a person, who says what becomes of it."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.files.mails import MOST_BYTES, ReadLetter
from lianxin.base.journal import book
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import SYSTEM, Actor
from lianxin.pure import workslips
from lianxin.pure.problems import Unfit
from lianxin.work.concerns.commands import register
from lianxin.work.concerns.commands.intake import Receipt
from lianxin.work.levels.terms import ENTER
from lianxin.work.mails.models import BoxLook, Mail
from lianxin.work.mails.terms import STAYS, WAITS, MailState, Via
from lianxin.work.workorders import commands as workorders


@transaction.atomic
def take_in(
    *, letters: Sequence[tuple[bytes, ReadLetter]], unit: Unit, via: str, by: Actor, at: datetime
) -> list[Mail]:  # fmt: skip
    """收下来信: those that this unit does not have yet wait to be looked at; the new ones are given back."""
    if by is not SYSTEM:
        by.must_at(ENTER, unit.path)
    wanted = {letter.key: (data, letter) for data, letter in letters}
    told = {key for _data, letter in wanted.values() for key in letter.answers}
    known = {one.key: one for one in Mail.objects.filter(unit=unit, key__in={*wanted, *told}).only("pk", "key")}
    made = [_mail(*one, unit, via, at) for key, one in wanted.items() if key not in known]
    for one in made:
        earlier = [known[key] for key in wanted[one.key][1].answers if key in known]
        one.answers = earlier[-1] if earlier else None
    Mail.objects.bulk_create(made)
    book.record_many([book.Line("mail.taken_in", one.ref, one.unit_path, by, at) for one in made])
    return made


def _mail(data: bytes, letter: ReadLetter, unit: Unit, via: str, at: datetime) -> Mail:
    held: Any = {
        "name": letter.name, "subject": letter.subject, "sent": letter.sent, "text": letter.text,
        "parts": [list(one) for one in letter.parts], "notes": list(letter.notes),
    }  # fmt: skip
    raw: Any = data if len(data) <= MOST_BYTES else b""
    sender: Any = letter.address
    return Mail(token=secrets.token_hex(16), key=letter.key, unit=unit, unit_path=unit.path, via=Via(via), at=at,
                sender=sender, letter=held, raw=raw)  # fmt: skip


@transaction.atomic
def note_look(*, taken: int, problem: str, by: Actor, at: datetime) -> BoxLook:
    """记下看邮箱: when it was looked into, and what was wrong; no deed of anybody, so no line in the journal."""
    return BoxLook.objects.update_or_create(pk=1, defaults={"at": at, "taken": taken, "problem": problem})[0]


@transaction.atomic
def enter(*, mail: Mail, unit: Unit, by: Actor, at: datetime, **concern: Any) -> Receipt:
    """登记: the letter becomes a concern, once; `concern` is what `concerns.register` takes. Its words are there from now on."""
    mail = Mail.objects.select_for_update(of=("self",)).select_related("concern").get(pk=mail.pk)
    by.must(ENTER, mail)
    if mail.state == MailState.ENTERED and mail.concern is not None:
        return Receipt(mail.concern, "", is_new=False)
    _must_be(mail, MailState.WAITING)
    receipt = register(unit=unit, by=by, at=at, **{**concern, "entry_key": f"mail-{mail.token}"})
    mail.concern = receipt.concern
    _decided(mail, MailState.ENTERED, at)
    _empty(mail, at)
    mail.save()
    book.record("mail.entered", of=receipt.concern.ref, unit_path=unit.path, by=by, at=at)
    return receipt


@transaction.atomic
def send_on(
    *, mail: Mail, found: Sequence[workslips.Slip], form: str, file_name: str, posting: Posting, by: Actor, at: datetime
) -> Any:
    """作为工单: what was read of the letter, or of a file in it, waits among the orders to be confirmed there."""
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    by.must(ENTER, mail)
    _must_be(mail, MailState.WAITING, MailState.ORDERS)
    slips = workorders.receive(
        found=found, form=form, file_name=file_name, unit=posting.unit, posting=posting, by=by, at=at
    )
    _decided(mail, MailState.ORDERS, at)
    mail.save(update_fields=["state", "decided_at"])
    book.record("mail.sent_on", of=mail.ref, unit_path=mail.unit_path, by=by, at=at, count=len(slips))
    return slips


@transaction.atomic
def dismiss(*, mail: Mail, reason: str, by: Actor, at: datetime) -> Mail:
    """不登记: junk, an invitation, somebody else's; the reason stays, the letter a week longer."""
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    by.must(ENTER, mail)
    _must_be(mail, MailState.WAITING)
    if not reason.strip():
        raise Unfit(_("请写明为什么不登记。"), "reason")
    mail.reason = reason.strip()
    _decided(mail, MailState.DISMISSED, at)
    mail.save(update_fields=["state", "reason", "decided_at"])
    private = {"reason": mail.reason}
    book.record("mail.dismissed", of=mail.ref, unit_path=mail.unit_path, by=by, at=at, private=private)
    return mail


@transaction.atomic
def take_up(*, mail: Mail, by: Actor, at: datetime) -> Mail:
    """重新拿起 one that was put away, or whose orders nobody confirmed, while its words are still there."""
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    by.must(ENTER, mail)
    _must_be(mail, MailState.DISMISSED, MailState.ORDERS)
    if not mail.letter:
        raise Unfit(_("这封信的内容已经删除，请到邮箱里找原件。"))
    mail.state, mail.reason, mail.decided_at = MailState.WAITING, "", None
    mail.save(update_fields=["state", "reason", "decided_at"])
    book.record("mail.taken_up", of=mail.ref, unit_path=mail.unit_path, by=by, at=at)
    return mail


@transaction.atomic
def erase_due(*, by: Actor, at: datetime) -> int:
    """删除到期的: letters that nobody looked at, and the words of those that were put away; the key stays."""
    late = list(Mail.objects.filter(state=MailState.WAITING, at__lt=at - WAITS))
    done = Mail.objects.filter(state__in=(MailState.DISMISSED, MailState.ORDERS), decided_at__lt=at - STAYS)
    book.record_many([book.Line("mail.dropped", one.ref, one.unit_path, by, at) for one in late])
    gone = [*late, *done.filter(erased_at=None)]
    for one in gone:
        if one.state == MailState.WAITING:
            one.state, one.decided_at = MailState.DISMISSED, at
        _empty(one, at)
        one.save()  # sealed columns are saved with their record
    return len(late)


def _empty(mail: Mail, at: datetime) -> None:
    """Its words are gone; the address of whoever wrote stays with his concern, as his telephone does."""
    mail.letter, mail.raw, mail.erased_at = {}, b"", at
    if mail.concern is None:
        mail.sender = ""


def _decided(mail: Mail, state: MailState, at: datetime) -> None:
    mail.state, mail.decided_at = state, at


def _must_be(mail: Mail, *states: MailState) -> None:
    if mail.state not in states:
        raise Unfit(_("这封信现在是“%(now)s”，请刷新页面后再办。") % {"now": MailState(mail.state).label})
