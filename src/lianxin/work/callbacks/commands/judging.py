"""复核认定, 评价异议, 公开提示: what a unit above decides. The resident's own word is changed by none of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.pure.periods import Period
from lianxin.work.callbacks.models import HintRelease, Objection, ReviewExit
from lianxin.work.callbacks.queries import is_dissatisfied
from lianxin.work.callbacks.terms import DECIDE, HINTS, OBJECT, Decision
from lianxin.work.concerns import clocking
from lianxin.work.concerns.independence import is_above
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.terms import FLOW, Handling, Satisfaction


def _from_above(concern: Concern, by: Actor) -> Unit:
    if not is_above(by, concern):
        raise NotAllowed(_("要由承办单位的上级单位认定，承办单位自己不能认定。"))
    return Unit.objects.get(path=by.own_path)


def _needs(reason: str, rule: str) -> None:
    if not rule.strip():
        raise Unfit(_("请写明依据的文件和条款。"), "rule")
    if not reason.strip():
        raise Unfit(_("请写明理由。"), "reason")


@transaction.atomic
def decide_exit(
    *, concern: Concern, reason: str, rule: str, way: str, told_on: date, by: Actor, at: datetime
) -> ReviewExit:
    """复核认定: by a unit above the handler, with the rule cited and told to the resident: the only other way out (M056)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(DECIDE, concern)
    unit = _from_above(concern, by)
    FLOW.after("rate", concern.status)
    if not is_dissatisfied(concern):
        raise Unfit(_("群众没有表示不满意或没解决，不需要复核认定。"))
    _needs(reason, rule)
    if told_on > clocking.today(at) or (concern.replied_on and told_on < concern.replied_on):
        raise Unfit(_("告知群众的日期应在答复之后、今天以前。"), "told_on")
    if ReviewExit.objects.filter(concern=concern, round=concern.round).exists():
        raise Unfit(_("这一轮已经复核认定过。"))
    found = ReviewExit.objects.create(
        concern=concern, round=concern.round, unit_path=concern.unit_path, handler_path=concern.handler_path,
        by_name=by.name, at=at, unit_name=unit.name, reason=reason, rule=rule.strip(), way=way, told_on=told_on,
    )  # fmt: skip
    book.record(
        "concern.exit_decided", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, unit=unit.name,
        private={"reason": reason, "rule": rule.strip()}, told_on=told_on.isoformat(),
    )  # fmt: skip
    return found


@transaction.atomic
def object_to_rating(*, concern: Concern, reason: str, rule: str, by: Actor, at: datetime) -> Objection:
    """评价异议: by the handling unit, of a 释明 matter alone and with the policy cited; the rating itself stays (F043)."""
    concern = Concern.objects.select_for_update().get(pk=concern.pk)
    by.must(OBJECT, concern)
    if by.own_path != concern.handler_path:
        raise NotAllowed(_("只有承办单位可以提出异议。"))
    FLOW.after("rate", concern.status)
    if concern.rating != Satisfaction.DISSATISFIED:
        raise Unfit(_("群众没有评“不满意”，不用提异议。"))
    if concern.handling != Handling.EXPLAIN:
        raise Unfit(_("只有“释明”类、政策确实不允许的，可以申请单列。其他的请继续办好。"))
    _needs(reason, rule)
    if Objection.objects.filter(concern=concern, round=concern.round).exists():
        raise Unfit(_("这一轮的评价已经提过异议。"))
    unit = Unit.objects.get(path=by.own_path)
    found = Objection.objects.create(
        concern=concern, round=concern.round, unit_path=concern.unit_path, handler_path=concern.handler_path,
        by_name=by.name, at=at, unit_name=unit.name, reason=reason, rule=rule.strip(),
    )  # fmt: skip
    book.record(
        "concern.rating_objected", of=concern.ref, unit_path=concern.unit_path, by=by, at=at,
        private={"reason": reason, "rule": rule.strip()}, unit=unit.name,
    )  # fmt: skip
    return found


@transaction.atomic
def decide_objection(*, objection: Objection, decision: str, reason: str, by: Actor, at: datetime) -> Objection:
    """认定评价异议: by a unit above; 单列 takes it out of the adjusted rate alone, the raw rate keeps it."""
    objection = Objection.objects.select_for_update(of=("self",)).select_related("concern").get(pk=objection.pk)
    by.must(DECIDE, objection)
    unit = _from_above(objection.concern, by)
    if objection.decision != Decision.PENDING:
        raise Unfit(_("这件异议已经认定过。"))
    if decision not in (Decision.SET_APART, Decision.REJECTED):
        raise Unfit(_("请选择单列或不成立。"), "decision")
    if not reason.strip():
        raise Unfit(_("请写明理由。"), "reason")
    objection.decision, objection.decided_by = decision, unit.name
    objection.decided_reason, objection.decided_at = reason, at
    objection.save()
    book.record(
        "concern.objection_decided", of=objection.concern.ref, unit_path=objection.unit_path, by=by, at=at,
        private={"reason": reason}, unit=unit.name, outcome=Decision(decision).label,
    )  # fmt: skip
    return objection


@transaction.atomic
def release_hints(*, period: Period, by: Actor, at: datetime) -> HintRelease:
    """公开评价提示: the unit itself lets those above see how many hints there are, before the thirty days (F046)."""
    by.must_at(HINTS, by.own_path)
    unit = Unit.objects.get(path=by.own_path)
    known = HintRelease.objects.filter(unit=unit, period=period.code).first()
    if known:
        return known
    found = HintRelease.objects.create(unit=unit, unit_path=unit.path, period=period.code, by_name=by.name, at=at)
    book.record("hints.released", of=unit.ref, unit_path=unit.path, by=by, at=at, period=period.label, code=period.code)
    return found
