"""分类与挂账的表: each sorting with its texts, the shelf, the causes, tags, extra answers, and topics' mappings."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.work.concerns.models.concern import Concern, Topic
from lianxin.work.concerns.sorting_terms import AnswerType, Fault, Found, Line, OwnerLevel
from lianxin.work.concerns.terms import Handling, Kind


class Sorting(models.Model):
    """分类决定: one decision on the class with what it requires; the last one holds, the others are the history (T11).

    `by_path` is the unit that decided: a change after the first day needs one above it. `promised_on` is what the
    office undertook, never later than the rule; `objective` is filled where the matter cannot be solved at all (M072).
    """

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="sortings")
    kind = models.CharField("性质", max_length=12, choices=Kind.choices)
    handling = models.CharField("处理方式", max_length=12, choices=Handling.choices)
    topic_label = models.CharField("分类名称", max_length=40, blank=True)
    stance = models.TextField("明确的态度", blank=True)
    responsible = models.CharField("责任人", max_length=60, blank=True)
    promised_on = models.DateField("答应的日期", null=True, blank=True)
    policy = models.CharField("依据的政策", max_length=200, blank=True)
    article = models.CharField("条款", max_length=60, blank=True)
    objective = models.TextField("客观条件限制", blank=True)
    reason = models.TextField("改定理由", blank=True)
    by_name = models.CharField("决定人", max_length=60)
    by_path = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField("决定时间")

    class Meta:
        verbose_name = "分类决定"
        ordering = ["at", "pk"]


class ShelfReview(models.Model):
    """挂账复核: what was found when it was looked at again."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="shelf_reviews")
    found = models.CharField("复核结果", max_length=10, choices=Found.choices)
    note = models.TextField("情况")
    next_on = models.DateField("下次复核日期", null=True, blank=True)
    by_name = models.CharField("复核人", max_length=60)
    at = models.DateTimeField("复核时间")

    class Meta:
        verbose_name = "挂账复核"
        ordering = ["at", "pk"]


class Cause(models.Model):
    """成因: on which line it is stuck, of which kind, whose it is to mend, with the evidence. About rules and units alone."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="causes")
    line = models.CharField("上行下行", max_length=5, choices=Line.choices)
    fault = models.CharField("成因类别", max_length=12, choices=Fault.choices)
    level = models.CharField("归属层级", max_length=10, choices=OwnerLevel.choices)
    owner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="归属单位")
    rule = models.CharField("缺的或卡住的规定", max_length=200, blank=True)
    evidence = models.TextField("依据的事实")
    by_name = models.CharField("填写人", max_length=60)
    at = models.DateTimeField("填写时间")
    pushed_on = models.DateField("报送日期", null=True, blank=True)
    settled_on = models.DateField("消除日期", null=True, blank=True)
    settled_note = models.TextField("消除情况", blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)

    class Meta:
        verbose_name = "成因"
        ordering = ["at", "pk"]


class UpReport(models.Model):
    """向上汇报: a matter that cannot be solved here for now, laid before the level above, and its answer (M071)."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="up_reports")
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="汇报给")
    to_path = models.CharField(max_length=40)
    text = models.TextField("汇报内容")
    by_name = models.CharField("汇报人", max_length=60)
    at = models.DateTimeField("汇报时间")
    answer = models.TextField("上级答复", blank=True)
    answered_by = models.CharField("答复人", max_length=60, blank=True)
    answered_at = models.DateTimeField("上级答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "向上汇报"
        ordering = ["at", "pk"]


class TopicMapQuerySet(models.QuerySet[Any]):
    def of_old(self, old: Topic) -> Self:
        """What became of one retired topic."""
        return self.filter(old=old)


class TopicMap(models.Model):
    """分类对应: what a retired topic is called now. Several rows of one `old`: at most one `is_chosen` takes its figures."""

    old = models.ForeignKey(Topic, models.CASCADE, related_name="maps", verbose_name="旧分类")
    new = models.ForeignKey(Topic, models.CASCADE, related_name="+", verbose_name="新分类")
    is_chosen = models.BooleanField("统计时归入", default=False)

    objects = TopicMapQuerySet.as_manager()

    class Meta:
        verbose_name = "分类对应"
        ordering = ["old__code", "new__code"]
        constraints = [
            models.UniqueConstraint(fields=["old", "new"], name="topicmap_pair_once"),
            models.UniqueConstraint(fields=["old"], condition=Q(is_chosen=True), name="topicmap_one_chosen"),
            models.CheckConstraint(condition=~Q(old=models.F("new")), name="topicmap_not_itself"),
        ]


class Tag(models.Model):
    """标签: the county's own second axis beside the topics."""

    label = models.CharField("标签", max_length=20, unique=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "标签"
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class ConcernTag(models.Model):
    """诉求标签."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="uses", verbose_name="标签")

    class Meta:
        verbose_name = "诉求标签"
        ordering = ["tag__label"]
        constraints = [models.UniqueConstraint(fields=["concern", "tag"], name="concerntag_once")]


class TopicQuestion(models.Model):
    """附加问题: what the office asks besides, of matters of one topic; few, and never required."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="questions", verbose_name="分类")
    text = models.CharField("问题", max_length=80)
    answer_type = models.CharField("答法", max_length=8, choices=AnswerType.choices, default=AnswerType.TEXT)
    options = models.CharField("可选的答案", max_length=200, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "附加问题"
        ordering = ["pk"]


class ExtraAnswer(models.Model):
    """附加回答; the question stays readable after it was retired."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="extra_answers")
    question = models.ForeignKey(TopicQuestion, models.PROTECT, related_name="+", verbose_name="附加问题")
    value = models.CharField("回答", max_length=300)

    class Meta:
        verbose_name = "附加回答"
        ordering = ["question_id"]
        constraints = [models.UniqueConstraint(fields=["concern", "question"], name="extraanswer_once")]
