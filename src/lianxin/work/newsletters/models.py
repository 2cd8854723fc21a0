"""群工动态的表: an issue and its items; what an item rests on decides whether it is still printed and may be public."""

from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.examples.models import Example
from lianxin.work.newsletters.terms import NewsletterStatus, Section
from lianxin.work.publishing.models import Publication


class NewsletterQuerySet(PlacedQuerySet):
    def issued(self) -> Self:
        """已印发."""
        return self.filter(status=NewsletterStatus.ISSUED)


class Newsletter(models.Model):
    """一期群工动态. Its number is that of the dispatch register, given when another than the editor signs it (M226)."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    title = models.CharField("标题", max_length=80)
    status = models.CharField("状态", max_length=10, choices=NewsletterStatus.choices, default=NewsletterStatus.DRAFT)
    begun_on = models.DateField("开始编的日期")
    edited_by = models.CharField(max_length=40)
    edited_by_name = models.CharField("编辑", max_length=60)
    returned_why = models.CharField("退回原因", max_length=120, blank=True)
    dispatch = models.OneToOneField(
        Dispatch, models.PROTECT, null=True, blank=True, related_name="newsletter", verbose_name="发文"
    )
    issued_on = models.DateField("印发日期", null=True, blank=True)
    issued_by_name = models.CharField("签发人", max_length=60, blank=True)
    public_on = models.DateField("上网日期", null=True, blank=True)

    objects = NewsletterQuerySet.as_manager()

    class Meta:
        verbose_name = "群工动态"
        ordering = ["-begun_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="issued", dispatch__isnull=False, issued_on__isnull=False)
                | (~Q(status="issued") & Q(dispatch=None, issued_on=None, public_on=None)),
                name="newsletter_issued_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"newsletter:{self.code}"


class NewsletterItem(models.Model):
    """一条: an approved example, a published voice, or words of the office's own; at most one of the two it rests on."""

    newsletter = models.ForeignKey(Newsletter, models.CASCADE, related_name="items", verbose_name="群工动态")
    section = models.CharField("栏目", max_length=12, choices=Section.choices)
    order = models.PositiveSmallIntegerField("顺序")
    title = models.CharField("标题", max_length=80)
    text = models.TextField("内容")
    example = models.ForeignKey(
        Example, models.PROTECT, null=True, blank=True, related_name="printed_in", verbose_name="典型事例"
    )
    publication = models.ForeignKey(
        Publication, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公开件"
    )
    may_be_public = models.BooleanField("可以公开", default=False)

    class Meta:
        verbose_name = "群工动态条目"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "example"], condition=Q(example__isnull=False), name="newsletter_example_once"
            ),
            models.CheckConstraint(condition=Q(example=None) | Q(publication=None), name="newsletter_item_one_source"),
        ]
