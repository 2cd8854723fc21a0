"""派车: which offices lend a car in turn, and which did on which day. No number plate, no route, nothing of the driver."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.inspections.models.targets import InspectionGroup
from lianxin.work.inspections.terms import CarKind, CarState


class SourceQuerySet(PlacedQuerySet):
    def standing(self, on: date) -> Self:
        """Those that lend on that day."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


class CarSource(models.Model):
    """派车单位: a department in its turn (全市27个市直部门轮流), or an office that lends besides on the work days.

    `lender` is the department where it is a unit of the system; `name` is what stands on the roster.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    lender = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="部门")
    name = models.CharField("派车单位", max_length=60)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    kind = models.CharField("类别", max_length=8, choices=CarKind.choices)
    number = models.PositiveSmallIntegerField("顺序")
    since = models.DateField("从哪天起")
    until = models.DateField("到哪天止", null=True, blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = "派车单位"
        ordering = ["kind", "number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], condition=Q(until=None), name="car_source_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="car_source_from_to"),
        ]

    @property
    def ref(self) -> str:
        return f"car_source:{self.pk}"


class CarTurn(models.Model):
    """派车一次: lent to a group on a day, or passed over with the reason; who was passed over comes first next time."""

    source = models.ForeignKey(CarSource, models.PROTECT, related_name="turns", verbose_name="派车单位")
    group = models.ForeignKey(InspectionGroup, models.PROTECT, related_name="cars", verbose_name="督查组")
    on = models.DateField("日期")
    state = models.CharField("状态", max_length=8, choices=CarState.choices, default=CarState.SENT)
    why = models.CharField("原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "派车"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "on"], name="car_turn_once_a_day"),
            models.CheckConstraint(condition=Q(state="sent") | ~Q(why=""), name="car_skipped_why"),
        ]
