"""整改情况通报: what was put right, as told to everybody; its words are kept as they were published."""

from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.rectification.terms import NoticeState


class NoticeQuerySet(PlacedQuerySet):
    def placed(self, *, by: Actor, to: Permission) -> Self:
        """Weighed at the unit alone: a notice has no owner."""
        found = Q(pk__in=())
        for root in by.grants.get(to.code, ()):
            found |= within("unit_path", root)
        return self.filter(found)

    def published(self) -> Self:
        """Those that everybody may read, the newest first."""
        return self.filter(state=NoticeState.PUBLISHED).order_by("-published_on", "-pk")


class RectificationNotice(models.Model):
    """整改情况通报. `lines` are the items as prepared, with personal data blanked; no person is named in them."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    title = models.CharField("名称", max_length=80)
    intro = models.TextField("开头的话", blank=True)
    lines = models.JSONField("通报的事项", default=list)
    blanked = models.PositiveSmallIntegerField("隐去处数", default=0)
    state = models.CharField("状态", max_length=12, choices=NoticeState.choices, default=NoticeState.PREPARED)
    prepared_on = models.DateField("拟稿日期")
    prepared_by = models.CharField("拟稿人", max_length=60)
    prepared_by_ref = models.CharField(max_length=30)
    published_on = models.DateField("发布日期", null=True, blank=True)
    published_by = models.CharField("核看人", max_length=60, blank=True)
    taken_down_reason = models.TextField("撤下理由", blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "整改情况通报"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="prepared", published_on=None) | Q(published_on__isnull=False),
                name="rect_notice_published_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"rectnotice:{self.code}"

    @property
    def owner_path(self) -> str:
        """The same place: what may be seen by unit or owner is weighed at the unit twice."""
        return self.unit_path

    @property
    def signed_off(self) -> int:
        """How many of its items were signed off when it was prepared."""
        return sum(bool(line["is_signed_off"]) for line in self.lines)
