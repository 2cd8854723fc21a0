"""保管期限的表: periods that the county set, what is restricted, what lies under seal meanwhile, what may not be erased.

A record that is restricted is emptied at once, and what stood in it lies sealed in `Kept`: so no page, list, search or
export can show it, whether or not it knows of restrictions. To bring it back is to write it back; to erase is to delete
what lies here.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.base.retention import hooks
from lianxin.base.retention.kinds import KINDS, Kind
from lianxin.base.retention.terms import Ground, State
from lianxin.base.sealing.fields import EncryptedJSONField


class Period(models.Model):
    """保管期限 that the county set for a kind; the newest line holds, the older ones stay."""

    kind = models.CharField("种类", max_length=20)
    months = models.PositiveSmallIntegerField("月数")
    reason = models.CharField("理由", max_length=200)
    by_name = models.CharField("设定人", max_length=60)
    at = models.DateTimeField("设定时间")

    class Meta:
        verbose_name = "保管期限"
        ordering = ["-pk"]

    @property
    def entry(self) -> Kind | None:
        return KINDS.get(self.kind)


class BesideConcernQuerySet(PlacedQuerySet):
    """Records whose `about` is the code of a concern, or empty."""

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without what hangs on a concern that does not exist for this actor (条例 §28, §30)."""
        found: Self = hooks.without_walled(self, by)
        return found

    def has_walled(self, *, by: Actor) -> bool:
        """Asked of each anew: a concern may go behind the wall at any time."""
        return True


class Restriction(models.Model):
    """限制处理 of one record in one kind: since when, until when, why, what became of it. The line stays (销毁清册)."""

    kind = models.CharField("种类", max_length=20)
    key = models.CharField("编号", max_length=40)
    of = models.CharField("所指记录", max_length=60)
    about = models.CharField(max_length=12, blank=True, db_index=True)
    unit_path = models.CharField(max_length=40)
    event_on = models.DateField("起算日期")
    ended_on = models.DateField("保管到")
    since = models.DateField("限制日期")
    erase_on = models.DateField("清除日期")
    ground = models.CharField("原因", max_length=8, choices=Ground.choices)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.RESTRICTED)
    reason = models.CharField("理由", max_length=200, blank=True)
    by_name = models.CharField("限制人", max_length=60)
    back_on = models.DateField("恢复日期", null=True, blank=True)
    again_on = models.DateField("恢复到", null=True, blank=True)
    back_reason = models.CharField("恢复的理由", max_length=200, blank=True)
    back_by_name = models.CharField("恢复人", max_length=60, blank=True)
    erased_on = models.DateField("实际清除日期", null=True, blank=True)

    objects = BesideConcernQuerySet.as_manager()

    class Meta:
        verbose_name = "限制处理"
        ordering = ["erase_on", "kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(state="restricted"), name="restricted_once"),
            models.CheckConstraint(
                condition=Q(state="erased", erased_on__isnull=False) | (~Q(state="erased") & Q(erased_on=None)),
                name="restriction_erased_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "erase_on"], name="restriction_state_day"),
            models.Index(fields=["kind", "key", "state"], name="restriction_key"),
        ]

    @property
    def entry(self) -> Kind:
        return KINDS[self.kind]

    @property
    def ref(self) -> str:
        return f"restriction:{self.pk}"

    def is_hidden_from(self, by: Actor) -> bool:
        return hooks.hides(self.about, by)

    def held_by(self, holds: "Iterable[Hold]") -> "Hold | None":
        """The hold that keeps it from being erased."""
        for hold in holds:
            if hold.covers(
                kind=self.entry, key=self.key, about=self.about, unit_path=self.unit_path, event=self.event_on
            ):
                return hold
        return None


class Kept(models.Model):
    """封存的内容 of one row of one table, under seal until it is written back or deleted."""

    restriction = models.ForeignKey(Restriction, models.CASCADE, related_name="kept")
    table = models.CharField(max_length=60)
    row = models.CharField(max_length=40)
    values: Any = EncryptedJSONField("内容", default=dict, bound_to="restriction_id table row")

    class Meta:
        verbose_name = "封存的内容"


class Hold(models.Model):
    """暂停销毁: of one record, or of what a unit has from a span of time; until somebody lifts it."""

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("种类", max_length=20, blank=True)
    key = models.CharField("记录编号", max_length=40, blank=True)
    about = models.CharField(max_length=12, blank=True, db_index=True)
    unit_path = models.CharField(max_length=40)
    unit_name = models.CharField("单位", max_length=60)
    first = models.DateField("从", null=True, blank=True)
    last = models.DateField("到", null=True, blank=True)
    reason = models.CharField("理由", max_length=200)
    by_name = models.CharField("提出人", max_length=60)
    by_post = models.CharField("职务", max_length=120)
    at = models.DateTimeField("时间")
    let_go_at = models.DateTimeField("解除时间", null=True, blank=True)
    let_go_by = models.CharField("解除人", max_length=60, blank=True)
    let_go_reason = models.CharField("解除的理由", max_length=200, blank=True)

    objects = BesideConcernQuerySet.as_manager()

    class Meta:
        verbose_name = "暂停销毁"
        ordering = ["-pk"]

    @property
    def entry(self) -> Kind | None:
        return KINDS.get(self.kind)

    @property
    def ref(self) -> str:
        return f"hold:{self.code}"

    def is_hidden_from(self, by: Actor) -> bool:
        return hooks.hides(self.about, by)

    def covers(self, *, kind: Kind, key: str, about: str, unit_path: str, event: date) -> bool:
        """Whether this hold keeps the record from being erased."""
        if self.key:
            return key == self.key and kind.table == KINDS[self.kind].table or bool(self.about) and about == self.about
        if self.kind and self.kind != kind.code:
            return False
        inside = (self.first is None or event >= self.first) and (self.last is None or event <= self.last)
        return inside and unit_path.startswith(self.unit_path)
