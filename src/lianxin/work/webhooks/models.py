"""网络通知: to which address what is told, and each notice. A notice holds a code and a moment, no person and no words."""

from django.db import models

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.work.webhooks.terms import About, State


class WebhookQuerySet(PlacedQuerySet):
    def active(self) -> "WebhookQuerySet":
        """Neither withdrawn nor stopped."""
        return self.filter(withdrawn_on=None, stopped_on=None)


class Webhook(models.Model):
    """一个地址: whose matters it is told of, and the secret by which it knows that it was us."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    url = models.CharField("网址", max_length=300)
    host = models.CharField("主机", max_length=253)
    about = models.JSONField("告诉什么", default=list)
    secret = EncryptedTextField("签名密钥", max_length=60, bound_to="code")
    made_by_name = models.CharField("登记人", max_length=60)
    made_on = models.DateField("登记日期")
    mark = models.PositiveBigIntegerField("看到哪一条流水", default=0)
    failures = models.PositiveSmallIntegerField("连续没有送到", default=0)
    stopped_on = models.DateField("停下日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = "网络通知"
        ordering = ["withdrawn_on", "-made_on", "-pk"]

    def __str__(self) -> str:
        return self.host

    @property
    def ref(self) -> str:
        return f"webhook:{self.code}"

    def labels(self) -> list[str]:
        """告诉什么, in words."""
        return [str(About(one).label) for one in self.about if one in About.values]


class WebhookNotice(models.Model):
    """一条通知: about one journal entry, once for each address."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="notices", verbose_name="网络通知")
    key = models.CharField("编号", max_length=32, unique=True)
    entry_n = models.PositiveBigIntegerField("流水号")
    about = models.CharField("告诉什么", max_length=20, choices=About.choices)
    code = models.CharField("哪一件", max_length=12)
    at = models.DateTimeField("时间")
    state = models.CharField("到哪一步", max_length=10, choices=State.choices, default=State.WAITING)
    next_at = models.DateTimeField("下一次")
    tried_at = models.DateTimeField("上一次", null=True)
    tries = models.PositiveSmallIntegerField("第几次", default=0)
    status = models.PositiveSmallIntegerField("回答", default=0)

    class Meta:
        verbose_name = "一条网络通知"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["state", "next_at"], name="notice_state")]
        constraints = [models.UniqueConstraint(fields=["webhook", "entry_n"], name="notice_once")]
