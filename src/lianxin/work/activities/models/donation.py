"""捐助专账: what came in, what went out to how many, what is left; of who was helped a number, never a name (M276)."""

from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.activities.models.activity import Activity
from lianxin.work.activities.terms import Direction


class Account(models.Model):
    """捐助专账 of a unit, for one purpose; its balance is computed from its entries."""

    code = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("名称", max_length=60)
    purpose = models.CharField("用途", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("结清日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "捐助专账"
        ordering = ["-opened_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"account:{self.code}"


class DonationQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Those not struck out."""
        return self.filter(struck_on=None)


class Donation(models.Model):
    """一笔捐助: in, from whom in words (an organization, “本镇职工”); out, for what, to how many of which group."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="entries", verbose_name="捐助专账")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="donations", verbose_name="活动"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    direction = models.CharField("收或发", max_length=4, choices=Direction.choices)
    on = models.DateField("日期")
    amount_yuan = models.PositiveIntegerField("金额（元）", default=0)
    goods = models.CharField("物资", max_length=120, blank=True)
    text = models.CharField("从哪里来、用在哪里", max_length=120)
    group = models.CharField("受助的是哪些人", max_length=40, blank=True)
    people = models.PositiveIntegerField("受助人数", null=True, blank=True)
    struck_on = models.DateField("划去日期", null=True, blank=True)
    struck_why = models.CharField("划去理由", max_length=200, blank=True)

    objects = DonationQuerySet.as_manager()

    class Meta:
        verbose_name = "捐助明细"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="donation_unit_on")]
        constraints = [
            models.CheckConstraint(condition=Q(amount_yuan__gt=0) | ~Q(goods=""), name="donation_of_something"),
            models.CheckConstraint(
                condition=Q(direction="in", people=None) | Q(direction="out", people__gt=0),
                name="donation_out_has_people",
            ),
            models.CheckConstraint(condition=Q(struck_on=None) | ~Q(struck_why=""), name="donation_struck_has_why"),
        ]
