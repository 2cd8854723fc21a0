"""制度库的表: a regulation, its versions one after the other, the numbered articles of each."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure.numerals.hanzi import to_hanzi
from lianxin.work.regulations.terms import RegulationKind, VersionStatus


class Regulation(models.Model):
    """制度: what a unit has laid down for itself and those below it; what it says stands in its versions (M215)."""

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=16, choices=RegulationKind.choices)
    title = models.CharField("名称", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "制度"
        ordering = ["unit_path", "kind", "title"]
        constraints = [models.UniqueConstraint(fields=["unit", "title"], name="regulation_title_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"regulation:{self.code}"


class VersionQuerySet(PlacedQuerySet):
    def in_force(self, on: date) -> Self:
        """现行的 on that day: of every regulation one version at most."""
        known = self.exclude(status=VersionStatus.DRAFT).filter(valid_from__lte=on)
        return known.filter(Q(valid_to=None) | Q(valid_to__gte=on))

    def drafts(self) -> Self:
        """Those that wait for approval."""
        return self.filter(status=VersionStatus.DRAFT)


class RegulationVersion(models.Model):
    """制度的一版: drafted by one person, approved by another, in force from a day until the next one (M215)."""

    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="versions", verbose_name="制度")
    unit_path = models.CharField(max_length=40, db_index=True)
    number = models.PositiveSmallIntegerField("版本")
    opening = models.TextField("前言", blank=True)
    note = models.CharField("修订说明", max_length=200, blank=True)
    status = models.CharField("状态", max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    drafted_on = models.DateField("起草日期")
    drafted_by = models.CharField(max_length=40)
    drafted_by_name = models.CharField("起草人", max_length=60)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_by_name = models.CharField("批准人", max_length=60, blank=True)
    valid_from = models.DateField("施行日期", null=True, blank=True)
    valid_to = models.DateField("最后一天", null=True, blank=True)
    withdrawn_why = models.CharField("废止理由", max_length=200, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "制度版本"
        ordering = ["regulation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["regulation", "number"], name="regulation_version_once"),
            models.UniqueConstraint(
                fields=["regulation"], condition=Q(status="draft"), name="regulation_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", valid_from=None, approved_on=None)
                | (~Q(status="draft") & Q(valid_from__isnull=False, approved_on__isnull=False)),
                name="regulation_approved_has_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="regulation_from_to"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return _("%(title)s（第 %(number)s 版）") % {"title": self.regulation.title, "number": self.number}

    @property
    def is_draft(self) -> bool:
        return self.status == VersionStatus.DRAFT

    def is_in_force(self, on: date) -> bool:
        """Whether it binds on that day; the same as `in_force`."""
        if self.is_draft or self.valid_from is None or self.valid_from > on:
            return False
        return self.valid_to is None or self.valid_to >= on


class Article(models.Model):
    """条: one numbered article of a version; what a finding refers to is this very wording (M244)."""

    version = models.ForeignKey(RegulationVersion, models.CASCADE, related_name="articles", verbose_name="制度版本")
    number = models.PositiveSmallIntegerField("第几条")
    text = models.TextField("内容")

    class Meta:
        verbose_name = "制度条文"
        ordering = ["version", "number"]
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="regulation_article_once")]

    def __str__(self) -> str:
        return _("《%(title)s》（第 %(version)s 版）第 %(number)s 条") % {
            "title": self.version.regulation.title, "version": self.version.number, "number": self.number,
        }  # fmt: skip

    @property
    def heading(self) -> str:
        """第十二条, as it is printed; regulations are in Chinese whatever the language of the page."""
        return f"第{to_hanzi(self.number)}条"
