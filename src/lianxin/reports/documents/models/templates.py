"""公文模板的表: an office's own docx, as it is, with the fields that were found in it."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet


class TemplateQuerySet(PlacedQuerySet):
    def in_use(self) -> Self:
        """Those not yet retired."""
        return self.filter(retired_on=None)


class DocumentTemplate(models.Model):
    """公文模板: the docx of a unit for one kind of document, or for all where `kind` is empty.

    `data` is the file as it was uploaded; `fields` are the fields found in it with where they are, in reading order. One is in use per
    unit and kind; a new one retires the one before it, and what was written with that one keeps its file.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    kind = models.CharField("类别", max_length=30, blank=True)
    name = models.CharField("名称", max_length=60)
    file_name = models.CharField("文件名", max_length=120)
    data = models.BinaryField("文件")
    sha256 = models.CharField("文件指纹", max_length=64)
    fields: Any = models.JSONField("栏目", default=list)
    set_by = models.CharField("设置人", max_length=60)
    set_on = models.DateField("设置日期")
    retired_by = models.CharField("停用人", max_length=60, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "公文模板"
        ordering = ["-set_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=Q(retired_on=None), name="document_template_in_use"
            ),
        ]
        indexes = [models.Index(fields=["unit_path", "kind"], name="document_template_place")]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"document_template:{self.code}"
