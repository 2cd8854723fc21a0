"""考核的表: a scheme with dimensions and items, a run over units, the sheet of each unit, its items, objections.

Nothing of a person is assessed: a sheet belongs to a unit. A value is never typed: it is frozen from the records when
the run is drafted, and what an upheld objection changed stands beside it (`Revision`).
"""

from datetime import date
from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.assessing import Band
from lianxin.pure.periods import Period
from lianxin.reports.assessments.terms import (
    PUBLISH,
    PUBLISHED,
    RUN,
    SHOWN,
    VIEW,
    About,
    Every,
    How,
    ItemKind,
    NotRated,
    ObjectionState,
    RunState,
    SchemeState,
    Way,
)
from lianxin.reports.freezes.models import FrozenFigure


class Scheme(models.Model):
    """考核方案的一版 (M281): which kinds of units, how often, on what ground, dimensions with items, bands, in force from.

    Versions of one scheme bear the same `code`. `larger` names the assessment that this one is a part of and
    `larger_weight` how much it weighs there (M282). `least_rated` is the weight of results that a unit must at least
    have data for; else it is not rated at all.
    """

    code = models.CharField("代码", max_length=20)
    version = models.PositiveSmallIntegerField("版次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    title = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=200)
    purpose = models.CharField("用途", max_length=200)
    kinds: Any = models.JSONField("考核哪些单位", default=list)
    every: Any = models.JSONField("多久一次", default=list)
    objection_days = models.PositiveSmallIntegerField("核对几个工作日", default=5)
    least_rated = models.PositiveSmallIntegerField("可评权重下限", default=40)
    bands: Any = models.JSONField("分档", default=list)
    larger = models.CharField("纳入的考核", max_length=60, blank=True)
    larger_weight = models.DecimalField("在其中的权重", max_digits=4, decimal_places=1, null=True, blank=True)
    state = models.CharField("状态", max_length=8, choices=SchemeState.choices, default=SchemeState.DRAFT)
    made_by = models.CharField("拟定人", max_length=60)
    made_ref = models.CharField(max_length=40)
    made_on = models.DateField("拟定日期")
    approved_by = models.CharField("批准人", max_length=60, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    valid_from = models.DateField("执行日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "考核方案"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="assess_scheme_version"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_on__isnull=False, valid_from__isnull=False),
                name="assess_scheme_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"assessment_scheme:{self.code}-{self.version}"

    @property
    def band_list(self) -> list[Band]:
        """分档, the highest first."""
        return [Band(label, Decimal(least)) for label, least in self.bands]

    @property
    def kind_words(self) -> str:
        """考核哪些单位: 乡镇、部门."""
        return "、".join(str(kind.label) for kind in UnitKind if kind in self.kinds)

    @property
    def every_words(self) -> str:
        return "、".join(str(one.label) for one in Every if one in self.every)


class Dimension(models.Model):
    """维度 of a scheme; its weight is that of its items together."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="dimensions", verbose_name="考核方案")
    number = models.PositiveSmallIntegerField("序号")
    name = models.CharField("名称", max_length=30)
    weight = models.PositiveSmallIntegerField("权重")

    class Meta:
        verbose_name = "考核维度"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="assess_dimension_number")]


class Item(models.Model):
    """考核项: an indicator, its weight, how its figure becomes a result, and below how many records it is not rated.

    `version` and `definition` are those of the indicator when the scheme was drafted. `steps` are pairs of a limit and
    a result, as texts of decimals; with them `floor` is the result of what reaches none.
    """

    dimension = models.ForeignKey(Dimension, models.CASCADE, related_name="items", verbose_name="考核维度")
    number = models.PositiveSmallIntegerField("序号")
    label = models.CharField("考核项", max_length=60)
    kind = models.CharField("类别", max_length=8, choices=ItemKind.choices)
    indicator = models.CharField("指标代码", max_length=80)
    version = models.CharField("口径版本", max_length=12)
    definition = models.TextField("口径")
    better = models.CharField("高好低好", max_length=4)
    measure = models.CharField("计量单位", max_length=12)
    weight = models.PositiveSmallIntegerField("权重")
    how = models.CharField("怎样折算", max_length=12, choices=How.choices)
    floor = models.DecimalField("得零的数", max_digits=9, decimal_places=2, null=True, blank=True)
    full = models.DecimalField("得满的数", max_digits=9, decimal_places=2, null=True, blank=True)
    steps: Any = models.JSONField("分段", default=list)
    least = models.PositiveSmallIntegerField("少于几件不评", default=0)

    class Meta:
        verbose_name = "考核项"
        ordering = ["dimension__number", "number"]
        constraints = [models.UniqueConstraint(fields=["dimension", "number"], name="assess_item_number")]

    @property
    def is_measured(self) -> bool:
        return self.kind == ItemKind.MEASURED


class Run(models.Model):
    """一次考核 (M280): a scheme over the units of its kinds in a period; closed with a signed, hashed snapshot (M291)."""

    code = models.CharField("编号", max_length=12, unique=True)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="runs", verbose_name="考核方案")
    scheme_code = models.CharField("方案代码", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    in_period = models.CharField("考核期", max_length=8)
    state = models.CharField("状态", max_length=10, choices=RunState.choices, default=RunState.DRAFTED)
    drafted_by = models.CharField("拟定人", max_length=60)
    drafted_ref = models.CharField(max_length=40)
    drafted_on = models.DateField("拟定日期")
    shown_on = models.DateField("给单位核对的日期", null=True, blank=True)
    object_until = models.DateField("异议截止", null=True, blank=True)
    decided_on = models.DateField("异议办完日期", null=True, blank=True)
    published_on = models.DateField("公布日期", null=True, blank=True)
    signed_by = models.CharField("签发人", max_length=60, blank=True)
    signed_post = models.CharField("签发人职务", max_length=120, blank=True)
    opinion = models.CharField("审定意见", max_length=200, blank=True)
    snapshot = models.TextField("公布时的全部内容", blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    closed_on = models.DateField("归档日期", null=True, blank=True)
    dropped_why = models.CharField("作废原因", max_length=200, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "考核"
        ordering = ["-in_period", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme_code", "unit", "in_period"], name="assess_run_once", condition=~Q(state="dropped")
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "closed"])
                | (Q(published_on__isnull=False) & ~Q(signed_by="") & ~Q(sha256="")),
                name="assess_run_signed",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"assessment:{self.code}"

    @property
    def period(self) -> Period:
        return Period.parse(self.in_period)

    @property
    def is_shown(self) -> bool:
        return self.state in SHOWN

    @property
    def is_published(self) -> bool:
        return self.state in PUBLISHED

    def may_object(self, today: date) -> bool:
        """Whether a unit may still object: until the end of that day."""
        return self.state == RunState.OPEN and self.object_until is not None and today <= self.object_until


class SheetQuerySet(PlacedQuerySet):
    def shown_to(self, by: Actor) -> Self:
        """Those that this actor may know of: what is only drafted stays with whoever organises it, and who signs it.

        Who may only see his own unit's result sees it when it is published.
        """
        if not by.has(VIEW):
            return self.filter(unit_path=by.own_path, run__state__in=PUBLISHED)
        roots = by.grants.get(RUN.code, ()) or by.grants.get(PUBLISH.code, ())
        drafted = Q(pk__in=())
        for root in roots:
            drafted |= within("run__unit_path", root)
        return self.filter(Q(run__state__in=SHOWN) | drafted & ~Q(run__state=RunState.DROPPED))


class Sheet(models.Model):
    """一个单位的考核表: what came out, why nothing did, who confirmed it. Another unit never sees it."""

    code = models.CharField("编号", max_length=12, unique=True)
    run = models.ForeignKey(Run, models.CASCADE, related_name="sheets", verbose_name="考核")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    unit_name = models.CharField("当时的名称", max_length=60)
    unit_kind = models.CharField("当时的类别", max_length=12, choices=UnitKind.choices)
    total = models.DecimalField("总结果", max_digits=4, decimal_places=1, null=True, blank=True)
    band = models.CharField("档次", max_length=20, blank=True)
    confirmed_by = models.CharField("核对人", max_length=60, blank=True)
    confirmed_on = models.DateField("核对日期", null=True, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "单位考核表"
        ordering = ["unit_path"]
        constraints = [
            models.UniqueConstraint(fields=["run", "unit"], name="assess_sheet_once"),
            models.CheckConstraint(
                condition=Q(total=None, band="") | (Q(total__isnull=False) & ~Q(band="")), name="assess_sheet_band"
            ),
        ]

    @property
    def ref(self) -> str:
        return f"assessment_sheet:{self.code}"

    @property
    def is_rated(self) -> bool:
        return self.total is not None


class Cell(models.Model):
    """一项的结果 of a unit: the frozen figure, its parts, the weight used, the result, or why it is not rated.

    `excluded` are the keys of records that an upheld objection took out; `frozen` keeps what was there before.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="cells", verbose_name="单位考核表")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name="考核项")
    frozen = models.ForeignKey(
        FrozenFigure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="封存的数"
    )
    value = models.DecimalField("数", max_digits=14, decimal_places=2, null=True, blank=True)
    part = models.PositiveIntegerField("分子", null=True, blank=True)
    whole = models.PositiveIntegerField("分母", null=True, blank=True)
    used = models.DecimalField("所用权重", max_digits=5, decimal_places=2, default=0)
    result = models.DecimalField("结果", max_digits=5, decimal_places=2, null=True, blank=True)
    not_rated = models.CharField("不评的原因", max_length=8, choices=NotRated.choices, blank=True)
    excluded: Any = models.JSONField("剔除的记录", default=list)

    class Meta:
        verbose_name = "考核项结果"
        ordering = ["item__dimension__number", "item__number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "item"], name="assess_cell_once"),
            models.CheckConstraint(
                condition=Q(result=None) & ~Q(not_rated="") | Q(result__isnull=False, not_rated=""),
                name="assess_cell_result",
            ),
        ]


class Objection(models.Model):
    """异议 of a unit to one item (M289): the records it names, or the definition; answered with a reason."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="objections", verbose_name="单位考核表")
    cell = models.ForeignKey(Cell, models.CASCADE, related_name="objections", verbose_name="考核项结果")
    unit_path = models.CharField(max_length=40)
    organiser_path = models.CharField(max_length=40)
    about = models.CharField("针对什么", max_length=8, choices=About.choices)
    text = models.TextField("理由")
    keys: Any = models.JSONField("点名的记录", default=list)
    names: Any = models.JSONField("记录编号", default=list)
    by_name = models.CharField("提出人", max_length=60)
    by_ref = models.CharField(max_length=40)
    on = models.DateField("提出日期")
    state = models.CharField("状态", max_length=10, choices=ObjectionState.choices, default=ObjectionState.RAISED)
    way = models.CharField("怎样处理", max_length=8, choices=Way.choices, blank=True)
    answer = models.CharField("答复", max_length=400, blank=True)
    answered_by = models.CharField("答复人", max_length=60, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "考核异议"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["upheld", "rejected"]) | ~Q(answer=""), name="assess_objection_answered"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state == ObjectionState.RAISED


class Revision(models.Model):
    """改正 after an upheld objection: what the item was, what it is now; both stay."""

    objection = models.OneToOneField(Objection, models.CASCADE, related_name="revision", verbose_name="考核异议")
    cell = models.ForeignKey(Cell, models.CASCADE, related_name="revisions", verbose_name="考核项结果")
    way = models.CharField("怎样处理", max_length=8, choices=Way.choices)
    was: Any = models.JSONField("原来", default=dict)
    now: Any = models.JSONField("现在", default=dict)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "考核改正"
        ordering = ["pk"]


class Export(models.Model):
    """导出: who took the published result of a unit out of the system, when, in which form (M284)."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="exports", verbose_name="单位考核表")
    form = models.CharField("格式", max_length=4)
    by_name = models.CharField("导出人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "考核结果导出"
        ordering = ["-pk"]
