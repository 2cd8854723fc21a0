"""挂钩结对: one link of one person with a place, a household or something named in a few words; talks; rules."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.households.models import Household
from lianxin.work.pairings.terms import KINDS, VIEW, Duty, Kind, PairingKind, Skill


class PairingQuerySet(PlacedQuerySet):
    def standing(self, on: date) -> Self:
        """Links that hold on that day."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def touching(self, first: date, last: date | None) -> Self:
        """Links that hold on at least one day of these (`last` None: without end)."""
        found = self.filter(Q(until=None) | Q(until__gte=first))
        return found if last is None else found.filter(since__lte=last)

    def by_person(self, person: Person | int) -> Self:
        """One's own links."""
        return self.filter(person=person)

    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, wherever one is posted now; the same as `is_own_of`."""
        return Q(person=by.person_id) if to == VIEW and by.person_id is not None else Q(pk__in=())


class Pairing(models.Model):
    """挂钩结对: `person` of the unit `home` is linked to what stands in `unit`, from `since` to `until` (both included).

    `until` None: no end is set. `label` names an enterprise, a class, a few words for a person, never a private
    person's particulars: those stand in the register of households. `least_until` is the day up to which the link
    is to last at least; ending it earlier wants a reason (`ended_why`). `over_why` is the reason why one more was
    given to a person who already had the usual number.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=14, choices=PairingKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="pairings", verbose_name="联系人")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="联系人单位")
    home_path = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, blank=True, related_name="pairings", verbose_name="户"
    )
    label = models.CharField("联系对象", max_length=60, blank=True)
    duty = models.CharField("责任", max_length=8, choices=Duty.choices, blank=True, default=Duty.NONE)
    skill = models.CharField("按特长", max_length=12, choices=Skill.choices, blank=True)
    basis = models.CharField("依据", max_length=120, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    least_until = models.DateField("至少联系到", null=True, blank=True)
    over_why = models.CharField("超过一般数目的理由", max_length=200, blank=True)
    ended_why = models.CharField("提前结束的理由", max_length=200, blank=True)
    successor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessor", verbose_name="接手的联系"
    )

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = "挂钩结对"
        indexes = [
            models.Index(fields=["unit_path", "kind", "since"], name="pairing_unit_kind"),
            models.Index(fields=["home_path", "since"], name="pairing_home_since"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="pairing_from_to"),
            models.CheckConstraint(
                condition=~Q(kind__in=["household", "care", "student_elder", "class_elder"])
                | Q(household__isnull=False),
                name="pairing_household_named",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"pairing:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whoever it is about sees it."""
        return permission == VIEW and by.person_id is not None and self.person_id == by.person_id

    @property
    def spec(self) -> Kind:
        """What this kind of link asks."""
        return KINDS[PairingKind(self.kind)]

    @property
    def is_first_responsible(self) -> bool:
        """第一责任人 of the place."""
        return self.duty == Duty.FIRST

    @property
    def is_short(self) -> bool:
        """不足最短联系时间: it ended, or is to end, before the day up to which it was to last; a hand-over is none."""
        early = self.until is not None and self.least_until is not None and self.until < self.least_until
        return early and self.successor_id is None

    def stands(self, on: date) -> bool:
        """Whether it holds on that day."""
        return self.since <= on and (self.until is None or self.until >= on)


class Talk(models.Model):
    """谈心记录: that it took place, and that the other agreed to the note. What was said is asked nowhere (004-j)."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="talks", verbose_name="联系")
    on = models.DateField("日期")
    has_consent = models.BooleanField("对方同意记录")
    noted_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "谈心记录"
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["pairing", "on"], name="talk_once_a_day"),
            models.CheckConstraint(condition=Q(has_consent=True), name="talk_has_consent"),
        ]


class PairingRule(models.Model):
    """联系要求: of the people of `unit` and below, how many links of a kind each is to have, and for how long.

    It takes the place of what the kind says (`terms.KINDS`); the nearest unit above a person counts.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=14, choices=PairingKind.choices)
    least = models.PositiveSmallIntegerField("每人至少", default=0)
    most = models.PositiveSmallIntegerField("每人至多", default=0)
    least_days = models.PositiveSmallIntegerField("至少联系天数", default=0)
    basis = models.CharField("依据", max_length=120, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "联系要求"
        ordering = ["unit_path", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind"], name="pairing_rule_once"),
            models.CheckConstraint(condition=Q(most=0) | Q(most__gte=F("least")), name="pairing_rule_span"),
        ]

    @property
    def ref(self) -> str:
        return f"pairing_rule:{self.pk}"
