"""督办积案: supervision orders, old cases and their leaders, corrections of units, the ladder of reminders. No deeds."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.paper import document_number
from lianxin.work.concerns.attached import AttachedQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.models.hanging import OfConcernQuerySet, walled
from lianxin.work.supervision.terms import CorrectionState, Fact, OrderState, Since, Told


class OrderQuerySet(PlacedQuerySet):
    def running(self) -> Self:
        """Not concluded."""
        return self.exclude(state=OrderState.CONCLUDED)

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without every order of which one concern stands behind the wall: its words could tell of it."""
        return self.exclude(pk__in=SupervisedConcern.objects.filter(concern__in=walled(by)).values("order"))


class SupervisionOrder(models.Model):
    """督办: a superior follows one matter, or several, to the end (条例 §40).

    Numbered per unit and year. One about concerns that complain of somebody has no running number, so that
    no gap in the numbers tells that there is an order one may not see (security.md T1).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="责任单位")
    to_path = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    serial = models.PositiveIntegerField("序号", null=True, blank=True)
    title = models.CharField("督办事项", max_length=80)
    demand = models.TextField("督办要求")
    answer_by = models.DateField("回复期限")
    issued_on = models.DateField("督办日期")
    issued_by_name = models.CharField("督办人", max_length=60)
    issued_by_post = models.CharField("督办人职务", max_length=120)
    state = models.CharField("督办状态", max_length=12, choices=OrderState.choices, default=OrderState.OPEN)
    times_chased = models.PositiveSmallIntegerField("催办次数", default=0)
    answered_on = models.DateField("回复日期", null=True, blank=True)
    concluded_on = models.DateField("结束督办日期", null=True, blank=True)
    conclusion = models.TextField("督办结论", blank=True)
    concerns: Any = models.ManyToManyField(Concern, through="SupervisedConcern", related_name="orders")

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = "督办"
        ordering = ["-issued_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "serial"], name="supervision_number_once"),
            models.CheckConstraint(
                condition=Q(state="concluded", concluded_on__isnull=False)
                | (~Q(state="concluded") & Q(concluded_on=None)),
                name="supervision_concluded_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["unit_path", "state"], name="supervision_unit_state"),
            models.Index(fields=["to_path", "state"], name="supervision_to_state"),
        ]

    @property
    def number(self) -> str:
        """督办文号."""
        if self.serial is None:
            return f"督办〔{self.year}〕保{self.code}号"
        return document_number("督办", self.year, self.serial)

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of any of its concerns."""
        return any(concern.is_hidden_from(by) for concern in self.concerns.all())


class SupervisedConcern(models.Model):
    """督办的诉求."""

    order = models.ForeignKey(SupervisionOrder, models.CASCADE, related_name="links", verbose_name="督办")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="supervisions", verbose_name="诉求")

    class Meta:
        verbose_name = "督办的诉求"
        constraints = [models.UniqueConstraint(fields=["order", "concern"], name="supervised_once")]


