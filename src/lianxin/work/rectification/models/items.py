"""整改事项: what is to be put right, by whom, until when, who watches over it; round after round until it is right.

000-5: “确定所属整改责任部门、整改方案、整改开始时间、整改完成时间、整改负责人” and a 监督责任人: none of them may be empty.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.rectification.terms import OPEN, Rating, Source, Status


class RectificationQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Without those withdrawn."""
        return self.exclude(status=Status.WITHDRAWN)

    def open(self) -> Self:
        """Not signed off."""
        return self.filter(status__in=OPEN)

    def overdue(self, on: date) -> Self:
        """超时限: the working date of this round has passed and the owner has not reported it done."""
        return self.filter(status__in=(Status.ISSUED, Status.DISSATISFIED), due_on__lt=on)

    def of(self, ref: str) -> Self:
        """Those that answer one record of another room."""
        return self.filter(source_ref=ref)


class Rectification(models.Model):
    """整改事项. `unit` issued it and watches over it; `owner` puts it right.

    `first_ends_on` is the end date as issued and never changes; `ends_on` is the promise, which may be extended once;
    `due_on` is the working date of the present round. On time is counted against the promise, so that a further round
    cannot undo lateness.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="责任单位")
    owner_path = models.CharField(max_length=40)
    owner_name = models.CharField("责任单位名称", max_length=60)
    section = models.CharField("责任部门", max_length=60, blank=True)
    problem = models.TextField("问题")
    source_kind = models.CharField("来源", max_length=12, choices=Source.choices)
    source_ref = models.CharField("来源编号", max_length=60, blank=True)
    source_label = models.CharField("来源说明", max_length=120, blank=True)
    measure = models.TextField("整改措施")
    starts_on = models.DateField("开始时间")
    first_ends_on = models.DateField("下达时的完成时间")
    ends_on = models.DateField("完成时间")
    due_on = models.DateField("办理期限")
    extended_on = models.DateField("延长日期", null=True, blank=True)
    extension_reason = models.TextField("延长理由", blank=True)
    person = models.CharField("责任人", max_length=60)
    supervisor = models.CharField("监督责任人", max_length=60)
    outside_reason = models.TextField("交清单外单位的理由", blank=True)
    status = models.CharField("状态", max_length=12, choices=Status.choices, default=Status.ISSUED)
    round = models.PositiveSmallIntegerField("轮次", default=1)
    issued_on = models.DateField("下达日期")
    issued_by = models.CharField("下达人", max_length=60)
    done_on = models.DateField("完成日期", null=True, blank=True)
    signed_off_on = models.DateField("销号日期", null=True, blank=True)
    told_on = models.DateField("反馈日期", null=True, blank=True)
    withdrawn_reason = models.TextField("撤销理由", blank=True)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = "整改"
        indexes = [
            models.Index(fields=["unit_path", "issued_on"], name="rect_unit_issued"),
            models.Index(fields=["owner_path", "status", "due_on"], name="rect_owner_status"),
            models.Index(fields=["source_ref"], name="rect_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(measure="") & ~Q(person="") & ~Q(supervisor="") & ~Q(problem="") & ~Q(owner_path=""),
                name="rect_all_required",
            ),
            models.CheckConstraint(
                condition=Q(first_ends_on__gte=F("starts_on"), ends_on__gte=F("first_ends_on")), name="rect_dates"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=F("first_ends_on")) | Q(extended_on__isnull=False), name="rect_extended_has_date"
            ),
            models.CheckConstraint(
                condition=Q(status="signed_off", signed_off_on__isnull=False, done_on__isnull=False)
                | (~Q(status="signed_off") & Q(signed_off_on=None)),
                name="rect_signed_off_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.problem[:30]

    @property
    def ref(self) -> str:
        return f"rectification:{self.code}"


class RectificationRound(models.Model):
    """一轮整改: from its opening to the supervisor's check; the next one begins with what was still wrong."""

    rectification = models.ForeignKey(
        Rectification, models.CASCADE, related_name="rounds", db_index=False, verbose_name="整改"
    )
    number = models.PositiveSmallIntegerField("轮次")
    measure = models.TextField("本轮措施")
    ends_on = models.DateField("本轮完成时间")
    progress = models.TextField("进展", blank=True)
    progressed_on = models.DateField("进展日期", null=True, blank=True)
    report = models.TextField("完成情况", blank=True)
    report_evidence = models.TextField("佐证说明", blank=True)
    reported_on = models.DateField("报告日期", null=True, blank=True)
    reported_by = models.CharField("报告人", max_length=60, blank=True)
    reported_by_ref = models.CharField(max_length=30, blank=True)
    is_passed = models.BooleanField("核查通过", null=True, blank=True)
    check_note = models.TextField("核查情况", blank=True)
    check_evidence = models.TextField("核查佐证", blank=True)
    checked_on = models.DateField("核查日期", null=True, blank=True)
    checked_by = models.CharField("核查人", max_length=60, blank=True)
    told_on = models.DateField("反馈日期", null=True, blank=True)
    told_how = models.CharField("反馈方式", max_length=120, blank=True)

    class Meta:
        verbose_name = "一轮整改"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["rectification", "number"], name="rect_round_once"),
            models.CheckConstraint(
                condition=Q(is_passed=None, checked_on=None) | Q(checked_on__isnull=False, reported_on__isnull=False),
                name="rect_round_checked_after_report",
            ),
        ]


class GiverRating(models.Model):
    """建议者对一轮的评价. Neither who nor when: what an anonymous giver taps bears no time; `noted_on` only for notes of staff."""

    rectification = models.ForeignKey(Rectification, models.CASCADE, related_name="ratings", verbose_name="整改")
    number = models.PositiveSmallIntegerField("轮次")
    rating = models.CharField("评价", max_length=12, choices=Rating.choices)
    words = models.TextField("评价的话", blank=True)
    is_by_giver = models.BooleanField("建议者本人评价")
    noted_on = models.DateField("代记日期", null=True, blank=True)
    noted_by = models.CharField("代记人", max_length=60, blank=True)

    class Meta:
        verbose_name = "建议者评价"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_by_giver=True, noted_on=None, noted_by="")
                | (Q(is_by_giver=False, noted_on__isnull=False) & ~Q(noted_by="")),
                name="giver_rating_noted_or_not",
            ),
        ]
