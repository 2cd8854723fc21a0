"""表样的表: an office's own table with its versions: the file, how it is read, what each of its cells means."""

from collections.abc import Mapping
from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, is_within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.pure.templates import Layout, Sheet, open_book, read_layout
from lianxin.reports.filling.terms import VIEW, Below, TableKind


class TemplateQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """A table of one's own unit or one above it is there to be filled; the same as `TableTemplate.is_own_of`."""
        return Q(unit_path__in=ancestors(by.own_path)) if to == VIEW and by.own_path else Q(pk__in=())

    def standing(self) -> Self:
        """Those in use."""
        return self.filter(retired_on=None)


class TableTemplate(models.Model):
    """表样: a table that `unit` has to hand in or keep, in its own layout; units below fill it too."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    title = models.CharField("名称", max_length=80)
    made_on = models.DateField("上传日期")
    retired_on = models.DateField("停用日期", null=True, blank=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "表样"
        ordering = ["unit_path", "title", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"table_template:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether it is a table of the actor's unit or of one above it."""
        return permission == VIEW and is_within(by.own_path, self.unit_path)


class TableFile(models.Model):
    """表样文件: as it was uploaded, kept in the database so that the backup holds it; once, however many versions use it."""

    sha256 = models.CharField("校验值", max_length=64, unique=True)
    data = models.BinaryField("内容")

    class Meta:
        verbose_name = "表样文件"


class TemplateVersion(models.Model):
    """表样的一版: a file and what its cells mean. `set_on` is empty until a person has confirmed what was proposed.

    `rows` holds where header and blank rows are when a person said it ({"header": [3, 4], "data": [5, 9]}); `columns`
    what each column is filled with, `cells` single places ("12,3"), `items` the rows of a table of items.
    """

    template = models.ForeignKey(TableTemplate, models.CASCADE, related_name="versions", verbose_name="表样")
    number = models.PositiveSmallIntegerField("版次")
    file = models.ForeignKey(TableFile, models.PROTECT, related_name="+", verbose_name="表样文件")
    file_name = models.CharField("文件名", max_length=120)
    sheet = models.CharField("工作表", max_length=60)
    kind = models.CharField("类别", max_length=8, choices=TableKind.choices)
    ledger = models.CharField("台账", max_length=40, blank=True)
    below = models.CharField("哪些单位", max_length=24, choices=Below.choices, blank=True)
    rows: Any = models.JSONField("行", default=dict)
    columns: Any = models.JSONField("栏", default=dict)
    cells: Any = models.JSONField("单格", default=dict)
    items: Any = models.JSONField("项目", default=dict)
    made_by = models.CharField("设置人", max_length=60)
    made_on = models.DateField("日期")
    set_on = models.DateField("确认日期", null=True, blank=True)

    class Meta:
        verbose_name = "表样的版次"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="table_version_once"),
            models.CheckConstraint(condition=~Q(kind="list") | ~Q(ledger=""), name="table_list_has_ledger"),
        ]

    def opened(self) -> Sheet:
        """The sheet, freshly read from the file, to be looked at or filled. Raises `Unreadable`."""
        book = open_book(bytes(self.file.data))
        return next((one for one in book.sheets if one.name == self.sheet), book.sheets[0])

    def layout(self, sheet: Sheet) -> Layout:
        """Where its header and blank rows are. Raises NoHeader."""
        return read_layout(sheet, **said_rows(self.rows))


def said_rows(rows: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """What a person said of the rows, as `read_layout` takes it."""
    return {name: (int(rows[name][0]), int(rows[name][1])) for name in ("header", "data") if rows.get(name)}
