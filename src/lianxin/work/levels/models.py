"""上下级转办: what the upper level sent and when it must go back; what was sent up and what came of it. No deeds."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor
from lianxin.work.concerns.attached import AttachedQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.models.hanging import OfConcernQuerySet
from lianxin.work.levels.terms import OPEN, Decision, Matter, Route, State, Wanted


class UpperOrderQuerySet(AttachedQuerySet):
    def to_return(self) -> Self:
        """未反馈: something is wanted and has not gone back."""
        return self.filter(returned_on=None).exclude(wanted=Wanted.NOTHING).exclude(concern__status="voided")

    def overdue(self, on: date) -> Self:
        """逾期未反馈."""
        return self.to_return().filter(return_by__lt=on)

    def returned(self) -> Self:
        """已反馈."""
        return self.filter(returned_on__isnull=False)


class UpperOrder(models.Model):
    """上级来件: the upper body's own number and date stand beside the concern that came of it.

    `received_on` is the day of entry, set by the server; `dated_on` is only what stands on the letter.
    """

    concern = models.OneToOneField(Concern, models.PROTECT, related_name="upper_order", verbose_name="诉求")
    body = models.CharField("来件机关", max_length=60)
    number = models.CharField("来文编号", max_length=60)
    route = models.CharField("来件方式", max_length=12, choices=Route.choices)
    dated_on = models.DateField("来文日期", null=True, blank=True)
    received_on = models.DateField("收到日期")
    wanted = models.CharField("要求反馈", max_length=12, choices=Wanted.choices)
    return_by = models.DateField("反馈期限", null=True, blank=True)
    returned_on = models.DateField("反馈日期", null=True, blank=True)
    returned_number = models.CharField("反馈文号", max_length=60, blank=True)
    returned_by_name = models.CharField("报送人", max_length=60, blank=True)
    findings = models.TextField("办理情况", blank=True)

    objects = UpperOrderQuerySet.as_manager()

    class Meta:
        verbose_name = "上级来件"
        constraints = [
            models.CheckConstraint(
                condition=~Q(route="assigned") | Q(return_by__isnull=False, wanted="report"),
                name="upper_assigned_wants_report",
            ),
        ]

    @property
    def unit_path(self) -> str:
        return self.concern.unit_path

    @property
    def handler_path(self) -> str:
        return self.concern.handler_path

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern."""
        return self.concern.is_hidden_from(by)

    @property
    def is_in_time(self) -> bool | None:
        """Whether it went back by the day demanded; None while it has not, or where no day was demanded."""
        if self.returned_on is None or self.return_by is None:
            return None
        return self.returned_on <= self.return_by


#: 按期反馈, as the figures ask it of a concern
IN_TIME = Q(upper_order__returned_on__lte=F("upper_order__return_by"))


class SubmissionQuerySet(OfConcernQuerySet):
    def open(self) -> Self:
        """Not yet answered."""
        return self.filter(state__in=OPEN)


class Submission(models.Model):
    """上报件: the concern itself, sent up with a reason. `to` is a unit here, or `to_body` one outside the system.

    Of one sent outside, receipt and answer are entered by whoever sent it, with the paper's number.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="submissions", verbose_name="诉求")
    matter = models.CharField("上报类别", max_length=12, choices=Matter.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    to = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="受报单位")
    to_path = models.CharField(max_length=40, blank=True)
    to_body = models.CharField("受报机关", max_length=60)
    reason = models.TextField("上报理由")
    proposal = models.TextField("本级意见", blank=True)
    state = models.CharField("上报状态", max_length=12, choices=State.choices, default=State.SENT)
    sent_on = models.DateField("上报日期")
    sent_by_name = models.CharField("上报人", max_length=60)
    received_on = models.DateField("签收日期", null=True, blank=True)
    received_by_name = models.CharField("签收人", max_length=60, blank=True)
    decision = models.CharField("上级答复", max_length=12, choices=Decision.choices, blank=True)
    answer = models.TextField("答复内容", blank=True)
    answer_number = models.CharField("答复文号", max_length=60, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answered_by_name = models.CharField("答复人", max_length=60, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "上报件"
        ordering = ["-sent_on", "code"]
        indexes = [
            models.Index(fields=["unit_path", "state"], name="submission_unit_state"),
            models.Index(fields=["to_path", "state"], name="submission_to_state"),
        ]

    @property
    def handler_path(self) -> str:
        return ""

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern."""
        return self.concern.is_hidden_from(by)
