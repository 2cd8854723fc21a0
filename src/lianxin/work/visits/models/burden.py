"""接待负担: what receiving visitors cost a village, in its own words; for it and the levels above it alone (M105)."""

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.visits.models.visit import Visit


class Burden(models.Model):
    """接待负担: who came (units, not persons), how many, how long, what it cost; never required, nobody is asked for it."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="burdens", verbose_name="走访")
    who = models.CharField("来访单位", max_length=80)
    on = models.DateField("日期")
    until = models.DateField("结束日期")
    people = models.PositiveSmallIntegerField("来访人数")
    hours = models.PositiveSmallIntegerField("陪同工时", default=0)
    cost_yuan = models.PositiveIntegerField("花费（元）", default=0)
    papers = models.PositiveSmallIntegerField("要求准备的材料", default=0)
    note = models.TextField("说明", blank=True)
    noted_by = models.CharField("登记人", max_length=60)
    noted_at = models.DateTimeField("登记时间")
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "接待负担"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "-on"], name="burden_unit_on")]
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("on")), name="burden_until_not_before")]

    @property
    def ref(self) -> str:
        return f"burden:{self.code}"
