"""派车的事项: who lends in turn, a car for each group of a day, and who cannot this time (M223)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from lianxin.base.journal import book
from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.problems import Unfit
from lianxin.work.inspections.commands.plans import locked
from lianxin.work.inspections.models import CarSource, CarTurn, InspectionGroup, InspectionPlan
from lianxin.work.inspections.queries.rota import next_lenders
from lianxin.work.inspections.terms import PLAN, CarKind, CarState
from lianxin.work.workdays import queries as workdays


@transaction.atomic
def add_source(
    *, unit: Unit, name: str, kind: str, by: Actor, at: datetime, lender: Unit | None = None, phone: str = "",
    since: date | None = None,
) -> CarSource:  # fmt: skip
    """列入派车单位: a department that lends in its turn, or an office that lends besides on the work days."""
    by.must_at(PLAN, unit.path)
    name = (name.strip() or (lender.name if lender else ""))[:60]
    if not name:
        raise Unfit(_("请写派车单位的名称。"), "name")
    if CarSource.objects.filter(unit=unit, name=name, until=None).exists():
        raise Unfit(_("%(name)s已经在派车单位里。") % {"name": name}, "name")
    number = (CarSource.objects.filter(unit=unit, kind=kind).aggregate(n=Max("number"))["n"] or 0) + 1
    source = CarSource.objects.create(
        unit=unit, unit_path=unit.path, lender=lender, name=name, phone=phone.strip()[:30], kind=CarKind(kind),
        number=number, since=since or localdate(at),
    )  # fmt: skip
    book.record("car_source.added", of=source.ref, unit_path=unit.path, by=by, at=at, source=name)
    return source


@transaction.atomic
def end_source(*, source: CarSource, until: date, by: Actor, at: datetime) -> CarSource:
    """不再派车, after that day."""
    source = CarSource.objects.select_for_update().get(pk=source.pk)
    by.must(PLAN, source)
    if source.until is not None or until < source.since:
        raise Unfit(_("这个单位已经不再派车，或者日期早于开始的那天。"), "until")
    source.until = until
    source.save(update_fields=["until"])
    book.record("car_source.ended", of=source.ref, unit_path=source.unit_path, by=by, at=at, source=source.name)
    return source


@transaction.atomic
def send_cars(*, plan: InspectionPlan, on: date, by: Actor, at: datetime) -> list[CarTurn]:
    """派车 for the groups of a day that have none: on a work day the offices that lend besides, then whose turn it is."""
    plan = locked(plan, "send_car")
    by.must(PLAN, plan)
    has = CarTurn.objects.filter(on=on, state=CarState.SENT).values("group_id")
    groups = list(InspectionGroup.objects.filter(plan=plan, on=on).exclude(pk__in=has).order_by("number"))
    if not groups:
        raise Unfit(_("这一天没有要派车的组：先编组，或者都已经有车。"))
    sources: list[CarSource] = []
    if workdays.days(plan.unit, on, on):
        sources = next_lenders(plan.unit, on, len(groups), kind=CarKind.EXTRA)
    sources += next_lenders(plan.unit, on, len(groups) - len(sources))
    if len(sources) < len(groups):
        raise Unfit(_("派车单位不够，请先列入派车单位，或者少编几组。"))
    return [_lend(plan, group, source, by, at) for group, source in zip(groups, sources, strict=True)]


@transaction.atomic
def skip_car(*, turn: CarTurn, reason: str, by: Actor, at: datetime) -> CarTurn:
    """这次派不出, and why: the next one lends instead; who could not is asked first next time. Returns the new turn."""
    turn = CarTurn.objects.select_for_update(of=("self",)).select_related("group__plan__unit", "source").get(pk=turn.pk)
    plan = locked(turn.group.plan, "send_car")
    by.must(PLAN, plan)
    if turn.state == CarState.SKIPPED:
        raise Unfit(_("已经写明派不出。"))
    if not reason.strip():
        raise Unfit(_("请写明为什么派不出。"), "reason")
    instead = next_lenders(plan.unit, turn.on, 1)
    if not instead:
        raise Unfit(_("没有别的单位可以派车。"), "reason")
    turn.state, turn.why = CarState.SKIPPED, reason.strip()[:200]
    turn.save(update_fields=["state", "why"])
    book.record("inspection.car_skipped", of=plan.ref, unit_path=plan.unit_path, by=by, at=at,
                private={"reason": turn.why}, source=turn.source.name, on=turn.on.isoformat())  # fmt: skip
    return _lend(plan, turn.group, instead[0], by, at)


def _lend(plan: InspectionPlan, group: InspectionGroup, source: CarSource, by: Actor, at: datetime) -> CarTurn:
    turn = CarTurn.objects.create(source=source, group=group, on=group.on)
    book.record("inspection.car_sent", of=plan.ref, unit_path=plan.unit_path, by=by, at=at, source=source.name,
                number=group.number, on=group.on.isoformat())  # fmt: skip
    return turn
