"""发文的表: the register of what an office sent out, the numbers in use, the file kept with each."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.dispatches.terms import DispatchKind

KEPT = Q(voided_on=None)


class DispatchSeries(models.Model):
    """文号: the last number that a unit used for a kind in a year; locked while the next one is taken."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    kind = models.CharField("类别", max_length=12, choices=DispatchKind.choices)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = "文号"
        constraints = [models.UniqueConstraint(fields=["unit", "kind", "year"], name="dispatch_series_once")]


class DispatchSign(models.Model):
    """代字: what stands before the year in a unit's numbers of a kind, as 群办发; without one the kind itself stands there."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    kind = models.CharField("类别", max_length=12, choices=DispatchKind.choices)
    sign = models.CharField("代字", max_length=20)

    class Meta:
        verbose_name = "代字"
        constraints = [models.UniqueConstraint(fields=["unit", "kind"], name="dispatch_sign_once")]


class DispatchQuerySet(PlacedQuerySet):
    def kept(self) -> Self:
        """Without those whose number was voided: what counts as sent."""
        return self.filter(KEPT)

    def of_year(self, year: int) -> Self:
        """Those dated in that year."""
        return self.filter(on__range=(date(year, 1, 1), date(year, 12, 31)))


class Dispatch(models.Model):
    """发文: one document that a unit sent out. Documents that are secret are not registered here (security.md §1).

    `number` is the 发文字号 as printed; `source` names the record it was made from (`circular:K7…`), empty for a
    document written elsewhere. A voided number stays in the register and is never given again.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=12, choices=DispatchKind.choices)
    year = models.PositiveSmallIntegerField("年份")
    serial = models.PositiveIntegerField("顺序号")
    number = models.CharField("文号", max_length=60)
    title = models.CharField("标题", max_length=120)
    on = models.DateField("发文日期")
    signer = models.CharField("签发人", max_length=60, blank=True)
    pages = models.PositiveSmallIntegerField("页数", null=True, blank=True)
    copies_to = models.CharField("主送、抄送", max_length=200, blank=True)
    source = models.CharField("来源", max_length=60, blank=True, db_index=True)
    by_name = models.CharField("登记人", max_length=60)
    voided_on = models.DateField("作废日期", null=True, blank=True)
    voided_why = models.CharField("作废原因", max_length=120, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = "发文"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="dispatch_place_day")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "year", "serial"], name="dispatch_number_once"),
            models.CheckConstraint(
                condition=Q(voided_on=None, voided_why="") | (Q(voided_on__isnull=False) & ~Q(voided_why="")),
                name="dispatch_voided_why",
            ),
            models.CheckConstraint(condition=Q(serial__gte=1), name="dispatch_serial_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def ref(self) -> str:
        return f"dispatch:{self.code}"


class DispatchFile(models.Model):
    """电子件: the document itself, as it was sent."""

    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="file", verbose_name="发文")
    name = models.CharField("文件名", max_length=120)
    data = models.BinaryField("内容")
    sha256 = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "发文电子件"
