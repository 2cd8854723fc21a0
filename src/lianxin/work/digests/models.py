"""每日待办邮件: who wants it, where; of what went out nothing is kept but the day."""

from datetime import date, datetime
from typing import Any

from django.db import models

from lianxin.base.orgs.models import Person
from lianxin.base.sealing.fields import EncryptedTextField


class DigestQuerySet(models.QuerySet["Digest"]):
    def due(self, on: date) -> "DigestQuerySet":
        """Whose address was confirmed, and who has had none on that day."""
        found = self.filter(person__is_active=True, is_on=True)
        return found.filter(models.Q(last_on=None) | models.Q(last_on__lt=on))

    def unproved(self) -> "DigestQuerySet":
        """Who waits for the code by which his address is confirmed."""
        return self.filter(person__is_active=True, is_asked=True, code_digest="")


class Digest(models.Model):
    """一个人的每日待办邮件; there is none until he asked for it."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="digest", verbose_name="本人")
    address: Any = EncryptedTextField("邮箱", max_length=200, blank=True, default="", bound_to="person_id")
    is_on = models.BooleanField("发着", default=False)
    #: what he wrote and has not confirmed yet
    asked_address: Any = EncryptedTextField(
        "待确认的邮箱", max_length=200, blank=True, default="", bound_to="person_id"
    )
    is_asked = models.BooleanField("待确认", default=False)
    code_digest = models.CharField("验证码摘要", max_length=64, blank=True)
    code_until = models.DateTimeField("验证码到何时", null=True, blank=True)
    site = models.CharField("从哪个网址要的", max_length=200)
    last_on = models.DateField("上一次", null=True, blank=True)
    problem = models.CharField("为什么停下", max_length=100, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = "每日待办邮件"

    @property
    def about(self) -> str:
        """What a code of his is bound to."""
        return f"digest|{self.pk}|{self.asked_address}"

    def holds(self, at: datetime) -> bool:
        """Whether a code is out that may still come back."""
        return bool(self.is_asked and self.code_until and at < self.code_until)
