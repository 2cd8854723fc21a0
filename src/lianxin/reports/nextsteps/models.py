"""下步打算的表: one line of what is to be done next, who answers for it, by when, and what became of it."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure.periods import Period, read_period
from lianxin.reports.nextsteps.terms import Aim, Source, State

SOON = timedelta(days=7)


class NextStepQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Those still to be done."""
        return self.filter(state=State.OPEN)

    def due_by(self, on: date) -> Self:
        """Still to be done, and their day is that one or was before."""
        return self.standing().filter(due_on__lte=on)

    def overdue(self, on: date) -> Self:
        """Still to be done, though their day has passed."""
        return self.standing().filter(due_on__lt=on)


class NextStep(models.Model):
    """一项下步打算 of a unit: the work, the unit and the person (or post) that answer for it, the day.

    `about` is the period of the summary that it came from, `about_on` its last day; `problem` the one it answers,
    `source_key` keeps a line of one summary from being taken over twice. `first_due_on` is the day that was promised
    first: carrying over moves `due_on` alone. With `indicator` the figure of the owning unit in `aim_period` decides.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    heading = models.CharField("事项", max_length=60)
    text = models.CharField("怎么做", max_length=400)
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="责任单位")
    owner_path = models.CharField(max_length=40)
    owner = models.CharField("责任人", max_length=60, blank=True)
    due_on = models.DateField("办理期限")
    first_due_on = models.DateField("原定时限")
    source = models.CharField("来源", max_length=8, choices=Source.choices)
    about = models.CharField("时期", max_length=16)
    about_on = models.DateField("时期的最后一天")
    problem = models.CharField("对应的问题", max_length=40, blank=True)
    source_key = models.CharField("来源标记", max_length=80, null=True, blank=True, unique=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    result = models.CharField("落实情况", max_length=400, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    added_by = models.CharField("列入人", max_length=60)
    added_on = models.DateField("列入日期")
    indicator = models.CharField("指标代码", max_length=80, blank=True)
    aim = models.CharField("目标", max_length=8, choices=Aim.choices, blank=True)
    aim_value = models.DecimalField("目标值", max_digits=14, decimal_places=2, null=True, blank=True)
    aim_period = models.CharField("看哪个时期", max_length=8, blank=True)

    objects = NextStepQuerySet.as_manager()

    class Meta:
        verbose_name = "下步打算"
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["unit_path", "about_on"], name="next_step_unit_about"),
            models.Index(fields=["owner_path", "state", "due_on"], name="next_step_owner_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None) | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="next_step_closed_on",
            ),
            models.CheckConstraint(
                condition=Q(indicator="", aim="", aim_value=None, aim_period="")
                | (~Q(indicator="") & ~Q(aim="") & Q(aim_value__isnull=False) & ~Q(aim_period="")),
                name="next_step_aim_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.heading

    @property
    def ref(self) -> str:
        return f"next_step:{self.code}"

    @property
    def period(self) -> Period:
        return read_period(self.about)

    @property
    def is_carried_over(self) -> bool:
        return self.due_on > self.first_due_on

    @property
    def owner_words(self) -> str:
        """The owning unit, and the person or post where one is named."""
        return f"{self.owner_unit.name}（{self.owner}）" if self.owner else self.owner_unit.name

    def days_left(self, today: date) -> int:
        """How many days until its day; negative when it has passed."""
        return (self.due_on - today).days


class StepDeed(models.Model):
    """经过 of a step: which deed, by whom, on which day, what was said, and the dates where they were moved."""

    step = models.ForeignKey(NextStep, models.CASCADE, related_name="deeds", verbose_name="下步打算")
    verb = models.CharField("办理", max_length=12)
    by_name = models.CharField("经办人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=400, blank=True)
    old_due_on = models.DateField("原来的时限", null=True, blank=True)
    new_due_on = models.DateField("新的时限", null=True, blank=True)

    class Meta:
        verbose_name = "下步打算的经过"
        ordering = ["pk"]