class SupervisionNote(models.Model):
    """督办往来: progress, chasing and answers, as they came."""

    order = models.ForeignKey(SupervisionOrder, models.CASCADE, related_name="notes", verbose_name="督办")
    what = models.CharField("往来类别", max_length=12)
    text = models.TextField("内容")
    by_name = models.CharField("经办人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "督办往来"
        ordering = ["at", "pk"]


class OldCase(models.Model):
    """积案包案: declared as one, or led by a leader with a plan and a day on which it is looked at again.

    Which matters are old cases is a question asked of the concerns (`queries.old_cases`); this only adds to it.
    """

    concern = models.OneToOneField(Concern, models.PROTECT, related_name="old_case", verbose_name="诉求")
    declared_on = models.DateField("列为积案日期", null=True, blank=True)
    reason = models.TextField("列为积案理由", blank=True)
    leader = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="包案领导")
    leader_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="包案领导单位"
    )
    led_since = models.DateField("包案日期", null=True, blank=True)
    plan = models.TextField("化解方案", blank=True)
    review_on = models.DateField("下次研究日期", null=True, blank=True)

    objects = AttachedQuerySet.as_manager()

    class Meta:
        verbose_name = "积案"

    @property
    def unit_path(self) -> str:
        return self.concern.unit_path

    @property
    def handler_path(self) -> str:
        return self.concern.handler_path

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern."""
        return self.concern.is_hidden_from(by)


class CaseNote(models.Model):
    """包案进展."""

    case = models.ForeignKey(OldCase, models.CASCADE, related_name="notes", verbose_name="积案")
    text = models.TextField("进展")
    on = models.DateField("日期")
    by_name = models.CharField("记录人", max_length=60)

    class Meta:
        verbose_name = "包案进展"
        ordering = ["on", "pk"]


class CorrectionQuerySet(PlacedQuerySet):
    def running(self) -> Self:
        """Not yet confirmed."""
        return self.exclude(state=CorrectionState.CONFIRMED)


class Correction(models.Model):
    """限期整改通知: to one unit of which many matters are open; the reason is a counted list, never a ranking (JF-2).

    The concerns counted are kept with it; those that complain of somebody are never among them.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="整改单位")
    to_path = models.CharField(max_length=40)
    upper = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="督促整改的上级单位")
    upper_path = models.CharField(max_length=40)
    fact = models.CharField("整改事由", max_length=12, choices=Fact.choices)
    counted = models.PositiveIntegerField("件数")
    measures = models.TextField("整改要求")
    answer_by = models.DateField("整改期限")
    issued_on = models.DateField("通知日期")
    issued_by_name = models.CharField("签发人", max_length=60)
    state = models.CharField("整改状态", max_length=12, choices=CorrectionState.choices, default=CorrectionState.ISSUED)
    answer = models.TextField("整改情况", blank=True)
    answered_on = models.DateField("报送日期", null=True, blank=True)
    remark = models.TextField("上级意见", blank=True)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)
    concerns: Any = models.ManyToManyField(Concern, related_name="+", verbose_name="计入的诉求")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "限期整改通知"
        ordering = ["-issued_on", "code"]

    @property
    def ref(self) -> str:
        return f"correction:{self.code}"


class LadderStep(models.Model):
    """提醒阶梯的一级: when, counted from what, and whose office is told. A version is never changed."""

    code = models.CharField("代码", max_length=30)
    version = models.PositiveSmallIntegerField("版本", default=1)
    label = models.CharField("名称", max_length=60)
    since = models.CharField("起算", max_length=10, choices=Since.choices)
    days = models.SmallIntegerField("天数")
    in_workdays = models.BooleanField("按工作日", default=True)
    told = models.CharField("提醒对象", max_length=10, choices=Told.choices)
    basis = models.CharField("依据", max_length=200, blank=True)
    enabled = models.BooleanField("启用", default=True)
    valid_from = models.DateField("启用日期")

    class Meta:
        verbose_name = "提醒阶梯"
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="ladder_code_version")]

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> str:
        return f"ladder:{self.code}"


class Reminder(models.Model):
    """提醒: shown in 今日 to an office, never sent to a telephone. Once per step, round and date."""

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="reminders", verbose_name="诉求")
    step = models.ForeignKey(LadderStep, models.PROTECT, related_name="+", verbose_name="提醒阶梯")
    round = models.PositiveSmallIntegerField("轮次")
    counted_from = models.DateField("起算日期")
    fell_on = models.DateField("应提醒日期")
    given_at = models.DateTimeField("提醒时间")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    told = models.CharField("提醒对象", max_length=10, choices=Told.choices)

    objects = OfConcernQuerySet.as_manager()

    class Meta:
        verbose_name = "提醒"
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "step", "round", "counted_from"], name="reminder_once")
        ]

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern."""
        return self.concern.is_hidden_from(by)
