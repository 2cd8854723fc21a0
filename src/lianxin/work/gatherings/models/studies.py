"""专题研究: opinions looked at together, the report, the decision that used them, the measures that follow."""

from datetime import date
from typing import Self

from django.db import models

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet


class Study(models.Model):
    """专题研究 of a matter that several opinions point at; with its report once it is concluded (001-1, 004-m)."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    title = models.CharField("研究题目", max_length=60)
    question = models.TextField("要研究的问题", blank=True)
    begun_on = models.DateField("立题日期")
    report = models.TextField("研究报告", blank=True)
    concluded_on = models.DateField("形成报告日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "专题研究"
        ordering = ["-begun_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"study:{self.code}"


class Decision(models.Model):
    """决定: what was decided on the study, and which of its opinions it used."""

    study = models.ForeignKey(Study, models.PROTECT, related_name="decisions", verbose_name="专题研究")
    title = models.CharField("决定事项", max_length=80)
    number = models.CharField("文号", max_length=40, blank=True)
    body = models.CharField("作出决定的会议或单位", max_length=60)
    decided_on = models.DateField("决定日期")
    used = models.ManyToManyField("gatherings.Opinion", related_name="decisions", verbose_name="采用的意见")

    class Meta:
        verbose_name = "研究作出的决定"
        ordering = ["decided_on", "pk"]


class MeasureQuerySet(PlacedQuerySet):
    def unfinished(self) -> Self:
        """Agreed and not yet done."""
        return self.filter(finished_on=None)

    def overdue(self, on: date) -> Self:
        """The day has passed and it is not done."""
        return self.unfinished().filter(due_on__lt=on)


class Measure(models.Model):
    """措施: what follows from a study, who does it, until when, and that it was done."""

    code = models.CharField("编号", max_length=12, unique=True)
    study = models.ForeignKey(Study, models.PROTECT, related_name="measures", verbose_name="专题研究")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name="决定"
    )
    unit_path = models.CharField(max_length=40)
    text = models.CharField("措施内容", max_length=200)
    handler = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="承办单位")
    handler_path = models.CharField(max_length=40, db_index=True)
    due_on = models.DateField("办理期限")
    finished_on = models.DateField("完成日期", null=True, blank=True)
    result = models.TextField("落实情况", blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "措施"
        ordering = ["due_on", "pk"]

    @property
    def ref(self) -> str:
        return f"measure:{self.code}"
