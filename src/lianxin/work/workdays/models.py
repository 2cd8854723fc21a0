"""群众工作日的表: the rule, the month's theme, one confirmation per station and day, who is away and who stands in.

Nothing here says when of a day somebody came or went, nor is anything noted of whoever was there as planned (JF-1,
JF-4). What is not confirmed is unknown; it never counts as absent.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.stations.models import Station, StationMember
from lianxin.work.workdays.terms import APPROVE, AWAY, VERIFY, AbsenceStage, Rule


class WorkdayRule(models.Model):
    """工作日规则的一版: 逢五, moved off days of rest; with the codes of reasons and the days to confirm in."""

    version = models.PositiveSmallIntegerField("版次", unique=True)
    valid_from = models.DateField("启用日期", unique=True)
    days = models.CharField("每月几日", max_length=40)
    moves = models.BooleanField("遇休息日顺延")
    confirm_days = models.PositiveSmallIntegerField("几个工作日内确认")
    reasons = models.JSONField("不在岗事由")
    basis = models.CharField("依据", max_length=200, blank=True)
    decided_by = models.CharField("决定人", max_length=60)
    decided_on = models.DateField("决定日期")

    class Meta:
        verbose_name = "工作日规则"
        ordering = ["-version"]

    def as_rule(self) -> Rule:
        """The same as plain data."""
        numbers = tuple(int(part) for part in self.days.split(","))
        reasons = tuple((code, label) for code, label in self.reasons)
        return Rule(self.version, self.valid_from, numbers, self.moves, self.confirm_days, reasons, self.basis)


class Theme(models.Model):
    """月度主题: what the work days of a month are for; due by the last day of the month before (002-1 “于每月底”)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    month = models.CharField("月份", max_length=7)
    title = models.CharField("主题", max_length=60)
    text = models.TextField("内容")
    stress = models.JSONField("工作重点", default=list)
    version = models.PositiveSmallIntegerField("版次", default=1)
    drafted_on = models.DateField("拟定日期")
    decided_on = models.DateField("定下日期", null=True, blank=True)
    decided_by = models.CharField("决定人", max_length=60, blank=True)
    sent_on = models.DateField("下发日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "月度主题"
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="theme_once_a_month"),
            models.CheckConstraint(condition=Q(sent_on=None) | Q(decided_on__isnull=False), name="theme_sent_decided"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"theme:{self.pk}"

    @property
    def due_on(self) -> date:
        """The last day of the month before."""
        first = date.fromisoformat(f"{self.month}-01")
        return date.fromordinal(first.toordinal() - 1)

    @property
    def days_late(self) -> int:
        """How many days after its due day it was sent; 0 where it was in time or is not yet sent."""
        return max(0, (self.sent_on - self.due_on).days) if self.sent_on else 0


class DayRecordQuerySet(PlacedQuerySet):
    def late(self) -> Self:
        """迟报: confirmed after the last day that the rule gave."""
        return self.filter(confirmed_on__gt=F("due_on"))


class DayRecord(models.Model):
    """工作日确认: one per station and work day, by one person for all; only exceptions are named (JF-4)."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="day_records", verbose_name="群众工作站")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("工作日")
    due_on = models.DateField("办理期限")
    confirmed_on = models.DateField("确认日期")
    by_name = models.CharField("确认人", max_length=60)
    version = models.PositiveSmallIntegerField("版次", default=1)

    objects = DayRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "工作日确认"
        ordering = ["-on", "unit_path"]
        indexes = [models.Index(fields=["on", "unit_path"], name="day_record_on_path")]
        constraints = [models.UniqueConstraint(fields=["station", "on"], name="day_record_once")]

    @property
    def ref(self) -> str:
        return f"station:{self.station_id}"

    @property
    def is_late(self) -> bool:
        return self.confirmed_on > self.due_on


class AbsenceLetter(models.Model):
    """请假情况说明: to the upper city, of all leaves of a work day or a span of days; `lines` as they were told."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    first = models.DateField("起")
    last = models.DateField("止")
    addressee = models.CharField("报送单位", max_length=60)
    dated_on = models.DateField("成文日期")
    number = models.CharField("发文字号", max_length=60)
    dispatch = models.ForeignKey(
        Dispatch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发文登记"
    )
    lines = models.JSONField("请假情况")
    by_name = models.CharField("经办人", max_length=60)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "请假情况说明"
        ordering = ["-dated_on", "-pk"]

    @property
    def ref(self) -> str:
        return f"absence_letter:{self.code}"


class AbsenceQuerySet(PlacedQuerySet):
    def touching(self, first: date, last: date) -> Self:
        """Those of which at least one day lies in these."""
        return self.filter(since__lte=last, until__gte=first)

    def away(self) -> Self:
        """Those that say that somebody is away: neither refused nor withdrawn."""
        return self.filter(stage__in=AWAY)


class Absence(models.Model):
    """请假: of somebody of a station, from one day to another, with a reason code, and who stands in (002-1, M234).

    `matter` is private: only those who decide, and whoever it is about, read it. `first_on` is the first work day in it:
    asked after that day it is late (迟报). Days are natural days, both ends included.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    station = models.ForeignKey(Station, models.PROTECT, related_name="absences", verbose_name="群众工作站")
    unit_path = models.CharField(max_length=40, db_index=True)
    member = models.ForeignKey(StationMember, models.PROTECT, related_name="absences", verbose_name="驻站人员")
    since = models.DateField("起")
    until = models.DateField("止")
    first_on = models.DateField("其中第一个工作日")
    reason = models.CharField("事由类别", max_length=20)
    reason_label = models.CharField("事由名称", max_length=40)
    matter = models.CharField("具体事由", max_length=200, blank=True)
    substitute = models.ForeignKey(
        StationMember, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="替代人员"
    )
    stage = models.CharField("状态", max_length=10, choices=AbsenceStage.choices)
    asked_on = models.DateField("申请日期")
    asked_by = models.CharField("申请人", max_length=60)
    number = models.CharField("登记号", max_length=20, blank=True)
    verified_on = models.DateField("核准日期", null=True, blank=True)
    verified_by = models.CharField("核准人", max_length=60, blank=True)
    decided_on = models.DateField("审批日期", null=True, blank=True)
    decided_by = models.CharField("审批人", max_length=60, blank=True)
    decision = models.CharField("审批意见", max_length=200, blank=True)
    letter = models.ForeignKey(
        AbsenceLetter, models.PROTECT, null=True, blank=True, related_name="absences", verbose_name="情况说明"
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "请假"
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["member", "since"], name="absence_member_since")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="absence_from_to"),
            models.CheckConstraint(
                condition=~Q(stage__in=["approved", "refused"]) | Q(decided_on__isnull=False), name="absence_decided"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["verified", "approved"]) | ~Q(number=""), name="absence_is_registered"
            ),
        ]

    @property
    def ref(self) -> str:
        return f"absence:{self.code}"

    @property
    def is_late(self) -> bool:
        """迟报: asked after the first work day of it; what was only noted afterwards was not asked at all."""
        return self.stage != AbsenceStage.NOTED and self.asked_on > self.first_on

    def tells_matter_to(self, by: Actor) -> bool:
        """Whether the actor may read the private reason: whoever decides there, and whoever it is about."""
        is_own = by.is_person and self.member.person_id == by.person_id
        return is_own or by.may(VERIFY, self) or by.may(APPROVE, self)
