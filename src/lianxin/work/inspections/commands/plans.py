"""督查计划的事项: draft, approve by another person with a number, finish, call off; set how often a unit may be inspected."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.compliance import guard
from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.inspections.compliance import SETTING, breaches_of, value_of
from lianxin.work.inspections.models import InspectionLimit, InspectionPlan, PlanTarget
from lianxin.work.inspections.terms import (
    APPROVE,
    INSPECTION_FLOW,
    PLAN,
    InspectionMode,
    InspectionState,
    LimitPeriod,
)

LONGEST = 366
MOST = 99


@transaction.atomic
def draft(
    *, unit: Unit, title: str, basis: str, purpose: str, mode: str, target_kinds: list[str], starts_on: date,
    ends_on: date, by: Actor, at: datetime, look_at: list[str] | None = None, script: str = "", limit: int = 1,
) -> InspectionPlan:  # fmt: skip
    """拟订督查计划: what, why, by what authority, in which days and how; it may not be carried out before it is approved."""
    by.must_at(PLAN, unit.path)
    plan = InspectionPlan(
        code=new_code(), unit=unit, unit_path=unit.path, drafted_on=localdate(at), drafted_by_id=by.person_id,
        drafted_name=by.name,
    )  # fmt: skip
    _fill(plan, title, basis, purpose, mode, target_kinds, starts_on, ends_on, look_at or [], script, limit)
    plan.save()
    _tell("inspection.drafted", plan, by, at, private={"name": plan.title}, mode=plan.get_mode_display(),
          starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat())  # fmt: skip
    return plan


@transaction.atomic
def amend(
    *, plan: InspectionPlan, title: str, basis: str, purpose: str, mode: str, target_kinds: list[str], starts_on: date,
    ends_on: date, by: Actor, at: datetime, look_at: list[str] | None = None, script: str = "", limit: int = 1,
) -> InspectionPlan:  # fmt: skip
    """修改督查计划 before it is approved; after that it is called off and drafted anew."""
    plan = locked(plan, "amend")
    by.must(PLAN, plan)
    _fill(plan, title, basis, purpose, mode, target_kinds, starts_on, ends_on, look_at or [], script, limit)
    plan.save()
    _tell("inspection.amended", plan, by, at, private={"name": plan.title})
    return plan


@transaction.atomic
def approve(*, plan: InspectionPlan, approval_number: str, by: Actor, at: datetime) -> InspectionPlan:
    """批准督查计划, with its number, by somebody else than who drafted it."""
    plan = locked(plan, "approve")
    by.must(APPROVE, plan)
    if plan.drafted_by_id is not None and plan.drafted_by_id == by.person_id:
        raise NotAllowed(_("自己拟订的督查计划，由别的人批准。"))
    if not approval_number.strip():
        raise Unfit(_("没有批准文号的督查计划不能实施，请写文号。"), "approval_number")
    plan.state = INSPECTION_FLOW.after("approve", plan.state)
    plan.approval_number, plan.approved_name, plan.approved_on = approval_number.strip()[:60], by.name, localdate(at)
    plan.save(update_fields=["state", "approval_number", "approved_name", "approved_on"])
    _tell("inspection.approved", plan, by, at, number=plan.approval_number)
    return plan


@transaction.atomic
def finish(*, plan: InspectionPlan, by: Actor, at: datetime) -> InspectionPlan:
    """督查完成: every station was inspected or left out with a reason; from now on everybody below may read it."""
    plan = locked(plan, "finish")
    by.must(PLAN, plan)
    stops = PlanTarget.objects.filter(plan=plan)
    waiting = stops.waiting().count()
    if waiting:
        raise Unfit(_("还有 %(n)s 个单位没有查，查了再完成，或者写明这次不查。") % {"n": waiting})
    plan.state, plan.ended_on = INSPECTION_FLOW.after("finish", plan.state), localdate(at)
    plan.save(update_fields=["state", "ended_on"])
    _tell("inspection.finished", plan, by, at, count=stops.standing().done().count())
    return plan


@transaction.atomic
def call_off(*, plan: InspectionPlan, reason: str, by: Actor, at: datetime) -> InspectionPlan:
    """取消督查计划 before anybody was inspected, and why; its draws stay to be read."""
    plan = locked(plan, "call_off")
    if not by.may(APPROVE, plan):
        by.must(PLAN, plan)
    if not reason.strip():
        raise Unfit(_("请写明为什么取消。"), "reason")
    plan.state, plan.ended_on = INSPECTION_FLOW.after("call_off", plan.state), localdate(at)
    plan.ended_why = reason.strip()[:200]
    plan.save(update_fields=["state", "ended_on", "ended_why"])
    _tell("inspection.called_off", plan, by, at, private={"reason": plan.ended_why})
    return plan


@transaction.atomic
def set_limit(
    *, unit: Unit, per: str, most: int, basis: str, by: Actor, at: datetime, since: date | None = None
) -> InspectionLimit:
    """设定督查上限: how often each unit at or under `unit` may be inspected; by those who approve, never back in time."""
    by.must_at(APPROVE, unit.path)
    today = localdate(at)
    if not 0 <= most <= MOST:
        raise Unfit(_("次数请写 0 到 99。"), "most")
    if not basis.strip():
        raise Unfit(_("请写明依据哪个文件。"), "basis")
    if since is not None and since < today:
        raise Unfit(_("上限从今天或以后起执行。"), "since")
    key = f"limit-{unit.pk}-{LimitPeriod(per)}"
    guard(SETTING, key, value_of(per, most), breaches_of(per, most), by=by, at=at, can_ask=False)
    limit = InspectionLimit.objects.create(
        unit=unit, unit_path=unit.path, per=LimitPeriod(per), most=most, basis=basis.strip()[:200], since=since or today,
        by_name=by.name,
    )  # fmt: skip
    book.record("inspection_limit.set", of=unit.ref, unit_path=unit.path, by=by, at=at, unit=unit.name,
                per=LimitPeriod(per).label, most=most)  # fmt: skip
    return limit


def locked(plan: InspectionPlan, verb: str) -> InspectionPlan:
    """The plan as it stands, held until the deed is done; raises WrongState where the verb is not open."""
    found = InspectionPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)
    INSPECTION_FLOW.after(verb, found.state)
    return found


def one_at_a_time(plan: InspectionPlan) -> None:
    """Whoever counts what units received holds the plan's unit meanwhile: two draws at once would both find room."""
    Unit.objects.select_for_update().get(pk=plan.unit_id)


