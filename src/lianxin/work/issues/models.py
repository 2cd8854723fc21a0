"""热点: what a run found, the issues that were confirmed, their analysis, the projects. Facts and named querysets.

What a run found is only membership: what is shown of it is counted for each viewer from the members that he may see.
"""

import json
import zlib
from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.issues.terms import RunState, Sort


class IssueRun(models.Model):
    """归并: one pass over the concerns of a window, in the scope of whoever asked for it."""

    unit_path = models.CharField(max_length=40, db_index=True)
    by = models.CharField(max_length=40)
    by_name = models.CharField("归并人", max_length=60)
    at = models.DateTimeField("时间")
    since = models.DateField("起始日期")
    until = models.DateField("截止日期")
    state = models.CharField("进度", max_length=10, choices=RunState.choices, default=RunState.WAITING)
    progress = models.PositiveSmallIntegerField("百分比", default=0)
    read = models.PositiveIntegerField("读取件数", default=0)
    left_out = models.PositiveIntegerField("未读件数", default=0)
    found = models.PositiveIntegerField("组数", default=0)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "归并"
        ordering = ["-at", "-pk"]

    @property
    def ref(self) -> str:
        return f"issue_run:{self.pk}"


class FoundGroup(models.Model):
    """一组相似诉求 of a run; `words` tie it, each shown only to who sees two members that hold it."""

    run = models.ForeignKey(IssueRun, models.CASCADE, related_name="groups")
    sort = models.CharField("种类", max_length=12, choices=Sort.choices)
    words = models.JSONField("相同的词", default=list)

    class Meta:
        verbose_name = "相似诉求"


class FoundMember(models.Model):
    """组内诉求: the concern, which of the group's words it holds, the places that it names."""

    group = models.ForeignKey(FoundGroup, models.CASCADE, related_name="members")
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="+")
    words = models.JSONField("相同的词", default=list)
    places = models.JSONField("地点", default=list)

    class Meta:
        verbose_name = "组内诉求"


def _of_walled(by: Actor) -> "models.QuerySet[Any, Any]":
    """Issues with a member that complains about this actor, his unit or one above it."""
    walled = Concern.objects.behind_the_wall(by=by).values("pk")
    return IssueMember.objects.filter(concern__in=walled).values("issue_id")


class IssueQuerySet(PlacedQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """Whole issues stay hidden, because their words may come from the member that must not be seen."""
        return self.exclude(pk__in=_of_walled(by))

    def open(self) -> Self:
        """Not yet closed."""
        return self.filter(closed_on=None)


class Issue(models.Model):
    """热点: a group that a clerk confirmed. `source_measure` is what is done at the source (源头措施)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    name = models.CharField("名称", max_length=60)
    sort = models.CharField("种类", max_length=12, choices=Sort.choices)
    source_measure = models.TextField("源头措施", blank=True)
    confirmed_at = models.DateTimeField("确认时间")
    confirmed_by = models.CharField("确认人", max_length=60)
    closed_on = models.DateField("销号日期", null=True, blank=True)
    closing_reason = models.CharField("销号理由", max_length=500, blank=True)
    entry_key = models.CharField(max_length=40, null=True, unique=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "热点"
        ordering = ["-confirmed_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"issue:{self.pk}"

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall, asked of this one."""
        return bool(_of_walled(by).filter(issue_id=self.pk).exists())


class IssueMember(models.Model):
    """热点的诉求: who took it in and why, who took it out and why. What was taken out stays on record."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="members")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="issue_memberships", verbose_name="诉求")
    added_at = models.DateTimeField("归入时间")
    added_by = models.CharField("归入人", max_length=60)
    reason = models.CharField("归入理由", max_length=500, blank=True)
    removed_at = models.DateTimeField("移出时间", null=True, blank=True)
    removed_by = models.CharField("移出人", max_length=60, blank=True)
    removed_reason = models.CharField("移出理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "热点的诉求"
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "concern"], condition=Q(removed_at=None), name="issue_concern_once"
            ),
        ]


class Analysis(models.Model):
    """热点分析: what lies at the root, what is to be done, by whom, by when (从群众意见中看清平常没有察觉的问题)."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="analyses")
    cause = models.TextField("原因分析")
    action = models.TextField("落实办法")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="负责单位")
    due_on = models.DateField("办理期限")
    by_name = models.CharField("分析人", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "热点分析"
        ordering = ["-at", "-pk"]


class ProjectQuerySet(PlacedQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """The wall of the issue that a project is made of."""
        return self.exclude(issue__in=_of_walled(by))


class Project(models.Model):
    """每月一题: an issue or a topic taken up as a whole, with a goal that is counted before and after."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    name = models.CharField("题目", max_length=60)
    goal = models.TextField("目标")
    issue = models.OneToOneField(
        Issue, models.PROTECT, null=True, blank=True, related_name="project", verbose_name="热点"
    )
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="分类")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="牵头单位")
    started_on = models.DateField("开始日期")
    ended_on = models.DateField("收尾日期", null=True, blank=True)
    result = models.TextField("成效", blank=True)
    by_name = models.CharField("立题人", max_length=60)
    at = models.DateTimeField("时间")

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "每月一题"
        ordering = ["-started_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issue__isnull=False, topic=None) | Q(issue=None, topic__isnull=False),
                name="project_issue_or_topic",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"project:{self.pk}"

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of its issue."""
        return self.issue is not None and self.issue.is_hidden_from(by)


class ProjectMeasure(models.Model):
    """措施 of a project: who does what by when, and what came of it."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="measures")
    text = models.CharField("措施", max_length=300)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="负责单位")
    due_on = models.DateField("办理期限")
    done_on = models.DateField("完成日期", null=True, blank=True)
    result = models.CharField("完成情况", max_length=500, blank=True)

    class Meta:
        verbose_name = "措施"
        ordering = ["due_on", "pk"]


class Learned(models.Model):
    """学得的: the office's own knowledge of topics (分类建议) or of how rare words are (词库); holds no text."""

    TOPICS, WORDS = "topics", "words"

    kind = models.CharField("种类", max_length=10, choices=((TOPICS, "分类建议"), (WORDS, "词库")))
    at = models.DateTimeField("时间")
    by_name = models.CharField("训练人", max_length=60)
    count = models.PositiveIntegerField("诉求件数")
    labels = models.PositiveIntegerField("分类数", default=0)
    accuracy = models.FloatField("检验准确率", null=True, blank=True)
    tested = models.PositiveIntegerField("检验件数", default=0)
    packed = models.BinaryField()

    class Meta:
        verbose_name = "学得的"
        ordering = ["-at", "-pk"]

    @property
    def percent(self) -> int | None:
        """The accuracy in whole percent."""
        return None if self.accuracy is None else round(100 * self.accuracy)

    @staticmethod
    def pack(data: Any) -> bytes:
        """Data of a lexicon or a model as bytes."""
        return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(), 6)

    def data(self) -> Any:
        """What was packed."""
        return json.loads(zlib.decompress(bytes(self.packed)))
