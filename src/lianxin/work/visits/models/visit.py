"""走访: who went where on which day and why; no time of day, no place finer than a group of a village."""

from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.indicators.sql import MonthNumber
from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.concerns.months import Deriving, MonthOf, follows
from lianxin.work.drives.models import Drive
from lianxin.work.households.models import Household
from lianxin.work.visits.terms import NOT_A_VISIT, VIEW, VisitKind


class VisitQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own visits, wherever one is posted now; the same as `Visit.is_own_of`."""
        return Q(pk__in=_of(by.person_id or 0)) if to == VIEW and by.is_person else Q(pk__in=())

    def beyond(self, root: str, to: Permission) -> Q:
        """The units of those who came along; the same as `Visit.paths_beyond`."""
        if to != VIEW:
            return Q(pk__in=())
        return Q(pk__in=VisitPerson.objects.filter(within("home_path", root)).order_by().values("visit_id"))

    def standing(self) -> Self:
        """走访 that count: without what was voided."""
        return self.filter(voided_on=None)

    def in_person(self) -> Self:
        """走访 proper: telephone contacts are counted by themselves (M121)."""
        return self.exclude(kind__in=NOT_A_VISIT)

    def by_person(self, person: Person | int) -> Self:
        """Those that this person made or went along with."""
        key = person if isinstance(person, int) else person.pk
        return self.filter(pk__in=_of(key))


def _of(person_id: int) -> Any:
    """The keys of somebody's visits: a list of keys leaves the other ways of reaching a visit their indexes."""
    return VisitPerson.objects.filter(person_id=person_id).order_by().values("visit_id")


class Visit(Deriving):
    """走访: `unit` is the place visited, `home` the unit of who went.

    `until` is the last day, `on` where it was one day. `households` and `needy` count the households seen, of these
    those in need; where one registered household was seen it is `household`. `whom` says in words whom the visit was
    to where it was no registered household (a class, an enterprise); no name of a private person. `disciplines` holds
    only what was said: {code: bool}. Nights slept out stand in `Stay` as well, one row per person: count them there.
    """

    receipts: Sequence[Any] = ()  # set by `record_visit` on what it returns, once: the secrets of the new concerns

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=12, choices=VisitKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="派出单位")
    home_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    on_month = MonthOf("on")
    until = models.DateField("结束日期")
    nights = models.PositiveSmallIntegerField("住村夜数", default=0)
    group = models.CharField("村民小组", max_length=40, blank=True)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="户"
    )
    whom = models.CharField("走访对象", max_length=60, blank=True)
    households = models.PositiveIntegerField("走访户数", default=0)
    needy = models.PositiveIntegerField("其中困难户", default=0)
    methods = models.JSONField("走访方式", default=list)
    note = models.TextField("走访记录", blank=True)
    amount_yuan = models.PositiveIntegerField("慰问金额（元）", null=True, blank=True)
    disciplines = models.JSONField("轻车简从情况", default=dict)
    drive = models.ForeignKey(
        Drive, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name="走访活动"
    )
    client_key = models.CharField(max_length=64, null=True, unique=True)
    recorded_at = models.DateTimeField("记录时间")
    recorded_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="记录人"
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正的记录"
    )
    voided_on = models.DateField("作废日期", null=True, blank=True)
    void_reason = models.CharField("作废理由", max_length=200, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "走访"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "-on", "kind"], name="visit_unit_on"),
            models.Index(fields=["home_path", "-on", "kind"], name="visit_home_on"),
            models.Index(
                fields=["on_month", "unit_path", "kind", "voided_on", "amount_yuan", "households", "needy"],
                name="visit_fig_unit",
                include=["id"],
            ),
            models.Index(fields=["on_month", "home_path", "kind", "voided_on"], name="visit_fig_home", include=["id"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(follows("on_month", MonthNumber("on"))), name="visit_on_month"),
            models.CheckConstraint(condition=Q(until__gte=F("on")), name="visit_until_not_before"),
            models.CheckConstraint(condition=Q(needy__lte=F("households")), name="visit_needy_among_seen"),
            models.CheckConstraint(condition=Q(voided_on=None) | ~Q(void_reason=""), name="visit_void_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.get_kind_display()}"

    @property
    def ref(self) -> str:
        return f"visit:{self.code}"

    def paths_beyond(self, permission: Permission) -> list[str]:
        """The units of those who came along."""
        if permission != VIEW or self.pk is None:
            return []
        return list(self.people.values_list("home_path", flat=True))

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether this actor went himself: his own he may always read."""
        return permission == VIEW and by.is_person and self.people.filter(person_id=by.person_id or 0).exists()


class VisitPerson(models.Model):
    """走访人员: one row per person who went, with the unit that sent him then."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="people", verbose_name="走访")
    person = models.ForeignKey(Person, models.PROTECT, related_name="visits", verbose_name="走访人员")
    home_path = models.CharField(max_length=40, db_index=True)

    class Meta:
        verbose_name = "走访人员"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="visit_person_once")]


class LeafletQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Those of visits that count."""
        return self.filter(visit__voided_on=None)


class Leaflet(models.Model):
    """发放的宣传资料: what was handed out on a visit, how many copies (M116). Seen like the visit's own figures."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="leaflets", verbose_name="走访")
    unit_path = models.CharField(max_length=40)
    home_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    item = models.CharField("资料名称", max_length=60)
    quantity = models.PositiveIntegerField("份数")

    objects = LeafletQuerySet.as_manager()

    class Meta:
        verbose_name = "发放的资料"
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="leaflet_unit_on")]
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="leaflet_some")]


class TalkRecord(models.Model):
    """走访座谈记录: who sat together, as numbers, and what was said (M131 “与村委干部和村民座谈,征求意见和建议”)."""

    visit = models.OneToOneField(Visit, models.CASCADE, primary_key=True, related_name="talk", verbose_name="走访")
    committee = models.PositiveSmallIntegerField("村委干部人数", default=0)
    residents = models.PositiveSmallIntegerField("村民人数", default=0)
    text = models.TextField("座谈内容")
    advice = models.TextField("意见和建议", blank=True)
    noted_by = models.CharField("记录人", max_length=60)
    noted_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "走访座谈记录"
