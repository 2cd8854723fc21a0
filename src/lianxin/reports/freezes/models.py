"""封存的表: a figure as it was signed, with the keys of what was counted; what changed afterwards is a line beside it.

Rows of these tables are never changed and never deleted; triggers refuse both (guard.py). What follows from the rows
of other tables as they are today (the records, the tree of units, the definition) stands here as it was.
"""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure.keysets import plain, size
from lianxin.pure.periods import Period
from lianxin.reports.freezes.terms import FigureKind


class FrozenTree(models.Model):
    """当时的单位: the units under one unit as they were on the day, once for all figures that were frozen of it so."""

    digest = models.CharField("校验值", max_length=64, unique=True)
    body = models.TextField("单位名单")

    class Meta:
        verbose_name = "当时的单位"


class FrozenFigureQuerySet(PlacedQuerySet):
    def of_record(self, of: str) -> Self:
        """Those that stand in one record, in the order in which they were frozen."""
        return self.filter(of=of).order_by("turn")


class FrozenFigure(models.Model):
    """封存的数字: value, definition, records, signer, fingerprint; `of` is the ref of the record that it stands in.

    `keys` are the records of a count or of a rate's numerator, or those that a median is of; `whole_keys` those of the
    denominator; `measured` what was measured on each. `viewpoint` says as whose office it was counted (security.md D2).
    """

    number = models.CharField("编号", max_length=12, unique=True)
    of = models.CharField("所在的文书", max_length=60)
    label = models.CharField("项目", max_length=120)
    turn = models.PositiveIntegerField("第几个")
    code = models.CharField("指标代码", max_length=500)
    name = models.TextField("指标")
    version = models.CharField("口径版本", max_length=12)
    kind = models.CharField("类别", max_length=8, choices=FigureKind.choices)
    basis = models.TextField("口径")
    numerator = models.TextField("分子")
    denominator = models.TextField("分母", blank=True)
    measure = models.CharField("计量单位", max_length=40)
    places = models.PositiveSmallIntegerField("小数位数", default=0)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    unit_name = models.CharField("当时的单位名称", max_length=60)
    tree = models.ForeignKey(FrozenTree, models.PROTECT, related_name="+", db_index=False, verbose_name="当时的单位")
    period = models.CharField("统计期", max_length=8)
    value = models.DecimalField("封存的数", max_digits=18, decimal_places=4, null=True)
    part = models.PositiveBigIntegerField("分子的数", null=True)
    whole = models.PositiveBigIntegerField("分母的数", null=True)
    source = models.CharField("数的是什么", max_length=60)
    opens = models.CharField("打开的许可", max_length=60)
    keys = models.TextField("记录", blank=True)
    whole_keys = models.TextField("分母的记录", blank=True)
    measured = models.TextField("每件的数", blank=True)
    as_of = models.DateField("数到哪一天")
    viewpoint = models.TextField("以谁的名义")
    signed_by = models.CharField("签字人", max_length=60)
    signed_post = models.CharField("职务", max_length=120)
    signed_on = models.DateField("封存日期")
    at = models.DateTimeField("封存时间")
    previous = models.CharField("前一个的校验值", max_length=64, blank=True)
    fingerprint = models.CharField("校验值", max_length=64, unique=True)

    objects = FrozenFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "封存的数字"
        ordering = ["of", "turn"]
        indexes = [models.Index(fields=["unit_path", "-signed_on"], name="frozen_unit_day")]
        constraints = [
            models.UniqueConstraint(fields=["of", "turn"], name="frozen_in_order"),
            models.CheckConstraint(condition=Q(turn=1, previous="") | (Q(turn__gt=1) & ~Q(previous="")),
                                   name="frozen_has_previous"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> str:
        return f"frozen:{self.number}"

    @property
    def in_period(self) -> Period:
        return Period.parse(self.period)

    @property
    def text(self) -> str:
        """The value for print: 40, 96.3%."""
        return text_of(self.value, self.kind)

    @property
    def fraction(self) -> str:
        """分子/分母 of a rate."""
        return f"{self.part}/{self.whole}" if self.kind == FigureKind.RATE and self.whole else ""

    @property
    def counted(self) -> int:
        """How many records were kept: of a rate those of its denominator."""
        return size(self.whole_keys if self.kind == FigureKind.RATE else self.keys)


class LateChange(models.Model):
    """事后变化: what the same question gave later, which records came and went, and why; the frozen figure stays.

    Everything but the reason is counted. `previous` is the fingerprint of the change before, or of the figure itself.
    """

    frozen = models.ForeignKey(FrozenFigure, models.PROTECT, related_name="late", verbose_name="封存的数字")
    turn = models.PositiveIntegerField("第几个")
    old = models.DecimalField("原数", max_digits=18, decimal_places=4, null=True)
    value = models.DecimalField("现在的数", max_digits=18, decimal_places=4, null=True)
    part = models.PositiveBigIntegerField("分子的数", null=True)
    whole = models.PositiveBigIntegerField("分母的数", null=True)
    keys = models.TextField("记录", blank=True)
    whole_keys = models.TextField("分母的记录", blank=True)
    measured = models.TextField("每件的数", blank=True)
    added = models.TextField("新增的记录", blank=True)
    removed = models.TextField("移出的记录", blank=True)
    changed = models.TextField("变化的记录", blank=True)
    reason = models.CharField("原因", max_length=300)
    by_name = models.CharField("登记人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    on = models.DateField("登记日期")
    at = models.DateTimeField("登记时间")
    previous = models.CharField("前一个的校验值", max_length=64)
    fingerprint = models.CharField("校验值", max_length=64, unique=True)

    class Meta:
        verbose_name = "事后变化"
        ordering = ["turn"]
        constraints = [models.UniqueConstraint(fields=["frozen", "turn"], name="late_change_in_order")]

    @property
    def old_text(self) -> str:
        """What stood before this change."""
        return text_of(self.old, self.frozen.kind)

    @property
    def text(self) -> str:
        """What it is since."""
        return text_of(self.value, self.frozen.kind)

    @property
    def sizes(self) -> tuple[int, int, int]:
        """How many records came, went, and changed."""
        return size(self.added), size(self.removed), size(self.changed)


def text_of(value: Decimal | None, kind: str) -> str:
    """A value for print: 40, 96.3%, 3.5; a rate keeps its decimal; a dash where there is none."""
    if value is None:
        return "—"
    return f"{value:.1f}%" if kind == FigureKind.RATE else plain(value)
