"""收离线记录: each in a transaction of its own, so that what is acknowledged is committed, and what is not comes again.

Idempotent by the phone's number and the content. Nothing is dropped: what cannot be done is 待核 with a sentence.
Order: a parcel waits until all before it on that phone have come (the phone says from which number on it still holds
something, so that one that was lost there does not hold up the rest), and until the one that it refers to is done.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from lianxin.base.journal import book
from lianxin.base.journal.book import ClockBehind
from lianxin.base.orgs.permissions import SYSTEM, Actor, NotAllowed
from lianxin.pure.flow import WrongState
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.offline import boxes, keys, queries, sealing
from lianxin.work.offline.kinds import KINDS, Work
from lianxin.work.offline.models import Handset, Parcel
from lianxin.work.offline.terms import FLOW, MOST_LATE, ParcelState

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """送来的一条: its number, its place in the row of that phone, the key it is sealed to, the sealed bytes."""

    number: str
    seq: int
    key_code: str
    sealed: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.sealed).hexdigest()


def receive(
    *, handset: Handset, parcels: Sequence[Sent], first: int, is_clock_off: bool, by: Actor, at: datetime
) -> list[Parcel]:
    """收下: returns how each of them stands, in the order sent. `first`: the lowest place that the phone still holds.

    `is_clock_off`: the phone's clock is so far from the server's that its dates must be looked at. Raises NotAllowed.
    """
    if handset.person_id != by.person_id or handset.is_revoked:
        raise NotAllowed(_("这部手机没有登记在您名下，或已停用。"))
    with override(settings.LANGUAGE_CODE):  # the reasons are kept, in one language
        for sent in sorted(parcels, key=lambda one: one.seq):
            _take_in(handset, sent, is_clock_off, at)
        _advance(handset, first)
        go_on(handset, at)
    found = {(one.client_key, one.digest): one for one in handset.parcels.filter(
        client_key__in=[sent.number for sent in parcels])}  # fmt: skip
    return [found[sent.number, sent.digest] for sent in parcels]


@transaction.atomic
def _take_in(handset: Handset, sent: Sent, is_clock_off: bool, at: datetime) -> None:
    Handset.objects.select_for_update().get(pk=handset.pk)
    same = list(handset.parcels.filter(client_key=sent.number).values_list("digest", flat=True))
    if sent.digest in same:
        return
    parcel = Parcel(
        code=new_code(), handset=handset, person_id=handset.person_id, home_path=handset.home_path,
        client_key=sent.number, digest=sent.digest, seq=sent.seq, key_code=sent.key_code, sealed=sent.sealed, arrived_at=at,
    )  # fmt: skip
    doubt = _looked_into(parcel, is_clock_off, at)
    if same:
        doubt = _("同一编号送来两份不同的内容，请核对办哪一份。")
    parcel.save(force_insert=True)
    if doubt:
        question(parcel, doubt, at)


def _looked_into(parcel: Parcel, is_clock_off: bool, at: datetime) -> str:
    """Note what the parcel is; returns why a person must look at it, if so."""
    try:
        content = queries.opened(parcel)
    except keys.NoKey:
        return _("封存用的私钥不在这台服务器上，暂时打不开；找回密钥后再试。")
    except sealing.CannotOpen:
        return _("这一条打不开，可能在手机上已损坏，请重新填写。")
    if content.kind is None:
        return _("系统里没有这种表。")
    today = localdate(at)
    parcel.kind, parcel.after = content.kind.code, content.after
    claimed = parcel.claimed_on = boxes.first_day(content.kind.boxes, content.values)
    if content.version != content.kind.version:
        told = {"old": content.version, "new": content.kind.version}
        return _("填的是第 %(old)s 版的表，现在是第 %(new)s 版，请核对后入册。") % told
    if claimed is not None and claimed > today:
        return _("所填日期 %(on)s 在今天之后，请核对手机的日期。") % {"on": claimed.isoformat()}
    if claimed is not None and claimed < today - MOST_LATE:
        return _("所填日期 %(on)s 离送达已超过三个月，请核对。") % {"on": claimed.isoformat()}
    if is_clock_off:
        return _("手机的时钟与服务器相差一天以上，请核对所填日期。")
    return ""


@transaction.atomic
def _advance(handset: Handset, first: int) -> None:
    """Move on past what has come, and past what the phone says it does not hold."""
    fresh = Handset.objects.select_for_update().get(pk=handset.pk)
    reached = max(fresh.next_seq, first)
    for seq in handset.parcels.filter(seq__gte=reached).order_by("seq").values_list("seq", flat=True).distinct():
        if seq > reached:
            break
        reached = seq + 1
    if reached != fresh.next_seq:
        fresh.next_seq = reached
        fresh.save(update_fields=["next_seq"])
    handset.next_seq = reached


def go_on(handset: Handset, at: datetime) -> None:
    """Do what is held and can be done now, in the phone's order, until nothing more moves."""
    moved = True
    while moved:
        moved = False
        held = handset.parcels.filter(state=ParcelState.HELD, seq__lt=handset.next_seq).order_by("seq", "pk")
        for pk in list(held.values_list("pk", flat=True)):
            moved |= _settle(pk, at)


