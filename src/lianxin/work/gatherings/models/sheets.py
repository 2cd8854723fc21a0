"""征求意见表: the questions, and what came back, as counts. Who answered is nowhere."""

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.gatherings.terms import QuestionKind, ReturnSource, SheetStatus


class OpinionSheet(models.Model):
    """征求意见表: printed for a meeting, or answered by whoever has its address (`token`) while it is open.

    `visit_on`: the visit before which it is asked, so that nobody has to prepare papers for the visitors (000-1).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    token = models.CharField("网上地址", max_length=32, unique=True)
    title = models.CharField("标题", max_length=60)
    about = models.TextField("说明", blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    status = models.CharField("状态", max_length=10, choices=SheetStatus.choices, default=SheetStatus.DRAWN_UP)
    drawn_up_on = models.DateField("拟表日期")
    closes_on = models.DateField("截止日期", null=True, blank=True)
    visit_on = models.DateField("走访日期", null=True, blank=True)
    visit_to = models.CharField("走访单位", max_length=80, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "征求意见表"
        ordering = ["-drawn_up_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"sheet:{self.code}"


class Question(models.Model):
    """一个问题: one of several options, or a line to write on."""

    sheet = models.ForeignKey(OpinionSheet, models.CASCADE, related_name="questions", verbose_name="征求意见表")
    number = models.PositiveSmallIntegerField("题号")
    kind = models.CharField("类别", max_length=8, choices=QuestionKind.choices)
    text = models.CharField("问题", max_length=200)
    options = models.JSONField("选项", default=list)

    class Meta:
        verbose_name = "征求意见的问题"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="question_number_once")]


class SheetReturn(models.Model):
    """收回的征求意见表: how many, and how often each option. Those of one day on the web are one row.

    No person, no time of day, no address; answers of one respondent are not kept together.
    `counts`: question number → how often each of its options.
    """

    sheet = models.ForeignKey(OpinionSheet, models.CASCADE, related_name="returns", verbose_name="征求意见表")
    source = models.CharField("来源", max_length=6, choices=ReturnSource.choices)
    on = models.DateField("日期")
    handed_out = models.PositiveIntegerField("发出份数", default=0)
    returned = models.PositiveIntegerField("收回份数", default=0)
    counts = models.JSONField("各选项份数", default=dict)

    class Meta:
        verbose_name = "收回的征求意见表"
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "on"], condition=Q(source="web"), name="web_return_once_a_day"),
        ]
