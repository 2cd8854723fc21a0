"""个人信息保管的表: limits, looks of the last day, alarms, copies, exports asked for, identities asked for.

Records of rooms above are named by their `ref`, as in the journal, so that this floor knows none of them.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from lianxin.base.custody.terms import ExportPurpose, State, Window
from lianxin.base.orgs.permissions import PlacedQuerySet


class Limits(models.Model):
    """查看限额: the county's; the newest line holds, the older ones stay."""

    per_hour = models.PositiveSmallIntegerField("每小时最多")
    per_day = models.PositiveSmallIntegerField("每天最多")
    by_name = models.CharField("设定人", max_length=60)
    at = models.DateTimeField("设定时间")

    class Meta:
        verbose_name = "查看限额"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(per_hour__gte=1, per_day__gte=F("per_hour")), name="limits_in_order")
        ]


class Look(models.Model):
    """查看计次: that somebody looked, not at what; kept for a day and then gone. What he looked at is in the journal."""

    by = models.CharField(max_length=40)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "查看计次"
        indexes = [models.Index(fields=["by", "at"], name="look_by_at"), models.Index(fields=["at"], name="look_at")]


class Alarm(models.Model):
    """查看超限: somebody wanted to look once more than the limit allows. One line for each window."""

    by = models.CharField(max_length=40)
    by_name = models.CharField("查看人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    unit_path = models.CharField(max_length=40)
    window = models.CharField("限额", max_length=6, choices=Window.choices)
    most = models.PositiveSmallIntegerField("次数")
    at = models.DateTimeField("时间")
    finding = models.CharField("核实情况", max_length=200, blank=True)
    found_by = models.CharField(max_length=40, blank=True)
    found_by_name = models.CharField("核实人", max_length=60, blank=True)
    found_at = models.DateTimeField("核实时间", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "查看超限"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(found_by="") | ~Q(found_by=F("by")), name="alarm_found_by_other")
        ]

    @property
    def ref(self) -> str:
        return f"alarm:{self.pk}"


class Copy(models.Model):
    """副本: one file that was given out; its number stands in the file, and its mark in the rows (`pure/copymarks`)."""

    code = models.CharField("副本号", max_length=12, unique=True)
    what = models.CharField("文件", max_length=120)
    rows = models.PositiveIntegerField("条数")
    has_particulars = models.BooleanField("带个人信息", default=False)
    by_name = models.CharField("取走人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    unit_path = models.CharField(max_length=40)
    at = models.DateTimeField("时间")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "副本"
        ordering = ["-pk"]


class Asked(models.Model):
    """申请: asked by one, decided by another."""

    unit_path = models.CharField(max_length=40, db_index=True)
    by = models.CharField(max_length=40)
    by_name = models.CharField("申请人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    at = models.DateTimeField("申请时间")
    reason = models.CharField("事由", max_length=200)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.ASKED)
    decided_by = models.CharField(max_length=40, blank=True)
    decided_by_name = models.CharField("批准人", max_length=60, blank=True)
    decided_by_post = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    why_not = models.CharField("不批准的理由", max_length=200, blank=True)
    until = models.DateTimeField("有效期至", null=True, blank=True)
    used_at = models.DateTimeField("使用时间", null=True, blank=True)

    class Meta:
        abstract = True

    def is_open_at(self, at: datetime) -> bool:
        """Whether what was approved can still be used."""
        return self.state == State.APPROVED and self.until is not None and at < self.until


class ExportRequest(Asked):
    """带出申请: a list with particulars; `keys` are the very rows that were asked for, no others are given out."""

    code = models.CharField("申请号", max_length=12, unique=True)
    title = models.CharField("文件", max_length=120)
    ledger = models.CharField("台账种类", max_length=30, blank=True, default="")
    keys = models.JSONField("编号", default=list)
    columns = models.JSONField("个人信息栏目", default=list)
    purpose = models.CharField("用途", max_length=12, choices=ExportPurpose.choices)
    days = models.PositiveSmallIntegerField("有效天数")
    copy = models.OneToOneField(Copy, models.PROTECT, null=True, blank=True, verbose_name="副本")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "带出申请"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(decided_by="") | ~Q(decided_by=F("by")), name="export_by_other"),
        ]

    @property
    def ref(self) -> str:
        return f"export:{self.code}"

    @property
    def rows(self) -> int:
        return len(self.keys)


class IdentityRequest(Asked):
    """知道诉求人的申请: the handler of a confidential matter says why; somebody outside his unit decides."""

    of = models.CharField("所指记录", max_length=60, db_index=True)
    about = models.CharField("编号", max_length=20)
    asker_path = models.CharField(max_length=40)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "知道诉求人的申请"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(decided_by="") | ~Q(decided_by=F("by")), name="identity_by_other"),
        ]
