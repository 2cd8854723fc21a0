"""外来工单: the form it came in, what was read and waits for a look, and what of the paper stays beside the concern."""

from typing import Any

from django.db import models

from lianxin.base.orgs.models import Posting, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedJSONField
from lianxin.pure.workslips import Layout
from lianxin.work.concerns.attached import AttachedQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.workorders.terms import Format, SlipState


class Shape(models.Model):
    """来件版式: printed words and empty places, remembered; who sent the last one in this form, as it was confirmed."""

    fingerprint = models.CharField(max_length=64, unique=True)
    layout: Any = EncryptedJSONField("栏目", default=dict, bound_to="fingerprint")
    source = models.CharField("来件机关", max_length=60, blank=True)
    last_on = models.DateField("最近来件")

    class Meta:
        verbose_name = "来件版式"

    @property
    def as_layout(self) -> Layout:
        return Layout.from_json(self.layout)


class Slip(models.Model):
    """待确认工单: what was read, until somebody confirmed it; then its words are gone and the concern has them."""

    token = models.CharField(max_length=32, unique=True)
    arrival = models.CharField(max_length=32, db_index=True)
    file_name = models.CharField("文件名", max_length=200)
    format = models.CharField("来件格式", max_length=10, choices=Format.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", verbose_name="职务")
    at = models.DateTimeField("收到时间")
    found: Any = EncryptedJSONField("读出的内容", default=dict, bound_to="token")
    shape = models.ForeignKey(Shape, models.PROTECT, related_name="+", verbose_name="来件版式")
    state = models.CharField("状态", max_length=8, choices=SlipState.choices, default=SlipState.WAITING)
    reason = models.CharField("放在一边的原因", max_length=200, blank=True)
    concern = models.ForeignKey(Concern, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="诉求")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "待确认工单"
        ordering = ["pk"]

    @property
    def ref(self) -> str:
        return f"slip:{self.pk}"


class WorkOrder(models.Model):
    """外来工单: what the paper says beyond a letter from above (`levels.UpperOrder`): its form, the hour, further columns.

    `due_at` is the sender's clock as written or reckoned from `due_words`; the house's own runs beside it on the concern.
    """

    concern = models.OneToOneField(Concern, models.PROTECT, related_name="work_order", verbose_name="诉求")
    shape = models.ForeignKey(Shape, models.PROTECT, related_name="+", verbose_name="来件版式")
    format = models.CharField("来件格式", max_length=10, choices=Format.choices)
    received_words = models.CharField("对方受理时间", max_length=60, blank=True)
    due_words = models.CharField("对方时限原文", max_length=120, blank=True)
    due_at = models.DateTimeField("对方时限", null=True, blank=True)
    kind_words = models.CharField("对方分类原文", max_length=60, blank=True)
    topic_words = models.CharField("对方主题词", max_length=120, blank=True)
    unit_words = models.CharField("对方指定的单位", max_length=60, blank=True)
    instructions = models.TextField("办理要求", blank=True)
    others: Any = EncryptedJSONField("其他栏目", default=dict, bound_to="concern_id")
    contact = models.CharField("联系人", max_length=60, blank=True)
    contact_phone = models.CharField("办公电话", max_length=40, blank=True)
    answered_at = models.DateTimeField("回单定稿时间", null=True, blank=True)

    objects = AttachedQuerySet.as_manager()

    class Meta:
        verbose_name = "外来工单"

    @property
    def unit_path(self) -> str:
        return self.concern.unit_path

    @property
    def handler_path(self) -> str:
        return self.concern.handler_path

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern."""
        return self.concern.is_hidden_from(by)
