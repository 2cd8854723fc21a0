"""公布与登记的: the guide of matters in versions, work rooms, figures taken over from elsewhere."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet


class Dated(PlacedQuerySet):
    """Records that hold from a day on, until they are taken down."""

    def valid(self, on: date) -> Self:
        """Those that hold on that day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


class GuideEntry(models.Model):
    """办事指南: one matter, “办理事项、办理地点、办理时限和责任主体”; a change is a new version (000-2)."""

    code = models.CharField("编号", max_length=12)
    version = models.PositiveSmallIntegerField("版本", default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    item = models.CharField("办理事项", max_length=60)
    place = models.CharField("办理地点", max_length=120)
    limit = models.CharField("办理时限", max_length=60)
    responsible = models.CharField("责任主体", max_length=60)
    papers = models.JSONField("需要的材料", default=list)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    hours = models.CharField("办理时间", max_length=80, blank=True)
    valid_from = models.DateField("公布日期")
    valid_to = models.DateField("停用日期", null=True, blank=True)

    objects = Dated.as_manager()

    class Meta:
        verbose_name = "办事指南"
        ordering = ["unit_path", "item", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="guide_version_once")]

    @property
    def ref(self) -> str:
        return f"guide:{self.code}"


class WorkRoom(models.Model):
    """群众工作室: in a work place or organisation, set up by whom, since when; how many there are is a query (M229)."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    name = models.CharField("工作室名称", max_length=60)
    host = models.CharField("设在哪里", max_length=80)
    set_up_by = models.CharField("由谁设立", max_length=60, blank=True)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "群众工作室"
        ordering = ["-opened_on", "-pk"]

    @property
    def ref(self) -> str:
        return f"work_room:{self.code}"


class ExternalFigure(models.Model):
    """外部数据: a figure of another system, with its source and evidence. No indicator reads it, so it enters no sum."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    name = models.CharField("数据名称", max_length=60)
    value = models.DecimalField("数值", max_digits=16, decimal_places=2)
    measure = models.CharField("计量单位", max_length=10)
    period = models.CharField("统计期", max_length=10)
    source = models.CharField("来源", max_length=80)
    evidence = models.TextField("佐证")
    entered_on = models.DateField("登记日期")
    by_name = models.CharField("登记人", max_length=60)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_why = models.CharField("撤下理由", max_length=200, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "外部数据"
        ordering = ["-entered_on", "-pk"]

    @property
    def ref(self) -> str:
        return f"external:{self.code}"
