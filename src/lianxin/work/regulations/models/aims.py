"""目标与责任的表: what a unit wants to reach in a year, the things named for it, who answers for a programme."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.regulations.terms import Answerable


class TargetQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Those not dropped."""
        return self.filter(dropped_on=None)


class Target(models.Model):
    """目标 of a unit for a year: `aim` of something. Counted from an indicator (`counted_by`), or from named things (M269).

    With an indicator nothing is typed: the counter is its figure. Without one the things are named (三个示范点) and
    each is ticked with its day and what shows it. Never a person's target.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("目标", max_length=80)
    counted_by = models.CharField("按哪个指标算", max_length=60, blank=True)
    is_most = models.BooleanField("不超过", default=False)
    aim = models.PositiveIntegerField("目标数")
    measure = models.CharField("量词", max_length=10)
    due_on = models.DateField("办理期限")
    set_on = models.DateField("确定日期")
    set_by_name = models.CharField("确定人", max_length=60)
    dropped_on = models.DateField("取消日期", null=True, blank=True)
    dropped_why = models.CharField("取消理由", max_length=200, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "目标"
        ordering = ["unit_path", "due_on", "pk"]
        indexes = [models.Index(fields=["year", "unit_path"], name="target_year_unit")]
        constraints = [
            models.CheckConstraint(condition=Q(dropped_on=None) | ~Q(dropped_why=""), name="target_dropped_says_why"),
            models.CheckConstraint(condition=Q(aim__gt=0), name="target_asks_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"target:{self.code}"


class TargetItem(models.Model):
    """目标中的一项: a thing by name, with the day on which it was done and what shows it (M269)."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="items", verbose_name="目标")
    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("名称", max_length=80)
    done_on = models.DateField("完成日期", null=True, blank=True)
    evidence = models.CharField("凭据", max_length=200, blank=True)
    by_name = models.CharField("登记人", max_length=60, blank=True)

    class Meta:
        verbose_name = "目标中的一项"
        ordering = ["target", "number"]
        constraints = [
            models.UniqueConstraint(fields=["target", "number"], name="target_item_once"),
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(evidence=""), name="target_item_done_shown"),
        ]

    def __str__(self) -> str:
        return self.name


class ResponsibilityQuerySet(PlacedQuerySet):
    def on(self, day: date) -> Self:
        """Those that hold on that day."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))


class Responsibility(models.Model):
    """责任人 of a programme: 第一责任人, 直接责任人, from a day until a day (M247).

    `of` is the text reference of any record (`regulation:…`, `target:…`, `meeting_series:…`, `drive:…`); `about` keeps its
    name, so that the list is read without asking every room.
    """

    of = models.CharField(max_length=60, db_index=True)
    about = models.CharField("什么事", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    role = models.CharField("责任", max_length=12, choices=Answerable.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员")
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=60)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = "责任人"
        ordering = ["of", "role", "since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="responsibility_from_to"),
            models.UniqueConstraint(
                fields=["of", "role"], condition=Q(until=None, role="first"), name="responsibility_one_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} {self.name}".strip()

    @property
    def ref(self) -> str:
        return f"responsibility:{self.pk}"
