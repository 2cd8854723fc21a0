"""评议方式和督导: meetings, visits, talks, sheets, calls as they were held; help given; planned days; observations."""

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.work.appraisals.models.campaigns import Campaign
from lianxin.work.appraisals.models.parties import Audience
from lianxin.work.appraisals.terms import HelpKind, MethodKind


class MethodQuerySet(models.QuerySet["Method"]):
    def counted(self) -> "MethodQuerySet":
        """What enters the figures: everything that was not withdrawn."""
        return self.filter(withdrawn_on=None)


class Method(models.Model):
    """评议方式的一条记录: kind, day, quantity in the unit of its kind, how many took part (人次), who reported.

    For opinion sheets `quantity` is how many were handed out and `returned` how many came back.
    """

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="methods", verbose_name="评议活动")
    kind = models.CharField("类别", max_length=18, choices=MethodKind.choices)
    held_on = models.DateField("日期")
    title = models.CharField("主题", max_length=80, blank=True)
    quantity = models.PositiveIntegerField("数量", default=1)
    returned = models.PositiveIntegerField("收回", null=True, blank=True)
    attendances = models.PositiveIntegerField("参加人次", default=0)
    residents = models.PositiveIntegerField("其中群众", default=0)
    audience = models.ForeignKey(
        Audience, models.PROTECT, null=True, blank=True, related_name="methods", verbose_name="评议主体"
    )
    head_reported = models.PositiveSmallIntegerField("主要负责人通报人数", default=0)
    others_reported = models.PositiveSmallIntegerField("其他负责人通报人数", default=0)
    sent_from_above = models.PositiveSmallIntegerField("上级指派人参加人次", default=0)
    introduced = models.PositiveSmallIntegerField("自我介绍的党员人数", default=0)
    is_feedback = models.BooleanField("反馈评议结果的会议", default=False)
    note = models.CharField("说明", max_length=300, blank=True)
    by_name = models.CharField("记录人", max_length=60)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    objects = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = "评议方式"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(residents__lte=models.F("attendances")), name="method_residents_part"),
            models.CheckConstraint(
                condition=Q(returned=None) | Q(kind="opinion_sheet", returned__lte=models.F("quantity")),
                name="method_returned_part",
            ),
        ]


class Help(models.Model):
    """办实事、做好事、解难事 during the campaign (M181)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="helps", verbose_name="评议活动")
    kind = models.CharField("类别", max_length=10, choices=HelpKind.choices)
    text = models.CharField("内容", max_length=200)
    on = models.DateField("日期")
    by_name = models.CharField("记录人", max_length=60)

    class Meta:
        verbose_name = "办实事"
        ordering = ["-on", "-pk"]


class PlannedDay(models.Model):
    """活动安排 in the calendar: one day, or a day of every month (`weekday` and `nth`: 每月第几个星期几) until `until`."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="days", verbose_name="评议活动")
    title = models.CharField("活动", max_length=80)
    on = models.DateField("日期")
    until = models.DateField("至", null=True, blank=True)
    nth = models.PositiveSmallIntegerField("每月第几个", null=True, blank=True)
    weekday = models.PositiveSmallIntegerField("星期", null=True, blank=True)

    class Meta:
        verbose_name = "活动安排"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nth=None, weekday=None, until=None)
                | Q(nth__range=(1, 4), weekday__range=(0, 6), until__isnull=False),
                name="planned_day_rule_whole",
            ),
        ]


class Observation(models.Model):
    """随机督导: a unit drawn from those that were called to appraise, by a seed that stands in the journal (M201)."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="observations", verbose_name="评议活动")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    seed = models.CharField("种子", max_length=32)
    digest = models.CharField("名单校验值", max_length=64)
    drawn_on = models.DateField("抽取日期")
    seen_on = models.DateField("查看日期", null=True, blank=True)
    found = models.TextField("查看情况", blank=True)
    by_name = models.CharField("查看人", max_length=60, blank=True)

    class Meta:
        verbose_name = "督导查看"
        ordering = ["-drawn_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "seed"], name="observation_once"),
            models.CheckConstraint(
                condition=Q(seen_on=None, found="") | (Q(seen_on__isnull=False) & ~Q(found="")),
                name="observation_seen_says",
            ),
        ]
