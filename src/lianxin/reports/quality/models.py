"""数据质量的表: validation rules in versions, the doubts they raised with what was said, reasons for what came late."""

from typing import Any

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.reports.quality.terms import DoubtState, RuleKind
from lianxin.reports.returns.models import MonthReturn, ReturnFigure


class ValidationRule(models.Model):
    """校验规则的一版: which lines of which form, how they must stand to one another, in words, from one month to another.

    A rule in force is never edited: a changed one is a new version, and a month is held against the version of its time.
    `operands` are labels of the form's lines, or `#code` for an indicator.
    """

    code = models.CharField("编号", max_length=12)
    version = models.PositiveSmallIntegerField("版次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    form_code = models.CharField("摸底表代码", max_length=20)
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=RuleKind.choices)
    operands: Any = models.JSONField("比哪几项")
    low = models.DecimalField("最低", max_digits=14, decimal_places=2, null=True, blank=True)
    high = models.DecimalField("最高或百分比", max_digits=14, decimal_places=2, null=True, blank=True)
    mend = models.CharField("怎么办", max_length=200)
    valid_from = models.CharField("启用月份", max_length=7)
    valid_to = models.CharField("用到哪个月", max_length=7, blank=True)
    made_by = models.CharField("设置人", max_length=60)
    made_on = models.DateField("设置日期")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "校验规则"
        ordering = ["form_code", "code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="validation_rule_version")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"validation_rule:{self.code}"


class Doubt(models.Model):
    """疑点: a rule that a figure broke, with the numbers as they stood; explained in a sentence, or corrected since.

    `seen` is what was compared ("12>8"): other numbers are another doubt, and an explanation is of these alone.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    of = models.ForeignKey(MonthReturn, models.CASCADE, related_name="+", verbose_name="月摸底统计")
    figure = models.ForeignKey(ReturnFigure, models.CASCADE, related_name="+", verbose_name="摸底数字")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    rule = models.CharField("校验规则", max_length=20)
    rule_version = models.PositiveSmallIntegerField("版次", default=1)
    label = models.CharField("项目", max_length=60)
    seen = models.CharField("比的数", max_length=120)
    sentence = models.CharField("疑点", max_length=300)
    mend = models.CharField("怎么办", max_length=200)
    state = models.CharField("状态", max_length=10, choices=DoubtState.choices, default=DoubtState.OPEN)
    found_on = models.DateField("发现日期")
    explanation = models.CharField("说明", max_length=300, blank=True)
    settled_by = models.CharField("说明人", max_length=60, blank=True)
    settled_on = models.DateField("办结日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "数据疑点"
        ordering = ["-found_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "found_on"], name="doubt_unit_found")]
        constraints = [
            models.UniqueConstraint(fields=["figure", "rule", "seen"], name="doubt_once"),
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="doubt_settled_on",
            ),
            models.CheckConstraint(condition=~Q(state="explained", explanation=""), name="doubt_explained"),
        ]

    @property
    def ref(self) -> str:
        return f"doubt:{self.code}"


class LateReason(models.Model):
    """迟报、漏报的原因, as the unit tells it: beside the fact, never in its place."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    form_code = models.CharField("摸底表代码", max_length=20)
    month = models.CharField("统计期", max_length=7)
    reason = models.CharField("原因", max_length=200)
    by_name = models.CharField("说明人", max_length=60)
    on = models.DateField("日期")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "迟报漏报的原因"
        ordering = ["-month", "unit_path"]
        constraints = [models.UniqueConstraint(fields=["unit", "form_code", "month"], name="late_reason_once")]

    @property
    def ref(self) -> str:
        return f"late_reason:{self.pk}"
