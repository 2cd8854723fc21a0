"""单位页面的公开稿 and the yearly budgets: what a unit shows to everybody, and how many documents and meetings it may have."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.base.orgs.terms import UnitKind
from lianxin.reports.documents.models.documents import Document
from lianxin.reports.documents.terms import PageState


class PageTextQuerySet(PlacedQuerySet):
    def shown(self) -> Self:
        """What everybody may read now."""
        return self.filter(state=PageState.SHOWN)


class PageText(models.Model):
    """公开稿 of a document on the unit's public page: its own words, without what identifies private persons (M298).

    `kept_marks` are fingerprints of the names and numbers that were confirmed; a second person confirms the whole
    (security.md T15).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="pages", verbose_name="公文")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    kind_label = models.CharField("文种", max_length=40)
    title = models.CharField("标题", max_length=120)
    on = models.DateField("日期")
    text = models.TextField("公开的文字")
    kept_marks: Any = models.JSONField("确认保留的标记", default=list)
    state = models.CharField("状态", max_length=10, choices=PageState.choices, default=PageState.PREPARED)
    prepared_by = models.CharField(max_length=40)
    prepared_by_name = models.CharField("拟稿人", max_length=60)
    prepared_on = models.DateField("拟稿日期")
    confirmed_by_name = models.CharField("确认人", max_length=60, blank=True)
    shown_on = models.DateField("公开日期", null=True, blank=True)
    taken_down_on = models.DateField("撤下日期", null=True, blank=True)
    taken_down_why = models.CharField("撤下原因", max_length=200, blank=True)

    objects = PageTextQuerySet.as_manager()

    class Meta:
        verbose_name = "单位页面的公开稿"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "state"], name="page_text_unit_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="shown") | (Q(shown_on__isnull=False) & ~Q(confirmed_by_name="")), name="page_text_shown"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state__in=("prepared", "shown")), name="page_text_one_standing"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"page_text:{self.code}"


class PagePicture(models.Model):
    """公开稿的配图: rewritten bytes without where and when it was taken, and what it shows in words."""

    page = models.ForeignKey(PageText, models.CASCADE, related_name="pictures", verbose_name="公开稿")
    number = models.PositiveSmallIntegerField("第几张")
    alt = models.CharField("图片说明", max_length=120)
    data = models.BinaryField("内容")
    media_type = models.CharField("格式", max_length=20)
    width = models.PositiveIntegerField("宽")
    height = models.PositiveIntegerField("高")

    class Meta:
        verbose_name = "公开稿的配图"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="page_picture_once")]


class YearBudget(models.Model):
    """年度限额: how many numbered documents and meetings each unit of a kind may have in a year, set by the unit above (JF-9)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    unit_kind = models.CharField("哪类单位", max_length=12, choices=UnitKind.choices)
    documents = models.PositiveIntegerField("公文件数", null=True, blank=True)
    meetings = models.PositiveIntegerField("会议次数", null=True, blank=True)
    set_by_name = models.CharField("设定人", max_length=60)
    set_on = models.DateField("设定日期")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "年度限额"
        ordering = ["-year", "unit_kind"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "unit_kind"], name="year_budget_once")]
