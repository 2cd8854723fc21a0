"""抽取的事项: seed and list go into the journal first, then the draw; nobody over the limit, nobody out without a reason."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor
from lianxin.pure import rotation
from lianxin.work.concerns.problems import Unfit
from lianxin.work.inspections.commands.plans import locked, one_at_a_time
from lianxin.work.inspections.models import Draw, InspectionPlan, LeftOut, PlanTarget
from lianxin.work.inspections.queries.drawing import Candidates, candidates
from lianxin.work.inspections.terms import INSPECTION_FLOW, PLAN, InspectionState, TargetBy

MOST = 120


@transaction.atomic
def leave_out(*, plan: InspectionPlan, unit: Unit, reason: str, by: Actor, at: datetime) -> LeftOut:
    """不参加抽取: a unit is taken off the list of this plan, with a reason that everybody reads beside the draw."""
    plan = locked(plan, "leave_out")
    by.must(PLAN, plan)
    if not is_within(unit.path, plan.unit_path) or unit.kind not in plan.target_kinds:
        raise Unfit(_("这个单位不在督查计划的范围里。"), "unit")
    if not reason.strip():
        raise Unfit(_("请写明为什么不参加抽取。"), "reason")
    if LeftOut.objects.filter(plan=plan, unit=unit).exists():
        raise Unfit(_("这个单位已经写明不参加抽取。"), "unit")
    left = LeftOut.objects.create(plan=plan, unit=unit, reason=reason.strip()[:200], on=localdate(at), by_name=by.name)
    book.record("inspection.left_out", of=plan.ref, unit_path=plan.unit_path, by=by, at=at,
                private={"reason": left.reason}, unit=unit.name)  # fmt: skip
    return left


@transaction.atomic
def draw(*, plan: InspectionPlan, on: date, size: int, by: Actor, at: datetime, is_spread: bool = False) -> Draw:
    """抽取督查单位 for a day: who was inspected least this year comes first, chance decides among equals (M222, F080).

    Units at their limit are not on the list. A draw is never taken back; who cannot be inspected is skipped by reason.
    """
    plan = locked(plan, "leave_out")
    verb = "draw_further" if plan.state == InspectionState.UNDER_WAY else "draw"
    by.must(PLAN, plan)
    fit_day(plan, on, localdate(at))
    if not 0 < size <= MOST:
        raise Unfit(_("一次抽 1 到 %(most)s 个单位。") % {"most": MOST}, "size")
    one_at_a_time(plan)
    found = candidates(plan, on)
    if not found.open:
        raise Unfit(_no_one(found), "size")
    frame = sorted(found.open, key=lambda unit: unit.code)
    made = _sealed(plan, on, min(size, len(frame)), is_spread, frame, found.full, by, at)
    made.drawn = rotation.drawn(made.seed, frame, made.size, spread=is_spread)
    made.save(update_fields=["drawn"])
    units = Unit.objects.in_bulk(made.drawn, field_name="path")
    PlanTarget.objects.bulk_create(
        PlanTarget(plan=plan, unit=units[path], unit_path=path, on=on, how=TargetBy.DRAWN, number=number)
        for number, path in enumerate(made.drawn, 1)
    )
    plan.state = INSPECTION_FLOW.after(verb, plan.state)
    plan.save(update_fields=["state"])
    book.record("inspection.drawn", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, number=made.number,
                size=made.size)  # fmt: skip
    return made


def _sealed(
    plan: InspectionPlan, on: date, size: int, is_spread: bool, frame: list[rotation.Unit], full: Mapping[str, date],
    by: Actor, at: datetime,
) -> Draw:  # fmt: skip
    seed, digest = secrets.token_hex(8), rotation.digest_of(frame)
    number = plan.draws.count() + 1
    made = Draw.objects.create(
        plan=plan, number=number, on=on, seed=seed, digest=digest, frame=[unit.line for unit in frame],
        full=[[path, again.isoformat()] for path, again in sorted(full.items())], is_spread=is_spread, size=size,
        drawn_on=localdate(at), by_name=by.name,
    )  # fmt: skip
    book.record("inspection.sealed", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, number=number, seed=seed,
                population=len(frame), digest=digest)  # fmt: skip
    return made


def _no_one(found: Candidates) -> str:
    if not found.full:
        return _("没有可以抽的单位：都已经排上，或者写明了不参加抽取。")
    day = min(found.full.values()).isoformat()
    return _("可以督查的单位都到了上限，最早 %(day)s 起可以再查。") % {"day": day}


def fit_day(plan: InspectionPlan, on: date, today: date) -> None:
    """Raise Unfit unless the day lies in the plan and is not past."""
    if not plan.starts_on <= on <= plan.ends_on:
        raise Unfit(_("日期要在督查计划的起止里：%(first)s 至 %(last)s。") % {
            "first": plan.starts_on.isoformat(), "last": plan.ends_on.isoformat()}, "on")  # fmt: skip
    if on < today:
        raise Unfit(_("不能排到过去的日子。"), "on")
