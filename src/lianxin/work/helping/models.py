"""帮扶: a plan per household (因户施策) or village, its items with dated entries, goals with tasks, funds, projects.

What was done is never typed as a total: it is the sum of dated entries, and a wrong entry is voided with a reason.
"""

from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.helping.terms import HelpKind, ProjectKind, Stage, Term
from lianxin.work.households.models import Household

OPEN_STAGES = (Stage.APPLIED, Stage.ACCEPTED, Stage.APPROVED, Stage.UNDER_WAY)


class Helped(models.Model):
    """What is done for a place by somebody: `unit` is where (the village), `home` the unit that helps."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="帮扶单位")
    home_path = models.CharField(max_length=40, db_index=True)

    class Meta:
        abstract = True


class HelpPlanQuerySet(PlacedQuerySet):
    def standing(self, on: date) -> Self:
        """Plans that run on that day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), since__lte=on)


class HelpPlan(Helped):
    """帮扶计划 of one household, or of a village where `household` is empty; `person` answers for it."""

    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="help_plans", verbose_name="户"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="帮扶责任人")
    aim = models.TextField("帮扶思路", blank=True)
    since = models.DateField("起")
    until = models.DateField("计划完成日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    result = models.TextField("帮扶结果", blank=True)

    objects = HelpPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "帮扶计划"
        ordering = ["-since", "-pk"]
        indexes = [models.Index(fields=["unit_path", "since"], name="help_plan_unit_since")]
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(ended_on=None, household__isnull=False), name="help_plan_one_open"
            ),
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="help_plan_from_to"),
        ]

    @property
    def ref(self) -> str:
        return f"help_plan:{self.code}"

    @property
    def label(self) -> str:
        """The household's label, or the village: no name."""
        return self.household.label if self.household else self.unit.name


class ItemQuerySet(PlacedQuerySet):
    def kept(self) -> Self:
        """Not dropped from their plan."""
        return self.filter(dropped_on=None)

    def with_actual(self) -> Self:
        """With `given`: the sum of the entries that stand, 0 of none."""
        standing = Sum("entries__quantity", filter=Q(entries__voided_on=None))
        return self.annotate(given=Coalesce(standing, Decimal(0), output_field=models.DecimalField()))


class HelpItem(models.Model):
    """帮扶事项: kind of help, what, how much is planned (亩, 袋, 头 …); `finished_on` once the entries reach the plan."""

    code = models.CharField("编号", max_length=12, unique=True)
    plan = models.ForeignKey(HelpPlan, models.CASCADE, related_name="items", verbose_name="帮扶计划")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    home_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=14, choices=HelpKind.choices)
    item = models.CharField("事项", max_length=60)
    measure = models.CharField("计量单位", max_length=10)
    planned = models.DecimalField("计划数量", max_digits=12, decimal_places=2)
    due_on = models.DateField("办理期限", null=True, blank=True)
    added_on = models.DateField("列入日期")
    finished_on = models.DateField("完成日期", null=True, blank=True)
    dropped_on = models.DateField("撤下日期", null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "帮扶事项"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(planned__gt=0), name="help_item_planned")]

    @property
    def ref(self) -> str:
        return f"help_item:{self.code}"


class HelpEntry(models.Model):
    """落实记录: on that day so much was given or done, by whom; a wrong one is voided, never changed."""

    item = models.ForeignKey(HelpItem, models.CASCADE, related_name="entries", verbose_name="帮扶事项")
    on = models.DateField("日期")
    quantity = models.DecimalField("数量", max_digits=12, decimal_places=2)
    note = models.CharField("说明", max_length=200, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="经办人")
    voided_on = models.DateField("撤销日期", null=True, blank=True)
    void_reason = models.CharField("撤销理由", max_length=120, blank=True)

    class Meta:
        verbose_name = "落实记录"
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="help_entry_quantity"),
            models.CheckConstraint(
                condition=Q(voided_on=None, void_reason="") | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
                name="help_entry_voided_has_reason",
            ),
        ]


