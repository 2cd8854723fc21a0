"""下派驻村: who was sent where, of what grade, from when to when; leave with a substitute."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.pairings.terms import ON_LEAVE, VIEW, Grade, LeaveStatus, PostingKind


class FieldPostingQuerySet(PlacedQuerySet):
    def standing(self, on: date) -> Self:
        """Postings that hold on that day."""
        return self.filter(Q(until=None) | Q(until__gte=on), since__lte=on)

    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, wherever one is posted now; the same as `is_own_of`."""
        return Q(person=by.person_id) if to == VIEW and by.person_id is not None else Q(pk__in=())


class FieldPosting(models.Model):
    """下派: `home` sends `person` to `unit` (M082: 人员、级别、地点、起止). Nothing else about the person is kept."""

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=10, choices=PostingKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="field_postings", verbose_name="下派人员")
    grade = models.CharField("级别", max_length=12, choices=Grade.choices)
    title = models.CharField("职务名称", max_length=40, blank=True)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="派出单位")
    home_path = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    tasks = models.JSONField("任务", default=list)
    basis = models.CharField("依据", max_length=120, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)
    ended_why = models.CharField("提前结束的理由", max_length=200, blank=True)

    objects = FieldPostingQuerySet.as_manager()

    class Meta:
        verbose_name = "下派"
        indexes = [
            models.Index(fields=["unit_path", "since"], name="field_unit_since"),
            models.Index(fields=["home_path", "since"], name="field_home_since"),
        ]
        constraints = [models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="field_from_to")]

    @property
    def ref(self) -> str:
        return f"field_posting:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whoever it is about sees it."""
        return permission == VIEW and by.person_id is not None and self.person_id == by.person_id

    def stands(self, on: date) -> bool:
        """Whether it holds on that day."""
        return self.since <= on and (self.until is None or self.until >= on)


class LeaveQuerySet(PlacedQuerySet):
    def touching(self, first: date, last: date) -> Self:
        """Leave of which at least one day lies in these."""
        return self.filter(since__lte=last, until__gte=first)

    def counted(self) -> Self:
        """准了的: what counts as leave."""
        return self.filter(status__in=ON_LEAVE)

    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, wherever one is posted now; the same as `is_own_of`."""
        return Q(person=by.person_id) if to == VIEW and by.person_id is not None else Q(pk__in=())


class Leave(models.Model):
    """请假: of somebody who was sent out; the place verifies, the sender decides, a substitute stands in (F056).

    Days are natural days, both ends included; `back_on` is the first day back, where he came back earlier.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    posting = models.ForeignKey(FieldPosting, models.PROTECT, related_name="leaves", verbose_name="下派")
    person = models.ForeignKey(Person, models.PROTECT, related_name="leaves", verbose_name="请假人")
    home_path = models.CharField(max_length=40)
    unit_path = models.CharField(max_length=40)
    since = models.DateField("起")
    until = models.DateField("止")
    reason = models.CharField("事由", max_length=200)
    substitute = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="替代人员")
    status = models.CharField("状态", max_length=10, choices=LeaveStatus.choices, default=LeaveStatus.ASKED)
    asked_on = models.DateField("申请日期")
    verified_by = models.CharField("核准人", max_length=60, blank=True)
    verified_on = models.DateField("核准日期", null=True, blank=True)
    decided_by = models.CharField("审批人", max_length=60, blank=True)
    decided_on = models.DateField("审批日期", null=True, blank=True)
    decision = models.CharField("审批意见", max_length=200, blank=True)
    told_above_on = models.DateField("备案日期", null=True, blank=True)
    told_above = models.CharField("备案情况", max_length=120, blank=True)
    back_on = models.DateField("回岗日期", null=True, blank=True)

    objects = LeaveQuerySet.as_manager()

    class Meta:
        verbose_name = "请假"
        indexes = [models.Index(fields=["person", "since"], name="leave_person_since")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="leave_from_to"),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "refused", "back"]) | Q(decided_on__isnull=False),
                name="leave_decided_has_date",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"leave:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whoever it is about sees it."""
        return permission == VIEW and by.person_id is not None and self.person_id == by.person_id

    @property
    def last(self) -> date:
        """The last day away: the day before he was back, where that was earlier."""
        return self.until if self.back_on is None else min(self.until, date.fromordinal(self.back_on.toordinal() - 1))

    @property
    def days(self) -> int:
        """天数, natural days."""
        return max(0, (self.last - self.since).days + 1)
