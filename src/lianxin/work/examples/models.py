"""典型的表: what was put forward, who agreed to it, where it was used, and the visits on which one looks for it."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.examples.terms import (
    ABOUT_PERSONS,
    ExampleKind,
    ExampleStatus,
    Medium,
    Scope,
    Side,
    Source,
    Way,
)  # fmt: skip


class ExampleQuerySet(BesideQuerySet):
    def library(self) -> Self:
        """典型库: approved, and nobody who had to agree has taken it back, nor the resident by his own receipt."""
        refused = ExampleConsent.objects.filter(example=OuterRef("pk")).filter(~Q(withdrawn_on=None) | Q(given_on=None))
        found = self.filter(status=ExampleStatus.APPROVED).exclude(concern__consent__agrees=False)
        return found.filter(~Exists(refused))

    def public(self) -> Self:
        """Of the library: what everybody may read; each who had to agree agreed to that."""
        inside = ExampleConsent.objects.filter(example=OuterRef("pk"), scope=Scope.INTERNAL)
        return self.library().filter(~Exists(inside))


class Example(Beside):
    """典型: a good deed, a way of working, told without anybody's particulars; seen through steps before it is used.

    `nominated_by` is the reference of who put it forward: neither he nor the approver alone makes a typical example.
    One that came of a concern is seen by nobody who may not see the concern.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=12, choices=ExampleKind.choices)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("事例")
    found = models.CharField("从哪里看到", max_length=12, choices=Source.choices)
    source = models.CharField("来源", max_length=60, blank=True)
    concern = models.OneToOneField(
        Concern, models.PROTECT, null=True, blank=True, related_name="example", verbose_name="诉求"
    )
    status = models.CharField("状态", max_length=12, choices=ExampleStatus.choices, default=ExampleStatus.NOMINATED)
    nominated_on = models.DateField("推荐日期")
    nominated_by = models.CharField(max_length=40)
    nominated_by_name = models.CharField("推荐人", max_length=60)
    checked_on = models.DateField("核实日期", null=True, blank=True)
    checked_by_name = models.CharField("核实人", max_length=60, blank=True)
    approved_on = models.DateField("核定日期", null=True, blank=True)
    approved_by_name = models.CharField("核定人", max_length=60, blank=True)
    ended_on = models.DateField("撤出日期", null=True, blank=True)
    ended_why = models.CharField("不用的原因", max_length=120, blank=True)

    objects: ClassVar[Any] = ExampleQuerySet.as_manager()

    class Meta:
        verbose_name = "典型事例"
        ordering = ["-nominated_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "nominated_on"], name="example_place_day")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(approved_on__isnull=False), name="example_approved_has_date"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"example:{self.code}"

    @property
    def is_about_persons(self) -> bool:
        """Whether somebody is asked before it is used."""
        return self.kind in ABOUT_PERSONS or self.concern_id is not None


class ExampleConsent(models.Model):
    """同意: of the resident concerned, without his name; of a worker, given by himself. Asked for, given, taken back."""

    example = models.ForeignKey(Example, models.CASCADE, related_name="consents", verbose_name="典型事例")
    side = models.CharField("谁", max_length=10, choices=Side.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="工作人员")
    scope = models.CharField("范围", max_length=10, choices=Scope.choices, default=Scope.INTERNAL)
    way = models.CharField("怎样同意的", max_length=10, choices=Way.choices, blank=True)
    kept_at = models.CharField("书面同意存在哪里", max_length=80, blank=True)
    asked_on = models.DateField("征求日期")
    given_on = models.DateField("同意日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    by_name = models.CharField("登记人", max_length=60)

    class Meta:
        verbose_name = "典型同意"
        ordering = ["asked_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["example", "person"],
                condition=Q(person__isnull=False, withdrawn_on=None),
                name="example_person_once",
            ),
            models.CheckConstraint(
                condition=Q(side="staff", person__isnull=False) | Q(side="resident", person=None),
                name="example_consent_whose",
            ),
        ]


class ExampleUse(models.Model):
    """用在哪里: in which issue, paper or programme, on which day."""

    example = models.ForeignKey(Example, models.PROTECT, related_name="uses", verbose_name="典型事例")
    medium = models.CharField("用在哪里", max_length=12, choices=Medium.choices)
    issue = models.CharField("哪一期、哪个栏目", max_length=80)
    on = models.DateField("日期")
    source = models.CharField("来源", max_length=60, blank=True)

    class Meta:
        verbose_name = "典型使用"
        ordering = ["on", "pk"]


class ExampleVisitQuerySet(PlacedQuerySet):
    """Visits to look at an example: behind the wall where the example is."""

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without those to an example that came of a concern which the actor may not see."""
        seen = Example.objects.all().past_the_wall(by=by).order_by().values("pk")
        return self.filter(Q(example=None) | Q(example__in=seen))

    def has_walled(self, *, by: Actor) -> bool:
        """Asked of each anew: there are few of them."""
        return True


class ExampleVisit(models.Model):
    """挖掘典型的走访: where one will look, for what, with whom and when; what came of it (M245)."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    home_path = models.CharField(max_length=40)
    example = models.ForeignKey(
        Example, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="典型事例"
    )
    purpose = models.CharField("去看什么", max_length=120)
    companions = models.CharField("和谁去", max_length=120, blank=True)
    planned_on = models.DateField("哪天去")
    done_on = models.DateField("去的日期", null=True, blank=True)
    note = models.TextField("看到什么", blank=True)
    dropped_why = models.CharField("不去的原因", max_length=120, blank=True)
    by_name = models.CharField("安排人", max_length=60)

    objects = ExampleVisitQuerySet.as_manager()

    class Meta:
        verbose_name = "挖掘典型的走访"
        ordering = ["planned_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(done_on=None) | Q(dropped_why=""), name="example_visit_one_end")
        ]

    @property
    def ref(self) -> str:
        return f"example_visit:{self.code}"

    def is_hidden_from(self, by: Actor) -> bool:
        """The same rule, asked of this one."""
        return self.example is not None and self.example.is_hidden_from(by)
