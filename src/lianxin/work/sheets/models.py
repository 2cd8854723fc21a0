"""纸质答卷的表: what was printed, and a batch on its way into the box.

Kept for good: how many copies of which sheet (`SheetForm`, `PrintLot`), and of each batch its numbers and the digests
of the files that were uploaded, so that no file is read twice. Kept until the batch is put in or dropped, then deleted:
the uploaded files (until they are read), the picture of each page, what was read and keyed, who keyed it (`ScanFile`,
`PaperSheet`, `PaperPage`). None of it knows who filled a sheet; file names, times and positions are never taken over,
and the sheets of a scan are stored in an order drawn by chance. The database overwrites what it deletes
(secure_delete); a backup made while a batch lies open holds its pictures until the backup itself is thrown away.
"""

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Posting
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure import polling
from lianxin.pure.marks.layout import PageLayout, layout_of
from lianxin.work.ballots.models import PollBox
from lianxin.work.sheets.terms import BatchKind, BatchStatus


class SheetForm(models.Model):
    """样张: the pages of one group's sheet as they are printed; `number` stands in their QR code.

    The places of all boxes are kept, so that a sheet printed today can be read after the program has changed.
    """

    box = models.ForeignKey(PollBox, models.CASCADE, related_name="sheet_forms", verbose_name="投票箱")
    group = models.CharField("评议主体", max_length=40)
    number = models.PositiveIntegerField("样张号", unique=True)
    pages = models.JSONField("版面")
    fingerprint = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "样张"
        constraints = [models.UniqueConstraint(fields=["box", "group", "fingerprint"], name="sheet_form_once")]

    @cached_property
    def layouts(self) -> tuple[PageLayout, ...]:
        """The pages as a reader needs them."""
        return tuple(layout_of(one) for one in self.pages)

    @property
    def poll_group(self) -> polling.Group:
        """The group whose sheet this is."""
        found = self.box.poll.group(self.group)
        assert found is not None
        return found


class PrintLot(models.Model):
    """印次: so many copies of a sheet, all alike. `is_double`: what is keyed by hand of them is keyed by two people."""

    form = models.ForeignKey(SheetForm, models.CASCADE, related_name="lots", verbose_name="样张")
    copies = models.PositiveIntegerField("份数")
    is_double = models.BooleanField("双人录入", default=False)
    on = models.DateField("印制日期")
    by_name = models.CharField("经办人", max_length=60)

    class Meta:
        verbose_name = "印次"
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=Q(copies__gte=1), name="print_lot_has_copies")]


class SheetBatch(models.Model):
    """批次: sheets that are read or keyed together and go into the box together."""

    box = models.ForeignKey(PollBox, models.CASCADE, related_name="sheet_batches", verbose_name="投票箱")
    unit_path = models.CharField(max_length=40, db_index=True)
    kind = models.CharField("来源", max_length=8, choices=BatchKind.choices)
    status = models.CharField("状态", max_length=8, choices=BatchStatus.choices)
    group = models.CharField("评议主体", max_length=40, blank=True)  # of what is keyed; a scan may be mixed
    is_double = models.BooleanField("双人录入", default=False)
    on = models.DateField("日期")
    by_name = models.CharField("经办人", max_length=60)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", null=True, verbose_name="职务")
    sentence = models.CharField("说明", max_length=200, blank=True)
    digests = models.JSONField("文件校验值", default=list)
    pages_read = models.PositiveIntegerField("已读页数", default=0)
    refused = models.JSONField("退回的页", default=list)
    sheets_total = models.PositiveIntegerField("份数", default=0)
    blank_total = models.PositiveIntegerField("空白份数", default=0)
    asked_total = models.PositiveIntegerField("人工核看处数", default=0)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "纸质答卷批次"
        ordering = ["-on", "-pk"]

    @property
    def ref(self) -> str:
        return f"sheet_batch:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.status == BatchStatus.OPEN

    @property
    def is_scanned(self) -> bool:
        return self.kind == BatchKind.SCANNED


class ScanFile(models.Model):
    """上传的扫描件, deleted as soon as its pages are read."""

    batch = models.ForeignKey(SheetBatch, models.CASCADE, related_name="files", verbose_name="批次")
    data = models.BinaryField("内容")

    class Meta:
        verbose_name = "上传的扫描件"


class PaperSheet(models.Model):
    """一份答卷 on its way: what was read or keyed. `place`: by chance in a scan, the place in the pile where keyed.

    `doubts`: items that a person must look at, [subject, item, why, page]; `strips`: remarks to be typed,
    [subject, item, page, x, y, width, height]. `second_*`: the second keying, where two people key.
    """

    batch = models.ForeignKey(SheetBatch, models.CASCADE, related_name="sheets", verbose_name="批次")
    place = models.PositiveIntegerField("次序")
    form = models.ForeignKey(SheetForm, models.CASCADE, null=True, related_name="+", verbose_name="样张")
    answers = models.JSONField("选项", default=dict)
    texts = models.JSONField("意见", default=dict)
    doubts = models.JSONField("待核看", default=list)
    strips = models.JSONField("待录意见", default=list)
    first_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="第一位录入人")
    second_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="第二位录入人")
    second_answers = models.JSONField("第二次录入的选项", default=dict)
    second_texts = models.JSONField("第二次录入的意见", default=dict)
    is_settled = models.BooleanField("已核好", default=False)

    class Meta:
        verbose_name = "纸质答卷"
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["batch", "place"], name="paper_sheet_place")]

    @property
    def is_blank(self) -> bool:
        """空白: nothing chosen and nothing written."""
        return not any(chosen for row in self.answers.values() for chosen in row.values()) and not self.texts

    def chosen(self, subject: str, item: str) -> list[str]:
        """The options at one place."""
        row: dict[str, Any] = self.answers.get(subject, {})
        return list(row.get(item, []))


class PaperPage(models.Model):
    """一页的图像, laid flat; deleted when the batch is put in or dropped. `shifts`: how far each box lies off, pixels."""

    sheet = models.ForeignKey(PaperSheet, models.CASCADE, related_name="pages", verbose_name="答卷")
    number = models.PositiveSmallIntegerField("页")
    picture = models.BinaryField("图像")
    shifts = models.JSONField(default=list)

    class Meta:
        verbose_name = "答卷图像"
        ordering = ["number"]
