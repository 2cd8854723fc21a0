"""问卷, 版本, 下发: what is asked, each version frozen once it is approved, and to whom it was handed down."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Permission, PlacedQuerySet
from lianxin.pure.questions import Form, form_of
from lianxin.work.questionnaires.terms import VIEW, VersionStatus


class QuestionnaireQuerySet(PlacedQuerySet):
    def beyond(self, root: str, to: Permission) -> Q:
        """What was handed down to units there may be looked at there."""
        if to.code != VIEW.code:
            return Q(pk__in=())
        return Q(pk__in=PushDown.objects.filter(within("unit_path", root)).values("questionnaire_id"))


class Questionnaire(models.Model):
    """问卷 of a unit, through its versions. `parent`: the one of a superior unit that it carries (统一制定)."""

    code = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("标题", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    unit_name = models.CharField("单位名称", max_length=60)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级问卷"
    )
    drawn_up_on = models.DateField("拟订日期")

    objects = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = "问卷"
        ordering = ["unit_path", "-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "parent"], name="questionnaire_adopted_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"questionnaire:{self.code}"

    def paths_beyond(self, permission: Permission) -> Iterable[str]:
        """The units to which it was handed down: they may look at it, no more."""
        return self.pushes.values_list("unit_path", flat=True) if permission.code == VIEW.code else ()


class VersionQuerySet(PlacedQuerySet):
    def approved(self) -> "VersionQuerySet":
        """Those that may be asked."""
        return self.filter(status=VersionStatus.APPROVED)

    def beyond(self, root: str, to: Permission) -> Q:
        """What was handed down to units there, but never a draft."""
        if to.code != VIEW.code:
            return Q(pk__in=())
        pushed = PushDown.objects.filter(within("unit_path", root)).values("questionnaire_id")
        return Q(questionnaire_id__in=pushed) & ~Q(status=VersionStatus.DRAFT)


class Version(models.Model):
    """一版问卷: the Form as JSON. `parent`: the version of the superior's questionnaire that it carries unchanged."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions", verbose_name="问卷")
    number = models.PositiveSmallIntegerField("版次")
    unit_path = models.CharField(max_length=40, db_index=True)
    data = models.JSONField("内容")
    fingerprint = models.CharField("校验值", max_length=64, blank=True)
    status = models.CharField("状态", max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级版本"
    )
    drawn_up_on = models.DateField("拟订日期")
    approved_on = models.DateField("审定日期", null=True, blank=True)
    approved_name = models.CharField("审定人", max_length=60, blank=True)
    withdrawn_on = models.DateField("停用日期", null=True, blank=True)
    import_notes = models.JSONField("导入说明", default=list, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "问卷版本"
        ordering = ["questionnaire_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="form_number_once"),
            models.UniqueConstraint(fields=["questionnaire"], condition=Q(status="draft"), name="version_one_draft"),
            models.UniqueConstraint(
                fields=["questionnaire"], condition=Q(status="approved"), name="version_one_approved"
            ),
            models.CheckConstraint(
                condition=Q(status="draft", approved_on=None, fingerprint="")
                | (~Q(status="draft") & Q(approved_on__isnull=False) & ~Q(fingerprint="")),
                name="version_approved_is_frozen",
            ),
        ]

    @property
    def ref(self) -> str:
        return self.questionnaire.ref

    @cached_property
    def form(self) -> Form:
        """The questionnaire as a plain value."""
        return form_of(self.data)

    @property
    def is_draft(self) -> bool:
        return self.status == VersionStatus.DRAFT

    def paths_beyond(self, permission: Permission) -> Iterable[str]:
        """The units to which it was handed down; a draft is handed to nobody."""
        return () if self.is_draft else self.questionnaire.paths_beyond(permission)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("form", None)
        super().refresh_from_db(*args, **kwargs)


class PushDown(models.Model):
    """下发: to this unit this questionnaire was handed down; `version` is the one that it was handed down in."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="pushes", verbose_name="问卷")
    version = models.ForeignKey(Version, models.PROTECT, related_name="pushes", verbose_name="版本")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    pushed_on = models.DateField("下发日期")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "问卷下发"
        constraints = [models.UniqueConstraint(fields=["questionnaire", "unit"], name="push_once_per_unit")]
