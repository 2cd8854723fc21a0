"""报送要求的表: who asks whom for which items, on what ground, until when; each unit's sheet; what one may ask in a month.

An item that the system holds is never typed: it is taken from the records, or not asked for at all (JF-5). What a sheet
cost (`fields`, `minutes`) is written on it when it is sent, so that the burden of a month never changes afterwards.
"""

from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.base.orgs.terms import UnitKind
from lianxin.pure.periods import Period
from lianxin.reports.asking.terms import VIEW, Decision, FieldKind, Frequency, HeldKind, RequestState, SheetState

TOLD = (RequestState.ASKED, RequestState.CLOSED)


class RequestQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """Those that were sent to a unit of this actor's, to be read there; the same as `is_own_of`."""
        if to != VIEW or not by.own_path:
            return Q(pk__in=())
        asked = RequestedUnit.objects.filter(within("unit_path", by.own_path)).values("of_id")
        return Q(state__in=TOLD) & Q(pk__in=asked)

    def running(self) -> Self:
        """Those that ask somebody now, or are about to."""
        return self.filter(state__in=(RequestState.EXAMINED, RequestState.APPROVED, RequestState.ASKED))


class ReportingRequest(models.Model):
    """报送要求: placed at the unit that asks; one from above names that office in `outside`, and is placed at ours.

    `period` is what the figures speak of; `urgent_why` why it could not wait; `villages_why` why a department turns to
    villages (JF-10). Whoever drafted it does not approve it.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    outside = models.CharField("哪个上级单位要的", max_length=60, blank=True)
    title = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=200)
    purpose = models.CharField("用途", max_length=200)
    frequency = models.CharField("频次", max_length=12, choices=Frequency.choices, default=Frequency.ONCE)
    period = models.CharField("统计期", max_length=7)
    due_on = models.DateField("办理期限")
    urgent_why = models.CharField("紧急原因", max_length=200, blank=True)
    asks_villages = models.BooleanField("部门要到村、社区", default=False)
    villages_why = models.CharField("为什么要到村、社区", max_length=200, blank=True)
    state = models.CharField("状态", max_length=12, choices=RequestState.choices, default=RequestState.DRAFT)
    drafted_by = models.CharField("拟定人", max_length=60)
    drafted_ref = models.CharField(max_length=40)
    drafted_on = models.DateField("拟定日期")
    approved_by = models.CharField("批准人", max_length=60, blank=True)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_why = models.CharField("批准意见", max_length=200, blank=True)
    asked_on = models.DateField("发出日期", null=True, blank=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    ended_why = models.CharField("撤销、退回原因", max_length=200, blank=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "报送要求"
        ordering = ["-drafted_on", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "-drafted_on"], name="asking_unit_day"),
            models.Index(fields=["state", "period"], name="asking_state_period"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(basis="") & ~Q(purpose=""), name="asking_has_ground"),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "asked", "closed"))
                | (Q(approved_on__isnull=False) & ~Q(approved_by="")),
                name="asking_approved_by_name",
            ),
            models.CheckConstraint(
                condition=~Q(frequency="weekly") | ~Q(urgent_why=""), name="asking_weekly_is_urgent"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("asked", "closed")) | Q(asked_on__isnull=False), name="asking_asked_on"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"asking:{self.code}"

    @property
    def span(self) -> Period:
        """The period that it began with."""
        return Period.parse(self.period)

    @property
    def asker(self) -> str:
        """谁要的: the office above, or our own unit."""
        return self.outside or self.unit.name

    def is_own_of(self, by: Actor, to: Permission) -> bool:
        """The same as `RequestQuerySet.own`, asked of this one."""
        if to != VIEW or not by.own_path or self.state not in TOLD:
            return False
        return bool(self.units.filter(within("unit_path", by.own_path)).exists())


class RequestedUnit(models.Model):
    """向哪个单位要."""

    of = models.ForeignKey(ReportingRequest, models.CASCADE, related_name="units", verbose_name="报送要求")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)

    class Meta:
        verbose_name = "要报送的单位"
        ordering = ["unit_path"]
        constraints = [models.UniqueConstraint(fields=["of", "unit"], name="asking_unit_once")]


class RequestedField(models.Model):
    """要的一项: its words, what is typed, how many minutes it takes somebody; what the system holds of it, and the decision.

    `held_*` name where it is taken from; `near` what was found to be like it, `not_same_why` why it is something else.
    """

    of = models.ForeignKey(ReportingRequest, models.CASCADE, related_name="fields", verbose_name="报送要求")
    number = models.PositiveSmallIntegerField("序号")
    words = models.CharField("项目", max_length=60)
    kind = models.CharField("类别", max_length=8, choices=FieldKind.choices, default=FieldKind.NUMBER)
    measure = models.CharField("计量单位", max_length=12, blank=True)
    minutes = models.PositiveSmallIntegerField("填一次几分钟", default=5)
    decision = models.CharField("怎么办", max_length=8, choices=Decision.choices, default=Decision.OPEN)
    held_kind = models.CharField("系统里是什么", max_length=10, choices=HeldKind.choices, blank=True)
    held_code = models.CharField("系统里的代码", max_length=120, blank=True)
    held_words = models.CharField("系统里叫什么", max_length=200, blank=True)
    near = models.CharField("相近的", max_length=300, blank=True)
    not_same_why = models.CharField("为什么不是同一项", max_length=200, blank=True)

    class Meta:
        verbose_name = "要的一项"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="asking_field_number"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=480), name="asking_field_minutes"),
            models.CheckConstraint(condition=~Q(decision="records") | ~Q(held_code=""), name="asking_field_is_held"),
        ]

    @property
    def is_typed(self) -> bool:
        return self.decision == Decision.TYPED

    @property
    def is_held(self) -> bool:
        return self.decision == Decision.RECORDS


class SheetQuerySet(PlacedQuerySet):
    def to_do(self) -> Self:
        """待填报: those that somebody still has to fill in."""
        return self.exclude(state=SheetState.ANSWERED).filter(of__state=RequestState.ASKED)

    def costing(self) -> Self:
        """Those that asked somebody for something; what comes from the records alone asks nobody."""
        return self.filter(fields__gt=0)


class RequestSheet(models.Model):
    """填报单: what one unit answers for one period; `fields` and `minutes` are what it costs, `saved` what it need not type."""

    code = models.CharField("编号", max_length=12, unique=True)
    of = models.ForeignKey(ReportingRequest, models.PROTECT, related_name="sheets", verbose_name="报送要求")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    period = models.CharField("统计期", max_length=7)
    asked_on = models.DateField("发出日期")
    due_on = models.DateField("办理期限")
    fields = models.PositiveSmallIntegerField("手填项数")
    minutes = models.PositiveIntegerField("约几分钟")
    saved = models.PositiveSmallIntegerField("系统取数项数")
    state = models.CharField("状态", max_length=10, choices=SheetState.choices, default=SheetState.WAITING)
    answered_on = models.DateField("填报日期", null=True, blank=True)
    answered_by = models.CharField("填报人", max_length=60, blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = "填报单"
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["unit_path", "asked_on"], name="asking_sheet_unit_day")]
        constraints = [
            models.UniqueConstraint(fields=["of", "unit", "due_on"], name="asking_sheet_once"),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_on__isnull=False), name="asking_sheet_answered_on"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="asking_sheet_due_after"),
        ]

    @property
    def ref(self) -> str:
        return f"asking_sheet:{self.code}"

    @property
    def span(self) -> Period:
        return Period.parse(self.period)

    def is_late(self, today: date) -> bool:
        """Past its day and not filled in, or filled in after it."""
        return (self.answered_on or today) > self.due_on


class RequestAnswer(models.Model):
    """一项的答复: typed by the unit, or kept from the records when the request was closed; `is_none` = 无此情况."""

    sheet = models.ForeignKey(RequestSheet, models.CASCADE, related_name="answers", verbose_name="填报单")
    field = models.ForeignKey(RequestedField, models.PROTECT, related_name="answers", verbose_name="要的一项")
    value = models.CharField("内容", max_length=300, blank=True)
    amount = models.DecimalField("数", max_digits=14, decimal_places=2, null=True, blank=True)
    is_none = models.BooleanField("无此情况", default=False)
    from_records = models.BooleanField("系统取数", default=False)

    class Meta:
        verbose_name = "填报的一项"
        ordering = ["field__number"]
        constraints = [models.UniqueConstraint(fields=["sheet", "field"], name="asking_answer_once")]

    @property
    def text(self) -> str:
        """The value for print; a dash where there is no such thing."""
        return "—" if self.is_none else self.value


class AskingBudget(models.Model):
    """报送限额 of a kind of unit for a month, from a month on: how many items, minutes and requests at most (JF-6)."""

    kind = models.CharField("类别", max_length=12, choices=UnitKind.choices)
    fields = models.PositiveSmallIntegerField("项数")
    minutes = models.PositiveSmallIntegerField("分钟")
    requests = models.PositiveSmallIntegerField("份数")
    since = models.CharField("启用月份", max_length=7)
    set_by = models.CharField("设定人", max_length=60)
    set_on = models.DateField("设定日期")

    class Meta:
        verbose_name = "报送限额"
        ordering = ["kind", "-since", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "since"], name="asking_budget_once")]


def number_text(value: Decimal | int) -> str:
    """A number for print, without zeros behind the point.

    >>> number_text(Decimal("12.00")), number_text(Decimal("3.50"))
    ('12', '3.5')
    """
    value = Decimal(value)
    return str(value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize())
