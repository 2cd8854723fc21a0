"""分包联系: inspectors, leaders and departments, each bound to a township from a day on; the cards handed over."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.inspections.terms import VIEW, AssignmentKind


class AssignmentQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, wherever one is posted; the same as `Assignment.is_own_of`."""
        return Q(person_id=by.person_id) if to == VIEW and by.is_person else Q(pk__in=())

    def standing(self, on: date) -> Self:
        """Those that hold on that day."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def leaders(self) -> Self:
        """总站长."""
        return self.filter(kind=AssignmentKind.LEADER)


class Assignment(models.Model):
    """分包: who answers for a township (M214): an inspector, a leader as head of its main station, a department.

    A person with an account or a plain name with post: 28 leaders need no account. Of a department the name is whom
    to call there, and may be empty.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=12, choices=AssignmentKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="人员")
    name = models.CharField("姓名", max_length=60, blank=True)
    post = models.CharField("职务", max_length=60, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    department = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="派出部门"
    )
    since = models.DateField("从哪天起")
    until = models.DateField("到哪天止", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = "分包"
        ordering = ["unit_path", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="department", department__isnull=False) | (~Q(kind="department") & ~Q(name="")),
                name="assignment_says_who",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="assignment_from_to"),
        ]

    @property
    def ref(self) -> str:
        return f"assignment:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether it is this actor who is bound."""
        return permission == VIEW and by.is_person and self.person_id == by.person_id

    @property
    def who(self) -> str:
        """The person, or the department."""
        return self.name or (self.department.name if self.department else "")

    @property
    def key(self) -> str:
        """One leader, whatever townships he has: his account, or name and post."""
        return f"p{self.person_id}" if self.person_id else f"{self.name}／{self.post}"


class CardSent(models.Model):
    """提示卡送达: to which leader for which work day, on which day it was handed over, by whom."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    day = models.DateField("工作日")
    key = models.CharField(max_length=140)
    name = models.CharField("姓名", max_length=60)
    sent_on = models.DateField("送达日期")
    by_name = models.CharField("经办人", max_length=60)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "提示卡送达"
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "day", "key"], name="reminder_card_once")]
