"""签订: in the system by oneself, or on paper and noted by somebody who saw it; the scan of the paper if one likes (M208)."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.files.pictures import Unreadable, read_picture
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.pledges.models import Letter, Pledge, Scan, Signing
from lianxin.work.pledges.rules import must_say
from lianxin.work.pledges.terms import LETTER, LETTER_FLOW, MAKE, SIGN, SignedHow


@transaction.atomic
def sign(*, signing: Signing, by: Actor, at: datetime) -> Signing:
    """签订: the person by his own account; for a unit, whoever may sign there."""
    signing, letter = _held(signing)
    if signing.person_id is not None:
        if signing.person_id != by.person_id:
            raise NotAllowed(_("这一份由本人签。"))
    elif signing.name:
        raise NotAllowed(_("这一位没有账号，请在纸上签，再登记。"))
    else:
        by.must(SIGN, signing)
        if signing.unit_path != by.own_path:
            raise NotAllowed(_("这一份由该单位自己签。"))
    return _signed(signing, letter, SignedHow.ACCOUNT, localdate(at), "", by, at)


@transaction.atomic
def record_signed(*, signing: Signing, by: Actor, at: datetime, on: date | None = None, kept_at: str = "") -> Signing:
    """登记纸上签订: who saw the paper, of which day it is, where it lies."""
    signing, letter = _held(signing)
    if not by.may(LETTER, letter):
        by.must(SIGN, signing)
    day = on or localdate(at)
    if day > localdate(at) or day < (letter.opened_on or day):
        raise Unfit(_("签订日期应在发起签订那天和今天之间。"), "on")
    return _signed(signing, letter, SignedHow.PAPER, day, kept_at, by, at)


@transaction.atomic
def unsign(*, signing: Signing, reason: str, by: Actor, at: datetime) -> Signing:
    """更正签订登记: noted by mistake; the journal keeps both. Only what was noted from paper."""
    signing = Signing.objects.select_for_update(of=("self",)).select_related("letter", "unit").get(pk=signing.pk)
    by.must(LETTER, signing.letter)
    LETTER_FLOW.after("sign", signing.letter.status)
    if signing.how != SignedHow.PAPER:
        raise Unfit(_("只能更正从纸上登记的签订。"))
    why = must_say(reason, _("请写明错在哪里。"), "reason", 2)[:200]
    signing.signed_on, signing.how, signing.recorded_by, signing.kept_at = None, "", "", ""
    signing.save(update_fields=["signed_on", "how", "recorded_by", "kept_at"])
    Scan.objects.filter(signing=signing).delete()
    book.record(
        "letter.unsigned", of=signing.letter.ref, unit_path=signing.unit_path, by=by, at=at, private={"reason": why}
    )
    return signing


@transaction.atomic
def attach_scan(*, of: Pledge | Signing, data: bytes, by: Actor, at: datetime) -> Scan:
    """附扫描件: a picture of the signed paper, cleaned of what a camera writes into it; nobody has to (JF-1)."""
    of = _owner(of, by)
    if isinstance(of, Signing) and of.signed_on is None:
        raise Unfit(_("先登记签订，再附扫描件。"), "scan")
    try:
        picture = read_picture(data)
    except Unreadable as problem:
        raise Unfit(str(problem), "scan") from problem
    kept = {
        "data": picture.data,
        "sha256": hashlib.sha256(picture.data).hexdigest(),
        "on": localdate(at),
        "by_name": by.name,
    }
    key = {"pledge": of} if isinstance(of, Pledge) else {"signing": of}
    scan, _is_new = Scan.objects.update_or_create(**key, defaults=kept)
    book.record("pledge.scanned", of=_ref(of), unit_path=of.unit_path, by=by, at=at)
    return scan


@transaction.atomic
def take_off_scan(*, of: Pledge | Signing, reason: str, by: Actor, at: datetime) -> None:
    """撤下扫描件: the wrong paper, or somebody else can be read on it; the picture itself is gone."""
    of = _owner(of, by)
    why = must_say(reason, _("请写明为什么撤下。"), "reason", 2)[:200]
    found = Scan.objects.filter(pledge=of) if isinstance(of, Pledge) else Scan.objects.filter(signing=of)
    if not found.delete()[0]:
        raise Unfit(_("没有扫描件。"))
    book.record("pledge.unscanned", of=_ref(of), unit_path=of.unit_path, by=by, at=at, private={"reason": why})


def _held(signing: Signing) -> tuple[Signing, Letter]:
    """The signing, locked, while its letter is open and it has neither been signed nor released."""
    signing = Signing.objects.select_for_update(of=("self",)).select_related("letter", "unit").get(pk=signing.pk)
    LETTER_FLOW.after("sign", signing.letter.status)
    if signing.signed_on is not None:
        raise Unfit(_("已经签订。"))
    if signing.released_on is not None:
        raise Unfit(_("已经免签。"))
    return signing, signing.letter


def _signed(
    signing: Signing, letter: Letter, how: SignedHow, day: date, kept_at: str, by: Actor, at: datetime
) -> Signing:
    signing.signed_on, signing.how, signing.recorded_by, signing.kept_at = day, how, by.name, kept_at.strip()[:80]
    signing.save(update_fields=["signed_on", "how", "recorded_by", "kept_at"])
    book.record(
        "letter.signed", of=letter.ref, unit_path=signing.unit_path, by=by, at=at, unit=signing.unit.name,
        how=how.label, private={"name": signing.name} if signing.name else None,
    )  # fmt: skip
    return signing


def _owner(of: Pledge | Signing, by: Actor) -> Pledge | Signing:
    """The pledge or the signing, locked, for who may mend it."""
    if isinstance(of, Pledge):
        found = Pledge.objects.select_for_update(of=("self",)).get(pk=of.pk)
        by.must(MAKE, found)
        return found
    signing = Signing.objects.select_for_update(of=("self",)).select_related("letter").get(pk=of.pk)
    if not by.may(LETTER, signing.letter):
        by.must(SIGN, signing)
    return signing


def _ref(of: Pledge | Signing) -> str:
    return of.ref if isinstance(of, Pledge) else of.letter.ref
