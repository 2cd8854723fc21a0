"""典型推荐: from a high rating to a proposal, from the proposal to a decision; each is a person's."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.results.models import Nomination, Result, ResultSubject
from lianxin.work.results.queries import is_rated
from lianxin.work.results.terms import NOMINATION_FLOW, PUBLISH, NominationStatus


@transaction.atomic
def nominate(*, result: Result, subject: ResultSubject, reason: str, by: Actor, at: datetime) -> Nomination:
    """推荐典型: propose a rated subject of a published result as an example, with what it did well. Raises Unfit."""
    result = Result.objects.select_for_update().get(pk=result.pk)
    by.must(PUBLISH, result)
    if not result.is_published:
        raise Unfit(_("结果公布以后才能推荐典型。"))
    if subject.result_id != result.pk:
        raise Unfit(_("这个评议对象不在本次结果里。"), "subject")
    if len(reason.strip()) < 10:
        raise Unfit(_("请写明好在哪里、群众怎么说，至少十个字。"), "reason")
    if Nomination.objects.filter(result=result, subject=subject).exists():
        raise Unfit(_("已经推荐过。"), "subject")
    nomination = Nomination.objects.create(
        result=result, subject=subject, unit_path=result.unit_path, reason=reason.strip(), made_on=localdate(at),
        made_by=by.ref, made_by_name=by.name,
    )  # fmt: skip
    book.record("nomination.made", of=nomination.ref, unit_path=nomination.unit_path, by=by, at=at,
                private={"reason": nomination.reason}, subject=subject.label)  # fmt: skip
    return nomination


@transaction.atomic
def decide_nomination(*, nomination: Nomination, accept: bool, note: str = "", by: Actor, at: datetime) -> Nomination:
    """研究典型推荐: agree or not, by somebody else than the proposer and not of that unit. Raises Unfit, WrongState."""
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    by.must(PUBLISH, nomination)
    status = NOMINATION_FLOW.after("accept" if accept else "decline", nomination.status)
    if by.ref == nomination.made_by or is_rated(nomination.result, by):
        raise Unfit(_("推荐人和被推荐的单位不参加研究，请另一位同志决定。"))
    if not accept and not note.strip():
        raise Unfit(_("不推荐的，请写一句原因。"), "note")
    nomination.status, nomination.note = status, note.strip()
    nomination.decided_on, nomination.decided_by_name = localdate(at), by.name
    nomination.save()
    book.record("nomination.decided", of=nomination.ref, unit_path=nomination.unit_path, by=by, at=at,
                private={"note": nomination.note} if nomination.note else None,
                decision=NominationStatus(nomination.status).label)  # fmt: skip
    return nomination
