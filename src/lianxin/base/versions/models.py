"""设置的一版: what was or is to be set, why, by whom, approved by whom, from which day on. One table for every kind."""

import hashlib
import json
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from lianxin.base.versions.terms import OPEN, State


class SettingVersionQuerySet(models.QuerySet["SettingVersion"]):
    def of(self, kind: str, key: str) -> Self:
        """The versions of one setting."""
        return self.filter(kind=kind, key=key)

    def approved(self) -> Self:
        """Those that are or will be in force, or were, in the order in which they took each other's place."""
        return self.filter(state=State.APPROVED).order_by("valid_from", "number")

    def waiting(self, on: date) -> Self:
        """Approved, and not begun on that day."""
        return self.filter(state=State.APPROVED, valid_from__gt=on)

    def in_hand(self) -> Self:
        """草稿和待批准的."""
        return self.filter(state__in=OPEN)


class SettingVersion(models.Model):
    """设置的一版. What was approved is never changed, a further version takes its place; `value` is plain data.

    `tried` is what the try-out told, with the fingerprint of the value that was tried.
    """

    kind = models.CharField("类别", max_length=16)
    key = models.CharField("设置项", max_length=34)
    number = models.PositiveSmallIntegerField("版次")
    value: Any = models.JSONField("内容", default=dict)
    valid_from = models.DateField("启用日期")
    why = models.CharField("修改的理由", max_length=200)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    tried: Any = models.JSONField("试算结果", default=dict)
    made_by = models.CharField("拟定人", max_length=60)
    made_ref = models.CharField(max_length=40)
    made_at = models.DateTimeField("拟定时间")
    sent_back_why = models.CharField("退回的理由", max_length=200, blank=True)
    decided_by = models.CharField("批准人", max_length=60, blank=True)
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    withdrawn_why = models.CharField("撤回的理由", max_length=200, blank=True)

    objects = SettingVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "设置的一版"
        ordering = ["kind", "key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "number"], name="setting_version_once"),
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(state__in=["draft", "submitted"]), name="setting_one_in_hand"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "withdrawn"]) | Q(decided_at__isnull=False),
                name="setting_approved_by_whom",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"setting:{self.kind}:{self.key}"

    @property
    def fingerprint(self) -> str:
        """Changes with the value and the day from which it is to hold."""
        told = json.dumps([self.value, self.valid_from.isoformat()], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def is_tried(self) -> bool:
        """Whether the try-out is of this very value."""
        return bool(self.tried) and self.tried.get("mark") == self.fingerprint
