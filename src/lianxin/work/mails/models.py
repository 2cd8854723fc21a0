"""邮件来信: what lies in the tray. What stands in a letter is sealed, and gone when it was entered or put away."""

from typing import Any

from django.db import models

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedFileField, EncryptedJSONField, EncryptedTextField
from lianxin.work.concerns.models import Concern
from lianxin.work.mails.terms import NOTES, MailState, Via


class Mail(models.Model):
    """一封来信. `key` stays, so that the same message is not taken twice; `answers` is the one that it replies to."""

    token = models.CharField(max_length=32, unique=True)
    key = models.CharField(max_length=64)
    answers = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="回的是哪一封"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    via = models.CharField("怎样来的", max_length=4, choices=Via.choices)
    at = models.DateTimeField("收到时间")
    sender: Any = EncryptedTextField("发件地址", max_length=200, blank=True, bound_to="token")
    letter: Any = EncryptedJSONField("来信", default=dict, bound_to="token")
    raw: Any = EncryptedFileField("原件", bound_to="token")
    state = models.CharField("状态", max_length=10, choices=MailState.choices, default=MailState.WAITING)
    reason = models.CharField("不登记的原因", max_length=200, blank=True)
    decided_at = models.DateTimeField("处理时间", null=True, blank=True)
    erased_at = models.DateTimeField("清空时间", null=True, blank=True)
    concern = models.ForeignKey(
        Concern, models.SET_NULL, null=True, blank=True, related_name="mails", verbose_name="诉求"
    )

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "邮件来信"
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "key"], name="mail_once")]
        indexes = [models.Index(fields=["state", "at"], name="mail_state")]

    @property
    def ref(self) -> str:
        return f"mail:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.state == MailState.WAITING

    @property
    def notes(self) -> list[Any]:
        """What a person should know of it, in sentences."""
        return [words for code, words in NOTES.items() if code in self.letter.get("notes", ())]


class BoxLook(models.Model):
    """看邮箱: when the mailbox was looked into last, how many came, what was wrong."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField("时间")
    taken = models.PositiveIntegerField("收下几封", default=0)
    problem = models.CharField("哪里不对", max_length=60, blank=True)

    class Meta:
        verbose_name = "看邮箱"
