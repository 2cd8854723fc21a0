"""投票箱: what may be known of a vote while it runs. Who voted, when and how is in no table."""

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure import polling
from lianxin.pure.questions import fingerprint
from lianxin.work.ballots.terms import Mode, PollStatus, Stock


class PollBox(models.Model):
    """投票箱: one poll, its definition as it was fixed, its state, and after the close the count and the root.

    `part_key` finishes a release that was cut off (released.finish); `definition` never changes after `prepare`.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("名称", max_length=120)
    definition = models.JSONField("评议方案")
    fingerprint = models.CharField("校验值", max_length=64)
    mode = models.CharField("投票方式", max_length=6, choices=Mode.choices)
    status = models.CharField("状态", max_length=8, choices=PollStatus.choices, default=PollStatus.PREPARED)
    unit_path = models.CharField(max_length=40)
    unit_name = models.CharField("组织单位", max_length=60)
    opens_on = models.DateField("投票开始")
    closes_on = models.DateField("投票截止")
    opened_on = models.DateField("开启日期", null=True, blank=True)
    closed_on = models.DateField("开箱日期", null=True, blank=True)
    is_on_site = models.BooleanField("现场投票", default=False)
    first_holder = models.CharField("第一位口令保管人", max_length=60, blank=True)
    second_holder = models.CharField("第二位口令保管人", max_length=60, blank=True)
    public_key = models.CharField("封箱公钥", max_length=64, blank=True)
    root = models.CharField("汇总校验值", max_length=64, blank=True)
    count = models.PositiveIntegerField("开箱张数", default=0)
    part_key = models.CharField(max_length=64, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "投票箱"
        ordering = ["-opens_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "status"], name="poll_unit_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False) & ~Q(root="")
                | ~Q(status="closed") & Q(closed_on=None, root="", count=0),
                name="poll_closed_has_root",
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="poll_closes_after_opening"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"poll:{self.code}"

    @cached_property
    def poll(self) -> polling.Poll:
        """The poll as it was fixed."""
        return polling.poll_of(self.definition)

    @property
    def is_as_fixed(self) -> bool:
        """Whether the definition in this row still has its own fingerprint."""
        return fingerprint(self.definition) == self.fingerprint

    @property
    def is_open(self) -> bool:
        return self.status == PollStatus.OPEN

    @property
    def is_closed(self) -> bool:
        return self.status == PollStatus.CLOSED


class PollGroup(models.Model):
    """评议主体的一层 in a box: how many may answer, and the account of its paper."""

    box = models.ForeignKey(PollBox, models.CASCADE, related_name="groups", verbose_name="投票箱")
    code = models.CharField("代码", max_length=40)
    label = models.CharField("评议主体", max_length=120)
    size = models.PositiveIntegerField("应评人数")
    place = models.PositiveSmallIntegerField("次序", default=0)

    class Meta:
        verbose_name = "评议主体"
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["box", "code"], name="poll_group_once")]

    def _sum(self, name: str) -> int:
        return sum(getattr(one, name) for one in self.accounts.all())

    @property
    def printed(self) -> int:
        """印制, slips and sheets together."""
        return self._sum("printed")

    @property
    def handed_out(self) -> int:
        """发出."""
        return self._sum("handed_out")

    @property
    def unused(self) -> int:
        """未发."""
        return self._sum("unused")

    @property
    def spoiled(self) -> int:
        """作废."""
        return self._sum("spoiled")

    @property
    def returned(self) -> int:
        """收回: sheets filled in, slips given back without a vote."""
        return self._sum("returned")


class PaperAccount(models.Model):
    """清点: what became of the slips, or of the sheets, of one group: 印制 = 发出 + 未发 + 作废.

    `returned`: of sheets, those that came back filled in or blank, which are all cast; of slips, those that were
    handed out and given back without a vote.
    """

    group = models.ForeignKey(PollGroup, models.CASCADE, related_name="accounts", verbose_name="评议主体")
    stock = models.CharField("纸张", max_length=6, choices=Stock.choices)
    printed = models.PositiveIntegerField("印制", default=0)
    handed_out = models.PositiveIntegerField("发出", default=0)
    unused = models.PositiveIntegerField("未发", default=0)
    spoiled = models.PositiveIntegerField("作废", default=0)
    returned = models.PositiveIntegerField("收回", default=0)
    is_settled = models.BooleanField("已清点", default=False)

    class Meta:
        verbose_name = "清点"
        ordering = ["group", "stock"]
        constraints = [
            models.UniqueConstraint(fields=["group", "stock"], name="poll_account_once"),
            models.CheckConstraint(
                condition=Q(is_settled=False)
                | Q(printed=F("handed_out") + F("unused") + F("spoiled"), returned__lte=F("handed_out")),
                name="poll_account_closes",
            ),
        ]

    def closes(self) -> bool:
        """Whether the numbers close."""
        return self.printed == self.handed_out + self.unused + self.spoiled and self.returned <= self.handed_out

    def numbers(self) -> dict[str, Any]:
        """The five numbers by name."""
        return {name: getattr(self, name) for name in ("printed", "handed_out", "unused", "spoiled", "returned")}
