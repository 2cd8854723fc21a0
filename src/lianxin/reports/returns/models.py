"""摸底统计的表: forms with their lines, a period's return with its steps, each figure with its evidence and verification.

A figure of our own records is not typed: until 统计 it is counted anew whenever one looks, then it is frozen with the
keys of what was counted (reports/freezes). A figure from another system is marked as such and stands on its source and
its evidence; it is never added to one of our own. A unit's return reports to the one `above` it.
"""

from datetime import date
from decimal import Decimal
from typing import Any, Self, cast

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure.periods import Kind, Period
from lianxin.reports.freezes.models import FrozenFigure
from lianxin.reports.returns.terms import LOCKED, CheckHow, Every, LineKind, LineSource, QueryState, Stage


class ReturnForm(models.Model):
    """摸底表的一版: which lines are asked for, on what ground, for what, by when; in force from a month on (JF-6).

    Versions of one form bear the same `code`. A version in force is never edited; a return keeps the one it began with.
    `levels` says which units below report to the one that opens it, from the top down: kinds, day due, named units.
    """

    code = models.CharField("代码", max_length=20)
    version = models.PositiveSmallIntegerField("版次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    title = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=200)
    purpose = models.CharField("用途", max_length=200)
    every = models.CharField("多久一次", max_length=9, choices=Every.choices, default=Every.MONTH)
    due_day = models.PositiveSmallIntegerField("次月几日前上报")
    levels: Any = models.JSONField("报送层级", default=list)
    valid_from = models.CharField("启用统计期", max_length=7, blank=True)
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

    @property
    def kind(self) -> Kind:
        """The kind of period that it is for."""
        return cast(Kind, self.every)

    def due_on(self, period: Period, day: int = 0) -> date:
        """The day by which the period is reported: in the month after it."""
        after = period.next().first
        return date(after.year, after.month, day or self.due_day)


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
    is_rolled = models.BooleanField("下级填报后汇总", default=False)

    class Meta:
        verbose_name = "摸底表的行"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_line_number"),
            models.CheckConstraint(
                condition=Q(source="records", origin="") & ~Q(indicator="") | Q(source="external", indicator=""),
                name="form_line_source",
            ),
            models.CheckConstraint(condition=Q(is_rolled=False) | Q(source="external"), name="form_line_rolled"),
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
    """一期的摸底统计 of a unit: collected, reviewed, counted, filed (locked), reported, accepted by the level above.

    `month` is the code of its period: 2026-11, 2026-Q4, 2026-H2, 2026.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    form = models.ForeignKey(ReturnForm, models.PROTECT, related_name="returns", verbose_name="摸底表")
    form_code = models.CharField("摸底表代码", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    above = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="lower", verbose_name="上级的一份"
    )
    month = models.CharField("统计期", max_length=7)
    stage = models.CharField("状态", max_length=12, choices=Stage.choices, default=Stage.COLLECTING)
    due_on = models.DateField("办理期限")
    opened_on = models.DateField("开始日期")
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filed_by = models.CharField("备案人", max_length=60, blank=True)
    filed_ref = models.CharField("备案人的编号", max_length=40, blank=True)
    reported_on = models.DateField("上报日期", null=True, blank=True)
    reported_to = models.CharField("上报给", max_length=60, blank=True)
    reported_by = models.CharField("上报人", max_length=60, blank=True)
    reported_ref = models.CharField("上报人的编号", max_length=40, blank=True)
    accepted_on = models.DateField("接收日期", null=True, blank=True)
    accepted_by = models.CharField("接收人", max_length=60, blank=True)
    excused = models.CharField("免报原因", max_length=120, blank=True)
    excused_on = models.DateField("免报日期", null=True, blank=True)
    excused_by = models.CharField("免报人", max_length=60, blank=True)
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
                condition=Q(stage__in=["reported", "accepted"], reported_on__isnull=False)
                | (~Q(stage__in=["reported", "accepted"]) & Q(reported_on=None)),
                name="month_return_reported",
            ),
            models.CheckConstraint(
                condition=Q(stage="accepted", accepted_on__isnull=False, above__isnull=False)
                | (~Q(stage="accepted") & Q(accepted_on=None)),
                name="month_return_accepted",
            ),
            models.CheckConstraint(
                condition=Q(excused="", excused_on=None) | (~Q(excused="") & Q(excused_on__isnull=False, stage="collecting")),
                name="month_return_excused",
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
        """How many days after its due day it was reported, or is not yet; 0 while it is in time, or excused."""
        return 0 if self.excused else max(0, ((self.reported_on or today) - self.due_on).days)


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
    """一个数: of one line and unit. `value` is typed for a figure from elsewhere, or summed from below at 统计.

    One of our own is `frozen` at 统计, with its definition and records; `no_data` says why there is no figure.
    `kept_before` holds what was kept of figures that were counted before there was a freeze.
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
    frozen = models.ForeignKey(
        FrozenFigure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="封存的数字"
    )
    kept_before: Any = models.JSONField("启用封存以前定数的记录", default=dict, blank=True)
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
    def kept(self) -> Decimal | None:
        """The value that was typed or kept: the frozen one for a figure of our own."""
        return self.frozen.value if self.frozen is not None else self.value

    @property
    def last_change(self) -> "FigureChange | None":
        """What it was corrected to last, after the lock."""
        return next((one for one in reversed(self.changes.all()) if not one.is_refiled), None)

    @property
    def text(self) -> str:
        """The kept value for print: 4910, 96.3."""
        return plain(self.kept)


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
    """更正说明: after the lock the figure stays, and beside it what it should be and why.

    `is_refiled` marks what was typed anew after the return had been filed and came back: the first value stays to be seen.
    """

    figure = models.ForeignKey(ReturnFigure, models.CASCADE, related_name="changes", verbose_name="摸底数字")
    old = models.DecimalField("原数", max_digits=14, decimal_places=2, null=True)
    new = models.DecimalField("更正为", max_digits=14, decimal_places=2)
    reason = models.CharField("原因", max_length=200)
    by_name = models.CharField("更正人", max_length=60)
    on = models.DateField("日期")
    is_refiled = models.BooleanField("退回后重填", default=False)

    class Meta:
        verbose_name = "更正说明"
        ordering = ["pk"]


class FigureQuery(models.Model):
    """疑问 on one figure (F092): what is doubted, by whom of which unit; answered by the unit, closed by who asked."""

    figure = models.ForeignKey(ReturnFigure, models.CASCADE, related_name="queries", verbose_name="摸底数字")
    state = models.CharField("状态", max_length=8, choices=QueryState.choices, default=QueryState.OPEN)
    asked_by = models.CharField("提出人", max_length=60)
    asked_ref = models.CharField("提出人的编号", max_length=40)
    asked_path = models.CharField(max_length=40)
    asked_on = models.DateField("提出日期")
    closed_by = models.CharField("了结人", max_length=60, blank=True)
    closed_on = models.DateField("了结日期", null=True, blank=True)

    class Meta:
        verbose_name = "疑问"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) | (~Q(state="closed") & Q(closed_on=None)),
                name="figure_query_closed",
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.state != QueryState.CLOSED


class QueryWord(models.Model):
    """疑问里的一段话: by whom in which post, on which day."""

    of = models.ForeignKey(FigureQuery, models.CASCADE, related_name="words", verbose_name="疑问")
    is_answer = models.BooleanField("是答复", default=False)
    by_name = models.CharField("经办人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    on = models.DateField("日期")
    text = models.CharField("内容", max_length=300)

    class Meta:
        verbose_name = "疑问里的话"
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
