"""隐私告知的表: the versions of each channel's notice, and consents. Records above are named by their `ref`."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext

from lianxin.base.notices.terms import PARTS, About, Channel, How


class Notice(models.Model):
    """隐私告知: one version for one channel; the newest is in force, the older ones stay readable and never change.

    What the program brings is kept in Chinese and read in the language of the page; what a county writes, as it wrote.
    """

    channel = models.CharField("渠道", max_length=16, choices=Channel.choices)
    number = models.PositiveSmallIntegerField("第几版")
    short = models.CharField("一句话", max_length=200)
    who = models.TextField("谁在处理")
    purpose = models.TextField("处理什么，为了什么")
    optional = models.TextField("可以不给的")
    goes_to = models.TextField("谁能看到")
    kept = models.TextField("保存多久")
    rights = models.TextField("您的权利")
    by_name = models.CharField("修改人", max_length=60, blank=True)
    at = models.DateTimeField("生效时间", null=True, blank=True)

    class Meta:
        verbose_name = "隐私告知"
        ordering = ["channel", "-number"]
        constraints = [models.UniqueConstraint(fields=["channel", "number"], name="notice_version")]

    @property
    def mark(self) -> str:
        """“web/2”: what a record keeps of it."""
        return f"{self.channel}/{self.number}"

    @property
    def line(self) -> str:
        """The short line in the language of the page."""
        return gettext(self.short)

    @property
    def parts(self) -> list[tuple[str | Promise, str]]:
        """Heading and words of each part."""
        return [(word, gettext(getattr(self, name))) for name, word in PARTS.items()]


class Consent(models.Model):
    """同意: who consented to what for which record and how; taking it back is written beside it and deletes nothing."""

    of = models.CharField("所指记录", max_length=60, db_index=True)
    about = models.CharField("同意的事", max_length=10, choices=About.choices)
    who = models.CharField("同意的人", max_length=60)
    how = models.CharField("方式", max_length=10, choices=How.choices)
    notice = models.CharField("告知的版本", max_length=24)
    by = models.CharField(max_length=40)
    by_name = models.CharField("记录人", max_length=60)
    at = models.DateTimeField("时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by_name = models.CharField("撤回的记录人", max_length=60, blank=True)
    reason = models.CharField("撤回的说明", max_length=200, blank=True)

    objects: Any = models.Manager()

    class Meta:
        verbose_name = "同意"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["of", "about"], condition=Q(withdrawn_at=None), name="consent_standing_once"
            )
        ]
