"""评议结果的表: what was counted once, what was put together from it for half-years and years, who was proposed as an example.

`data` is the whole result as it is told (pure/tally); what may not be told is in no table. `told` is the disclosure
ledger of the same result, without any answer: it is asked before anything further is published.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Permission, PlacedQuerySet
from lianxin.pure.questions import fingerprint
from lianxin.work.appraisals.models import Campaign, Series
from lianxin.work.ballots.models import PollBox
from lianxin.work.results.terms import VIEW, BriefKind, NominationStatus, ResultStatus


class ResultQuerySet(PlacedQuerySet):
    """A result is seen where the appraisal was run and, once it is published, by the units that were rated."""

    def beyond(self, root: str, to: Permission) -> Q:
        if to.code != VIEW.code:
            return Q(pk__in=())
        rated = self.model.objects.filter(within("subjects__owner_path", root), status=ResultStatus.PUBLISHED)
        return Q(pk__in=rated.values("pk"))

    def published(self) -> "ResultQuerySet":
        """已公布."""
        return self.filter(status=ResultStatus.PUBLISHED)


class Result(models.Model):
    """评议结果: counted once from the released ballots, kept as it is told."""

    code = models.CharField("编号", max_length=12, unique=True)
    box = models.OneToOneField(PollBox, models.PROTECT, related_name="result", verbose_name="投票箱")
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="results", verbose_name="评议活动"
    )
    title = models.CharField("名称", max_length=120)
    unit_path = models.CharField(max_length=40, db_index=True)
    unit_name = models.CharField("组织单位", max_length=60)
    status = models.CharField("状态", max_length=9, choices=ResultStatus.choices, default=ResultStatus.SETTLED)
    data = models.JSONField("结果")
    told = models.JSONField("公布底账")
    fingerprint = models.CharField("结果校验值", max_length=64)
    why = models.TextField("满意率百分之百的说明", blank=True)
    settled_on = models.DateField("计票日期")
    settled_by = models.CharField(max_length=40)
    settled_by_name = models.CharField("计票人", max_length=60)
    published_on = models.DateField("公布日期", null=True, blank=True)
    published_by_name = models.CharField("审定人", max_length=60, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "评议结果"
        ordering = ["-settled_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="published", published_on__isnull=False) | Q(status="settled", published_on=None),
                name="result_published_on",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"result:{self.code}"

    @property
    def is_published(self) -> bool:
        return self.status == ResultStatus.PUBLISHED

    @property
    def is_unchanged(self) -> bool:
        """Whether the result still has the fingerprint that the journal keeps."""
        return fingerprint(self.data) == self.fingerprint

    def paths_beyond(self, to: Permission) -> Iterable[str]:
        """The same as `ResultQuerySet.beyond`, asked of this one."""
        if to.code != VIEW.code or not self.is_published:
            return []
        found: Iterable[str] = self.subjects.values_list("owner_path", flat=True)
        return found


class ResultSubject(models.Model):
    """评议对象 of a result, in the order of the plan: whose it is; its figures are in the result's `data`."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="subjects", verbose_name="评议结果")
    code = models.CharField("代码", max_length=12)
    label = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=12)
    owner_path = models.CharField(max_length=40, db_index=True)
    owner_name = models.CharField("所属单位", max_length=60)

    class Meta:
        verbose_name = "评议对象的结果"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["result", "code"], name="result_subject_once")]

    def __str__(self) -> str:
        return self.label


class Brief(models.Model):
    """半年小结、年终总评: put together from published results of one series; no vote is counted again."""

    code = models.CharField("编号", max_length=12, unique=True)
    series = models.ForeignKey(Series, models.PROTECT, related_name="briefs", verbose_name="评议系列")
    kind = models.CharField("类别", max_length=9, choices=BriefKind.choices)
    period = models.CharField("时期", max_length=7)
    title = models.CharField("名称", max_length=120)
    unit_path = models.CharField(max_length=40, db_index=True)
    unit_name = models.CharField("单位", max_length=60)
    results = models.ManyToManyField(Result, related_name="briefs", verbose_name="评议结果")
    data = models.JSONField("汇总")
    fingerprint = models.CharField("校验值", max_length=64)
    made_on = models.DateField("编制日期")
    made_by = models.CharField(max_length=40)
    published_on = models.DateField("公布日期", null=True, blank=True)
    published_by_name = models.CharField("审定人", max_length=60, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "评议小结"
        ordering = ["-made_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["series", "period"], name="brief_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"brief:{self.code}"


class Nomination(models.Model):
    """典型推荐: a subject proposed as an example, with the reason; a person decides, nothing follows by itself (M202)."""

    result = models.ForeignKey(Result, models.PROTECT, related_name="nominations", verbose_name="评议结果")
    subject = models.ForeignKey(ResultSubject, models.PROTECT, related_name="nominations", verbose_name="评议对象")
    unit_path = models.CharField(max_length=40, db_index=True)
    reason = models.TextField("推荐理由")
    status = models.CharField("状态", max_length=8, choices=NominationStatus.choices, default=NominationStatus.PROPOSED)
    made_on = models.DateField("推荐日期")
    made_by = models.CharField(max_length=40)
    made_by_name = models.CharField("推荐人", max_length=60)
    decided_on = models.DateField("研究日期", null=True, blank=True)
    decided_by_name = models.CharField("研究人", max_length=60, blank=True)
    note = models.CharField("研究意见", max_length=200, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "典型推荐"
        ordering = ["-made_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["result", "subject"], name="nomination_once")]

    @property
    def ref(self) -> str:
        return f"nomination:{self.pk}"


def own_codes(result: Result, paths: Iterable[str]) -> set[str]:
    """The codes of those subjects that belong to one of these subtrees."""
    roots = tuple(paths)
    rows: Any = result.subjects.values_list("code", "owner_path")
    return {code for code, path in rows if path.startswith(roots)} if roots else set()
