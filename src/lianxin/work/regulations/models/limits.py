"""频次与例外的表: how often something is looked at, by whom; what was allowed against a burden rule, by whom, why."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.regulations.models.library import Regulation
from lianxin.work.regulations.terms import CadenceStatus, Every, ExemptionStatus


class Cadence(models.Model):
    """检查频次: what is looked at, how often, by units of which kind; kept as counted, never reported (M243).

    `counted_by` names the indicator that shows a month was kept; without one nothing is asked for either (JF-3, JF-8).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    title = models.CharField("做什么", max_length=80)
    every = models.CharField("多久一次", max_length=8, choices=Every.choices)
    who = models.CharField("由哪类单位做", max_length=12, choices=UnitKind.choices)
    counted_by = models.CharField("按哪个指标算", max_length=60, blank=True)
    regulation = models.ForeignKey(
        Regulation, models.PROTECT, null=True, blank=True, related_name="cadences", verbose_name="依据的制度"
    )
    status = models.CharField("状态", max_length=6, choices=CadenceStatus.choices, default=CadenceStatus.DRAFT)
    set_by_name = models.CharField("拟定人", max_length=60)
    set_on = models.DateField("拟定日期")
    on_since = models.DateField("启用日期", null=True, blank=True)
    on_by_name = models.CharField("启用人", max_length=60, blank=True)
    off_on = models.DateField("停用日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "检查频次"
        ordering = ["unit_path", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="on") | (Q(on_since__isnull=False) & ~Q(on_by_name="")), name="cadence_on_since"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"cadence:{self.code}"


class ExemptionQuerySet(PlacedQuerySet):
    def standing(self, on: date) -> Self:
        """Approved, not taken back, and not yet over on that day."""
        return self.filter(status=ExemptionStatus.APPROVED, until__gte=on)


class Exemption(models.Model):
    """例外: one value of one setting that goes against a burden rule, asked for with a reason, allowed by another person.

    `setting` and `key` say which one (base.compliance), `value` its value to the letter: another value needs another
    exemption. It ends on a day; it is shown in words on the compliance page and to whoever approves.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    setting = models.CharField("设置", max_length=60)
    key = models.CharField("哪一项", max_length=80)
    value = models.CharField("要设成", max_length=200)
    rules = models.JSONField("涉及的规定", default=list)
    reason = models.CharField("理由", max_length=400)
    status = models.CharField("状态", max_length=10, choices=ExemptionStatus.choices, default=ExemptionStatus.ASKED)
    asked_on = models.DateField("申请日期")
    asked_by = models.CharField(max_length=40)
    asked_by_name = models.CharField("申请人", max_length=60)
    decided_on = models.DateField("批准日期", null=True, blank=True)
    decided_by_name = models.CharField("批准人", max_length=60, blank=True)
    decided_why = models.CharField("批准理由", max_length=400, blank=True)
    until = models.DateField("到哪天为止", null=True, blank=True)

    objects = ExemptionQuerySet.as_manager()

    class Meta:
        verbose_name = "例外"
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="asked")
                | (Q(decided_on__isnull=False) & ~Q(decided_by_name="") & ~Q(decided_why="")),
                name="exemption_decided_by_name",
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(until__gte=F("asked_on")), name="exemption_has_an_end"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.setting} {self.key}"

    @property
    def ref(self) -> str:
        return f"exemption:{self.code}"
