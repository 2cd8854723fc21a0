"""代办与信访代理: who took what for whom, where it was sent, when it comes back, when the resident was told."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.windows.terms import ErrandKind, ErrandStatus


class ErrandQuerySet(BesideQuerySet):
    def unreported(self) -> Self:
        """Not yet reported back to the resident."""
        return self.exclude(status=ErrandStatus.REPORTED)

    def overdue(self, on: date) -> Self:
        """The date promised to the resident has passed and he was not told."""
        return self.unreported().filter(report_by__lt=on)


class Errand(Beside):
    """代办: `taker` runs it for the resident and must report back to him by `report_by`.

    `promised_on` is when the body it was sent to promised the result. For a 信访代理 the concern is the matter:
    its requester is the resident, and whoever registered it is the taker.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=10, choices=ErrandKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    taker = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="代办人")
    for_name = models.CharField("为谁办", max_length=60, blank=True)
    for_phone = EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="code")
    concern = models.OneToOneField(
        Concern, models.PROTECT, null=True, blank=True, related_name="errand", verbose_name="诉求"
    )
    what = models.CharField("代办事项", max_length=80)
    papers = models.JSONField("交来的材料", default=list)
    status = models.CharField("状态", max_length=10, choices=ErrandStatus.choices, default=ErrandStatus.TAKEN)
    taken_on = models.DateField("接手日期")
    report_by = models.DateField("回告期限")
    sent_to = models.CharField("送交哪里", max_length=80, blank=True)
    sent_on = models.DateField("送交日期", null=True, blank=True)
    promised_on = models.DateField("约定取回日期", null=True, blank=True)
    returned_on = models.DateField("取回日期", null=True, blank=True)
    result = models.TextField("办理结果", blank=True)
    reported_on = models.DateField("回告日期", null=True, blank=True)
    reported_how = models.CharField("怎样回告", max_length=120, blank=True)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = "代办"
        indexes = [models.Index(fields=["unit_path", "status", "report_by"], name="errand_unit_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="reported", reported_on__isnull=False)
                | (~Q(status="reported") & Q(reported_on=None)),
                name="errand_reported_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def ref(self) -> str:
        return f"errand:{self.code}"

    @property
    def due_on(self) -> date:
        """What falls due next: the body's promise while it is there, then the word to the resident."""
        if self.status == ErrandStatus.SENT and self.promised_on is not None:
            return min(self.promised_on, self.report_by)
        return self.report_by
