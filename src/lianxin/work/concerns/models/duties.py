"""责任清单（派单目录）: who is in charge of which kind of matter, where, since when. 谁主管谁负责; 国办函〔2025〕66号（五）."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.duty_terms import LeadBy
from lianxin.work.concerns.models.concern import Concern, Topic
from lianxin.work.concerns.models.hanging import OfConcernQuerySet


class DutyListQuerySet(models.QuerySet["DutyList"]):
    def approved(self) -> Self:
        """审定过的: they stay for ever, so that one can say who owned what on a past day."""
        return self.exclude(approved_at=None)

    def on(self, day: date) -> Self:
        """The one in force on that day, or none."""
        return self.approved().filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class DutyList(models.Model):
    """责任清单的一版. A draft until it is approved; then it never changes, the next version takes its place."""

    name = models.CharField("名称", max_length=60)
    version = models.PositiveSmallIntegerField("版次", unique=True)
    drafted_at = models.DateTimeField("起草时间")
    drafted_by_name = models.CharField("起草人", max_length=60)
    valid_from = models.DateField("施行日期", null=True, blank=True)
    valid_to = models.DateField("停止施行日期", null=True, blank=True)
    approved_at = models.DateTimeField("审定时间", null=True, blank=True)
    approved_by_name = models.CharField("审定人", max_length=60, blank=True)

    objects = DutyListQuerySet.as_manager()

    class Meta:
        verbose_name = "责任清单"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at=None, valid_from=None) | Q(approved_at__isnull=False, valid_from__isnull=False),
                name="duty_list_approved_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"duty:{self.version}"


class DutyRule(models.Model):
    """责任清单的一条: a topic with all below it, in a place with all below it (none: anywhere) → who is in charge."""

    duty_list = models.ForeignKey(DutyList, models.CASCADE, related_name="rules", verbose_name="责任清单")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name="分类")
    place = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="属地")
    place_path = models.CharField(max_length=40, blank=True)
    lead_by = models.CharField("主办方式", max_length=10, choices=LeadBy.choices, default=LeadBy.UNIT)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主办单位")
    basis = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "责任清单条目"
        ordering = ["topic__code", "place_path", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lead_by="unit", lead__isnull=False) | (~Q(lead_by="unit") & Q(lead=None)),
                name="duty_rule_lead",
            ),
        ]


class DutyHelper(models.Model):
    """清单里的协办单位."""

    rule = models.ForeignKey(DutyRule, models.CASCADE, related_name="helpers", verbose_name="条目")
    by = models.CharField("协办方式", max_length=10, choices=LeadBy.choices, default=LeadBy.UNIT)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")

    class Meta:
        verbose_name = "清单协办单位"
        ordering = ["pk"]


class OutsideHanding(models.Model):
    """清单外交办: a matter handed to a village or community (or a department's to a township) outside its duty list.

    JF-10: it takes a reason, and it is counted by who handed it out. `unit_path` is the assigner's unit.
    """

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="outside_handings", verbose_name="诉求")
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="交给")
    unit_path = models.CharField(max_length=40)
    by_post = models.CharField("交办人", max_length=120)
    reason = models.TextField("理由")
    rule = models.ForeignKey(DutyRule, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="清单条目")
    on = models.DateField("日期")

    objects = OfConcernQuerySet.as_manager()

    class Meta:
        verbose_name = "清单外交办"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="outside_unit_on")]

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern."""
        return self.concern.is_hidden_from(by)
