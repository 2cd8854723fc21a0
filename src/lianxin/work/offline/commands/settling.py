"""待核的处理: the writer, or who manages phones there, applies it as it is or mended, or sets it aside with a reason."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.offline import keys, queries, sealing
from lianxin.work.offline.commands import receiving
from lianxin.work.offline.kinds import KINDS
from lianxin.work.offline.models import Handset, Parcel
from lianxin.work.offline.terms import FLOW, MANAGE


def apply_parcel(*, parcel: Parcel, by: Actor, at: datetime, values: Mapping[str, Any] | None = None) -> Parcel:
    """入册: as it was written, or mended (`values`, only for who may read it); always in the name of its writer."""
    with transaction.atomic():
        parcel = _held(parcel, by)
        FLOW.after("apply", parcel.state)
        content = _content(parcel)
        if values is not None and not queries.may_open(parcel, content, by):
            raise NotAllowed(_("这一条的内容只有记录人自己能看、能改。"))
        before = receiving.before_of(parcel)
        if before is not None and before.is_open:
            raise Unfit(_("请先处理它所接的前一条（第 %(seq)s 条）。") % {"seq": before.seq})
        if parcel.kind not in KINDS:
            raise Unfit(_("系统里没有这种表，只能搁置。"))
        made = receiving.do(parcel, dict(content.values if values is None else values), at)
        receiving.settle_applied(parcel, made, by, at)
    receiving.go_on(Handset.objects.get(pk=parcel.handset_id), at)
    return parcel


def set_aside(*, parcel: Parcel, reason: str, by: Actor, at: datetime) -> Parcel:
    """搁置: it will not be done, and why; it stays to be looked at, and what refers to it is looked at anew."""
    with transaction.atomic():
        parcel = _held(parcel, by)
        parcel.state = FLOW.after("set_aside", parcel.state)
        if not reason.strip():
            raise Unfit(_("请写明为什么不入册。"), "reason")
        parcel.sentence, parcel.settled_at = "", at
        parcel.save(update_fields=["state", "sentence", "settled_at"])
        receiving.tell("parcel.set_aside", parcel, by, at, reason=reason.strip())
    receiving.go_on(Handset.objects.get(pk=parcel.handset_id), at)
    return parcel


@transaction.atomic
def look_into(*, parcel: Parcel, by: Actor, at: datetime) -> Mapping[str, Any] | None:
    """看内容: what was written; None where it cannot be opened, or not by this actor. Another's look leaves a line."""
    try:
        content = queries.opened(parcel)
    except (keys.NoKey, sealing.CannotOpen):
        return None
    if not queries.may_open(parcel, content, by):
        return None
    if parcel.person_id != by.person_id:
        receiving.tell("parcel.opened", parcel, by, at)
    return content.values


def _held(parcel: Parcel, by: Actor) -> Parcel:
    parcel = Parcel.objects.select_for_update(of=("self",)).select_related("handset__person", "handset__home").get(
        pk=parcel.pk)  # fmt: skip
    if parcel.person_id != by.person_id:
        by.must(MANAGE, parcel)
    return parcel


def _content(parcel: Parcel) -> queries.Opened:
    try:
        return queries.opened(parcel)
    except (keys.NoKey, sealing.CannotOpen) as problem:
        raise Unfit(_("这一条打不开，只能搁置或等找回密钥。")) from problem
