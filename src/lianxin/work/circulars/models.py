"""督查通报的表: one check of one unit, what was found, what the unit says to it, and the circular that names it.

A record tells of a unit and its work. Nobody is called up by name: on duty or not is one statement of the station
against its own notice board (JF-4), and what is looked at is what is already on record (JF-8).
"""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.circulars.terms import (
    SETTLED,
    STANDING,
    VIEW,
    CircularState,
    FindingKind,
    FindingState,
    InspectionKind,
    LeaderPost,
    OnDuty,
    ReplyKind,
)
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.dispatches.models import Dispatch
from lianxin.work.inspections.models import InspectionPlan, PlanTarget
from lianxin.work.inspections.terms import InspectionMode
from lianxin.work.rectification.models import Rectification
from lianxin.work.rectification.terms import Status as ItemStatus
from lianxin.work.regulations.models import Article


class InspectionQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Without those voided."""
        return self.filter(voided_on=None)


class Inspection(models.Model):
    """督查记录: one check of one unit on one day; by a plan with its approval number, or a leader's own visit (M230).

    `unit` is the checked one; `home` is who came: the meter counts by it who asks how much.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=8, choices=InspectionKind.choices)
    plan = models.ForeignKey(
        InspectionPlan, models.PROTECT, null=True, related_name="inspections", verbose_name="督查计划"
    )
    target = models.ForeignKey(
        PlanTarget, models.PROTECT, null=True, related_name="inspections", verbose_name="督查对象"
    )
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="督查单位")
    home_path = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("督查日期")
    mode = models.CharField("督查方式", max_length=12, choices=InspectionMode.choices)
    leader = models.CharField("督导领导", max_length=60, blank=True)
    leader_post = models.CharField("领导职务", max_length=12, choices=LeaderPost.choices, blank=True)
    went = models.CharField("督查人员", max_length=120)
    on_duty = models.CharField("在岗情况", max_length=12, choices=OnDuty.choices, default=OnDuty.NOT_LOOKED)
    duty_note = models.CharField("在岗说明", max_length=200, blank=True)
    work_seen = models.TextField("工作开展情况", blank=True)
    good = models.TextField("好的做法", blank=True)
    client_key = models.CharField(max_length=40, null=True, unique=True)
    by_name = models.CharField("记录人", max_length=60)
    recorded_on = models.DateField("记录日期")
    voided_on = models.DateField("作废日期", null=True, blank=True)
    voided_why = models.CharField("作废原因", max_length=200, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "督查记录"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "on"], name="check_unit_on"),
            models.Index(fields=["home_path", "on"], name="check_home_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=InspectionKind.LEADER) | Q(plan__isnull=False, target__isnull=False), name="check_has_plan"
            ),
            models.CheckConstraint(
                condition=~Q(kind=InspectionKind.LEADER) | (~Q(leader="") & ~Q(leader_post="")), name="check_has_leader"
            ),
            models.UniqueConstraint(fields=["target"], condition=Q(voided_on=None), name="check_target_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit} {self.on}"

    @property
    def ref(self) -> str:
        return f"inspection:{self.code}"


class Sample(Beside):
    """抽看的记录: a concern that was already on record, held against what one saw; behind the wall with its concern (JF-8)."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="samples", verbose_name="督查记录")
    unit_path = models.CharField(max_length=40)
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+", verbose_name="诉求")
    agrees = models.BooleanField("记录与实际一致")
    note = models.CharField("看到的情况", max_length=300, blank=True)

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = "抽看的记录"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["inspection", "concern"], name="check_sample_once")]


#: 已整改: put right on the spot, or its correction item was signed off
CORRECTED = Q(put_right_on__isnull=False) | Q(item__status=ItemStatus.SIGNED_OFF)


class FindingQuerySet(PlacedQuerySet):
    def counted(self) -> Self:
        """Without those withdrawn and those of a voided record."""
        return self.exclude(state=FindingState.WITHDRAWN).filter(inspection__voided_on=None)

    def standing(self) -> Self:
        """成立的, as noted or as changed after the unit's reply."""
        return self.filter(state__in=STANDING, inspection__voided_on=None)

    def asked_of(self, path: str) -> Self:
        """Those that wait for the word of exactly this unit."""
        return self.filter(unit_path=path, state=FindingState.ASKED, inspection__voided_on=None)


class Finding(models.Model):
    """督查问题 of one unit. `first_text` is what was noted and never changes; `text` is what stands (M225, F084).

    `rule` is the very wording it breaks, in the version of that day; whether and whom to hold to account is decided
    outside the system (M244).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings", verbose_name="督查记录")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    on = models.DateField("督查日期")
    kind = models.CharField("类别", max_length=10, choices=FindingKind.choices)
    first_text = models.TextField("问题（提出时）")
    text = models.TextField("问题")
    rule = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="对照制度")
    state = models.CharField("状态", max_length=10, choices=FindingState.choices, default=FindingState.NOTED)
    asked_on = models.DateField("请说明日期", null=True, blank=True)
    reply_by = models.DateField("说明期限", null=True, blank=True)
    reply_kind = models.CharField("怎样说明", max_length=10, choices=ReplyKind.choices, blank=True)
    reply = models.TextField("单位说明", blank=True)
    evidence = models.TextField("佐证说明", blank=True)
    replied_on = models.DateField("说明日期", null=True, blank=True)
    replied_by = models.CharField("说明人", max_length=60, blank=True)
    decision = models.TextField("核定理由", blank=True)
    decided_on = models.DateField("核定日期", null=True, blank=True)
    decided_by = models.CharField("核定人", max_length=60, blank=True)
    item = models.ForeignKey(
        Rectification, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="整改事项"
    )
    put_right_on = models.DateField("当场改正日期", null=True, blank=True)
    put_right_how = models.CharField("怎样改正", max_length=200, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "督查问题"
        ordering = ["-on", "pk"]
        indexes = [
            models.Index(fields=["unit_path", "on"], name="check_finding_unit_on"),
            models.Index(fields=["unit_path", "state"], name="check_finding_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FindingState.ASKED) | Q(asked_on__isnull=False, reply_by__isnull=False), name="check_finding_asked_by"
            ),
            models.CheckConstraint(
                condition=Q(text=F("first_text")) | Q(state__in=(FindingState.CHANGED, FindingState.WITHDRAWN)),
                name="check_finding_text_kept",
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.REPLIED) | (Q(replied_on__isnull=False) & ~Q(reply="")), name="check_finding_replied"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text[:30]

    @property
    def ref(self) -> str:
        return f"finding:{self.code}"

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED

    @property
    def is_changed(self) -> bool:
        return self.text != self.first_text

    @property
    def is_corrected(self) -> bool:
        """已整改; one statement where the correction item was not fetched with it."""
        return self.put_right_on is not None or (self.item is not None and self.item.status == ItemStatus.SIGNED_OFF)

    def may_still_be_replied(self, today: date) -> bool:
        """Whether the time for the unit's word still runs on that day."""
        return self.state == FindingState.ASKED and self.reply_by is not None and today <= self.reply_by


class CircularQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """印发的 are for every unit below the one that issued them; the same as `Circular.is_own_of`."""
        if to != VIEW or not by.own_path:
            return Q(pk__in=())
        above = [by.own_path[:n] for n in range(4, len(by.own_path) + 1, 4)]
        return Q(state=CircularState.ISSUED, unit_path__in=above)


class Circular(models.Model):
    """督查通报 of `unit` over the days `first` to `last`, or of one plan's checks.

    `sections`: [{"key", "head", "text", "drafted"}]; a text holds slots like 【督查单位数】. `text` and `digest` are what
    was issued: they never change; what was wrong is said by a further circular, which `corrects` it.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    title = models.CharField("标题", max_length=100)
    first = models.DateField("起")
    last = models.DateField("止")
    plan = models.ForeignKey(
        InspectionPlan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="督查计划"
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="更正哪一份"
    )
    state = models.CharField("状态", max_length=8, choices=CircularState.choices, default=CircularState.DRAFT)
    sections = models.JSONField("各部分", default=list)
    drafted_on = models.DateField("拟稿日期")
    drafted_by = models.CharField("拟稿人", max_length=60)
    drafted_by_ref = models.CharField(max_length=30)
    written_by_ref = models.CharField(max_length=30)
    sent_on = models.DateField("送达日期", null=True, blank=True)
    opinion_by = models.DateField("说明期限", null=True, blank=True)
    dispatch = models.OneToOneField(
        Dispatch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="发文"
    )
    number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    issued_by = models.CharField("签发人", max_length=60, blank=True)
    figures = models.JSONField("印发时的数字", default=dict)
    text = models.TextField("印发的全文", blank=True)
    digest = models.CharField("校验值", max_length=64, blank=True)
    dropped_why = models.CharField("不发的原因", max_length=200, blank=True)

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = "督查通报"
        ordering = ["-first", "-pk"]
        indexes = [models.Index(fields=["unit_path", "issued_on"], name="circular_unit_issued")]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="circular_from_to"),
            models.CheckConstraint(
                condition=~Q(state=CircularState.ISSUED)
                | (Q(issued_on__isnull=False, dispatch__isnull=False) & ~Q(digest="") & ~Q(text="")),
                name="circular_issued_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"circular:{self.code}"

    @property
    def is_open(self) -> bool:
        return self.state in (CircularState.DRAFT, CircularState.OPINION)

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether it was issued by a unit above this actor's."""
        is_above = bool(by.own_path) and by.own_path.startswith(self.unit_path)
        return permission == VIEW and self.state == CircularState.ISSUED and is_above


class Named(models.Model):
    """通报里点到的问题; `words` is the wording and the unit's remark as issued, empty before."""

    circular = models.ForeignKey(Circular, models.CASCADE, related_name="named", verbose_name="督查通报")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="named_in", verbose_name="督查问题")
    words = models.TextField("印发时的措辞", blank=True)

    class Meta:
        verbose_name = "通报的问题"
        ordering = ["finding__unit_path", "finding__on", "finding__pk"]
        constraints = [models.UniqueConstraint(fields=["circular", "finding"], name="circular_names_once")]


def named_units(circular: Circular) -> Any:
    """The units that a circular names, in the order of the tree; never by how much was found."""
    return Unit.objects.filter(pk__in=circular.named.values("finding__unit")).order_by("path")


def of_unit(path: str) -> Q:
    """Records of a unit and those below it."""
    return within("unit_path", path)
