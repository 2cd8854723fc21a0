"""矛盾纠纷的表: a matter in dispute, its mediations; who the parties are stands apart, and is emptied when its time is over."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.concerns.terms import VIEW as SEE_CONCERN
from lianxin.work.disputes.lists import label_of, lists_of
from lianxin.work.disputes.terms import TONES, DisputeStatus, Fulfilment, MediationResult, Origin, Side
from lianxin.work.hazards.models import Hazard


class Sweep(models.Model):
    """一次排查: who looks through which villages in which season, from–to (M253)."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    title = models.CharField("名称", max_length=80)
    season = models.CharField("时节", max_length=20)
    lists_version = models.CharField("目录版本", max_length=12)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止")
    by_name = models.CharField("登记人", max_length=60)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "排查"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="sweep_from_to"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"sweep:{self.code}"

    @property
    def season_label(self) -> str | Promise:
        return label_of(lists_of(self.lists_version).seasons, self.season)


class DisputeQuerySet(BesideQuerySet):
    def expired(self, on: date) -> Self:
        """Whose parties are kept no longer, and still there."""
        return self.filter(erased_on=None, keep_until__lt=on)


class Dispute(Beside):
    """纠纷: a matter about a thing or a place. Title and text name nobody; the parties stand in their own table.

    What complains about a unit or an official is no dispute: it is a concern, behind the wall (条例 §30). One that is
    linked with a concern is seen by nobody who may not see the concern. `settled` are 达成协议 and 已处置.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    type = models.CharField("纠纷类型", max_length=20)
    lists_version = models.CharField("目录版本", max_length=12)
    origin = models.CharField("来源", max_length=10, choices=Origin.choices)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("事情经过")
    place = models.CharField("地点", max_length=120, blank=True)
    found_on = models.DateField("发现日期")
    sweep = models.ForeignKey(
        Sweep, models.PROTECT, null=True, blank=True, related_name="disputes", verbose_name="排查"
    )
    hazard = models.ForeignKey(Hazard, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="隐患点")
    concern = models.ForeignKey(
        Concern, models.PROTECT, null=True, blank=True, related_name="disputes", verbose_name="诉求"
    )
    status = models.CharField("状态", max_length=12, choices=DisputeStatus.choices, default=DisputeStatus.FOUND)
    status_on = models.DateField("现状日期")
    handed_to = models.CharField("上报或移交给", max_length=60, blank=True)
    result = models.CharField("处置结果", max_length=200, blank=True)
    keep_until = models.DateField("保存到", null=True, blank=True)
    erased_on = models.DateField("清除日期", null=True, blank=True)
    by_name = models.CharField("登记人", max_length=60)

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = "纠纷"
        ordering = ["-found_on", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "found_on"], name="dispute_place_day"),
            models.Index(fields=["keep_until"], condition=Q(erased_on=None), name="dispute_keep_until"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"dispute:{self.code}"

    @property
    def tone(self) -> str:
        """How the state is shown: done, doing, to do, late, or quiet."""
        return TONES[DisputeStatus(self.status)]

    @property
    def type_label(self) -> str | Promise:
        return label_of(lists_of(self.lists_version).types, self.type)


class DisputeParty(models.Model):
    """当事人: a person or a household or a firm on one side; opened for a purpose, emptied when its time is over."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="parties", verbose_name="纠纷")
    side = models.CharField("哪一方", max_length=10, choices=Side.choices)
    name = models.CharField("姓名或名称", max_length=60, blank=True)
    phone = EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="dispute_id side")
    address = EncryptedTextField("住址", max_length=120, blank=True, bound_to="dispute_id side")

    class Meta:
        verbose_name = "当事人"
        ordering = ["side", "pk"]


class OfDisputeQuerySet(PlacedQuerySet):
    """Records of a dispute: behind the wall where the dispute is."""

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without those of a dispute whose concern the actor may not see."""
        seen = Concern.objects.reachable(by=by, to=SEE_CONCERN).filter(pk=OuterRef("dispute__concern_id"))
        return self.filter(Q(dispute__concern=None) | Exists(seen))

    def has_walled(self, *, by: Actor) -> bool:
        """Asked of each anew: there are few of them."""
        return True


class Mediation(models.Model):
    """调解: one attempt to settle a dispute by agreement, with its clock; concluded when agreed or failed.

    A dispute that is reported or transferred while a mediation runs has that one concluded as failed, so that the
    success rate cannot be made by handing on what does not succeed.
    """

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="mediations", verbose_name="纠纷")
    unit_path = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField("第几次")
    mediators = models.CharField("调解员", max_length=80)
    place = models.CharField("调解地点", max_length=80, blank=True)
    started_on = models.DateField("开始日期")
    clock = models.CharField("时限规则", max_length=30)
    clock_version = models.PositiveSmallIntegerField(default=1)
    due_on = models.DateField("办理期限")
    concluded_on = models.DateField("结束日期", null=True, blank=True)
    result = models.CharField("结果", max_length=8, choices=MediationResult.choices, blank=True)
    agreement = models.TextField("协议内容", blank=True)
    why_failed = models.CharField("未达成的原因", max_length=200, blank=True)
    fulfil_by = models.DateField("履行期限", null=True, blank=True)
    fulfilment = models.CharField("履行情况", max_length=10, choices=Fulfilment.choices, blank=True)
    fulfilled_on = models.DateField("履行日期", null=True, blank=True)

    objects = OfDisputeQuerySet.as_manager()

    class Meta:
        verbose_name = "调解"
        ordering = ["-started_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "concluded_on"], name="mediation_place_day")]
        constraints = [
            models.UniqueConstraint(fields=["dispute", "number"], name="mediation_number_once"),
            models.UniqueConstraint(fields=["dispute"], condition=Q(concluded_on=None), name="mediation_one_open"),
            models.CheckConstraint(
                condition=Q(concluded_on=None, result="") | (Q(concluded_on__isnull=False) & ~Q(result="")),
                name="mediation_concluded_result",
            ),
        ]

    def is_hidden_from(self, by: Actor) -> bool:
        """The same rule, asked of this one."""
        return self.dispute.is_hidden_from(by)


class MediationSession(models.Model):
    """一次调解会: the day, the place, what was said; the words are for those whom the parties are open to."""

    mediation = models.ForeignKey(Mediation, models.CASCADE, related_name="sessions", verbose_name="调解")
    on = models.DateField("日期")
    place = models.CharField("地点", max_length=80, blank=True)
    text = models.TextField("调解记录", blank=True)
    by_name = models.CharField("记录人", max_length=60)

    class Meta:
        verbose_name = "调解记录"
        ordering = ["on", "pk"]


class FollowUp(models.Model):
    """回访: how far the agreement is kept, asked on a day."""

    mediation = models.ForeignKey(Mediation, models.CASCADE, related_name="follow_ups", verbose_name="调解")
    on = models.DateField("日期")
    fulfilment = models.CharField("履行情况", max_length=10, choices=Fulfilment.choices)
    note = models.CharField("说明", max_length=200, blank=True)
    by_name = models.CharField("回访人", max_length=60)

    class Meta:
        verbose_name = "协议回访"
        ordering = ["on", "pk"]
