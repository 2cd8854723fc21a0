"""督查记录的事项: one check of one unit by an approved plan, a leader's own visit, what was held against it (M224, M230)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.circulars.commands.findings import noted
from lianxin.work.circulars.models import Inspection, Sample
from lianxin.work.circulars.rules import must_be_who_came, must_stop_at_the_unit
from lianxin.work.circulars.terms import RECORD, CircularState, InspectionKind, LeaderPost, OnDuty
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.problems import Unfit
from lianxin.work.concerns.secrets import new_code
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.inspections import commands as plans
from lianxin.work.inspections.models import PlanTarget
from lianxin.work.inspections.terms import OPEN_STATES, InspectionMode, InspectionState
from lianxin.work.regulations.models import Article

MOST_PROBLEMS = 30


@dataclass(frozen=True)
class Problem:
    """发现的问题, as it is noted: about the unit's work, with the regulation it breaks where there is one."""

    kind: str
    text: str
    rule: Article | None = None


@transaction.atomic
def record(
    *, target: PlanTarget, on: date, mode: str, went: str, by: Actor, at: datetime, on_duty: str = OnDuty.NOT_LOOKED,
    duty_note: str = "", work_seen: str = "", good: str = "", problems: Sequence[Problem] = (), asks: bool = True,
    client_key: str = "",
) -> Inspection:  # fmt: skip
    """记督查: the check of one unit that an approved plan names; without an approval number there is no check (F082).

    With `asks` the unit is asked at once for its word on each problem. The same `client_key` comes once.
    """
    if client_key and (known := Inspection.objects.filter(client_key=client_key).first()):
        return known
    target = (
        PlanTarget.objects.select_for_update(of=("self",))
        .select_related("plan", "plan__unit", "unit")
        .get(pk=target.pk)
    )
    plan = target.plan
    by.must_at(RECORD, target.unit.path)
    if by.own_path != plan.unit_path:
        raise NotAllowed(_("这个督查计划是%(unit)s的，由它记录。") % {"unit": plan.unit.name})
    if plan.state not in (*OPEN_STATES, InspectionState.CARRIED_OUT) or not plan.approval_number:
        raise Unfit(_("这个督查计划没有批准文号，不能据此督查。"), "target")
    if Inspection.objects.filter(target=target, voided_on=None).exists():
        raise Unfit(_("这个对象在这个计划里已经督查过，不重复查。"), "target")
    if target.done_on is None:
        plans.mark_done(target=target, on=on, by=by, at=at)
    elif target.done_on != on:
        raise Unfit(_("这一站登记在%(on)s查的，请核对督查日期。") % {"on": target.done_on}, "on")
    inspection = Inspection(kind=InspectionKind.PLANNED, plan=plan, target=target, home=plan.unit, unit=target.unit)
    given = {"on_duty": on_duty, "duty_note": duty_note, "work_seen": work_seen, "good": good, "client_key": client_key}
    return _recorded(inspection, on, mode, went, problems, asks, by, at, **given)


@transaction.atomic
def record_leader(
    *, unit: Unit, leader: str, leader_post: str, on: date, by: Actor, at: datetime, mode: str = InspectionMode.OPEN, went: str = "",
    work_seen: str = "", good: str = "", problems: Sequence[Problem] = (), asks: bool = True,
) -> Inspection:  # fmt: skip
    """记领导督导: which of the leaders came, to which unit, what he saw; one record each (M230). It needs no plan."""
    by.must_at(RECORD, unit.path)
    if leader_post not in LeaderPost.values:
        raise Unfit(_("请选是哪一位领导。"), "leader_post")
    if not leader.strip():
        raise Unfit(_("请写领导姓名。"), "leader")
    if not work_seen.strip():
        raise Unfit(_("请写看到了什么。"), "work_seen")
    home = Unit.objects.get(path=by.own_path)
    inspection = Inspection(
        kind=InspectionKind.LEADER, home=home, unit=unit, leader=leader.strip(), leader_post=leader_post
    )
    given = {"on_duty": OnDuty.NOT_LOOKED, "duty_note": "", "work_seen": work_seen, "good": good, "client_key": ""}
    return _recorded(inspection, on, mode, went or leader, problems, asks, by, at, **given)


