"""走访安排的表: who means to go where on which day, and how many visitors a county thinks a village can receive."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.drives.models import Drive
from lianxin.work.households.models import Household
from lianxin.work.planner.terms import VIEW, PlanStatus
from lianxin.work.visits.models import Visit


class PlanQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own plans, wherever one is posted now; the same as `PlannedVisit.is_own_of`."""
        return Q(person_id=by.person_id) if to == VIEW and by.is_person else Q(pk__in=())

    def past_the_wall(self, *, by: Actor) -> Self:
        """不打招呼: an unannounced plan is seen on the side of those who go; by the rest once it has been carried out."""
        own = Q(person_id=by.person_id) if by.person_id is not None else Q(pk__in=())
        for root in by.grants.get(VIEW.code, ()):
            own |= within("home_path", root)
        return self.filter(Q(is_unannounced=False) | Q(status=PlanStatus.CARRIED_OUT) | own)

    def has_walled(self, *, by: Actor) -> bool:
        """Asked anew each time: an unannounced plan becomes visible by being carried out."""
        return True

    def announced(self) -> Self:
        """Those that the village may know of."""
        return self.filter(Q(is_unannounced=False) | Q(status=PlanStatus.CARRIED_OUT))

    def standing(self) -> Self:
        """All but the cancelled ones."""
        return self.exclude(status=PlanStatus.CANCELLED)

    def open(self) -> Self:
        """Planned, and neither carried out nor cancelled."""
        return self.filter(status=PlanStatus.PLANNED)

    def during(self, first: date, last: date) -> Self:
        """Those with at least one day in the span."""
        return self.filter(on__lte=last, until__gte=first)


class PlannedVisit(models.Model):
    """走访安排: from which unit, to which village, on which days, what for, how many people; no time of day (JF-1)."""

    code = models.CharField("编号", max_length=12, unique=True)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="走访单位")
    home_path = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="带队人")
    on = models.DateField("哪天去")
    until = models.DateField("哪天回")
    purpose = models.CharField("去做什么", max_length=120)
    people = models.PositiveSmallIntegerField("去几个人", default=1)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="哪一户"
    )
    drive = models.ForeignKey(Drive, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="走访活动")
    is_unannounced = models.BooleanField("不打招呼", default=False)
    together = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="companions", verbose_name="与谁一起去"
    )
    status = models.CharField("状态", max_length=12, choices=PlanStatus.choices, default=PlanStatus.PLANNED)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="走访记录")

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "走访安排"
        ordering = ["on", "home_path", "pk"]
        indexes = [
            models.Index(fields=["unit_path", "on"], name="plan_unit_on"),
            models.Index(fields=["home_path", "on"], name="plan_home_on"),
        ]
        constraints = [models.CheckConstraint(condition=Q(until__gte=F("on")), name="plan_until_after_on")]

    def __str__(self) -> str:
        return self.purpose

    @property
    def ref(self) -> str:
        return f"plan:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether it is this actor's own plan."""
        return permission == VIEW and by.is_person and self.person_id == by.person_id

    def is_hidden_from(self, by: Actor) -> bool:
        """The same as `past_the_wall`, asked of this one."""
        if not self.is_unannounced or self.status == PlanStatus.CARRIED_OUT:
            return False
        return by.person_id != self.person_id and not by.may_at(VIEW, self.home_path)


class ReceivingLimit(models.Model):
    """接待上限: how many days a month, and how many groups a day, a village under this unit should have to receive.

    It warns and forbids nothing; the latest of the nearest unit holds.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    days = models.PositiveSmallIntegerField("每月天数")
    groups = models.PositiveSmallIntegerField("每天批数")
    basis = models.CharField("依据", max_length=200, blank=True)
    since = models.DateField("从哪天起")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "接待上限"
        ordering = ["-since", "-pk"]
