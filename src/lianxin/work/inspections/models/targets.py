"""督查对象: which unit is inspected on which day, how that came about, by which group, and whether it has been."""

from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.inspections.models.plans import InspectionPlan
from lianxin.work.inspections.terms import OPEN_STATES, VIEW, InspectionMode, InspectionState, TargetBy


class InspectionGroup(models.Model):
    """督查组: who goes together on which day; no time of day and no place where they are (JF-1)."""

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="groups")
    on = models.DateField("日期")
    number = models.PositiveSmallIntegerField("第几组")

    class Meta:
        verbose_name = "督查组"
        ordering = ["on", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "on", "number"], name="inspection_group_once")]


class GroupMember(models.Model):
    """督查组成员: an official of the system, or a name and post where there is no account."""

    group = models.ForeignKey(InspectionGroup, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="人员")
    name = models.CharField("姓名", max_length=60)
    is_head = models.BooleanField("组长", default=False)

    class Meta:
        verbose_name = "督查组成员"
        ordering = ["-is_head", "pk"]


class TargetQuerySet(PlacedQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """The inspecting side sees all; the inspected what has been, and what was announced (明察)."""
        own = Q(pk__in=())
        for root in by.grants.get(VIEW.code, ()):
            own |= within("plan__unit_path", root)
        told = Q(plan__mode=InspectionMode.OPEN, plan__state__in=(*OPEN_STATES, InspectionState.CARRIED_OUT))
        return self.filter(own | told | Q(done_on__isnull=False))

    def has_walled(self, *, by: Actor) -> bool:
        """Asked anew each time: a hidden one becomes visible by being carried out."""
        return True

    def standing(self) -> Self:
        """Still meant to be, or done; neither left out later nor of a plan that was called off."""
        return self.filter(skipped_on=None).exclude(plan__state=InspectionState.CALLED_OFF)

    def done(self) -> Self:
        """Inspected."""
        return self.filter(done_on__isnull=False)

    def waiting(self) -> Self:
        """Meant to be, and not yet inspected."""
        return self.standing().filter(done_on=None)


class PlanTarget(models.Model):
    """督查对象: one unit under one plan on one day. `reason` of those not drawn; an urgent one names who approved it."""

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("督查日期")
    how = models.CharField("怎样定的", max_length=8, choices=TargetBy.choices)
    reason = models.CharField("理由", max_length=200, blank=True)
    approved_name = models.CharField("批准人", max_length=60, blank=True)
    group = models.ForeignKey(
        InspectionGroup, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name="督查组"
    )
    number = models.PositiveSmallIntegerField("第几站", default=0)
    done_on = models.DateField("查完日期", null=True, blank=True)
    done_name = models.CharField("由谁查", max_length=60, blank=True)
    skipped_on = models.DateField("取消日期", null=True, blank=True)
    skipped_why = models.CharField("取消原因", max_length=200, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "督查对象"
        ordering = ["on", "group__number", "number", "pk"]
        indexes = [
            models.Index(fields=["unit_path", "on"], name="inspection_target_unit_on"),
            models.Index(fields=["unit_path", "done_on"], name="inspection_target_unit_done"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "unit", "on"], condition=Q(skipped_on=None), name="inspection_target_once"
            ),
            models.CheckConstraint(
                condition=~Q(how="urgent") | (~Q(reason="") & ~Q(approved_name="")), name="inspection_urgent_why"
            ),
            models.CheckConstraint(condition=Q(done_on=None) | Q(skipped_on=None), name="inspection_done_or_skipped"),
        ]

    @property
    def ref(self) -> str:
        return f"inspection_target:{self.pk}"

    def is_hidden_from(self, by: Actor) -> bool:
        """The same as `past_the_wall`, asked of this one."""
        if self.done_on is not None or by.may_at(VIEW, self.plan.unit_path):
            return False
        told = (*OPEN_STATES, InspectionState.CARRIED_OUT)
        return not (self.plan.mode == InspectionMode.OPEN and self.plan.state in told)
