"""接待日: the rule, the roster, the sessions, their log books and the meetings; facts and named querysets, no deeds."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.workdays.calendar import WEEKDAYS
from lianxin.work.concerns.beside import BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW, Status
from lianxin.work.reception.terms import Disposition, Power, ReplyForm, SessionStatus, Shift

HELD = Q(completed_on__isnull=False) | Q(entered_on__isnull=False)


class ReceptionRule(models.Model):
    """接待规定 of a unit: which days of the week, from when to when, where, who may come, who keeps the book."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    label = models.CharField("名称", max_length=40)
    weekdays = models.JSONField("星期", default=list)
    from_time = models.TimeField("开始时间")
    to_time = models.TimeField("结束时间")
    place = models.CharField("地点", max_length=80)
    office = models.CharField("接收办公室", max_length=40)
    categories = models.JSONField("诉求人类别", default=list)
    skips_holidays = models.BooleanField("节假日除外", default=True)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "接待规定"
        ordering = ["unit_path", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_time__gt=F("from_time")), name="reception_from_to"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> str:
        return f"reception_rule:{self.pk}"

    @property
    def when(self) -> str:
        """每周三 15:00–17:40."""
        days = "、".join(WEEKDAYS[day] for day in self.weekdays)
        return f"每{days} {self.from_time:%H:%M}–{self.to_time:%H:%M}"


class RosterPerson(models.Model):
    """轮值人员: one of those who take turns, with the room in which he receives."""

    rule = models.ForeignKey(ReceptionRule, models.CASCADE, related_name="roster", verbose_name="接待规定")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="人员")
    place = models.CharField("接待地点", max_length=80, blank=True)
    order = models.PositiveSmallIntegerField("顺序")

    class Meta:
        verbose_name = "轮值人员"
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["rule", "person"], name="roster_person_once")]


class SessionQuerySet(PlacedQuerySet):
    def held(self) -> Self:
        """Really held: a concern was entered, or the book was completed (that nobody came is a record too)."""
        return self.filter(HELD).exclude(status=SessionStatus.CALLED_OFF)

    def standing(self) -> Self:
        """Without what was called off."""
        return self.exclude(status=SessionStatus.CALLED_OFF)

    def book_open(self, today: date) -> Self:
        """记录簿未填完: the day has come and the book is not completed."""
        return self.filter(status=SessionStatus.PLANNED, on__lte=today)


class ReceptionSession(models.Model):
    """接待场次: one day, one responsible receiver, at his place; its book is the concerns entered in it."""

    code = models.CharField("编号", max_length=12, unique=True)
    rule = models.ForeignKey(ReceptionRule, models.PROTECT, related_name="sessions", verbose_name="接待规定")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("日期")
    from_time = models.TimeField("开始时间")
    to_time = models.TimeField("结束时间")
    place = models.CharField("地点", max_length=80)
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="接待人")
    status = models.CharField("状态", max_length=12, choices=SessionStatus.choices, default=SessionStatus.PLANNED)
    is_provisional = models.BooleanField("日期暂定", default=False)
    is_without_visitors = models.BooleanField("无人来访", default=False)
    entered_on = models.DateField("首次登记日期", null=True, blank=True)
    completed_on = models.DateField("填完日期", null=True, blank=True)
    completed_at = models.DateTimeField("填完时间", null=True, blank=True)
    hand_over_due_on = models.DateField("移交期限")
    handed_over_on = models.DateField("移交日期", null=True, blank=True)
    handed_over_by = models.CharField("移交人", max_length=60, blank=True)
    received_on = models.DateField("接收日期", null=True, blank=True)
    received_by = models.CharField("接收人", max_length=60, blank=True)
    transfer_due_on = models.DateField("转办期限", null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "接待场次"
        ordering = ["on", "from_time", "unit_path"]
        constraints = [models.UniqueConstraint(fields=["rule", "on"], name="reception_once_a_day")]
        indexes = [
            models.Index(fields=["unit_path", "on", "status"], name="reception_unit_on"),
            models.Index(fields=["receiver", "on"], name="reception_receiver_on"),
            models.Index(fields=["status", "on"], name="reception_status_on"),
        ]

    @property
    def ref(self) -> str:
        return f"reception:{self.code}"

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.on.weekday()]

    def book_is_late(self, today: date) -> bool:
        """Not filled in on the day itself: “要在接待日的当日填写完”."""
        if self.status == SessionStatus.CALLED_OFF:
            return False
        return (self.completed_on or today) > self.on


