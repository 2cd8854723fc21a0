"""工作站: where it is and when somebody is there, who is on the wall, who is on duty, what was printed and when."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.stations.terms import Board, MemberDuty, StationKind, Weekday


def spanning(on: date) -> Q:
    """Rows with `since` and `until` (the last day, or empty) that hold on that day."""
    return Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))


class StationQuerySet(PlacedQuerySet):
    def standing(self, on: date) -> Self:
        """Those that are open on that day."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gt=on), opened_on__lte=on)


class Station(models.Model):
    """群众工作站: one that stands per unit; opened anew after a closing it is another row, so that both spells stay true.

    `closed_on` is the first day on which it is no more. `version` counts the changes of what hangs on its wall.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stations", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=8, choices=StationKind.choices)
    phone = models.CharField("电话", max_length=30, blank=True)
    hours = models.CharField("开放时间", max_length=80, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    opened_on = models.DateField("设立日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    version = models.PositiveSmallIntegerField("公示版次", default=1)
    version_on = models.DateField("公示日期")

    objects = StationQuerySet.as_manager()

    class Meta:
        verbose_name = "群众工作站"
        ordering = ["unit_path", "-opened_on"]
        indexes = [models.Index(fields=["unit_path", "kind"], name="station_unit_kind")]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(closed_on=None), name="station_one_stands"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="station_opened_closed"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> str:
        return f"station:{self.pk}"

    @property
    def label(self) -> str:
        """清水镇群众工作总站, 石桥村群众工作站."""
        words = _("%(unit)s群众工作总站") if self.kind == StationKind.MAIN else _("%(unit)s群众工作站")
        return words % {"unit": self.unit.name}

    def stands(self, on: date) -> bool:
        """The same rule as `standing`, asked of this one."""
        return self.opened_on <= on and (self.closed_on is None or self.closed_on > on)


class StationMember(models.Model):
    """驻站人员: on the wall from `since` to `until` (the last day); the telephone is that of the wall, for the post."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="members", verbose_name="群众工作站")
    unit_path = models.CharField(max_length=40, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="账号")
    name = models.CharField("姓名", max_length=40)
    post = models.CharField("职务", max_length=60)
    duty = models.CharField("分工", max_length=12, choices=MemberDuty.choices)
    phone = models.CharField("公示电话", max_length=30, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "驻站人员"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="member_from_to"),
        ]

    def __str__(self) -> str:
        return self.name

    def serves(self, on: date) -> bool:
        """Whether he is on the wall on that day."""
        return self.since <= on and (self.until is None or self.until >= on)


class DutyTurn(models.Model):
    """值班: who is at the station on which day of the week, from–to; nobody confirms a day (JF-4)."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="turns", verbose_name="群众工作站")
    unit_path = models.CharField(max_length=40)
    member = models.ForeignKey(StationMember, models.PROTECT, related_name="turns", verbose_name="驻站人员")
    weekday = models.PositiveSmallIntegerField("星期几", choices=Weekday.choices)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "值班"
        ordering = ["weekday", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__gte=1, weekday__lte=7), name="duty_turn_weekday"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="duty_turn_from_to"),
        ]

    def holds(self, on: date) -> bool:
        """Whether this turn is in force on that day."""
        return self.since <= on and (self.until is None or self.until >= on)


class BoardPrint(models.Model):
    """印出的牌子: what stood on it, so that one can say what no longer agrees (M238)."""

    station = models.ForeignKey(Station, models.PROTECT, related_name="prints", verbose_name="群众工作站")
    unit_path = models.CharField(max_length=40)
    board = models.CharField("牌子", max_length=8, choices=Board.choices)
    version = models.PositiveSmallIntegerField("公示版次")
    printed_on = models.DateField("印出日期")
    lines: Any = models.JSONField("内容")
    by_name = models.CharField("印出人", max_length=60)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "印出的牌子"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["station", "board", "-version"], name="board_print_last")]


class LogRemark(models.Model):
    """工作日志补记: a line by hand for what has no record of its own; the rest of the log comes from the records."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    text = models.TextField("补记内容")
    by_name = models.CharField("登记人", max_length=60)
    by_ref = models.CharField(max_length=40)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "工作日志补记"
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="log_remark_unit_on")]

    @property
    def ref(self) -> str:
        return f"log_remark:{self.code}"
