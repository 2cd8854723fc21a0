"""隐患点的表: a thing that may do harm, who looks after it, how often, and what each look found."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.hazards.terms import VIEW, CheckFinding, HazardKind


class HazardQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """Those that one looks after, wherever one is posted now; the same as `Hazard.is_own_of`."""
        return Q(keeper_id=by.person_id) if to == VIEW and by.is_person else Q(pk__in=())

    def standing(self) -> Self:
        """Those not yet removed."""
        return self.filter(removed_on=None)

    def due(self, on: date) -> Self:
        """Those whose check is due on that day or was before."""
        return self.standing().filter(next_on__lte=on)

    def overdue(self, on: date) -> Self:
        """Those whose check should have been before that day."""
        return self.standing().filter(next_on__lt=on)


class Hazard(models.Model):
    """隐患点: a slope, a dam, a bridge: things, never people; nothing about who lives there (M134, 000-4).

    `keeper` is the named 监测人, an official or helper of `keeper_unit`; his post may stand instead of a person.
    `version` counts the changes of what stands on the printed board.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=8, choices=HazardKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    place = models.CharField("在哪里", max_length=120)
    what = models.TextField("有什么隐患")
    measures = models.TextField("怎么防", blank=True)
    check_days = models.PositiveSmallIntegerField("几天查一次")
    keeper_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="监测单位")
    keeper_path = models.CharField(max_length=40, db_index=True)
    keeper = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监测人")
    keeper_post = models.CharField("监测岗位", max_length=40, blank=True)
    keeper_phone = models.CharField("监测电话", max_length=30, blank=True)
    registered_on = models.DateField("登记日期")
    next_on = models.DateField("下次检查")
    version = models.PositiveSmallIntegerField("公示牌版次", default=1)
    version_on = models.DateField("公示牌日期")
    removed_on = models.DateField("消除日期", null=True, blank=True)
    removed_why = models.CharField("怎样消除的", max_length=200, blank=True)

    objects = HazardQuerySet.as_manager()

    class Meta:
        verbose_name = "隐患点"
        ordering = ["unit_path", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(keeper__isnull=False) | ~Q(keeper_post=""), name="hazard_has_keeper"),
            models.CheckConstraint(condition=Q(check_days__gte=1), name="hazard_check_days"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"hazard:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether this actor is its keeper."""
        return permission == VIEW and by.is_person and self.keeper_id == by.person_id

    @property
    def keeper_label(self) -> str:
        """The named person with the post, or the post alone."""
        return "，".join(filter(None, (self.keeper_post, self.keeper.name if self.keeper else "")))


class HazardCheck(Beside):
    """隐患点检查: on which day, what was found, by whom; reported: the concern that came of it, behind its wall."""

    hazard = models.ForeignKey(Hazard, models.PROTECT, related_name="checks", verbose_name="隐患点")
    unit_path = models.CharField(max_length=40)
    keeper_path = models.CharField(max_length=40)
    on = models.DateField("检查日期")
    finding = models.CharField("检查结果", max_length=8, choices=CheckFinding.choices)
    note = models.TextField("检查情况", blank=True)
    by_name = models.CharField("检查人", max_length=60)
    next_on = models.DateField("下次检查")
    concern = models.OneToOneField(
        Concern, models.PROTECT, null=True, blank=True, related_name="hazard_check", verbose_name="诉求"
    )

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = "隐患点检查"
        ordering = ["-on", "-pk"]
