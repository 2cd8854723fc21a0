"""约谈与谈心: who is to talk to whom until when, and what was said, which only the two may read."""

from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.rectification.terms import Source, TalkKind


class TalkPlan(models.Model):
    """约谈安排: one round of talks (000-1 “书记约谈各科室负责人，党组成员约谈其他人”; 001-2 谈心 after a result)."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=10, choices=TalkKind.choices)
    title = models.CharField("名称", max_length=80)
    source_kind = models.CharField("来源", max_length=12, choices=Source.choices, blank=True)
    source_ref = models.CharField("来源编号", max_length=60, blank=True)
    source_label = models.CharField("来源说明", max_length=120, blank=True)
    planned_on = models.DateField("安排日期")
    until = models.DateField("谈完时间")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈安排"
        indexes = [models.Index(fields=["unit_path", "planned_on"], name="talk_plan_unit")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"talkplan:{self.code}"


class TalkQuerySet(PlacedQuerySet):
    def between(self, by: Actor) -> Self:
        """谈话双方: those in which this actor talked or was talked to; nobody else reads what was said."""
        if by.person_id is None:
            return self.none()
        return self.filter(Q(talker_id=by.person_id) | Q(talked_to_id=by.person_id))

    def standing(self) -> Self:
        """Without those dropped."""
        return self.filter(dropped_reason="")


class Talk(models.Model):
    """一次约谈或谈心. `topics` and `agreed` are for the two alone; the office sees that it was held and counts it."""

    code = models.CharField("编号", max_length=12, unique=True)
    plan = models.ForeignKey(TalkPlan, models.PROTECT, related_name="talks", verbose_name="约谈安排")
    unit_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=10, choices=TalkKind.choices)
    talker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="谈话人")
    talker_name = models.CharField("谈话人姓名", max_length=60)
    talked_to = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谈话对象"
    )
    name = models.CharField("谈话对象姓名", max_length=60)
    layer = models.CharField("层次", max_length=40, blank=True)
    paired_on = models.DateField("安排日期")
    held_on = models.DateField("谈话日期", null=True, blank=True)
    topics = models.TextField("谈话内容", blank=True)
    agreed = models.TextField("商定的措施", blank=True)
    is_on_paper = models.BooleanField("记录在纸上", default=False)
    dropped_reason = models.TextField("取消理由", blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈谈心"
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit_path", "held_on"], name="talk_unit_held")]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "talker", "name"], condition=Q(dropped_reason=""), name="talk_pair_once"
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False) | Q(topics="", agreed="", is_on_paper=False),
                name="talk_held_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"talk:{self.code}"

    def is_between(self, by: Actor) -> bool:
        """Whether this actor is one of the two."""
        return by.person_id is not None and by.person_id in (self.talker_id, self.talked_to_id)
