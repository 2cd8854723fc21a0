"""短信告知: whether a resident wishes it, and each message. A message holds neither number nor words: both are made when
it is handed over, from the record as it is then.
"""

from datetime import datetime
from typing import Any

from django.db import models

from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.work.concerns.models import Concern
from lianxin.work.sms.terms import About, State


class SmsWish(models.Model):
    """要不要短信: of one concern; there is none until somebody said so."""

    concern = models.OneToOneField(Concern, models.CASCADE, primary_key=True, related_name="sms_wish")
    wishes = models.BooleanField("要短信")
    #: where he wishes to be told by mail instead
    address: Any = EncryptedTextField("邮箱", max_length=200, blank=True, default="", bound_to="concern_id")
    #: what he wrote and has not confirmed yet: nothing but a code goes there
    asked_address: Any = EncryptedTextField(
        "待确认的邮箱", max_length=200, blank=True, default="", bound_to="concern_id"
    )
    is_asked = models.BooleanField("待确认", default=False)
    code_digest = models.CharField("验证码摘要", max_length=64, blank=True, default="")
    code_until = models.DateTimeField("验证码到何时", null=True, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "短信意愿"

    @property
    def is_by_mail(self) -> bool:
        return bool(self.address)

    @property
    def about(self) -> str:
        """What a code of his is bound to."""
        return f"sms|{self.pk}|{self.asked_address}"

    def holds(self, at: datetime) -> bool:
        """Whether a code is out that may still come back."""
        return bool(self.is_asked and self.code_until and at < self.code_until)


class Sms(models.Model):
    """一条短信: about one journal entry of a concern, once."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="sms")
    entry_n = models.PositiveBigIntegerField("流水号", unique=True)
    about = models.CharField("告知什么", max_length=30, choices=About.choices)
    state = models.CharField("到哪一步", max_length=10, choices=State.choices, default=State.WAITING)
    made_at = models.DateTimeField("时间")
    tried_at = models.DateTimeField("交发时间", null=True)
    tries = models.PositiveSmallIntegerField("第几次", default=0)
    why = models.CharField("为什么没有发出", max_length=100, blank=True)

    class Meta:
        verbose_name = "短信"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "tried_at"], name="sms_state")]


class SmsMark(models.Model):
    """看到哪一条流水: what lies before it has been looked at."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    n = models.PositiveBigIntegerField("流水号", default=0)

    class Meta:
        verbose_name = "短信看到哪里"
