"""常用数表的表: a selection under a name. It holds no figure: each time it is opened all is counted anew."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.pure.periods import Period
from lianxin.reports.tables.terms import USE, Over, Span


class SavedTableQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, wherever one is posted now; the same as `SavedTable.is_own_of`."""
        return Q(owner_id=by.person_id) if to == USE and by.is_person else Q(pk__in=())

    def past_the_wall(self, *, by: Actor) -> Self:
        """Another's table is there only for his own unit, and only once he gave it to it; the same as `is_hidden_from`."""
        return self.filter(Q(owner_id=by.person_id) | Q(is_shared=True, unit_path=by.own_path))


class SavedTable(models.Model):
    """常用数表: indicators in their order, units, a period. `unit` is the post in which it was saved, `about` what it is of."""

    code = models.CharField("编号", max_length=12, unique=True)
    name = models.CharField("名称", max_length=40)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="保存人")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    about = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="统计单位")
    over = models.CharField("数哪些单位", max_length=6, choices=Over.choices)
    units: Any = models.JSONField("点名的单位", default=list)
    indicators: Any = models.JSONField("指标", default=list)
    span = models.CharField("数哪一期", max_length=12, choices=Span.choices)
    period = models.CharField("固定的统计期", max_length=7, blank=True)
    with_year_before = models.BooleanField("并列去年同期", default=False)
    is_shared = models.BooleanField("给本单位同事使用", default=False)
    saved_on = models.DateField("保存日期")

    objects = SavedTableQuerySet.as_manager()

    class Meta:
        verbose_name = "常用数表"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(span=Span.FIXED) & ~Q(period="") | ~Q(span=Span.FIXED) & Q(period=""),
                name="table_fixed_has_period",
            ),
            models.UniqueConstraint(fields=["owner", "name"], name="table_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"table:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether this actor saved it."""
        return permission == USE and by.is_person and self.owner_id == by.person_id

    def is_hidden_from(self, by: Actor) -> bool:
        """Whether it is another's who did not give it to this actor's unit."""
        return self.owner_id != by.person_id and not (self.is_shared and self.unit_path == by.own_path)

    def period_on(self, today: date) -> Period:
        """The period that it shows on this day."""
        month = Period.containing(today)
        return {
            Span.THIS_MONTH: month, Span.LAST_MONTH: month.previous(), Span.THIS_YEAR: Period.containing(today, "year"),
            Span.LAST_QUARTER: Period.containing(today, "quarter").previous(),
            Span.YEAR_BEFORE: month.previous().year_before(),
        }.get(Span(self.span)) or Period.parse(self.period)  # fmt: skip
