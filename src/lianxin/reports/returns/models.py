"""摸底统计的表: forms with their lines, a month's return with its steps, each figure with its evidence and verification.

A figure of our own records is not typed: until 统计 it is counted anew whenever one looks, then it is kept with the
keys of what was counted. A figure from another system is marked as such and stands on its source and its evidence;
it is never added to one of our own.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure.periods import Period
from lianxin.reports.returns.terms import LOCKED, CheckHow, LineKind, LineSource, Stage


class ReturnForm(models.Model):
    """摸底表的一版: which lines are asked for, on what ground, for what, by when; in force from a month on (JF-6).

    Versions of one form bear the same `code`. A version in force is never edited; a month keeps the one it began with.
    """

    code = models.CharField("代码", max_length=20)
    version = models.PositiveSmallIntegerField("版次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    title = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=200)
    purpose = models.CharField("用途", max_length=200)
    due_day = models.PositiveSmallIntegerField("次月几日前上报")
    valid_from = models.CharField("启用月份", max_length=7, blank=True)
    made_by = models.CharField("拟定人", max_length=60)
    made_on = models.DateField("拟定日期")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "摸底表"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="return_form_version"),
            models.CheckConstraint(condition=Q(due_day__gte=1, due_day__lte=28), name="return_form_due_day"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"return_form:{self.code}"


class FormLine(models.Model):
    """摸底表的一行: an indicator over a scope of the tree, or a figure from elsewhere, for the whole or for named units."""

    form = models.ForeignKey(ReturnForm, models.CASCADE, related_name="lines", verbose_name="摸底表")
    number = models.PositiveSmallIntegerField("行号")
    kind = models.CharField("类别", max_length=12, choices=LineKind.choices)
    label = models.CharField("项目", max_length=60)
    source = models.CharField("数字来源", max_length=8, choices=LineSource.choices)
    indicator = models.CharField("指标代码", max_length=80, blank=True)
    scope = models.CharField("统计范围", max_length=400, blank=True)
    measure = models.CharField("计量单位", max_length=12, default="件")
    origin = models.CharField("外部来源", max_length=80, blank=True)

    class Meta:
        verbose_name = "摸底表的行"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_line_number"),
            models.CheckConstraint(
                condition=Q(source="records", origin="") & ~Q(indicator="") | Q(source="external", indicator=""),
                name="form_line_source",
            ),
        ]

    @property
    def code(self) -> str:
        """The indicator with its scope, as `indicators.get` reads it; empty for a figure from elsewhere."""
        return f"{self.indicator}@{self.scope}" if self.scope and self.indicator else self.indicator

    @property
    def is_external(self) -> bool:
        return self.source == LineSource.EXTERNAL


class MonthReturnQuerySet(PlacedQuerySet):
    def late(self) -> Self:
        """迟报: reported after the day it was due."""
        return self.filter(reported_on__gt=F("due_on"))


class MonthReturn(models.Model):
    """一月的摸底统计 of a unit: collected, reviewed, counted, filed (locked), reported."""

    code = models.CharField("编号", max_length=12, unique=True)
    form = models.ForeignKey(ReturnForm, models.PROTECT, related_name="returns", verbose_name="摸底表")
    form_code = models.CharField("摸底表代码", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    month = models.CharField("月份", max_length=7)
    stage = models.CharField("状态", max_length=12, choices=Stage.choices, default=Stage.COLLECTING)
    due_on = models.DateField("办理期限")
    opened_on = models.DateField("开始日期")
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filed_by = models.CharField("备案人", max_length=60, blank=True)
    reported_on = models.DateField("上报日期", null=True, blank=True)
    reported_to = models.CharField("上报给", max_length=60, blank=True)
    overlaps: Any = models.JSONField("重复", default=list)

    objects = MonthReturnQuerySet.as_manager()

    class Meta:
        verbose_name = "月摸底统计"
        ordering = ["-month", "unit_path", "pk"]
        indexes = [models.Index(fields=["unit_path", "-month"], name="month_return_unit_month")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "form_code", "month"], name="month_return_once"),
            models.CheckConstraint(
                condition=~Q(stage__in=[str(stage) for stage in LOCKED]) | Q(filed_on__isnull=False),
                name="month_return_locked_is_filed",
            ),
            models.CheckConstraint(
                condition=Q(stage="reported", reported_on__isnull=False) | (~Q(stage="reported") & Q(reported_on=None)),
                name="month_return_reported",
            ),
        ]  # fmt: skip

    @property
    def ref(self) -> str:
        return f"return:{self.code}"

    @property
    def period(self) -> Period:
        return Period.parse(self.month)

    @property
    def is_locked(self) -> bool:
        return self.stage in LOCKED

    def days_late(self, today: date) -> int:
        """How many days after its due day it was reported, or is not yet; 0 while it is in time."""
        return max(0, ((self.reported_on or today) - self.due_on).days)


class ReturnStep(models.Model):
    """一步: which step, by whom in which post, on which day, and what was said with it."""

    of = models.ForeignKey(MonthReturn, models.CASCADE, related_name="steps", verbose_name="月摸底统计")
    verb = models.CharField("步骤", max_length=12)
    by_name = models.CharField("经办人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "摸底步骤"
        ordering = ["pk"]


class ReturnFigure(models.Model):
    """一个数: of one line and unit. `value` is typed for a figure from elsewhere, and kept at 统计 for one of ours.

    `version`, `basis`, `keys` and `fingerprint` say what was counted; `no_data` why there is no figure.
    """

    of = models.ForeignKey(MonthReturn, models.CASCADE, related_name="figures", verbose_name="月摸底统计")
    line = models.ForeignKey(FormLine, models.PROTECT, related_name="+", verbose_name="摸底表的行")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    value = models.DecimalField("数", max_digits=14, decimal_places=2, null=True, blank=True)
    no_data = models.CharField("没有数的原因", max_length=120, blank=True)
    source = models.CharField("来源", max_length=120, blank=True)
    evidence = models.CharField("佐证说明", max_length=300, blank=True)
    entered_by = models.CharField("填报人", max_length=60, blank=True)
    entered_on = models.DateField("填报日期", null=True, blank=True)
    version = models.CharField("口径版本", max_length=12, blank=True)
    basis = models.TextField("口径", blank=True)
    keys: Any = models.JSONField("记录", default=list)
    fingerprint = models.CharField("校验值", max_length=64, blank=True)
    checked_by = models.CharField("核实人", max_length=60, blank=True)
    checked_on = models.DateField("核实日期", null=True, blank=True)
    checked_how = models.CharField("怎样核实", max_length=8, choices=CheckHow.choices, blank=True)
    check_note = models.CharField("核实情况", max_length=200, blank=True)

    class Meta:
        verbose_name = "摸底数字"
        ordering = ["line__number", "unit__path"]
        constraints = [
            models.UniqueConstraint(fields=["of", "line", "unit"], name="return_figure_once"),
            models.CheckConstraint(
                condition=Q(checked_on=None, checked_by="") | (Q(checked_on__isnull=False) & ~Q(checked_by="")),
                name="return_figure_checked",
            ),
        ]

    @property
    def unit_path(self) -> str:
        return self.of.unit_path

    @property
    def is_checked(self) -> bool:
        return self.checked_on is not None

    @property
    def last_change(self) -> "FigureChange | None":
        """What it was corrected to last, after the lock."""
        return next(iter(reversed(self.changes.all())), None)

    @property
    def text(self) -> str:
        """The kept value for print: 4910, 96.3."""
        return plain(self.value)


class FigureFile(models.Model):
    """佐证材料 of a figure from elsewhere: the file itself, kept in the database so that the backup holds it."""

    figure = models.ForeignKey(ReturnFigure, models.CASCADE, related_name="files", verbose_name="摸底数字")
    name = models.CharField("文件名", max_length=120)
    media_type = models.CharField("格式", max_length=80)
    data = models.BinaryField("内容")
    sha256 = models.CharField("校验值", max_length=64)
    by_name = models.CharField("附上的人", max_length=60)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "摸底佐证材料"
        ordering = ["pk"]


class FigureChange(models.Model):
    """更正说明: after the lock the figure stays, and beside it what it should be and why."""

    figure = models.ForeignKey(ReturnFigure, models.CASCADE, related_name="changes", verbose_name="摸底数字")
    old = models.DecimalField("原数", max_digits=14, decimal_places=2, null=True)
    new = models.DecimalField("更正为", max_digits=14, decimal_places=2)
    reason = models.CharField("原因", max_length=200)
    by_name = models.CharField("更正人", max_length=60)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "更正说明"
        ordering = ["pk"]


class SampleDraw(models.Model):
    """抽样核实: some of the records behind a figure, drawn by a seed that anybody can draw with again."""

    figure = models.ForeignKey(ReturnFigure, models.CASCADE, related_name="draws", verbose_name="摸底数字")
    seed = models.CharField("种子", max_length=32)
    digest = models.CharField("名单校验值", max_length=64)
    population = models.PositiveIntegerField("名单件数")
    keys: Any = models.JSONField("抽中的记录")
    by_name = models.CharField("抽样人", max_length=60)
    on = models.DateField("抽样日期")

    class Meta:
        verbose_name = "抽样核实"
        ordering = ["pk"]


class SampleLook(models.Model):
    """一条记录的核实: called back or looked at, and whether it is as recorded."""

    draw = models.ForeignKey(SampleDraw, models.CASCADE, related_name="looks", verbose_name="抽样核实")
    key = models.PositiveBigIntegerField("记录")
    how = models.CharField("怎样核实", max_length=8, choices=CheckHow.choices)
    agrees = models.BooleanField("与记录一致")
    note = models.CharField("核实情况", max_length=200, blank=True)
    by_name = models.CharField("核实人", max_length=60)
    on = models.DateField("核实日期")

    class Meta:
        verbose_name = "记录核实"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draw", "key"], name="sample_look_once")]


def plain(value: Decimal | int | None) -> str:
    """A value for print, without zeros behind the point; a dash where there is none.

    >>> plain(Decimal("4910.00")), plain(Decimal("96.30")), plain(None)
    ('4910', '96.3', '—')
    """
    if value is None:
        return "—"
    value = Decimal(value)
    return str(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())
