"""民情联系卡: the card that is left with a household, and what the household says with it if it wishes.

A response bears a day and no time of day, and is never seen by who went, by his unit or by the village: the queryset
of responses stands behind that wall by itself, so that no page can forget it (条例 §30, security.md T7).
"""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import party_paths
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.cards.terms import Outcome, Says, Voided
from lianxin.work.concerns.terms import Satisfaction
from lianxin.work.households.models import Household
from lianxin.work.visits.models import Visit


class CardQuerySet(PlacedQuerySet):
    def valid(self) -> Self:
        """Cards that open something: the latest version of each."""
        return self.filter(voided_on=None)


class ContactCard(models.Model):
    """民情联系卡 of one household, with one person to call. The plain secret is kept nowhere; the code is on paper alone.

    `home` is the unit of the person, `unit` that of the household.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name="户")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="联系人")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="联系人单位")
    home_path = models.CharField(max_length=40, db_index=True)
    phone = models.CharField("联系人电话", max_length=40, blank=True)
    version = models.PositiveSmallIntegerField("第几版")
    secret_hash = models.CharField(max_length=120)
    tries = models.PositiveSmallIntegerField(default=0)
    issued_on = models.DateField("制发日期")
    issued_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="制发人")
    issuer_name = models.CharField("制发单位", max_length=100)
    voided_on = models.DateField("作废日期", null=True, blank=True)
    voided_why = models.CharField("作废原因", max_length=10, choices=Voided.choices, blank=True)
    entry_key = models.CharField(max_length=60, null=True, unique=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = "民情联系卡"
        ordering = ["unit_path", "household_id", "person_id", "version"]
        indexes = [models.Index(fields=["unit_path", "issued_on"], name="card_unit_on")]
        constraints = [
            models.UniqueConstraint(fields=["household", "person", "version"], name="card_version_once"),
            models.UniqueConstraint(fields=["household", "person"], condition=Q(voided_on=None), name="card_one_valid"),
            models.CheckConstraint(
                condition=Q(voided_on=None, voided_why="") | (Q(voided_on__isnull=False) & ~Q(voided_why="")),
                name="card_voided_says_why",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"card:{self.pk}"


class ResponseQuerySet(PlacedQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """Only for a unit above the village, not for that of anybody it is about, nor for such a person in any post."""
        own = by.own_path
        if not own:
            return self.none()
        about = ResponseAbout.objects.filter(response=OuterRef("pk")).filter(
            Q(home_path__in=party_paths(own, *by.former)) | Q(person_id=by.person_id, person__isnull=False)
        )
        return self.exclude(unit_path__in=(own, *by.former)).exclude(Exists(about))


class Response(models.Model):
    """群众的回应: to one visit, or to none of them. A day, no time; nothing here is asked for, and nobody counts who answers."""

    card = models.ForeignKey(ContactCard, models.CASCADE, related_name="responses", verbose_name="联系卡")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", verbose_name="户")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="+", verbose_name="走访")
    on = models.DateField("日期")
    says = models.CharField("怎么说", max_length=12, choices=Says.choices, blank=True)
    rating = models.CharField("评价", max_length=12, choices=Satisfaction.choices, blank=True)
    message = models.TextField("留言", blank=True)
    outcome = models.CharField("核实结果", max_length=14, choices=Outcome.choices, blank=True)
    outcome_on = models.DateField("核实日期", null=True, blank=True)
    outcome_by = models.CharField("核实单位", max_length=60, blank=True)
    outcome_note = models.TextField("核实情况", blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "群众的回应"
        ordering = ["-on", "unit_path", "household_id", "pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="response_unit_on")]
        constraints = [
            models.CheckConstraint(condition=~Q(says="", rating="", message=""), name="response_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None) | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="response_outcome_has_date",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"response:{self.pk}"

    def is_hidden_from(self, by: Actor) -> bool:
        """The same wall, asked of one."""
        if not by.own_path or self.unit_path in (by.own_path, *by.former):
            return True
        return any(one.names(by) for one in self.about.all())


class ResponseAbout(models.Model):
    """回应说的是谁: the persons and units before whom it is hidden, as they were when it was written."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="about")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    home_path = models.CharField(max_length=40)

    class Meta:
        verbose_name = "回应说的是谁"

    def names(self, by: Actor) -> bool:
        """Whether this actor is that person, or works at his unit or under it (the county's office stands for itself alone)."""
        if self.person_id is not None and self.person_id == by.person_id:
            return True
        return self.home_path in party_paths(by.own_path, *by.former)
