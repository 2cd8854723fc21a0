"""议题的表: what is to be settled, what was decided, who does it until when, that it was done; what was said since."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Permission, PlacedQuerySet
from lianxin.work.meetings.models.meetings import Meeting


class ItemQuerySet(PlacedQuerySet):
    def beyond(self, root: str, to: Permission) -> Q:
        """Whoever carries it out sees the item and says how it goes, not the meeting; the same as `paths_beyond`."""
        return within("handler_path", root)

    def to_do(self) -> Self:
        """议定未办完: decided upon, and not yet done."""
        return self.filter(due_on__isnull=False, done_on=None, dropped_on=None)

    def unsettled(self) -> Self:
        """Put on an agenda and neither decided, done nor dropped; what is decided is `to_do`."""
        return self.filter(due_on=None, done_on=None, dropped_on=None)

    def overdue(self, on: date) -> Self:
        """The day has passed and it is not done."""
        return self.to_do().filter(due_on__lt=on)


class AgendaItem(models.Model):
    """议题: one point of a meeting; with its decision it becomes a 议定事项 of the unit that carries it out (M239).

    An item that is not done stands on the agenda of the next meeting of the series by itself: nothing is copied.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name="会议")
    unit_path = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField("序号")
    text = models.CharField("议什么", max_length=200)
    decision = models.CharField("议定什么", max_length=400, blank=True)
    handler = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="承办单位"
    )
    handler_path = models.CharField(max_length=40, blank=True, db_index=True)
    owner = models.CharField("责任人", max_length=60, blank=True)
    due_on = models.DateField("办理期限", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    result = models.CharField("办理结果", max_length=400, blank=True)
    dropped_on = models.DateField("不再议日期", null=True, blank=True)
    dropped_why = models.CharField("不再议的原因", max_length=200, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "议题"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_item_once"),
            models.CheckConstraint(
                condition=Q(due_on=None) | (Q(handler__isnull=False) & ~Q(decision="")), name="agenda_item_decided"
            ),
            models.CheckConstraint(condition=Q(done_on=None) | ~Q(result=""), name="agenda_item_done_says_how"),
            models.CheckConstraint(condition=Q(dropped_on=None) | ~Q(dropped_why=""), name="agenda_item_dropped_why"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ref(self) -> str:
        return f"agenda_item:{self.code}"

    def paths_beyond(self, permission: Permission) -> list[str]:
        """The unit that carries it out."""
        return [self.handler_path] if self.handler_path else []

    @property
    def is_open(self) -> bool:
        return self.done_on is None and self.dropped_on is None


class ItemNote(models.Model):
    """进展: what was said of an item since, at a later meeting or in between."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="notes", verbose_name="议题")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="said", verbose_name="会议"
    )
    on = models.DateField("日期")
    text = models.CharField("进展", max_length=400)
    by_name = models.CharField("登记人", max_length=60)

    class Meta:
        verbose_name = "议题进展"
        ordering = ["on", "pk"]
