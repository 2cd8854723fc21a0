"""待导入文件: what is kept of an uploaded ledger between upload and confirmation. Joined to the app by `models`."""

from typing import Any

from django.db import models

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedFileField, EncryptedJSONField
from lianxin.work.concerns.terms import DraftState


class ImportDraft(models.Model):
    """待导入文件: the bytes of a ledger, what was read in it and what was chosen; the bytes go with the last step."""

    token = models.CharField(max_length=32, unique=True)
    file_name = models.CharField("文件名", max_length=200)
    data: Any = EncryptedFileField("文件", bound_to="token")
    encoding = models.CharField("编码", max_length=12, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", verbose_name="职务")
    at = models.DateTimeField("上传时间")
    state = models.CharField("状态", max_length=12, choices=DraftState.choices, default=DraftState.READING)
    sentence = models.TextField("说明", blank=True)
    choices = models.JSONField("选定", default=dict)
    preview: Any = EncryptedJSONField("预览", default=dict, bound_to="token")
    batch = models.ForeignKey(
        "concerns.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="导入批次"
    )

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "待导入文件"

    @property
    def ref(self) -> str:
        return f"import:{self.pk}"
