"""情况报告的表: a statement with its sentences and its figures, the personal plan of the year."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.statements.terms import StatementKind, StatementStatus


class StatementQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, wherever one is posted now; the same as `Statement.is_own_of`."""
        return Q(person_id=by.person_id) if by.is_person else Q(pk__in=())

    def past_the_wall(self, *, by: Actor) -> Self:
        """Of others only what they have submitted; the same as `Statement.is_hidden_from`."""
        mine = Q(person_id=by.person_id) if by.is_person else Q(pk__in=())
        return self.filter(Q(status=StatementStatus.SUBMITTED) | mine)

    def has_walled(self, *, by: Actor) -> bool:
        """Every draft of another is hidden."""
        return True


class Statement(models.Model):
    """情况报告 of `person` (or, written by him, of his unit `home`) over the days `first` to `last`.

    `sections`: [{"head", "text"}]; a text holds slots like 【走访天数】 and never a figure. `figures`: what the slots
    said on the day of submission, {code: number}; empty before, when they are computed anew each time.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=10, choices=StatementKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="起草人")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    home_path = models.CharField(max_length=40)
    first = models.DateField("起")
    last = models.DateField("止")
    title = models.CharField("标题", max_length=80)
    sections = models.JSONField("各部分", default=list)
    figures = models.JSONField("数字", default=dict)
    status = models.CharField("状态", max_length=10, choices=StatementStatus.choices, default=StatementStatus.DRAFT)
    begun_on = models.DateField("起草日期")
    submitted_on = models.DateField("报送日期", null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = "情况报告"
        ordering = ["-last", "-pk"]
        indexes = [models.Index(fields=["home_path", "-last"], name="statement_home_last")]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="statement_from_to"),
            models.CheckConstraint(
                condition=Q(status="submitted", submitted_on__isnull=False)
                | (~Q(status="submitted") & Q(submitted_on=None)),
                name="statement_submitted_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"statement:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether the actor drafted it."""
        return by.is_person and self.person_id == by.person_id

    def is_hidden_from(self, by: Actor) -> bool:
        """A draft is its writer's alone."""
        return self.status != StatementStatus.SUBMITTED and self.person_id != by.person_id


class FourPlan(models.Model):
    """四个一批计划 of a person for a year: four numbers of his own choice; what was done is counted from records (M083)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="人员")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    home_path = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField("年度")
    goals = models.JSONField("计划数", default=dict)
    note = models.TextField("打算", blank=True)

    class Meta:
        verbose_name = "四个一批计划"
        constraints = [models.UniqueConstraint(fields=["person", "year"], name="four_plan_once_a_year")]

    @property
    def ref(self) -> str:
        return f"four_plan:{self.pk}"
