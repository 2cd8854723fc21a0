"""督查对象的事项: name a unit, let an urgent one through, form groups, skip, say that it has been."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import is_within
from lianxin.base.orgs.permissions import Actor, NotAllowed
from lianxin.work.concerns.problems import Unfit
from lianxin.work.inspections.commands.drawing import fit_day
from lianxin.work.inspections.commands.plans import locked, one_at_a_time
from lianxin.work.inspections.models import GroupMember, InspectionGroup, InspectionPlan, PlanTarget
from lianxin.work.inspections.queries.burden import counted, limits_of, room_from
from lianxin.work.inspections.terms import APPROVE, INSPECTION_FLOW, PLAN, TargetBy

RECORD = "inspection.record"  # declared by the room above, where the checks are written down


@transaction.atomic
def choose(*, plan: InspectionPlan, unit: Unit, on: date, reason: str, by: Actor, at: datetime) -> PlanTarget:
    """指定督查单位, with the reason why it is not drawn; over the limit it is refused and told from when it may be."""
    plan = locked(plan, "choose")
    by.must(PLAN, plan)
    _fit(plan, unit, on, reason, localdate(at))
    again = room_from(on, counted([unit.path], on)[unit.path], limits_of([unit.path], on)[unit.path])
    if again is not None:
        raise Unfit(
            _("%(unit)s的督查次数已到上限，%(day)s 起可以再查。确实紧急的，请批准人按紧急例外办。")
            % {"unit": unit.name, "day": again.isoformat()},
            "unit",
        )
    return _put(plan, unit, on, TargetBy.CHOSEN, reason, "", "inspection.chosen", by, at)


@transaction.atomic
def urge(*, plan: InspectionPlan, unit: Unit, on: date, reason: str, by: Actor, at: datetime) -> PlanTarget:
    """紧急例外: above the limit, by one who approves plans and did not draft this one; counted and shown as such."""
    plan = locked(plan, "choose")
    by.must(APPROVE, plan)
    if plan.drafted_by_id is not None and plan.drafted_by_id == by.person_id:
        raise NotAllowed(_("自己拟订的督查计划，紧急例外由别的人批准。"))
    _fit(plan, unit, on, reason, localdate(at))
    if room_from(on, counted([unit.path], on)[unit.path], limits_of([unit.path], on)[unit.path]) is None:
        raise Unfit(_("%(unit)s还没有到上限，按抽取或指定办。") % {"unit": unit.name}, "unit")
    return _put(plan, unit, on, TargetBy.URGENT, reason, by.name, "inspection.urgent", by, at)


@transaction.atomic
def skip_target(*, target: PlanTarget, reason: str, by: Actor, at: datetime) -> PlanTarget:
    """这次不查, and why: it counts for nothing any more, and comes first at the next draw."""
    plan = locked(target.plan, "skip_target")
    by.must(PLAN, plan)
    target = _waiting(target)
    if not reason.strip():
        raise Unfit(_("请写明为什么这次不查。"), "reason")
    target.skipped_on, target.skipped_why, target.group = localdate(at), reason.strip()[:200], None
    target.save(update_fields=["skipped_on", "skipped_why", "group"])
    book.record("inspection.skipped", of=plan.ref, unit_path=plan.unit_path, by=by, at=at,
                private={"reason": target.skipped_why}, unit=target.unit.name)  # fmt: skip
    return target


@transaction.atomic
def form_group(
    *, plan: InspectionPlan, on: date, members: list[str], targets: Iterable[PlanTarget], by: Actor, at: datetime
) -> InspectionGroup:
    """编组: who goes together on a day, the first of them at the head, and the stations in the order of the route.

    Names with an account are tied to it. Nobody goes with two groups on one day, and no station is in two.
    """
    plan = locked(plan, "form_group")
    by.must(PLAN, plan)
    names = list(dict.fromkeys(name.strip()[:60] for name in members if name.strip()))
    chosen = [_waiting(target) for target in targets]
    if not names:
        raise Unfit(_("请写谁去，第一个是组长。"), "members")
    if not chosen or any((one.plan_id, one.on) != (plan.pk, on) or one.group_id for one in chosen):
        raise Unfit(_("请选这一天还没有编组的单位，按路线的顺序。"), "targets")
    busy = set(
        GroupMember.objects.filter(group__plan=plan, group__on=on, name__in=names).values_list("name", flat=True)
    )
    if busy:
        raise Unfit(_("%(who)s这一天已经编在别的组。") % {"who": "、".join(sorted(busy))}, "members")
    last = InspectionGroup.objects.filter(plan=plan, on=on).aggregate(n=Max("number"))["n"] or 0
    group = InspectionGroup.objects.create(plan=plan, on=on, number=last + 1)
    persons = {one.name: one for one in Person.objects.filter(name__in=names, is_active=True)}
    GroupMember.objects.bulk_create(
        GroupMember(group=group, person=persons.get(name), name=name, is_head=not n) for n, name in enumerate(names)
    )
    for number, one in enumerate(chosen, 1):
        one.group, one.number = group, number
    PlanTarget.objects.bulk_update(chosen, ["group", "number"])
    book.record("inspection.grouped", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, on=on.isoformat(),
                number=group.number, people=len(names), targets=len(chosen))  # fmt: skip
    return group


@transaction.atomic
def mark_done(*, target: PlanTarget, on: date, by: Actor, at: datetime) -> PlanTarget:
    """查完一站: it was inspected on that day; from then on the unit may see it. By who plans or records for the plan's unit."""
    plan = locked(target.plan, "mark_done")
    if not any(is_within(plan.unit_path, root) for root in by.grants.get(RECORD, ())):
        by.must(PLAN, plan)
    target = _waiting(target)
    if on > localdate(at) or not plan.starts_on <= on <= plan.ends_on:
        raise Unfit(_("查的日期不能晚于今天，要在督查计划的起止里。"), "on")
    target.done_on, target.done_name = on, by.name
    target.save(update_fields=["done_on", "done_name"])
    plan.state = INSPECTION_FLOW.after("mark_done", plan.state)
    plan.save(update_fields=["state"])
    book.record("inspection.done", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, unit=target.unit.name,
                on=on.isoformat())  # fmt: skip
    return target


