"""住村: nights that a person slept out in a village or school, from–to."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.visits.models.visit import Visit
from lianxin.work.visits.terms import VIEW


class StayQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own; the same as `Stay.is_own_of`."""
        return Q(person_id=by.person_id or 0) if to == VIEW and by.is_person else Q(pk__in=())

    def standing(self) -> Self:
        """Those that count: not voided, and not of a voided visit."""
        return self.filter(Q(visit=None) | Q(visit__voided_on=None), voided_on=None)

    def by_person(self, person: Person | int) -> Self:
        """Those of this person."""
        return self.filter(person_id=person if isinstance(person, int) else person.pk)


class Stay(models.Model):
    """住村: `nights` slept at `unit` between `on` and `until`; two of one person never share a night.

    Every night stands here once: that of a visit with nights is a row with `visit`, made by `record_visit`.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="stays", verbose_name="人员")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="stays", verbose_name="走访")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    home_path = models.CharField(max_length=40)
    on = models.DateField("起")
    until = models.DateField("止")
    nights = models.PositiveSmallIntegerField("夜数")
    recorded_at = models.DateTimeField("记录时间")
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="记录人"
    )
    voided_on = models.DateField("作废日期", null=True, blank=True)
    void_reason = models.CharField("作废理由", max_length=200, blank=True)

    objects = StayQuerySet.as_manager()

    class Meta:
        verbose_name = "住村"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "-on"], name="stay_unit_on"),
            models.Index(fields=["home_path", "-on"], name="stay_home_on"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("on"), nights__gt=0), name="stay_has_nights"),
            models.CheckConstraint(condition=Q(voided_on=None) | ~Q(void_reason=""), name="stay_void_has_reason"),
        ]

    @property
    def ref(self) -> str:
        return f"stay:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether it is this actor's own stay."""
        return permission == VIEW and by.is_person and self.person_id == by.person_id