def _fill(
    plan: InspectionPlan, title: str, basis: str, purpose: str, mode: str, target_kinds: list[str], starts_on: date,
    ends_on: date, look_at: list[str], script: str, limit: int,
) -> None:  # fmt: skip
    for field, text, sentence in (
        ("title", title, _("请写督查什么。")), ("basis", basis, _("请写依据哪个文件、谁定的。")),
        ("purpose", purpose, _("请写为什么督查。")),
    ):  # fmt: skip
        if not text.strip():
            raise Unfit(sentence, field)
    kinds = [kind for kind in UnitKind.values if kind in target_kinds and kind != UnitKind.COUNTY]
    if not kinds:
        raise Unfit(_("请选督查哪类单位。"), "target_kinds")
    if ends_on < starts_on or (ends_on - starts_on).days >= LONGEST:
        raise Unfit(_("结束日期不早于开始日期，一个计划不超过一年。"), "ends_on")
    if not 1 <= limit <= MOST:
        raise Unfit(_("每个单位最多几次，请写 1 到 99。"), "limit")
    if InspectionMode(mode) == InspectionMode.BY_PHONE and not script.strip():
        raise Unfit(_("电话抽查，请写话术。"), "script")
    plan.title, plan.basis, plan.purpose = title.strip()[:80], basis.strip()[:200], purpose.strip()
    plan.mode, plan.target_kinds, plan.script, plan.limit = InspectionMode(mode), kinds, script.strip(), limit
    plan.starts_on, plan.ends_on, plan.state = starts_on, ends_on, InspectionState.DRAFT
    plan.look_at = [line.strip()[:200] for line in look_at if line.strip()]


def _tell(event: str, plan: InspectionPlan, by: Actor, at: datetime, **detail: Any) -> None:
    book.record(event, of=plan.ref, unit_path=plan.unit_path, by=by, at=at, **detail)
