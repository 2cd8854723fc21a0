"""户与困难户: as little as is needed to find the door again; what is personal is opened by name and erased when due.

No identity number, no ethnicity, no list of the members: a household is a door, a name to knock for, how many live there.
"""

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.work.households.lists import Basis, lists_of
from lianxin.work.households.terms import OPEN, VIEW


class HouseholdQuerySet(PlacedQuerySet):
    def valid(self, on: date) -> Self:
        """Households that are in the register on that day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)

    def entrusted_to(self, person_id: int, on: date) -> Self:
        """Households that this person may open although his post does not (need to know, as data)."""
        return self.filter(Exists(Trust.objects.valid(on).filter(household=OuterRef("pk"), person_id=person_id)))

    def seen_by(self, by: Actor, on: date) -> Self:
        """Whose line (code, group, door) this actor may see: by his post, or because it is entrusted to him."""
        return self._by_post_or_trust(self.reachable(by=by, to=VIEW), by, on)

    def open_to(self, by: Actor, on: date) -> Self:
        """Whose particulars this actor may open: by his post, or because they are entrusted to him."""
        return self._by_post_or_trust(self.reachable(by=by, to=OPEN), by, on)

    def _by_post_or_trust(self, by_post: Self, by: Actor, on: date) -> Self:
        if by.person_id is None:
            return by_post
        trusted = Trust.objects.valid(on).filter(person_id=by.person_id).values("household_id")
        return self.filter(Q(pk__in=by_post.order_by().values("pk")) | Q(pk__in=trusted))

    def within(self, unit: Unit) -> Self:
        """下级(含本级)."""
        return self.filter(within("unit_path", unit.path))

    def expired(self, on: date) -> Self:
        """Off the register for so long that the name is kept no longer, and still there."""
        return self.filter(erased_on=None, keep_until__lt=on, valid_to__isnull=False)

    def in_need(self, on: date) -> Self:
        """困难户 on that day."""
        return self.filter(Exists(Need.objects.standing(on).filter(household=OuterRef("pk"))))


class Household(models.Model):
    """户. `code`, group and door may be seen by whoever sees the register; name and telephone only by those it is open to.

    Where the head of the household is a minor, the name is that of the guardian (`is_guardian`): minors are never named.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    group = models.CharField("组别", max_length=30, blank=True)
    door = models.CharField("门牌", max_length=40, blank=True)
    place_key = models.CharField(max_length=80, default="", editable=False)
    head_name = models.CharField("户主", max_length=60, blank=True)
    is_guardian = models.BooleanField("填的是监护人", default=False)
    phone = EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="code")
    members = models.PositiveSmallIntegerField("人口", default=1)
    valid_from = models.DateField("登记日期")
    valid_to = models.DateField("离册日期", null=True, blank=True)
    keep_until = models.DateField("保存到", null=True, blank=True)
    erased_on = models.DateField("清除日期", null=True, blank=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "户"
        ordering = ["unit_path", "place_key", "pk"]
        indexes = [models.Index(fields=["unit_path", "place_key", "id"], name="household_unit_place")]
        constraints = [
            models.CheckConstraint(condition=~Q(group="", door=""), name="household_has_place"),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(head_name="", phone="", valid_to__isnull=False),
                name="household_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    #: set by the page on which the particulars were opened just now; a panel shows names of this household only then
    is_opened = False

    @property
    def ref(self) -> str:
        return f"household:{self.code}"

    @property
    def label(self) -> str:
        """编号 · 组 · 门牌: how a household is named where no name may stand."""
        return " · ".join(filter(None, (self.code, self.group, self.door)))

    @property
    def place(self) -> str:
        """Group and door alone."""
        return " ".join(filter(None, (self.group, self.door)))


class NeedQuerySet(PlacedQuerySet):
    def standing(self, on: date) -> Self:
        """In need on that day."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)

    def within(self, unit: Unit) -> Self:
        """下级(含本级)."""
        return self.filter(within("unit_path", unit.path))

    def review_due(self, on: date) -> Self:
        """Standing, and the day of the review has come."""
        return self.standing(on).filter(review_on__lte=on)

    def expired(self, on: date) -> Self:
        """Particulars that are kept no longer, and still there."""
        return self.filter(erased_on=None, keep_until__lt=on)


class Need(models.Model):
    """困难情况 of a household: causes, basis and purpose, from–to, the next review, how long the particulars are kept.

    Erased (到期清除), the line remains with its dates and basis, so that the counts of past years still hold.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    household = models.ForeignKey(Household, models.PROTECT, related_name="needs", verbose_name="户")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    basis = models.CharField("认定依据", max_length=20)
    lists_version = models.CharField("目录版本", max_length=12)
    document = models.CharField("依据的文件", max_length=120, blank=True)
    causes = models.JSONField("致困原因", default=list)
    note = models.TextField("困难情况", blank=True)
    income_yuan = models.PositiveIntegerField("家庭年收入（元）", null=True, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    review_on = models.DateField("下次复核日期")
    reviewed_on = models.DateField("上次复核日期", null=True, blank=True)
    keep_until = models.DateField("保存到")
    erased_on = models.DateField("清除日期", null=True, blank=True)
    by_name = models.CharField("记录人", max_length=60)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = "困难情况"
        ordering = ["-since", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "since"], name="need_unit_since"),
            models.Index(fields=["keep_until"], condition=Q(erased_on=None), name="need_keep_until"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["household"], condition=Q(until=None), name="need_one_open"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="need_from_to"),
            models.CheckConstraint(
                condition=Q(erased_on=None) | Q(note="", document="", income_yuan=None), name="need_erased_is_empty"
            ),
        ]

    @property
    def ref(self) -> str:
        return f"need:{self.code}"

    @property
    def basis_entry(self) -> Basis | None:
        """The basis as it stood in the list by which the need was noted."""
        return lists_of(self.lists_version).basis(self.basis)

    @property
    def basis_label(self) -> str | Promise:
        entry = self.basis_entry
        return entry.label if entry else self.basis

    @property
    def cause_labels(self) -> Sequence[str | Promise]:
        """The causes in words, or that they were erased."""
        if self.erased_on is not None:
            return [_("（已到期清除）")]
        return lists_of(self.lists_version).cause_labels(self.causes)


class TrustQuerySet(models.QuerySet["Trust"]):
    def valid(self, on: date) -> Self:
        """Trusts that hold on that day."""
        kept = Q(ended_on=None) | Q(ended_on__gt=on)
        return self.filter(kept, Q(until=None) | Q(until__gte=on), since__lte=on)


class Trust(models.Model):
    """授权查看 (need to know, as data): this person may open this household, `since` to `until`, both days included.

    Withdrawn, it holds no more from `ended_on` on.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="trusts", verbose_name="户")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="人员")
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    ended_on = models.DateField("收回日期", null=True, blank=True)
    why = models.CharField("事由", max_length=120)
    by_name = models.CharField("授权人", max_length=60)

    objects = TrustQuerySet.as_manager()

    class Meta:
        verbose_name = "授权查看"
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="trust_from_to"),
        ]