def _recorded(
    inspection: Inspection, on: date, mode: str, went: str, problems: Sequence[Problem], asks: bool, by: Actor,
    at: datetime, *, on_duty: str, duty_note: str, work_seen: str, good: str, client_key: str,
) -> Inspection:  # fmt: skip
    today, unit = localdate(at), inspection.unit
    if unit.path == by.own_path or not is_within(unit.path, inspection.home.path):
        raise Unfit(_("督查的是下级单位，不能查自己。"), "unit")
    if on > today:
        raise Unfit(_("督查日期不能晚于今天。"), "on")
    if not went.strip():
        raise Unfit(_("请写督查人员。"), "went")
    if on_duty == OnDuty.DIFFERS and not duty_note.strip():
        raise Unfit(_("与公示的不一致，请写一句差在哪里，不逐人点名。"), "duty_note")
    if len(problems) > MOST_PROBLEMS:
        raise Unfit(_("一次最多记 %(most)s 个问题。") % {"most": MOST_PROBLEMS}, "problems")
    for field, text in (("duty_note", duty_note), ("work_seen", work_seen), ("good", good)):
        must_stop_at_the_unit(text, [unit], today, field)
    inspection.code, inspection.home_path, inspection.unit_path = new_code(), inspection.home.path, unit.path
    inspection.on, inspection.mode, inspection.went = on, InspectionMode(mode), went.strip()[:120]
    inspection.on_duty, inspection.duty_note = OnDuty(on_duty), duty_note.strip()[:200]
    inspection.work_seen, inspection.good = work_seen.strip(), good.strip()
    inspection.client_key, inspection.by_name, inspection.recorded_on = client_key or None, by.name, today
    inspection.save(force_insert=True)
    approval = inspection.plan.approval_number if inspection.plan else "—"
    _tell("inspection.recorded", inspection, by, at, kind=str(InspectionKind(inspection.kind).label), on=on.isoformat(),
          findings=len(problems), approval=approval)  # fmt: skip
    for one in problems:
        noted(inspection, one.kind, one.text, one.rule, asks, by, at)
    return inspection


@transaction.atomic
def sample(
    *, inspection: Inspection, concern: Concern, agrees: bool, by: Actor, at: datetime, note: str = ""
) -> Sample:
    """抽看记录: hold a concern that is on record against what one saw; nothing new is asked of the unit (JF-8)."""
    inspection = standing(inspection, by)
    by.must(SEE_CONCERN, concern)
    if not any(is_within(path, inspection.unit_path) for path in (concern.unit_path, concern.handler_path)):
        raise Unfit(_("这件诉求不是这个单位的，请核对编号。"), "concern")
    if Sample.objects.filter(inspection=inspection, concern=concern).exists():
        raise Unfit(_("这件已经抽看过。"), "concern")
    if not agrees and not note.strip():
        raise Unfit(_("记录与实际不一致，请写看到的情况。"), "note")
    must_stop_at_the_unit(note, [inspection.unit], localdate(at), "note")
    row = Sample.objects.create(
        inspection=inspection,
        unit_path=inspection.unit_path,
        concern=concern,
        agrees=bool(agrees),
        note=note.strip()[:300],
    )
    words = _("与实际一致") if agrees else _("与实际不一致")
    # the code of a concern is told to nobody who may not see it: the line stands at the concern, behind its wall
    book.record("inspection.sampled", of=concern.ref, unit_path=concern.unit_path, by=by, at=at, code=inspection.code,
                agrees=words, private={"note": row.note})  # fmt: skip
    return row


@transaction.atomic
def void(*, inspection: Inspection, reason: str, by: Actor, at: datetime) -> Inspection:
    """督查记录作废: recorded wrongly; it is counted nowhere. What stands in an issued circular needs a correction first."""
    inspection = standing(inspection, by)
    if not reason.strip():
        raise Unfit(_("请写明为什么作废。"), "reason")
    if inspection.findings.filter(named_in__circular__state=CircularState.ISSUED).exists():
        raise Unfit(_("问题已经印发通报，不能作废；有错的，撤销问题，再发一份更正通报。"))
    inspection.voided_on, inspection.voided_why = localdate(at), reason.strip()[:200]
    inspection.save(update_fields=["voided_on", "voided_why"])
    _tell("inspection.voided", inspection, by, at, private={"reason": inspection.voided_why})
    return inspection


def standing(inspection: Inspection, by: Actor) -> Inspection:
    """The record, locked, for who made it; raises NotAllowed, or Unfit where it was voided."""
    found = Inspection.objects.select_for_update(of=("self",)).select_related("unit", "home").get(pk=inspection.pk)
    must_be_who_came(found.home_path, by)
    if found.voided_on is not None:
        raise Unfit(_("这份督查记录已经作废。"))
    return found


def _tell(event: str, inspection: Inspection, by: Actor, at: datetime, **detail: Any) -> None:
    book.record(event, of=inspection.ref, unit_path=inspection.unit_path, by=by, at=at, **detail)
