"""活动的明细: stands, vehicle trips, issues, materials, letters, things handled; and how many people came, counted how."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.activities.models.activity import Activity
from lianxin.work.activities.terms import MEASURES, ActivityStatus, Method, PartKind


class LineQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Those not struck out."""
        return self.filter(struck_on=None)

    def counting(self) -> Self:
        """Those that figures count: of activities that took place, not struck out."""
        return self.standing().filter(activity__status=ActivityStatus.HELD)


class Part(models.Model):
    """一笔: what (a kind of leaflet, an occasion), where, how many in the measure word of its kind.

    `planned` is what the plan said, `quantity` what it was; an activity that took place has the second of each.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="parts", verbose_name="活动")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=8, choices=PartKind.choices)
    on = models.DateField("日期")
    what = models.CharField("内容", max_length=60)
    place = models.CharField("地点", max_length=80, blank=True)
    planned = models.PositiveIntegerField("计划数", null=True, blank=True)
    quantity = models.PositiveIntegerField("数量", null=True, blank=True)
    struck_on = models.DateField("划去日期", null=True, blank=True)
    struck_why = models.CharField("划去理由", max_length=200, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "活动明细"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["unit_path", "kind", "on"], name="part_unit_kind_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned__isnull=False) | Q(quantity__isnull=False), name="part_has_number"
            ),
            models.CheckConstraint(condition=Q(struck_on=None) | ~Q(struck_why=""), name="part_struck_has_why"),
        ]

    @property
    def measure(self) -> str | Promise:
        """次, 台次, 期, 份, 封, 件."""
        return MEASURES[PartKind(self.kind)]


class Turnout(models.Model):
    """到场人次: which people, how many, and how one knows; of one activity each group once (M256, M258)."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="turnouts", verbose_name="活动")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    whom = models.CharField("哪些人", max_length=40)
    planned = models.PositiveIntegerField("计划人次", null=True, blank=True)
    people = models.PositiveIntegerField("人次", null=True, blank=True)
    method = models.CharField("人次怎么来的", max_length=10, choices=Method.choices, blank=True)
    method_words = models.CharField("怎么估的", max_length=120, blank=True)
    struck_on = models.DateField("划去日期", null=True, blank=True)
    struck_why = models.CharField("划去理由", max_length=200, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = "到场人次"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="turnout_unit_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(planned__isnull=False) | Q(people__isnull=False), name="turnout_has_number"
            ),
            models.CheckConstraint(condition=Q(people=None) | ~Q(method=""), name="turnout_says_how"),
            models.CheckConstraint(
                condition=~Q(method__in=["handed_out", "estimate"]) | ~Q(method_words=""),
                name="turnout_estimate_has_words",
            ),
            models.CheckConstraint(condition=Q(struck_on=None) | ~Q(struck_why=""), name="turnout_struck_has_why"),
        ]

    @property
    def how(self) -> str:
        """How the number came about, in words."""
        if not self.method:
            return ""
        word = str(Method(self.method).label)
        return f"{word}：{self.method_words}" if self.method_words else word
