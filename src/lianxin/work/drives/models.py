"""走访活动的表: a drive with its basis and purpose, the places it goes to, the concerns entered in it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import ancestors, is_within, within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.drives.terms import VIEW, DriveKind, DriveStatus


class DriveQuerySet(PlacedQuerySet):
    def beyond(self, root: str, to: Permission) -> Q:
        """The places that a drive goes to see it, so that a village knows who comes; the same as `Drive.paths_beyond`."""
        if to != VIEW:
            return Q(pk__in=())
        return Q(Exists(DriveArea.objects.filter(within("unit_path", root), drive=OuterRef("pk"))))

    def own(self, *, by: Actor, to: Permission) -> Q:
        """A drive is for everybody under the unit that runs it; the same as `Drive.is_own_of`."""
        return Q(unit_path__in=ancestors(by.own_path)) if to == VIEW else Q(pk__in=())

    def current(self, on: date) -> Self:
        """Those that run on that day."""
        return self.filter(status=DriveStatus.OPEN, starts_on__lte=on, ends_on__gte=on)


class Drive(models.Model):
    """走访活动: what is asked, of whom, from when to when, why and on what basis (JF-6).

    `parts`: the pieces of work, each {"name", "measure", "goal"}; what was done is counted from the visits. Nothing here
    holds a duty of one person: a drive asks places and offices, its figures are those of the records.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("活动名称", max_length=60)
    kind = models.CharField("类别", max_length=8, choices=DriveKind.choices)
    programme = models.CharField("所属行动", max_length=30, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    basis = models.CharField("依据", max_length=200)
    purpose = models.TextField("目的")
    asks = models.TextField("工作要求", blank=True)
    parts = models.JSONField("工作内容", default=list)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("截止日期")
    status = models.CharField("状态", max_length=10, choices=DriveStatus.choices, default=DriveStatus.OPEN)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    outcome = models.TextField("活动小结", blank=True)

    objects = DriveQuerySet.as_manager()

    class Meta:
        verbose_name = "走访活动"
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "-starts_on"], name="drive_unit_starts")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="drive_ends_after_start"),
            models.CheckConstraint(
                condition=Q(status="open", ended_on=None) | (~Q(status="open") & Q(ended_on__isnull=False)),
                name="drive_ended_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"drive:{self.code}"

    def paths_beyond(self, permission: Permission) -> list[str]:
        """The places that it goes to."""
        if permission != VIEW or self.pk is None:
            return []
        return list(self.areas.values_list("unit_path", flat=True))

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether it is run by the actor's unit or one above it."""
        return permission == VIEW and is_within(by.own_path, self.unit_path)

    def runs_on(self, on: date) -> bool:
        """Whether a visit on that day can belong to it."""
        return self.status != DriveStatus.CALLED_OFF and self.starts_on <= on <= self.ends_on


class DriveArea(models.Model):
    """走访路线: a place that the drive goes to: a unit, its groups, how many households are to be seen there."""

    drive = models.ForeignKey(Drive, models.CASCADE, related_name="areas", verbose_name="走访活动")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    groups = models.JSONField("村民小组", default=list)
    households = models.PositiveIntegerField("计划户数", default=0)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "走访路线"
        ordering = ["unit_path"]
        constraints = [models.UniqueConstraint(fields=["drive", "unit"], name="drive_area_once")]


class DriveConcern(models.Model):
    """列入活动的诉求: a concern that a named action takes up; lists of them go through the concern's own reach."""

    drive = models.ForeignKey(Drive, models.CASCADE, related_name="entered", verbose_name="走访活动")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="drive_entries", verbose_name="诉求")
    why = models.CharField("列入理由", max_length=120, blank=True)
    entered_on = models.DateField("列入日期")
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="经办人")

    class Meta:
        verbose_name = "列入活动的诉求"
        constraints = [models.UniqueConstraint(fields=["drive", "concern"], name="drive_concern_once")]
