"""建设清单: which things a station should have, in versions, and what each look at a station found (M236)."""

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.stations.models.station import Station
from lianxin.work.stations.terms import ReadyGroup, ReadyState


class ReadyItem(models.Model):
    """建设清单项目: one thing by its words; the same words in a later version are the same thing, and what was found stays."""

    group = models.CharField("类别", max_length=8, choices=ReadyGroup.choices)
    text = models.CharField("项目", max_length=120)

    class Meta:
        verbose_name = "建设清单项目"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "text"], name="ready_item_once")]

    def __str__(self) -> str:
        return self.text


class ReadyList(models.Model):
    """建设清单: a version, valid from a day on, until a later one is."""

    version = models.PositiveSmallIntegerField("版本", unique=True)
    valid_from = models.DateField("施行日期")
    by_name = models.CharField("制定人", max_length=60)

    class Meta:
        verbose_name = "建设清单"
        ordering = ["-version"]


class ReadyLine(models.Model):
    """清单中的一行: an item in a version, in its order."""

    list = models.ForeignKey(ReadyList, models.CASCADE, related_name="lines", verbose_name="建设清单")
    item = models.ForeignKey(ReadyItem, models.PROTECT, related_name="lines", verbose_name="项目")
    number = models.PositiveSmallIntegerField("序号")

    class Meta:
        verbose_name = "清单中的一行"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["list", "item"], name="ready_line_once")]


class ReadyLook(models.Model):
    """清单核对: what was found of one thing at one station on a day; the last one of each is its present state."""

    station = models.ForeignKey(
        Station, models.PROTECT, related_name="looks", db_index=False, verbose_name="群众工作站"
    )
    unit_path = models.CharField(max_length=40)
    item = models.ForeignKey(ReadyItem, models.PROTECT, related_name="looks", db_index=False, verbose_name="项目")
    state = models.CharField("情况", max_length=8, choices=ReadyState.choices)
    on = models.DateField("核对日期")
    note = models.CharField("说明", max_length=200, blank=True)
    by_name = models.CharField("核对人", max_length=60)
    is_last = models.BooleanField("最近一次", default=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "清单核对"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["item", "state"], condition=Q(is_last=True), name="ready_look_state")]
        constraints = [
            models.UniqueConstraint(fields=["station", "item"], condition=Q(is_last=True), name="ready_look_last"),
        ]
