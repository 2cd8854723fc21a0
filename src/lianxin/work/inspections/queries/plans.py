"""督查计划的读法: those that one may see, their targets, whether one sees the whole of it."""

from django.db.models import Subquery

from lianxin.base.orgs.permissions import Actor
from lianxin.work.inspections.models import InspectionPlan, PlanTarget
from lianxin.work.inspections.models.plans import PlanQuerySet
from lianxin.work.inspections.models.targets import TargetQuerySet
from lianxin.work.inspections.terms import VIEW, InspectionMode


def plans(by: Actor) -> PlanQuerySet:
    """The plans that the actor may see, the latest first."""
    found: PlanQuerySet = InspectionPlan.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit").order_by("-starts_on", "-pk")


def targets(plan: InspectionPlan) -> TargetQuerySet:
    """督查对象 of a plan that stand, by day, group and station; whoever shows them narrows by `reachable`."""
    found: TargetQuerySet = PlanTarget.objects.filter(plan=plan).standing()
    return found.select_related("unit__parent", "group", "plan").order_by("on", "group__number", "number", "unit_path")


def sees_whole(plan: InspectionPlan, by: Actor) -> bool:
    """Whether the actor may see list and draw: the inspecting side; everybody once nothing in it is a secret any more.

    Who stood at the limit by an unannounced plan is missing from the list: until that one was carried out, the list is
    kept back. One statement at most.
    """
    return by.may_at(VIEW, plan.unit_path) or (plan.is_told and not _betrays(plan))


def _betrays(plan: InspectionPlan) -> bool:
    last = PlanTarget.objects.filter(plan=plan).order_by("-pk").values("pk")[:1]
    found = PlanTarget.objects.waiting().filter(pk__lt=Subquery(last), plan__unit=plan.unit_id)
    return found.exclude(plan=plan).exclude(plan__mode=InspectionMode.OPEN).exists()
