"""手机与离线记录: a registered phone, what it sent, and the keys to which it seals."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.offline.terms import MANAGE, USE, ParcelState


class OwnQuerySet(PlacedQuerySet):
    """What belongs to one person: he sees it whatever his post is now, and who manages phones at its home."""

    def reachable(self, *, by: Actor, to: Permission) -> Self:
        """Own records for the one who uses a phone; those of a home for the one who manages there."""
        found = Q(pk__in=())
        if to.code == USE.code and by.person_id is not None:
            found |= Q(person_id=by.person_id)
        for root in by.grants.get(MANAGE.code, ()):
            found |= within("home_path", root)
        return self.filter(found)

    def of(self, by: Actor) -> Self:
        """One's own."""
        return self.filter(person_id=by.person_id) if by.person_id is not None else self.none()


class SealKey(models.Model):
    """封存公钥: phones seal to it; the private half lies in the folder of keys, never here (security.md T8)."""

    code = models.CharField("编号", max_length=16, unique=True)
    public = models.CharField(max_length=140)
    made_at = models.DateTimeField("启用时间")
    destroyed_at = models.DateTimeField("销毁时间", null=True, blank=True)

    class Meta:
        verbose_name = "封存公钥"
        ordering = ["-made_at", "-pk"]


class Handset(models.Model):
    """手机: a name that its owner chose and a number of chance; nothing that would tell what phone it is, or where.

    `client_key` is the number; `next_seq`: every parcel before it has come, or will never come. `key_codes`: the keys
    to which something may still be sealed on this phone.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    client_key = models.CharField(max_length=32, unique=True)
    name = models.CharField("手机名称", max_length=30)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="使用人")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="所在单位")
    home_path = models.CharField(max_length=40, db_index=True)
    registered_at = models.DateTimeField("登记时间")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    contacted_at = models.DateTimeField("上次联络时间", null=True, blank=True)
    next_seq = models.PositiveIntegerField(default=1)
    waiting = models.PositiveIntegerField("手机上等待", default=0)
    key_codes = models.JSONField(default=list)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "手机"
        ordering = ["-registered_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"handset:{self.code}"

    @property
    def is_revoked(self) -> bool:
        """Stopped, or its owner's account was."""
        return self.revoked_at is not None or not self.person.is_active


class Parcel(models.Model):
    """离线记录: one sealed item as it came. `sealed` is emptied once it is in the books; its number stays.

    `after` is the number of the parcel that it refers to; `made` what it became. A second content under the same
    number is a parcel of its own that somebody looks at.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    handset = models.ForeignKey(Handset, models.PROTECT, related_name="parcels", verbose_name="手机")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="记录人")
    home_path = models.CharField(max_length=40, db_index=True)
    client_key = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    seq = models.PositiveIntegerField("序号")
    key_code = models.CharField(max_length=16)
    sealed = models.BinaryField(blank=True)
    kind = models.CharField("类别", max_length=20, blank=True)
    after = models.CharField(max_length=32, blank=True)
    claimed_on = models.DateField("所填日期", null=True, blank=True)
    state = models.CharField("状态", max_length=10, choices=ParcelState.choices, default=ParcelState.HELD)
    sentence = models.CharField("待核原因", max_length=300, blank=True)
    made = models.CharField(max_length=60, blank=True)
    arrived_at = models.DateTimeField("送达时间")
    settled_at = models.DateTimeField("办结时间", null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "离线记录"
        ordering = ["-arrived_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["handset", "client_key", "digest"], name="parcel_once"),
            models.CheckConstraint(
                condition=Q(state__in=["applied", "set_aside"], settled_at__isnull=False)
                | Q(state__in=["held", "to_check"], settled_at=None),
                name="parcel_settled_has_time",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="parcel_person_state")]

    @property
    def ref(self) -> str:
        return f"parcel:{self.code}"

    @property
    def is_open(self) -> bool:
        """Nobody has settled it yet."""
        return self.state in (ParcelState.HELD, ParcelState.TO_CHECK)

    @property
    def about(self) -> bytes:
        """What the seal is bound to: the phone, the number, the key."""
        return about(self.handset.client_key, self.client_key, self.key_code)


def about(handset: str, number: str, key: str) -> bytes:
    """The words to which a parcel is bound when it is sealed: the phone says the very same."""
    return f"lianxin parcel 1|{handset}|{number}|{key}".encode()


def is_open() -> Any:
    """Parcels that nobody has settled yet."""
    return Q(state__in=[ParcelState.HELD, ParcelState.TO_CHECK])
