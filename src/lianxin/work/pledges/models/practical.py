"""为民办实事: what was promised to be done for the residents in a year, by whom, for how much, and what came of it (M211)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.pledges.terms import PracticalSource, PracticalStatus

PUBLIC = (PracticalStatus.PROMISED, PracticalStatus.DONE, PracticalStatus.NOT_DONE)


class PracticalQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Promised in public, and not withdrawn since."""
        return self.filter(status__in=PUBLIC)

    def late(self, on: date) -> Self:
        """过了日子没办成的."""
        return self.filter(status=PracticalStatus.PROMISED, due_on__lt=on)


class PracticalHelp(models.Model):
    """实事: `unit` is the 责任单位, `promiser` the unit that promised it to the residents.

    `concern` is kept apart in `PracticalOrigin`, behind its wall: what the public reads is `source_words`.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    promiser = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="承诺单位")
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("办什么实事", max_length=80)
    goal = models.CharField("办成什么样", max_length=200)
    due_on = models.DateField("办理期限")
    planned_yuan = models.DecimalField("计划资金", max_digits=14, decimal_places=2, null=True, blank=True)
    spent_yuan = models.DecimalField("实际资金", max_digits=14, decimal_places=2, null=True, blank=True)
    source = models.CharField("实事来源", max_length=8, choices=PracticalSource.choices)
    source_words = models.CharField("来源说明", max_length=120, blank=True)
    status = models.CharField("状态", max_length=10, choices=PracticalStatus.choices, default=PracticalStatus.PROPOSED)
    proposed_on = models.DateField("拟办日期")
    promised_on = models.DateField("公布日期", null=True, blank=True)
    done_on = models.DateField("办成日期", null=True, blank=True)
    result = models.TextField("办理结果", blank=True)
    withdrawn_why = models.CharField("撤下理由", max_length=300, blank=True)

    objects = PracticalQuerySet.as_manager()

    class Meta:
        verbose_name = "为民办实事"
        ordering = ["-year", "due_on", "pk"]
        indexes = [
            models.Index(fields=["unit_path", "promised_on"], name="practical_unit_promised"),
            models.Index(fields=["year", "status"], name="practical_year_status"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=("promised", "done", "not_done")) | Q(promised_on__isnull=False),
                name="practical_promised_has_date",
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False) | (~Q(status="done") & Q(done_on=None)),
                name="practical_done_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("done", "not_done")) | ~Q(result=""), name="practical_ended_says_how"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"practical:{self.code}"


class PracticalOrigin(Beside):
    """来自哪件诉求: behind the concern's wall; whoever may not see the concern does not learn of it here."""

    practical = models.OneToOneField(PracticalHelp, models.CASCADE, related_name="origin", verbose_name="为民办实事")
    unit_path = models.CharField(max_length=40)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+", verbose_name="诉求")

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = "实事的来源诉求"


class PracticalStep(models.Model):
    """实事进展: how far it is, and where it can be seen; never counted (JF-3)."""

    practical = models.ForeignKey(PracticalHelp, models.CASCADE, related_name="steps", verbose_name="为民办实事")
    on = models.DateField("日期")
    text = models.CharField("做了什么", max_length=300)
    proof = models.CharField("在哪里看得到", max_length=200, blank=True)
    by_name = models.CharField("填写人", max_length=60)

    class Meta:
        verbose_name = "实事进展"
        ordering = ["on", "pk"]
