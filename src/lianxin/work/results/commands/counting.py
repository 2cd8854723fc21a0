"""计票、公布: once from the released ballots, and nothing of it again."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base import clearance
from lianxin.base.journal import book
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import codes
from lianxin.pure.disclosure import Ledger
from lianxin.pure.questions import fingerprint
from lianxin.pure.tally import compose, count_numbers
from lianxin.work.appraisals.models import Campaign
from lianxin.work.ballots import released
from lianxin.work.ballots.models import PollBox
from lianxin.work.concerns.problems import Unfit
from lianxin.work.results.counting import accounts_of, named_of, remarks_of
from lianxin.work.results.models import Result, ResultSubject
from lianxin.work.results.queries import is_rated
from lianxin.work.results.terms import PUBLISH, RESULT_FLOW


@transaction.atomic
def settle(*, box: PollBox, by: Actor, at: datetime) -> Result:
    """计票: count the released ballots once and keep what may be told. Raises Unfit before the close and the second time."""
    box = PollBox.objects.select_for_update().get(pk=box.pk)
    by.must(PUBLISH, box)
    if not box.is_closed:
        raise Unfit(_("投票还没有截止，不能计票。"))
    if Result.objects.filter(box=box).exists():
        raise Unfit(_("已经计过票，结果只算一次。"))
    if not box.is_as_fixed:
        raise Unfit(_("评议方案与开启时的校验值不符，不能计票。请联系上级核查。"))
    campaign = Campaign.objects.filter(box=box).first()
    counts, ledger = count_numbers(box.poll, released.counted(box)), Ledger(box.poll.rules.least)
    data = compose(
        box.poll, counts, accounts_of(box, counts), ledger, named=named_of(campaign), remarks=remarks_of(box),
        box=box.code, owner=box.unit_path,
    )  # fmt: skip
    result = Result.objects.create(
        code=codes.new_code(secrets.SystemRandom()), box=box, campaign=campaign, title=box.title, unit_path=box.unit_path,
        unit_name=box.unit_name, data=data, told=ledger.data(), fingerprint=fingerprint(data), settled_on=localdate(at),
        settled_by=by.ref, settled_by_name=by.name,
    )  # fmt: skip
    _list_subjects(result, campaign)
    book.record("result.settled", of=result.ref, unit_path=result.unit_path, by=by, at=at,
                returned=data["whole"]["returned"], fingerprint=result.fingerprint)  # fmt: skip
    return result


def _list_subjects(result: Result, campaign: Campaign | None) -> None:
    rated = campaign.subjects.select_related("owner").order_by("pk") if campaign else ()
    ResultSubject.objects.bulk_create(
        ResultSubject(result=result, code=one.code, label=one.label, kind=one.kind, owner_path=one.owner_path,
                      owner_name=one.owner.name)
        for one in rated
    )  # fmt: skip


@transaction.atomic
def publish(*, result: Result, why: str = "", by: Actor, at: datetime) -> Result:
    """审定公布: by another person than who counted, and of no unit that was rated. Nothing is computed or published again.

    Where a rate is, or may be, a hundred per cent, `why` says how it came about (M184). Raises Unfit, WrongState.
    """
    result = Result.objects.select_for_update().get(pk=result.pk)
    by.must(PUBLISH, result)
    status = RESULT_FLOW.after("publish", result.status)
    if not result.is_unchanged:
        raise Unfit(_("结果与计票时的校验值不符，不能公布。请联系上级核查。"))
    if by.ref == result.settled_by:
        raise Unfit(_("计票和审定要由两个人办理，请另一位有权限的同志审定。"))
    if result.data["is_outside"] and is_rated(result, by):
        raise Unfit(_("您所在的单位是评议对象，不能审定自己的结果。"))
    if result.data["flags"] and not why.strip():
        raise Unfit(_("有满意率为或可能为百分之百的，请写明原因：多少人应评、多少人没有答、怎样发放和收回。"), "why")
    clearance.demand({"": result.data.get("title", ""), "why": why})
    result.status, result.published_on, result.published_by_name = status, localdate(at), by.name
    result.why = why.strip()
    result.save()
    book.record("result.published", of=result.ref, unit_path=result.unit_path, by=by, at=at,
                private={"why": result.why} if result.why else None, fingerprint=result.fingerprint)  # fmt: skip
    return result