class RosterShift(models.Model):
    """轮值变动: who stood in for whom, and why; kept for good."""

    session = models.ForeignKey(ReceptionSession, models.CASCADE, related_name="shifts", verbose_name="接待场次")
    shift = models.CharField("变动", max_length=12, choices=Shift.choices)
    was = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="原接待人")
    receiver = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="接待人")
    other_on = models.DateField("调换日期", null=True, blank=True)
    reason = models.TextField("理由")
    by_name = models.CharField("办理人", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "轮值变动"
        ordering = ["at", "pk"]


class AgendaMeeting(models.Model):
    """研究会议: a meeting that decides what one receiver may not: 校长办公会, 支委会, 县长办公会."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    name = models.CharField("会议名称", max_length=40)
    meets_on = models.DateField("开会日期", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "研究会议"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"meeting:{self.pk}"


class EntryQuerySet(BesideQuerySet):
    def standing(self) -> Self:
        """Without those whose concern was voided: nothing is to be done about them."""
        return self.exclude(concern__status=Status.VOIDED)

    def to_transfer(self) -> Self:
        """待转办: named by the receiver, or decided by the meeting, and not yet handed out by the office."""
        named = Q(disposition=Disposition.TRANSFERRED) | Q(disposition=Disposition.MEETING, decided_on__isnull=False)
        waiting = Q(concern__status__in=(Status.REGISTERED, Status.RETURNED))
        return self.standing().filter(named, waiting, transferred_on=None)

    def on_agenda(self) -> Self:
        """待研究: handed to a meeting and not yet decided."""
        return self.standing().filter(disposition=Disposition.MEETING, decided_on=None)

    def unanswered(self, today: date) -> Self:
        """转办超期: a week after the transfer and still no answer."""
        return self.standing().filter(
            answer_due_on__lt=today, concern__status__in=(Status.ASSIGNED, Status.IN_HAND, Status.RETURNED)
        )


class ReceptionEntry(models.Model):
    """接待记录: a line of the log book. The matter itself is the concern; here stands what the receiver decided."""

    session = models.ForeignKey(ReceptionSession, models.PROTECT, related_name="entries", verbose_name="接待场次")
    unit_path = models.CharField(max_length=40, db_index=True)
    concern = models.OneToOneField(Concern, models.CASCADE, related_name="reception_entry", verbose_name="诉求")
    number = models.PositiveSmallIntegerField("序号")
    power = models.CharField("职权范围", max_length=10, choices=Power.choices)
    disposition = models.CharField("处理意见", max_length=12, choices=Disposition.choices)
    opinion = models.TextField("处理意见内容")
    is_principle = models.BooleanField("涉及原则性问题", default=False)
    to_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转办单位")
    to_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转办领导"
    )
    transferred_on = models.DateField("转办日期", null=True, blank=True)
    answer_due_on = models.DateField("答复期限", null=True, blank=True)
    promised_on = models.DateField("承诺解决日期", null=True, blank=True)
    meeting = models.ForeignKey(
        AgendaMeeting, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="研究会议"
    )
    packed_on = models.DateField("整理日期", null=True, blank=True)
    decision = models.TextField("议定意见", blank=True)
    decided_on = models.DateField("议定日期", null=True, blank=True)
    recorded_by = models.CharField("记录人", max_length=60)
    at = models.DateTimeField("时间")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "接待记录"
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="reception_entry_number"),
            models.CheckConstraint(
                condition=~Q(disposition=Disposition.MEETING) | Q(meeting__isnull=False), name="reception_meeting_named"
            ),
            models.CheckConstraint(
                condition=~Q(disposition=Disposition.TRANSFERRED)
                | Q(to_unit__isnull=False) | Q(to_person__isnull=False),
                name="reception_transfer_named",
            ),
        ]  # fmt: skip

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern."""
        return not by.may(VIEW, self.concern)

    @property
    def ref(self) -> str:
        """Its story is told with the concern's."""
        return self.concern.ref

    def keeps_promise(self) -> bool | None:
        """Whether the matter was closed by the promised day; None while that cannot be said."""
        if self.promised_on is None or self.concern.closed_on is None:
            return None
        return bool(self.concern.closed_on <= self.promised_on)

    @property
    def to(self) -> Any:
        """To whom it goes, in words."""
        leader, unit = (self.to_person.name if self.to_person else ""), (self.to_unit.name if self.to_unit else "")
        return "、".join(filter(None, (leader, unit)))


class ReplyNote(models.Model):
    """答复形式 of one round: by word of mouth, or in writing with a 答复函."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="reply_notes", verbose_name="诉求")
    round = models.PositiveSmallIntegerField("轮次")
    form = models.CharField("答复形式", max_length=10, choices=ReplyForm.choices)

    class Meta:
        verbose_name = "答复形式"
        constraints = [models.UniqueConstraint(fields=["concern", "round"], name="reply_note_once")]
