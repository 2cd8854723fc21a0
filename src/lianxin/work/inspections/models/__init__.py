"""督查的表: plans with what was drawn, the assignment table, cars, limits, cards that were handed over."""

from lianxin.work.inspections.models.assignments import Assignment, CardSent
from lianxin.work.inspections.models.cars import CarSource, CarTurn
from lianxin.work.inspections.models.plans import Draw, InspectionLimit, InspectionPlan, LeftOut
from lianxin.work.inspections.models.targets import GroupMember, InspectionGroup, PlanTarget

__all__ = [
    "Assignment", "CarSource", "CarTurn", "CardSent", "Draw", "GroupMember", "InspectionGroup", "InspectionLimit",
    "InspectionPlan", "LeftOut", "PlanTarget",
]  # fmt: skip
