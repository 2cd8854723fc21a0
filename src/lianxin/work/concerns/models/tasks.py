"""协办事项与交办异议: who helps the handling unit by when, and who says that it is not his."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.duty_terms import ObjectionResult, TaskRole
from lianxin.work.concerns.models.concern import Concern
from lianxin.work.concerns.models.duties import DutyRule
from lianxin.work.concerns.models.hanging import OfConcernQuerySet


class TaskQuerySet(OfConcernQuerySet):
    def standing(self) -> Self:
        """Not withdrawn: these open the concern to their unit."""
        return self.filter(withdrawn_on=None)

    def unreported(self) -> Self:
        """协办未反馈."""
        return self.standing().filter(role=TaskRole.ASSIST, reported_on=None)


class Task(models.Model):
    """协办事项: what another unit does for one concern, with its own date, never later than the concern's."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="tasks", verbose_name="诉求")
    role = models.CharField("分工", max_length=8, choices=TaskRole.choices, default=TaskRole.ASSIST)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    instruction = models.TextField("要求", blank=True)
    asked_on = models.DateField("交办日期")
    asked_by_name = models.CharField("交办人", max_length=60)
    due_on = models.DateField("办理期限")
    acknowledged_on = models.DateField("签收日期", null=True, blank=True)
    reported_on = models.DateField("反馈日期", null=True, blank=True)
    report = models.TextField("反馈", blank=True)
    reported_by_name = models.CharField("反馈人", max_length=60, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "协办事项"
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit_path", "withdrawn_on", "concern"], name="task_unit_concern")]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "unit", "role"], condition=Q(withdrawn_on=None), name="task_one_per_unit"
            ),
        ]

    def is_hidden_from(self, by: Actor) -> bool:
        """The concern's wall."""
        return self.concern.is_hidden_from(by)

    def is_late(self, today: date) -> bool:
        """超期: reported after its date, or not yet and the date has passed."""
        return (self.reported_on or today) > self.due_on


class Objection(models.Model):
    """交办异议: the handling unit says, within five working days, whose it is instead (条例 §23); somebody else decides."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="objections", verbose_name="诉求")
    round = models.PositiveSmallIntegerField("轮次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    #: where the decision belongs: the concern's own place
    unit_path = models.CharField(max_length=40)
    objector_path = models.CharField(max_length=40)
    reason = models.TextField("理由")
    names = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="应由单位")
    rule = models.ForeignKey(
        DutyRule, models.PROTECT, null=True, blank=True, related_name="objections", verbose_name="清单条目"
    )
    raised_on = models.DateField("提出日期")
    raised_by = models.CharField(max_length=40)
    raised_by_name = models.CharField("提出人", max_length=60)
    result = models.CharField("结果", max_length=10, choices=ObjectionResult.choices, blank=True)
    reviewed_on = models.DateField("审核日期", null=True, blank=True)
    reviewed_by_name = models.CharField("审核人", max_length=60, blank=True)
    answer = models.TextField("审核意见", blank=True)
    handed_to = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="改交单位"
    )

    objects = OfConcernQuerySet.as_manager()

    class Meta:
        verbose_name = "交办异议"
        ordering = ["-raised_on", "-pk"]
        indexes = [models.Index(fields=["result", "unit_path"], name="objection_result_unit")]
        constraints = [
            models.UniqueConstraint(fields=["concern"], condition=Q(result=""), name="objection_one_open"),
            models.CheckConstraint(
                condition=Q(result="", reviewed_on=None) | (~Q(result="") & Q(reviewed_on__isnull=False)),
                name="objection_reviewed_dated",
            ),
        ]

    def is_hidden_from(self, by: Any) -> bool:
        """The concern's wall."""
        return self.concern.is_hidden_from(by)