class HelpGoal(models.Model):
    """帮扶目标: near or mid term, until when."""

    plan = models.ForeignKey(HelpPlan, models.CASCADE, related_name="goals", verbose_name="帮扶计划")
    term = models.CharField("远近", max_length=4, choices=Term.choices)
    goal = models.CharField("目标", max_length=200)
    until = models.DateField("达到日期")

    class Meta:
        verbose_name = "帮扶目标"
        ordering = ["until", "pk"]


class HelpTask(models.Model):
    """目标任务: what somebody does for a goal, by when, and when it was done."""

    code = models.CharField("编号", max_length=12, unique=True)
    goal = models.ForeignKey(HelpGoal, models.CASCADE, related_name="tasks", verbose_name="帮扶目标")
    task = models.CharField("任务", max_length=200)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="责任人")
    due_on = models.DateField("办理期限")
    done_on = models.DateField("完成日期", null=True, blank=True)
    done_note = models.CharField("完成情况", max_length=200, blank=True)

    class Meta:
        verbose_name = "目标任务"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "due_on"], condition=Q(done_on=None), name="help_task_owner_due")]


class VillageProject(Helped):
    """村级项目: what was applied for, where, how far it is, who benefits (000-4 “补充申报‘五小’水利项目”)."""

    kind = models.CharField("类别", max_length=8, choices=ProjectKind.choices)
    title = models.CharField("项目名称", max_length=80)
    applied_to = models.CharField("报送单位", max_length=60)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="项目责任人")
    asked_yuan = models.PositiveBigIntegerField("申请资金（元）", null=True, blank=True)
    benefit = models.CharField("受益情况", max_length=200)
    households = models.PositiveIntegerField("受益户数", null=True, blank=True)
    stage = models.CharField("进度", max_length=10, choices=Stage.choices, default=Stage.APPLIED)
    applied_on = models.DateField("申报日期")
    approved_on = models.DateField("批复日期", null=True, blank=True)
    begun_on = models.DateField("开工日期", null=True, blank=True)
    finished_on = models.DateField("完工日期", null=True, blank=True)
    closed_on = models.DateField("了结日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "村级项目"
        ordering = ["-applied_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "applied_on"], name="project_unit_applied")]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=OPEN_STAGES, closed_on=None)
                | (~Q(stage__in=OPEN_STAGES) & Q(closed_on__isnull=False)),
                name="project_closed_has_date",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"project:{self.code}"


class ProjectStep(models.Model):
    """项目经过: which stage was reached on which day, by which paper."""

    project = models.ForeignKey(VillageProject, models.CASCADE, related_name="steps", verbose_name="村级项目")
    stage = models.CharField("进度", max_length=10, choices=Stage.choices)
    on = models.DateField("日期")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "项目经过"
        ordering = ["on", "pk"]


class FundQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Not voided: what the totals are of."""
        return self.filter(voided_on=None)


class HelpFund(Helped):
    """帮扶资金: on that day so many yuan, from where, for what (000-2 “协调帮扶资金28万元”); totals are sums of these."""

    on = models.DateField("日期")
    amount_yuan = models.PositiveBigIntegerField("金额（元）")
    source = models.CharField("资金来源", max_length=80)
    use = models.CharField("用途", max_length=200)
    document = models.CharField("凭据", max_length=80, blank=True)
    plan = models.ForeignKey(
        HelpPlan, models.PROTECT, null=True, blank=True, related_name="funds", verbose_name="帮扶计划"
    )
    project = models.ForeignKey(
        VillageProject, models.PROTECT, null=True, blank=True, related_name="funds", verbose_name="村级项目"
    )
    by_name = models.CharField("记录人", max_length=60)
    voided_on = models.DateField("撤销日期", null=True, blank=True)
    void_reason = models.CharField("撤销理由", max_length=120, blank=True)

    objects = FundQuerySet.as_manager()

    class Meta:
        verbose_name = "帮扶资金"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="help_fund_unit_on")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_yuan__gt=0), name="help_fund_amount"),
            models.CheckConstraint(
                condition=Q(voided_on=None, void_reason="") | (Q(voided_on__isnull=False) & ~Q(void_reason="")),
                name="help_fund_voided_has_reason",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"help_fund:{self.code}"
