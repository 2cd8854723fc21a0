"""轮流派车: whose turn it is, who lent on which day (M223)."""

from datetime import date
from typing import Any

from django.db.models import Max, Prefetch, Q

from lianxin.base.orgs.models import Unit
from lianxin.pure.rotation import in_turn
from lianxin.work.inspections.models import CarSource, CarTurn, InspectionGroup, InspectionPlan, PlanTarget
from lianxin.work.inspections.terms import CarKind, CarState


def last_lent(unit: Unit, on: date, kind: str = CarKind.TURN) -> list[CarSource]:
    """派车单位 that lend on that day, each with `.last_on` (None: never), in the order in which their turn comes."""
    found = CarSource.objects.filter(unit=unit, kind=kind).standing(on)
    lent = Q(turns__state=CarState.SENT)
    rows = {str(one.pk): one for one in found.annotate(last_on=Max("turns__on", filter=lent)).order_by("number", "pk")}
    return [rows[key] for key in in_turn({key: one.last_on for key, one in rows.items()}, len(rows))]


def next_lenders(unit: Unit, on: date, count: int, *, kind: str = CarKind.TURN) -> list[CarSource]:
    """轮到的: the next so many that neither lend on that day already nor said that they cannot."""
    asked = set(CarTurn.objects.filter(on=on, source__unit=unit).values_list("source_id", flat=True))
    return [one for one in last_lent(unit, on, kind) if one.pk not in asked][:count]


def roster(plan: InspectionPlan, on: date | None = None) -> Any:
    """编组 of a plan (of a day): groups with members, stations in their order, and the cars; four statements."""
    found = InspectionGroup.objects.filter(plan=plan)
    found = found.filter(on=on) if on else found
    stops = PlanTarget.objects.filter(skipped_on=None).select_related("unit__parent").order_by("number", "unit_path")
    cars = CarTurn.objects.select_related("source").order_by("state", "pk")
    return found.prefetch_related(
        "members", Prefetch("targets", queryset=stops), Prefetch("cars", queryset=cars)
    ).order_by("on", "number")
