"""活动: what is planned, and what came of it; its four steps where it is a survey; records elsewhere that belong to it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.activities.terms import ActivityKind, ActivityStatus, Step
from lianxin.work.drives.models import Drive


class ActivityQuerySet(PlacedQuerySet):
    def held(self) -> Self:
        """Those that took place."""
        return self.filter(status=ActivityStatus.HELD)

    def coming(self, on: date) -> Self:
        """Planned, not yet over on that day; the next first."""
        return self.filter(status=ActivityStatus.PLANNED, until__gte=on).order_by("on", "pk")

    def past(self, on: date) -> Self:
        """Planned, the days are over, and nobody said what came of it."""
        return self.filter(status=ActivityStatus.PLANNED, until__lt=on).order_by("on", "pk")


class Activity(models.Model):
    """活动 of a unit: the kind, the days, who is in charge, the plan, the partners, what it costs (M259, M272, M278).

    `contact` is the person to ring about it, an official or of a partner unit; `contact_dates` the days agreed for
    doing so. `tag` is a word under which an office finds its like again (“党员帮扶”). What people came and what was
    handed out stand in its lines; nobody is named in any of them.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=12, choices=ActivityKind.choices)
    title = models.CharField("名称", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    until = models.DateField("结束日期")
    place = models.CharField("地点", max_length=80, blank=True)
    tag = models.CharField("标签", max_length=20, blank=True, db_index=True)
    contact = models.CharField("联络人", max_length=60)
    contact_phone = models.CharField("联络电话", max_length=40, blank=True)
    contact_dates = models.JSONField("联络日期", default=list)
    plan = models.TextField("活动方案", blank=True)
    partners = models.CharField("合办单位", max_length=200, blank=True)
    cost_planned_yuan = models.PositiveIntegerField("预算（元）", null=True, blank=True)
    cost_yuan = models.PositiveIntegerField("实际开支（元）", null=True, blank=True)
    drive = models.ForeignKey(
        Drive, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name="走访活动"
    )
    status = models.CharField(
        "状态", max_length=10, choices=ActivityStatus.choices, default=ActivityStatus.PLANNED
    )  # fmt: skip
    summary = models.TextField("活动小结", blank=True)
    called_why = models.CharField("取消理由", max_length=200, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "活动"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "-on"], name="activity_unit_on")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("on")), name="activity_until_not_before"),
            models.CheckConstraint(
                condition=~Q(status="called_off") | ~Q(called_why=""), name="activity_called_off_has_why"
            ),
            models.CheckConstraint(condition=Q(status="held") | Q(cost_yuan=None), name="activity_cost_once_held"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"activity:{self.code}"

    @property
    def contact_days(self) -> list[date]:
        """The days agreed for contact."""
        return [date.fromisoformat(one) for one in self.contact_dates]


class SurveyStep(models.Model):
    """专题调查的一步: planned for a day, done on a day, and what came of it (M273)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="stages", verbose_name="活动")
    step = models.CharField("步骤", max_length=8, choices=Step.choices)
    order = models.PositiveSmallIntegerField("顺序")
    planned_on = models.DateField("计划日期", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    text = models.TextField("做了什么、得出什么", blank=True)

    class Meta:
        verbose_name = "专题调查步骤"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "step"], name="survey_step_once"),
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(text=""), name="survey_step_done_has_text"),
        ]


class Reference(models.Model):
    """关联的记录: a visit, a dispute, a concern, entered once in its own room and shown here to whoever may see it there.

    Nothing of it is counted among the activity's figures: the money of a condolence visit is the visit's (M275).
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="references", verbose_name="活动")
    ref = models.CharField("记录", max_length=40)

    class Meta:
        verbose_name = "活动关联的记录"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["activity", "ref"], name="reference_once")]