def _fit(plan: InspectionPlan, unit: Unit, on: date, reason: str, today: date) -> None:
    fit_day(plan, on, today)
    one_at_a_time(plan)
    if unit.pk == plan.unit_id or not is_within(unit.path, plan.unit_path):
        raise Unfit(_("只能督查下级单位。"), "unit")
    if not reason.strip():
        raise Unfit(_("不是抽到的，请写明理由。"), "reason")
    if PlanTarget.objects.filter(plan=plan, unit=unit, on=on, skipped_on=None).exists():
        raise Unfit(_("这一天已经排了这个单位。"), "unit")


def _put(
    plan: InspectionPlan,
    unit: Unit,
    on: date,
    how: str,
    reason: str,
    approved: str,
    event: str,
    by: Actor,
    at: datetime,
) -> PlanTarget:
    target = PlanTarget.objects.create(
        plan=plan, unit=unit, unit_path=unit.path, on=on, how=how, reason=reason.strip()[:200], approved_name=approved
    )
    book.record(event, of=plan.ref, unit_path=plan.unit_path, by=by, at=at, private={"reason": target.reason},
                unit=unit.name)  # fmt: skip
    return target


def _waiting(target: PlanTarget) -> PlanTarget:
    found = PlanTarget.objects.select_for_update(of=("self",)).select_related("unit", "plan").get(pk=target.pk)
    if found.done_on is not None or found.skipped_on is not None:
        raise Unfit(_("%(unit)s已经查过，或者写明了这次不查。") % {"unit": found.unit.name})
    return found
