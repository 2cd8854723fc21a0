"""知道诉求人: the handler of a confidential matter asks with a motive; the custodian grants or refuses; both are kept.

The entries stand in the story of the record itself, so that the resident reads who asked, why, and what was decided.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from lianxin.base.custody import queries
from lianxin.base.custody.models import IdentityRequest
from lianxin.base.custody.terms import APPROVE, FLOW, State
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.problems import Unfit


@transaction.atomic
def ask_identity(*, record: Any, reason: str, by: Actor, at: datetime, inside: bool = False) -> IdentityRequest:
    """申请知道诉求人: whether this actor may ask about this record the room above has weighed. Asked twice is one.

    `inside`: who asks takes such matters in himself, so that his own leader may decide; else another unit's does.
    """
    of, unit_path = record.ref, record.unit_path
    if len(reason.strip()) < 10:
        raise Unfit(_("请写明为什么非知道诉求人不可，不少于 10 个字。群众本人会看到。"), "reason")
    standing = queries.asked_about(of, by)
    if standing is not None and (standing.state == State.ASKED or standing.is_open_at(at)):
        return standing
    made = IdentityRequest.objects.create(
        of=of, about=record.code, unit_path=unit_path, asker_path="" if inside else by.own_path, reason=reason.strip()[:200], by=by.ref,
        by_name=by.name, by_post=by.post, at=at,
    )  # fmt: skip
    book.record("custody.identity_asked", of=of, unit_path=unit_path, by=by, at=at,
                private={"reason": made.reason})  # fmt: skip
    return made


@transaction.atomic
def decide_identity(
    *, asked: IdentityRequest, record: Any, accepts: bool, by: Actor, at: datetime, why_not: str = ""
) -> IdentityRequest:
    """批准或不批准: by who leads where the matter was brought, never in the unit that asks, never whom it is about."""
    asked = IdentityRequest.objects.select_for_update().get(pk=asked.pk, of=record.ref)
    by.must(APPROVE, record)  # the wall before the record stands here too
    if asked.by == by.ref or asked.asker_path == by.own_path:
        raise NotAllowed(_("申请单位的人不能批准本单位知道诉求人。"))
    asked.state = FLOW.after("approve" if accepts else "decline", asked.state) or asked.state
    if not accepts and len(why_not.strip()) < 4:
        raise Unfit(_("请写明不批准的理由。"), "why_not")
    asked.decided_by, asked.decided_by_name, asked.decided_by_post = by.ref, by.name, by.post
    asked.decided_at, asked.why_not = at, "" if accepts else why_not.strip()[:200]
    asked.until = at + timedelta(hours=record.known_for_hours) if accepts else None
    asked.save()
    told: dict[str, Any] = {"of": asked.of, "unit_path": asked.unit_path, "by": by, "at": at}
    if asked.until is not None:
        book.record("custody.identity_approved", **told, until=f"{localtime(asked.until):%Y-%m-%d %H:%M}")
    else:
        book.record("custody.identity_declined", **told, private={"reason": asked.why_not})
    return asked


@transaction.atomic
def use_identity(*, of: str, by: Actor, at: datetime) -> IdentityRequest | None:
    """用掉批准: one look; None where there is no grant that stands."""
    granted = queries.granted(of, by, at)
    if granted is None:
        return None
    granted = IdentityRequest.objects.select_for_update().get(pk=granted.pk)
    granted.state, granted.used_at = FLOW.after("use", granted.state) or granted.state, at
    granted.save()
    return granted
