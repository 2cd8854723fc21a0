"""督查计划的读法: those that one may see, their targets, whether one sees the whole of it."""

from lianxin.base.orgs.permissions import Actor
from lianxin.work.inspections.models import InspectionPlan, PlanTarget
from lianxin.work.inspections.models.plans import PlanQuerySet
from lianxin.work.inspections.models.targets import TargetQuerySet
from lianxin.work.inspections.terms import VIEW


def plans(by: Actor) -> PlanQuerySet:
    """The plans that the actor may see, the latest first."""
    found: PlanQuerySet = InspectionPlan.objects.reachable(by=by, to=VIEW)
    return found.select_related("unit").order_by("-starts_on", "-pk")


def targets(plan: InspectionPlan) -> TargetQuerySet:
    """督查对象 of a plan that stand, by day, group and station; whoever shows them narrows by `reachable`."""
    found: TargetQuerySet = PlanTarget.objects.filter(plan=plan).standing()
    return found.select_related("unit", "group", "plan").order_by("on", "group__number", "number", "unit_path")


def sees_whole(plan: InspectionPlan, by: Actor) -> bool:
    """Whether the actor may see list and draw: the inspecting side; everybody once it is no secret any more."""
    return by.may_at(VIEW, plan.unit_path) or plan.is_told
