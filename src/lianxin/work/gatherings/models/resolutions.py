"""议定事项: what a meeting decided, who does it, until when, and that it was done (三会, M132)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.gatherings.models.meetings import Gathering


class ResolutionQuerySet(PlacedQuerySet):
    def unfinished(self) -> Self:
        """Decided and not yet done."""
        return self.filter(finished_on=None)

    def overdue(self, on: date) -> Self:
        """The day has passed and it is not done."""
        return self.unfinished().filter(due_on__lt=on)


class Resolution(models.Model):
    """议定事项 of a meeting: what, decided by whom, the unit and the person in charge, the day; then what came of it."""

    code = models.CharField("编号", max_length=12, unique=True)
    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="resolutions", verbose_name="会议")
    unit_path = models.CharField(max_length=40)
    text = models.CharField("议定什么", max_length=200)
    decided_by = models.CharField("谁定的", max_length=60)
    decided_on = models.DateField("议定日期")
    handler = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="承办单位")
    handler_path = models.CharField(max_length=40, db_index=True)
    owner = models.CharField("责任人", max_length=60, blank=True)
    due_on = models.DateField("办理期限")
    finished_on = models.DateField("完成日期", null=True, blank=True)
    result = models.TextField("落实情况", blank=True)

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = "议定事项"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(finished_on=None) | ~Q(result=""), name="resolution_done_says_how"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ref(self) -> str:
        return f"resolution:{self.code}"
