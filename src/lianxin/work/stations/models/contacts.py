"""三级信息员通讯录: who can be rung in every township, village and group; staff contacts only (M246)."""

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.stations.terms import ContactLevel


class VillageGroup(models.Model):
    """村民小组: a group of a village, by name; without them nobody could say which has no contact."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    name = models.CharField("小组名称", max_length=30)
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "村民小组"
        ordering = ["unit_path", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="village_group_once")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """信息员: whom to ring there, with post and telephone, from–to; nothing else is kept of him."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    level = models.CharField("级别", max_length=8, choices=ContactLevel.choices)
    group = models.ForeignKey(
        VillageGroup, models.PROTECT, null=True, blank=True, related_name="contacts", verbose_name="村民小组"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60)
    phone = models.CharField("电话", max_length=30)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "信息员"
        ordering = ["unit_path", "group_id", "pk"]
        indexes = [models.Index(fields=["unit_path", "level"], name="contact_unit_level")]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="group", group__isnull=False) | (~Q(level="group") & Q(group=None)),
                name="contact_group_has_group",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="contact_from_to"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"contact:{self.code}"
