"""会议的表: series with their rhythm, meetings planned and held, what a unit means to hold at most in a year."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure.workdays.calendar import WEEKDAYS
from lianxin.work.meetings.terms import Counted, MeetingKind, MeetingStatus, Rhythm


class SeriesQuerySet(PlacedQuerySet):
    def standing(self, on: date) -> Self:
        """Those that are held on that day or after it."""
        return self.filter(Q(until=None) | Q(until__gte=on))


class MeetingSeries(models.Model):
    """定期会议: 月例会 and its like; its rhythm, hour and place. The days come from the calendar, not from this table (M215)."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    kind = models.CharField("类别", max_length=12, choices=MeetingKind.choices, default=MeetingKind.MONTHLY)
    title = models.CharField("名称", max_length=60)
    rhythm = models.CharField("多久一次", max_length=12, choices=Rhythm.choices)
    nth = models.PositiveSmallIntegerField("第几个", default=1)
    weekday = models.PositiveSmallIntegerField("星期", default=0)
    day = models.PositiveSmallIntegerField("几日", default=1)
    time = models.TimeField("时间", null=True, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "定期会议"
        ordering = ["unit_path", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nth__range=(1, 4), weekday__range=(0, 6), day__range=(1, 28)), name="meeting_series_days"
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="meeting_series_from_to"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"meeting_series:{self.code}"

    @property
    def when(self) -> str:
        """每月第一个星期三; 每月5日."""
        if self.rhythm == Rhythm.MONTH_DAY:
            return _("每月 %(n)s 日") % {"n": self.day}
        return _("每月第 %(n)s 个%(day)s") % {"n": self.nth, "day": WEEKDAYS[self.weekday]}


class MeetingQuerySet(PlacedQuerySet):
    def held(self) -> Self:
        """Those that took place."""
        return self.filter(status=MeetingStatus.HELD)

    def planned(self) -> Self:
        """Those to come."""
        return self.filter(status=MeetingStatus.PLANNED)

    def of_year(self, year: int) -> Self:
        """Those of a calendar year, by the day on which they are or were held."""
        return self.filter(held_on__range=(date(year, 1, 1), date(year, 12, 31)))


class Meeting(models.Model):
    """会议: of officials; when, on what subject, how many took part (units by name, no list of who was there).

    `held_on` is the day set while it is planned and the day it was held afterwards; `planned_on` the first one set.
    `subject` is the matter of which meetings are counted: “班子会议5次专题研究” is a query, not a number typed (M249).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=12, choices=MeetingKind.choices)
    title = models.CharField("名称", max_length=80)
    subject = models.CharField("专题", max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    series = models.ForeignKey(
        MeetingSeries, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="定期会议"
    )
    status = models.CharField("状态", max_length=10, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED)
    planned_on = models.DateField("原定日期")
    held_on = models.DateField("日期")
    moved_why = models.CharField("改期原因", max_length=120, blank=True)
    time = models.TimeField("时间", null=True, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    chaired_by = models.CharField("主持人", max_length=60, blank=True)
    people = models.PositiveIntegerField("参加人数", null=True, blank=True)
    units_present = models.CharField("参加单位", max_length=400, blank=True)
    heard = models.TextField("听取的汇报", blank=True)
    minutes = models.TextField("纪要", blank=True)
    by_name = models.CharField("登记人", max_length=60)
    cancelled_why = models.CharField("不开的原因", max_length=120, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "会议"
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "-held_on"], name="meeting_unit_held")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="held") | Q(people__isnull=False, people__gt=0), name="meeting_held_had_people"
            ),
            models.UniqueConstraint(
                fields=["series", "planned_on"], condition=Q(series__isnull=False), name="meeting_series_day_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"meeting:{self.code}"

    @property
    def was_moved(self) -> bool:
        return self.held_on != self.planned_on

    @property
    def tone(self) -> str:
        """The colour of its chip."""
        return {"held": "done", "cancelled": "quiet"}.get(self.status, "")

    @property
    def kind_word(self) -> str | Promise:
        return MeetingKind(self.kind).label


class PaperBudget(models.Model):
    """文件会议限额 of a unit for a year: how many meetings or documents it means to keep to at most (M250)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    year = models.PositiveSmallIntegerField("年度")
    counted = models.CharField("限什么", max_length=10, choices=Counted.choices)
    most = models.PositiveIntegerField("最多")
    set_on = models.DateField("确定日期")
    set_by_name = models.CharField("确定人", max_length=60)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "文件会议限额"
        ordering = ["unit_path", "-year", "counted"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "counted"], name="paper_budget_once")]

    @property
    def ref(self) -> str:
        return f"paper_budget:{self.pk}"
