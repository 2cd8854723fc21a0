"""办理中的事: merges, pauses, what is asked of the level above, notes, papers, outside requests, reviews, templates."""

from datetime import date

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.concerns.models.concern import Concern, Topic
from lianxin.work.concerns.terms import Channel
from lianxin.work.concerns.through_terms import Asked, Decision, Ground, ReviewLevel, ReviewResult


class Merge(models.Model):
    """并案: one requester's concern handled with another's. Both stay, both are answered; undoing is a further fact."""

    copy = models.ForeignKey(Concern, models.CASCADE, related_name="merges", verbose_name="并入的诉求")
    main = models.ForeignKey(Concern, models.CASCADE, related_name="took_in", verbose_name="主件")
    reason = models.TextField("并案理由")
    at = models.DateTimeField("时间")
    by_name = models.CharField("经办人", max_length=60)
    status_before = models.CharField("并案前状态", max_length=12)
    handler_before = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="并案前承办单位"
    )
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)
    undone_reason = models.TextField("撤销理由", blank=True)

    class Meta:
        verbose_name = "并案"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["copy"], condition=Q(undone_at=None), name="merge_once_at_a_time"),
        ]


class Pausing(models.Model):
    """中止: days on which the clock of a round rests, both ends inside, with who approved it and why."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="pauses")
    round = models.PositiveSmallIntegerField("轮次")
    ground = models.CharField("中止事由", max_length=12, choices=Ground.choices)
    reason = models.TextField("理由")
    first = models.DateField("自")
    last = models.DateField("至")
    approved_by = models.CharField("批准人", max_length=60)
    at = models.DateTimeField("批准时间")

    class Meta:
        verbose_name = "中止"
        ordering = ["first", "pk"]
        constraints = [models.CheckConstraint(condition=Q(last__gte=models.F("first")), name="pausing_from_to")]


class Ask(models.Model):
    """申请: the handling unit asks for an extension or a pause; somebody above decides, with reasons."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="asks")
    what = models.CharField("申请事项", max_length=10, choices=Asked.choices)
    days = models.PositiveSmallIntegerField("天数")
    ground = models.CharField("中止事由", max_length=12, choices=Ground.choices, blank=True)
    reason = models.TextField("理由")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    by = models.CharField(max_length=40)
    by_name = models.CharField("申请人", max_length=60)
    at = models.DateTimeField("申请时间")
    decision = models.CharField("决定", max_length=10, choices=Decision.choices, blank=True)
    decided_by = models.CharField("决定人", max_length=60, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    decided_why = models.TextField("决定理由", blank=True)

    class Meta:
        verbose_name = "申请"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["concern", "what"], condition=Q(decision=""), name="ask_one_open"),
        ]


class Note(models.Model):
    """内部备注: for the units that work on it; never shown to the resident."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="notes")
    text = models.TextField("备注")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    by_name = models.CharField("经办人", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "内部备注"
        ordering = ["at", "pk"]


class HandedPaper(models.Model):
    """交给群众的材料: guides, forms, copies that were handed over, by whom and when (M061)."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="papers")
    what = models.CharField("材料名称", max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    by_name = models.CharField("经办人", max_length=60)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "交给群众的材料"
        ordering = ["on", "pk"]


class OutsideRequest(models.Model):
    """外单位函询: what was asked of a body that does not work in this system, by which letter, what came back (M074)."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="outside_requests")
    whom = models.CharField("去函单位", max_length=80)
    number = models.CharField("文号", max_length=40, blank=True)
    question = models.TextField("函询内容")
    sent_on = models.DateField("发函日期")
    answer = models.TextField("复函内容", blank=True)
    answered_on = models.DateField("复函日期", null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    by_name = models.CharField("经办人", max_length=60)

    class Meta:
        verbose_name = "外单位函询"
        ordering = ["sent_on", "pk"]


class Review(models.Model):
    """复查、复核: the resident asks the level above to look at the answer (条例 §35、§36)."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="reviews")
    level = models.CharField("层级", max_length=10, choices=ReviewLevel.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    asked_on = models.DateField("请求日期")
    due_on = models.DateField("办理期限")
    hearing_first = models.DateField("听证自", null=True, blank=True)
    hearing_last = models.DateField("听证至", null=True, blank=True)
    result = models.CharField("意见", max_length=10, choices=ReviewResult.choices, blank=True)
    text = models.TextField("理由和依据", blank=True)
    decided_on = models.DateField("作出日期", null=True, blank=True)
    by_name = models.CharField("经办人", max_length=60)

    class Meta:
        verbose_name = "复查复核"
        ordering = ["asked_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["concern", "level"], name="review_each_level_once")]


class TemplateQuerySet(PlacedQuerySet):
    def valid(self, on: date) -> "TemplateQuerySet":
        """Those that may still be used on that day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), retired_at=None)


class ReplyTemplate(models.Model):
    """答复参考: an answer with its source, until when it holds; a new text is a further version of the same key."""

    key = models.CharField("键", max_length=32)
    version = models.PositiveSmallIntegerField("版本", default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分类")
    title = models.CharField("问题", max_length=80)
    text = models.TextField("答复")
    source = models.CharField("依据", max_length=200, blank=True)
    valid_to = models.DateField("有效至", null=True, blank=True)
    by_name = models.CharField("编写人", max_length=60)
    at = models.DateTimeField("时间")
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "答复参考"
        ordering = ["title", "-version"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="template_key_version")]

    @property
    def ref(self) -> str:
        return f"template:{self.key}"


class ChannelRegime(models.Model):
    """渠道适用的时限体系: which set of clocks a channel runs under, from which day on."""

    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    regime = models.CharField("时限体系", max_length=20)
    valid_from = models.DateField("启用日期")
    by_name = models.CharField("设定人", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "渠道时限"
        ordering = ["channel", "-valid_from", "-pk"]
