"""领凭据: the window, the fixed roll, the keys, the letters, one blind signature for each who may vote.

The signer knows each person and signs what he cannot read; of an issue nothing is kept but "yes". No line of the
journal is written for one person's credential: a line bears a time, and the time would lead from name to ballot.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import blind, codes, polling
from lianxin.work.ballots import chance, credentials, keys
from lianxin.work.ballots.models import Issuing, PollBox, Roll, RollEntry
from lianxin.work.ballots.rolls import is_as_fixed
from lianxin.work.ballots.terms import POLL_FLOW, RUN, PollStatus
from lianxin.work.concerns.commands.intake import RESIDENT
from lianxin.work.concerns.problems import Unfit

LETTER_LENGTH = codes.TOKEN_LENGTH


@dataclass(frozen=True)
class Letter:
    """领凭据信: for whom, and the code that is shown this once."""

    name: str
    unit_name: str
    code: str


def _locked(box: PollBox, by: Actor) -> PollBox:
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(RUN, box)
    return box


@transaction.atomic
def set_window(*, box: PollBox, opens_on: date, closes_on: date, by: Actor, at: datetime) -> Issuing:
    """定领凭据时段: whole days, the last of them before the first day of voting (security.md D4)."""
    box = _locked(box, by)
    if box.mode != polling.BLIND or box.status != PollStatus.PREPARED:
        raise Unfit(_("只有准备中的盲签名投票才定领凭据的时段。"))
    credentials.must_be_secure()
    if not localdate(at) <= opens_on <= closes_on:
        raise Unfit(_("领凭据的开始不能早于今天，截止不能早于开始。"), "opens_on")
    if closes_on >= box.opens_on:
        told = {"day": box.opens_on.isoformat()}
        raise Unfit(_("领凭据要在投票开始（%(day)s）的前一天或更早截止，两段时间不能重叠。") % told, "closes_on")
    issuing, _new = Issuing.objects.update_or_create(box=box, defaults={"opens_on": opens_on, "closes_on": closes_on})
    book.record(
        "poll.window_set", of=box.ref, unit_path=box.unit_path, by=by, at=at, opens_on=opens_on.isoformat(),
        closes_on=closes_on.isoformat(),
    )  # fmt: skip
    return issuing


@transaction.atomic
def publish_keys(*, box: PollBox, by: Actor, at: datetime) -> PollBox:
    """公布签发公钥: one key for each group, in the journal before the first credential; every roll must be fixed.

    One key for all of a group, known beforehand: nobody can be given a key of his own and be told by it (RFC 9576 §4).
    """
    box = _locked(box, by)
    if box.mode != polling.BLIND:
        raise Unfit(_("只有盲签名投票才签发凭据。"))
    status = POLL_FLOW.after("issue", box.status)
    credentials.must_be_secure()
    issuing = Issuing.objects.filter(box=box).first()
    if issuing is None or issuing.closes_on < localdate(at):
        raise Unfit(_("请先定好领凭据的时段。"))
    for group in box.poll.groups:
        roll = Roll.objects.filter(box=box, group=group.code).first()
        if group.is_named:
            continue
        if roll is None or not is_as_fixed(roll):
            raise Unfit(_("“%(group)s”的名册还没有定稿。") % {"group": group.label})
        _publish(box, roll, by, at)
    box.status = status
    box.save(update_fields=["status"])
    return box


def _publish(box: PollBox, roll: Roll, by: Actor, at: datetime) -> None:
    key = base64.b64encode(keys.make(box.code, roll.group).der).decode()
    roll.public_key = key
    roll.save(update_fields=["public_key"])
    book.record("poll.key_published", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=roll.label, key=key)


@transaction.atomic
def print_letters(*, box: PollBox, group: str, by: Actor, at: datetime) -> list[Letter]:
    """印制领凭据信: a fresh code for each who has not taken his credential; an earlier letter of his is void."""
    box = _locked(box, by)
    roll = Roll.objects.filter(box=box, group=group).first()
    if roll is None or not roll.public_key or box.status != PollStatus.ISSUING:
        raise Unfit(_("公布签发公钥以后才能印信。"))
    entries = list(roll.entries.filter(is_issued=False))
    letters = []
    for entry in entries:
        code = codes.drawn(chance.SOURCE, LETTER_LENGTH)
        entry.code_hash = _hash_of(box, code)
        letters.append(Letter(entry.name, entry.unit_name, codes.grouped(code)))
    RollEntry.objects.bulk_update(entries, ["code_hash"], batch_size=500)
    book.record(
        "poll.letters_printed", of=box.ref, unit_path=box.unit_path, by=by, at=at, group=roll.label, count=len(letters)
    )
    return letters


def _hash_of(box: PollBox, code: str) -> str:
    return hmac.digest(settings.SECRET_PEPPER.encode(), f"letter|{box.code}|{code}".encode(), "sha256").hex()


def entry_by_code(box: PollBox, typed: str) -> RollEntry | None:
    """The person of this box whose letter bears the code."""
    code = codes.typed(typed, LETTER_LENGTH)
    if code is None:
        return None
    return RollEntry.objects.select_related("roll").filter(roll__box=box, code_hash=_hash_of(box, code)).first()


def entries_of(box: PollBox, person_id: int | None) -> list[RollEntry]:
    """The lines of the roll that belong to a person with an account: one for each group he is in."""
    if person_id is None:
        return []
    return list(RollEntry.objects.select_related("roll").filter(roll__box=box, person_id=person_id))


@transaction.atomic
def issue(*, entry: RollEntry, blinded: bytes, at: datetime, by: Actor = RESIDENT) -> bytes:
    """领凭据: sign what one person on the roll has blinded; a second, different one is refused.

    The same one again gives the same answer, so that a broken line costs nobody his vote. Nothing is journalled.
    """
    entry = RollEntry.objects.select_for_update(of=("self",)).select_related("roll__box").get(pk=entry.pk)
    box, roll = entry.roll.box, entry.roll
    _must_be_in_window(box, at)
    asked = hashlib.sha256(blinded).hexdigest()
    if entry.is_issued and entry.asked != asked:
        raise Unfit(_("您的凭据已经领过，每人只能领一次。不是您本人领的，请马上告诉组织单位和监督电话。"))
    try:
        signature = blind.blind_sign(keys.load(box.code, roll.group), blinded)
    except (blind.BlindError, keys.NoKey) as problem:
        raise Unfit(_("没有签发成功，请刷新页面再试一次。")) from problem
    entry.is_issued, entry.asked = True, asked
    entry.save(update_fields=["is_issued", "asked"])
    return signature


def _must_be_in_window(box: PollBox, at: datetime) -> None:
    issuing, today = Issuing.objects.filter(box=box).first(), localdate(at)
    if box.status != PollStatus.ISSUING or issuing is None or issuing.ended_on is not None:
        raise Unfit(_("现在不能领凭据。"))
    if not issuing.opens_on <= today <= issuing.closes_on:
        told = {"first": issuing.opens_on.isoformat(), "last": issuing.closes_on.isoformat()}
        raise Unfit(_("领凭据的时间是 %(first)s 至 %(last)s。") % told)


@transaction.atomic
def end_issuing(*, box: PollBox, by: Actor, at: datetime) -> Issuing:
    """结束领凭据: count what was issued, forget what was asked, destroy the keys. Only then can voting be opened."""
    box = _locked(box, by)
    issuing = Issuing.objects.filter(box=box).first()
    if box.status != PollStatus.ISSUING or issuing is None or issuing.ended_on is not None:
        raise Unfit(_("没有正在进行的领凭据。"))
    everyone = not RollEntry.objects.filter(roll__box=box, is_issued=False).exists()
    if localdate(at) <= issuing.closes_on and not everyone:
        raise Unfit(_("领凭据到 %(last)s 为止，还有人没有领。") % {"last": issuing.closes_on.isoformat()})
    counts = []
    for roll in Roll.objects.filter(box=box):
        roll.issued = roll.entries.filter(is_issued=True).count()
        roll.save(update_fields=["issued"])
        counts.append(f"{roll.label} {roll.issued}/{roll.size}")
    RollEntry.objects.filter(roll__box=box).update(asked="")  # the code stays: with it one sees whether it was taken
    issuing.ended_on = localdate(at)
    issuing.save(update_fields=["ended_on"])
    book.record("poll.issuing_ended", of=box.ref, unit_path=box.unit_path, by=by, at=at, counts="、".join(counts))
    transaction.on_commit(lambda: keys.destroy(box.code))
    return issuing
