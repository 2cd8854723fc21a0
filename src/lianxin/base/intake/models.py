"""导入的表: a file on its way in and what became of it; how the columns of a shape of file were understood last time."""

from typing import Any

from django.db import models

from lianxin.base.intake.terms import TakingState
from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedFileField, EncryptedJSONField


class Taking(models.Model):
    """导入: the bytes of a file until it is in, what was read and chosen; afterwards what was made and what was turned back."""

    token = models.CharField(max_length=32, unique=True)
    ledger = models.CharField("台账种类", max_length=30)
    file_name = models.CharField("文件名", max_length=200)
    data: Any = EncryptedFileField("文件", bound_to="token")
    encoding = models.CharField("编码", max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", verbose_name="职务")
    by_name = models.CharField("导入人", max_length=60)
    at = models.DateTimeField("时间")
    state = models.CharField("状态", max_length=12, choices=TakingState.choices, default=TakingState.READING)
    sentence = models.TextField("说明", blank=True)
    choices = models.JSONField("选定", default=dict)
    preview: Any = EncryptedJSONField("预览", default=dict, bound_to="token")
    rejected: Any = EncryptedJSONField("退回的行", default=list, bound_to="token")
    made = models.JSONField("新增的记录", default=list)
    added = models.PositiveIntegerField("新增", default=0)
    known = models.PositiveIntegerField("已有", default=0)
    taken_at = models.DateTimeField("导入时间", null=True, blank=True)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "导入"
        ordering = ["-at", "-pk"]

    @property
    def ref(self) -> str:
        return f"intake:{self.pk}"


class ColumnMap(models.Model):
    """文件的样子: the headings of a sheet as a digest, and which column filled which field when it was confirmed last."""

    ledger = models.CharField("台账种类", max_length=30)
    mark = models.CharField("列名摘要", max_length=64)
    fields = models.JSONField("列对应", default=dict)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "列对应"
        constraints = [models.UniqueConstraint(fields=["ledger", "mark"], name="shape_once")]
