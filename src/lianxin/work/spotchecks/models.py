"""走访抽查: a draw from visits that are on record, what the households said, what was found. It files nothing for the checked.

A check stands at the unit that runs it: the checked unit, which lies below, sees no list, no answer and no household.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.rectification.models import Rectification
from lianxin.work.spotchecks.terms import FindingKind, Mode, Result
from lianxin.work.visits.models import Visit


class CheckQuerySet(PlacedQuerySet):
    def of_unit(self, path: str) -> Self:
        """Random checks of a unit and those below it; what was looked into for a cause is no check of the unit."""
        return self.filter(within("checked_path", path), is_directed=False)


class SpotCheck(models.Model):
    """走访抽查: seed and digest of the list stand in the journal before the draw; anyone gets the same list again.

    `is_directed`: begun because of one visit, which is put among others drawn at random; it enters no rate.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    checked = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被抽查单位")
    checked_path = models.CharField(max_length=40)
    checked_name = models.CharField("被抽查单位名称", max_length=60)
    mode = models.CharField("方式", max_length=12, choices=Mode.choices)
    is_directed = models.BooleanField("核实", default=False)
    first = models.DateField("走访自")
    last = models.DateField("走访至")
    seed = models.CharField("随机种子", max_length=32)
    population = models.PositiveIntegerField("总体")
    digest = models.CharField("校验值", max_length=64)
    size = models.PositiveIntegerField("抽取")
    frame = models.JSONField("抽样框", default=list)
    script = models.TextField("问话")
    opened_on = models.DateField("抽取日期")
    closed_on = models.DateField("结束日期", null=True, blank=True)
    by_name = models.CharField("经办人", max_length=60)
    entry_key = models.CharField(max_length=40, null=True, unique=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = "走访抽查"
        ordering = ["-opened_on", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "opened_on"], name="spotcheck_unit_on"),
            models.Index(fields=["checked_path", "opened_on"], name="spotcheck_checked_on"),
        ]
        constraints = [models.CheckConstraint(condition=Q(last__gte=models.F("first")), name="spotcheck_from_to")]

    @property
    def ref(self) -> str:
        return f"spotcheck:{self.code}"


class SpotItem(models.Model):
    """抽中的一次走访. `is_cause`: the visit for which the check was begun; it is in no rate."""

    spotcheck = models.ForeignKey(SpotCheck, models.CASCADE, related_name="items")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="+", verbose_name="走访")
    number = models.PositiveIntegerField("序号")
    is_cause = models.BooleanField(default=False)

    class Meta:
        verbose_name = "抽中的走访"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["spotcheck", "visit"], name="spot_item_once")]


class SpotCall(models.Model):
    """抽查结果 of one item: the last one counts; a day, no time."""

    item = models.ForeignKey(SpotItem, models.CASCADE, related_name="calls")
    on = models.DateField("日期")
    result = models.CharField("结果", max_length=14, choices=Result.choices)
    note = models.TextField("原话", blank=True)
    by_name = models.CharField("询问人", max_length=60)
    unit_name = models.CharField("询问单位", max_length=60)

    class Meta:
        verbose_name = "抽查结果"
        ordering = ["pk"]


class SpotFinding(models.Model):
    """发现的问题 of a check, by type; what is to be put right stands in the ledger of rectification."""

    spotcheck = models.ForeignKey(SpotCheck, models.CASCADE, related_name="findings")
    kind = models.CharField("类别", max_length=14, choices=FindingKind.choices)
    text = models.TextField("问题")
    on = models.DateField("日期")
    by_name = models.CharField("记录人", max_length=60)
    rectification = models.ForeignKey(
        Rectification, models.PROTECT, null=True, related_name="+", verbose_name="整改事项"
    )

    class Meta:
        verbose_name = "发现的问题"
        ordering = ["pk"]

    @property
    def ref(self) -> str:
        return f"spotfinding:{self.pk}"
