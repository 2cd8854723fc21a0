"""办理步骤与个人清单: the steps that matters of a topic go through, and what a person keeps at hand."""

from django.db import models

from lianxin.base.orgs.models import Person
from lianxin.work.concerns.models.concern import Concern, Topic


class TopicStep(models.Model):
    """办理步骤 of a topic (and all below it): a reminder for whoever handles, no condition of anything."""

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="steps", verbose_name="分类")
    order = models.PositiveSmallIntegerField("次序")
    words = models.CharField("步骤", max_length=60)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "办理步骤"
        ordering = ["topic__code", "order", "pk"]


class StepTick(models.Model):
    """办完的一步 of a concern."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="ticks", verbose_name="诉求")
    step = models.ForeignKey(TopicStep, models.PROTECT, related_name="+", verbose_name="步骤")
    on = models.DateField("日期")
    by_name = models.CharField("经办人", max_length=60)

    class Meta:
        verbose_name = "办完的步骤"
        ordering = ["step__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["concern", "step"], name="step_ticked_once")]


class Shortlisted(models.Model):
    """个人清单: what a person wants at hand; nobody else sees it, and it says nothing about him."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="人员")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="+", verbose_name="诉求")

    class Meta:
        verbose_name = "个人清单"
        constraints = [models.UniqueConstraint(fields=["person", "concern"], name="shortlisted_once")]
