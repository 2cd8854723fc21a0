"""成批核对的表: a batch of texts and what was found in each. All of it is deleted after thirty days at the latest.

A batch belongs to whoever sent it: the texts are other people's, and nobody else looks into them here. Nothing is
counted by person, and no figure is made of findings.
"""

from functools import cached_property
from typing import Any, Self

from django.db import models

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.periods import NotAPeriod, Period
from lianxin.reports.checks.terms import BatchStatus, TextStatus


class BatchQuerySet(PlacedQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """Only one's own, the same as `Batch.is_hidden_from`."""
        return self.filter(posting__person_id=by.person_id or 0)

    def has_walled(self, *, by: Actor) -> bool:
        return True


class Batch(models.Model):
    """一批材料: sent together, checked one after the other in the background."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", verbose_name="职务")
    title = models.CharField("标题", max_length=80)
    period = models.CharField("统计期", max_length=16, blank=True)
    status = models.CharField("状态", max_length=10, choices=BatchStatus.choices, default=BatchStatus.CHECKING)
    received_at = models.DateTimeField("收到时间")
    moved_at = models.DateTimeField("最近核对时间")
    deletes_on = models.DateField("删除日期", db_index=True)
    entry_key = models.CharField(max_length=40, null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = "成批核对"
        ordering = ["-received_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["posting", "entry_key"], name="batch_sent_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"batch:{self.code}"

    @property
    def is_done(self) -> bool:
        return self.status == BatchStatus.DONE

    def is_hidden_from(self, by: Actor) -> bool:
        """Whether somebody else sent it."""
        return self.posting.person_id != by.person_id


class BatchText(models.Model):
    """一份材料: the file as it came, its text, what it says of itself, of the records, and of the unit's other texts here.

    The three lists hold remarks as rows (see `queries.remarks_of`). `waived`: fingerprint → [reason, words].
    `wrong`, `doubtful`, `style` count what is not waived; `told` is the gravest finding in a line. `alike`: [number,
    characters shared, share of the shorter in percent] of other texts of the batch.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="texts", verbose_name="一批材料")
    number = models.PositiveIntegerField("份号")
    name = models.CharField("文件", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="单位")
    period = models.CharField("统计期", max_length=16, blank=True)
    status = models.CharField("状态", max_length=10, choices=TextStatus.choices, default=TextStatus.WAITING)
    sentence = models.CharField("说明", max_length=200, blank=True)
    kind = models.CharField("类别", max_length=8, blank=True)
    data = models.BinaryField("文件内容")
    text = models.TextField("正文", blank=True)
    notes = models.JSONField("未读的部分", default=list)
    of_itself = models.JSONField("自身的意见", default=list)
    of_records = models.JSONField("对照的意见", default=list)
    of_others = models.JSONField("各份之间的意见", default=list)
    waived = models.JSONField("忽略的意见", default=dict)
    alike = models.JSONField("相同的段落", default=list)
    wrong = models.PositiveIntegerField("不符", default=0)
    doubtful = models.PositiveIntegerField("存疑", default=0)
    style = models.PositiveIntegerField("格式", default=0)
    told = models.CharField("最要紧的一处", max_length=200, blank=True)

    class Meta:
        verbose_name = "成批核对的一份"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="batch_text_number")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_checked(self) -> bool:
        return self.status == TextStatus.CHECKED

    @cached_property
    def about(self) -> Period | None:
        """The period that it tells of, where it is known."""
        try:
            return Period.parse(self.period) if self.period else None
        except NotAPeriod:
            return None

    @property
    def counts(self) -> dict[str, Any]:
        """What is to be looked at, by grade."""
        return {"wrong": self.wrong, "doubtful": self.doubtful, "style": self.style}
