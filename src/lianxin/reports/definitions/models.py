"""自定指标的表: one row per version of an indicator, and what it gave when it was tried.

A version is data, never a formula: a kind of record, a date, conditions from a closed list. `basis` and the words of
numerator and denominator are composed from it when it is drafted and stay with the version, however labels change.
"""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.pure.periods import Period
from lianxin.reports.definitions.terms import PUBLIC, VIEW, Better, Shape, State


class DefinitionQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """What is approved is read by all whom it counts; the same as `Definition.is_own_of`."""
        if to.code != VIEW.code or not by.own_path:
            return Q(pk__in=())
        return Q(state__in=PUBLIC, unit_path__in=ancestors(by.own_path))

    def approved(self) -> "DefinitionQuerySet":
        """Versions that were put in force, retired ones too, the newest of each first."""
        return self.filter(state__in=PUBLIC).order_by("code", "-version")


class Definition(models.Model):
    """自定指标的一版. Versions of one indicator bear the same `code`; one that is approved is never edited.

    `timed` is the code of a date of the source, or of a standing condition. `conditions` are those of the whole,
    `part` those which a rate's numerator adds to them.
    """

    code = models.CharField("代码", max_length=24)
    version = models.PositiveSmallIntegerField("版次")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)

    name = models.CharField("名称", max_length=30)
    group = models.CharField("分组", max_length=20, blank=True)
    measure = models.CharField("计量单位", max_length=8)
    better = models.CharField("高好低好", max_length=4, choices=Better.choices, blank=True)
    remark = models.CharField("说明", max_length=200, blank=True)
    kind = models.CharField("类别", max_length=8, choices=Shape.choices)
    source = models.CharField("数什么", max_length=20)
    timed = models.CharField("按哪个日期", max_length=20)
    placed = models.CharField("按哪个单位", max_length=8)
    measured = models.CharField("算哪个数", max_length=20, blank=True)
    conditions: Any = models.JSONField("条件", default=list)
    part: Any = models.JSONField("分子另加的条件", default=list)

    basis = models.TextField("口径")
    numerator = models.TextField("分子", blank=True)
    denominator = models.TextField("分母", blank=True)
    fingerprint = models.CharField("校验值", max_length=64)

    made_by = models.CharField("拟定人", max_length=60)
    made_ref = models.CharField(max_length=40)
    made_on = models.DateField("拟定日期")
    sent_back_why = models.CharField("退回的理由", max_length=200, blank=True)
    approved_by = models.CharField("批准人", max_length=60, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    valid_from = models.CharField("启用月份", max_length=7, blank=True)
    valid_to = models.CharField("停用月份", max_length=7, blank=True)
    retired_why = models.CharField("停用的理由", max_length=200, blank=True)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        verbose_name = "自定指标"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="definition_version"),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "retired"], approved_on__isnull=False) & ~Q(valid_from="")
                | Q(state__in=["draft", "submitted", "dropped"], approved_on=None, valid_from=""),
                name="definition_in_force_is_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether it counts the actor's own unit, and may therefore be read."""
        if permission.code != VIEW.code or self.state not in PUBLIC or not by.own_path:
            return False
        return is_within(by.own_path, self.unit_path)

    @property
    def ref(self) -> str:
        return f"definition:{self.code}"

    @property
    def slug(self) -> str:
        return self.code.partition(".")[2]

    def has_begun(self, today: date) -> bool:
        """Whether it is in force from this month or an earlier one, and not yet retired."""
        this = Period.containing(today).code
        return bool(self.valid_from) and self.valid_from <= this and not (self.valid_to and self.valid_to <= this)


class Trial(models.Model):
    """试算: what a draft gave for a month, with the records that it took in and those it left out by one condition.

    `fingerprint` is that of the definition as it was tried; `figures`, `below`, `same` are kept as they were shown.
    """

    of = models.ForeignKey(Definition, models.CASCADE, related_name="trials", verbose_name="自定指标")
    fingerprint = models.CharField("校验值", max_length=64)
    month = models.CharField("月份", max_length=7)
    figures: Any = models.JSONField("各期的数", default=list)
    below: Any = models.JSONField("下级单位的数", default=list)
    same: Any = models.JSONField("逐件相同的指标", default=list)
    counted: Any = models.JSONField("算进去的", default=list)
    near: Any = models.JSONField("没算进去的", default=list)
    by_name = models.CharField("试算人", max_length=60)
    on = models.DateField("试算日期")

    class Meta:
        verbose_name = "试算"
        ordering = ["-pk"]

    @property
    def period(self) -> Period:
        return Period.parse(self.month)
