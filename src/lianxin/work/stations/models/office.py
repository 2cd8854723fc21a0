"""办公室: who made up the office, taken from where, since when (M248, 000-2 “抽调精干人员4人”)."""

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet


class Office(models.Model):
    """群众工作办公室 of a unit: set up on a day on the ground of a paper, housed somewhere, until it is dissolved."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    name = models.CharField("名称", max_length=60)
    place = models.CharField("设在哪里", max_length=80, blank=True)
    basis = models.CharField("依据", max_length=120, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    set_up_on = models.DateField("组建日期")
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "群众工作办公室"
        ordering = ["unit_path", "-set_up_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on=None) | Q(dissolved_on__gte=F("set_up_on")), name="office_from_to"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"office:{self.code}"


class OfficeMember(models.Model):
    """办公室人员: who, taken from which unit, for what, from–to."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="members", verbose_name="群众工作办公室")
    unit_path = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60)
    taken_from = models.CharField("从哪里抽调", max_length=80, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "办公室人员"
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="office_member_from_to"),
        ]