@transaction.atomic
def _settle(pk: int, at: datetime) -> bool:
    """Try one that is held; whether it is held no more."""
    parcel = (
        Parcel.objects.select_for_update(of=("self",)).select_related("handset__person", "handset__home").get(pk=pk)
    )
    if parcel.state != ParcelState.HELD:
        return False
    before = before_of(parcel)
    if before is not None and before.is_open:
        return False
    if parcel.after and (before is None or before.state == ParcelState.SET_ASIDE):
        question(parcel, _("它所接的前一条没有送达，或已被搁置。"), at)
        return True
    try:
        with transaction.atomic():
            made = do(parcel, queries.opened(parcel).values, at)
    except (OperationalError, ClockBehind):
        raise  # nothing is wrong with the parcel: the phone keeps it and sends it again
    except Exception as problem:
        question(parcel, _why(problem), at)
    else:
        settle_applied(parcel, made, SYSTEM, at)
    return True


def _why(problem: Exception) -> str:
    """The sentence for people; what was not foreseen is logged, and the parcel is kept all the same."""
    if isinstance(problem, Unfit | NotAllowed):
        return str(problem)
    if isinstance(problem, WrongState):
        return _("所指的记录已经变化，请核对现在的情况。")
    if isinstance(problem, ObjectDoesNotExist):
        return _("所指的户、单位或记录已经不在册。")
    if isinstance(problem, keys.NoKey | sealing.CannotOpen):
        return _("这一条暂时打不开。")
    _log.error("a parcel could not be applied", exc_info=problem)
    return str(problem) if hasattr(problem, "sentence") else _("入册时出了差错，内容已保留，请联系管理员。")


def before_of(parcel: Parcel) -> Parcel | None:
    """The parcel that this one refers to: the first of that number."""
    if not parcel.after:
        return None
    return Parcel.objects.filter(handset_id=parcel.handset_id, client_key=parcel.after).order_by("pk").first()


def do(parcel: Parcel, values: object, at: datetime) -> str:
    """Do what the parcel asks, in the name of its writer; returns what it became. Raises what the room's command does."""
    kind, today = KINDS[parcel.kind], localdate(at)
    by = queries.acting(parcel.handset.person, parcel.home_path, today)
    if by is None:
        raise NotAllowed(_("记录人现在没有职务，不能入册。"))
    before = before_of(parcel)
    read = boxes.read(kind.boxes, values if isinstance(values, dict) else {})
    number = parcel.client_key if _is_first(parcel) else f"{parcel.client_key[:24]}{parcel.code}"
    made = before.made if before is not None else ""
    return kind.apply(Work(read, number, made, parcel.handset.home, by, at))


def _is_first(parcel: Parcel) -> bool:
    same = Parcel.objects.filter(handset_id=parcel.handset_id, client_key=parcel.client_key)
    return same.order_by("pk").values_list("pk", flat=True).first() == parcel.pk


def question(parcel: Parcel, sentence: str, at: datetime) -> None:
    """待核: a person must look at it; why, in a sentence."""
    parcel.state, parcel.sentence = FLOW.after("question", parcel.state), sentence[:300]
    parcel.save(update_fields=["state", "sentence"])
    tell("parcel.questioned", parcel, SYSTEM, at)


def settle_applied(parcel: Parcel, made: str, by: Actor, at: datetime) -> None:
    """已入册: what it became; the sealed bytes are no longer needed."""
    parcel.state, parcel.made = FLOW.after("apply", parcel.state), made
    parcel.sentence, parcel.sealed, parcel.settled_at = "", b"", at
    parcel.save(update_fields=["state", "made", "sentence", "sealed", "settled_at"])
    tell("parcel.applied", parcel, by, at)


def tell(event: str, parcel: Parcel, by: Actor, at: datetime, **private: str) -> None:
    """One line of the journal; the name of the form, never what was written in it."""
    label = str(KINDS[parcel.kind].label) if parcel.kind in KINDS else "—"
    book.record(event, of=parcel.ref, unit_path=parcel.home_path, by=by, at=at, private=private, kind=label,
                seq=parcel.seq)  # fmt: skip
