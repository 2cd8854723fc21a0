"""回访: how answers reached residents, calls, samples, decisions, objections. Facts and named querysets, no deeds.

Whoever may not see a concern sees no record here that refers to it: the wall is the concern's own.
"""

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.scales import SCALES
from lianxin.work.callbacks.terms import Decision, Reach, Way
from lianxin.work.concerns.models import Concern, OfConcernQuerySet
from lianxin.work.concerns.terms import Satisfaction

SCALE_CHOICES = [(scale.code, scale.code) for scale in SCALES.values()]


class Beside(models.Model):
    """What every record beside a concern holds: which round, where, who, when."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField("轮次")
    unit_path = models.CharField(max_length=40, db_index=True)
    handler_path = models.CharField(max_length=40, blank=True)
    by_name = models.CharField("经办人", max_length=60)
    at = models.DateTimeField("时间")

    objects = OfConcernQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern."""
        return self.concern.is_hidden_from(by)


class Delivery(Beside):
    """答复送达: by which way and on which day the answer of a round reached the resident (M062)."""

    way = models.CharField("送达方式", max_length=10, choices=Way.choices)
    on = models.DateField("送达日期")

    class Meta(Beside.Meta):
        verbose_name = "答复送达"
        constraints = [models.UniqueConstraint(fields=["concern", "round"], name="delivery_once_a_round")]


class ReviewExit(Beside):
    """复核认定: a unit above the handler found that the dissatisfied matter was dealt with as the rules say (M056)."""

    unit_name = models.CharField("认定单位", max_length=60)
    reason = models.TextField("理由")
    rule = models.CharField("依据", max_length=200)
    way = models.CharField("告知方式", max_length=10, choices=Way.choices)
    told_on = models.DateField("告知日期")

    class Meta(Beside.Meta):
        verbose_name = "复核认定"
        constraints = [models.UniqueConstraint(fields=["concern", "round"], name="exit_once_a_round")]


class Objection(Beside):
    """评价异议: the handler says why a rating should be set apart; the unit above decides. The rating itself stays (F043)."""

    unit_name = models.CharField("提出单位", max_length=60)
    reason = models.TextField("理由")
    rule = models.CharField("依据", max_length=200)
    decision = models.CharField("认定", max_length=10, choices=Decision.choices, default=Decision.PENDING)
    decided_by = models.CharField("认定单位", max_length=60, blank=True)
    decided_reason = models.TextField("认定理由", blank=True)
    decided_at = models.DateTimeField("认定时间", null=True, blank=True)

    class Meta(Beside.Meta):
        verbose_name = "评价异议"
        constraints = [
            models.UniqueConstraint(fields=["concern", "round"], name="objection_once_a_round"),
            models.CheckConstraint(
                condition=Q(decision="pending", decided_at=None)
                | (~Q(decision="pending") & Q(decided_at__isnull=False)),
                name="objection_decided_has_date",
            ),
        ]


class Sample(models.Model):
    """回访抽样: the seed and what it was drawn from stand in the journal before the draw; anyone gets the same list again."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    first = models.DateField("办结自")
    last = models.DateField("办结至")
    seed = models.CharField("随机种子", max_length=32)
    population = models.PositiveIntegerField("总体")
    digest = models.CharField("校验值", max_length=64)
    size = models.PositiveIntegerField("抽取")
    frame = models.JSONField("抽样框", default=list)
    script = models.TextField("问话")
    by_name = models.CharField("经办人", max_length=60)
    at = models.DateTimeField("时间")
    entry_key = models.CharField(max_length=40, null=True, unique=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "回访抽样"
        ordering = ["-at", "-pk"]

    @property
    def ref(self) -> str:
        return f"sample:{self.pk}"


class SampleItem(models.Model):
    """抽中的一件."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="items")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField("序号")

    class Meta:
        verbose_name = "抽中的诉求"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["sample", "concern"], name="sample_item_once")]


class CallBack(Beside):
    """独立回访: what a resident said to a unit that did not work on his matter. It enters no rate of satisfaction."""

    item = models.ForeignKey(
        SampleItem, models.PROTECT, null=True, blank=True, related_name="calls", verbose_name="抽中的诉求"
    )
    unit_name = models.CharField("回访单位", max_length=60)
    caller_path = models.CharField(max_length=40)
    reach = models.CharField("结果", max_length=14, choices=Reach.choices)
    contacted = models.BooleanField("联系过", null=True)
    solved = models.BooleanField("已解决", null=True)
    scale = models.CharField("评价尺度", max_length=10, choices=SCALE_CHOICES, blank=True)
    step = models.CharField("原话档次", max_length=20, blank=True)
    rating = models.CharField("评价", max_length=12, choices=Satisfaction.choices, blank=True)
    comment = models.TextField("原话", blank=True)
    entry_key = models.CharField(max_length=40, null=True, unique=True)

    class Meta(Beside.Meta):
        verbose_name = "独立回访"
        indexes = [models.Index(fields=["unit_path", "at"], name="callback_unit_at")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reach="reached", rating__gt="", solved__isnull=False, contacted__isnull=False)
                | (~Q(reach="reached") & Q(rating="", solved=None, contacted=None)),
                name="callback_reached_has_answers",
            ),
        ]


class HintRelease(models.Model):
    """提示公开: the unit itself lets those above see its hints before the thirty days are over (F046)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    period = models.CharField("统计期", max_length=10)
    by_name = models.CharField("经办人", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "评价提示公开"
        constraints = [models.UniqueConstraint(fields=["unit", "period"], name="hints_released_once")]
