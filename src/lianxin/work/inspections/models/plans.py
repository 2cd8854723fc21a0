"""督查计划: what is looked at, by what authority, in which days; the draws; how often a unit may be inspected."""

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import ancestors, is_within, within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.base.orgs.terms import UnitKind
from lianxin.work.inspections.terms import OPEN_STATES, VIEW, InspectionMode, InspectionState, LimitPeriod

TOLD = Q(state=InspectionState.CARRIED_OUT) | Q(mode=InspectionMode.OPEN, state__in=OPEN_STATES)


def _done_at(by: Actor) -> Any:
    """Plans of which a unit of this actor's has been inspected already."""
    targets: Any = apps.get_model("inspections", "PlanTarget")
    return targets.objects.filter(within("unit_path", by.own_path), done_on__isnull=False).values("plan_id")


class PlanQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """Plans of a unit above that are no secret any more; the same as `InspectionPlan.is_own_of`."""
        if to != VIEW or not by.own_path:
            return Q(pk__in=())
        return Q(unit_path__in=ancestors(by.own_path)) & (TOLD | Q(pk__in=_done_at(by)))

    def approved(self) -> Self:
        """Those that may be carried out."""
        return self.filter(state__in=OPEN_STATES)

    def during(self, first: date, last: date) -> Self:
        """Those with at least one day in the span."""
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class InspectionPlan(models.Model):
    """督查计划: none is carried out without an approval number given by another person (国办: 督查检查考核计划管理).

    `limit`: how often one unit may be inspected under this plan. A plan in another mode than 明察 is hidden from those
    below until it is carried out, or until their own turn has been.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    title = models.CharField("名称", max_length=80)
    approval_number = models.CharField("批准文号", max_length=60, blank=True)
    basis = models.CharField("依据", max_length=200)
    purpose = models.TextField("目的")
    mode = models.CharField("方式", max_length=12, choices=InspectionMode.choices)
    script = models.TextField("话术", blank=True)
    look_at = models.JSONField("查看要点", default=list)
    target_kinds = models.JSONField("督查哪类单位", default=list)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    limit = models.PositiveSmallIntegerField("每个单位最多几次", default=1)
    state = models.CharField("状态", max_length=12, choices=InspectionState.choices, default=InspectionState.DRAFT)
    drafted_on = models.DateField("拟订日期")
    drafted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="拟订人"
    )
    drafted_name = models.CharField("拟订人姓名", max_length=60)
    approved_on = models.DateField("批准日期", null=True, blank=True)
    approved_name = models.CharField("批准人", max_length=60, blank=True)
    ended_on = models.DateField("结束于", null=True, blank=True)
    ended_why = models.CharField("取消原因", max_length=200, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "督查计划"
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "starts_on"], name="inspection_unit_starts")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="inspection_from_to"),
            models.CheckConstraint(condition=Q(limit__gte=1), name="inspection_limit_one"),
            models.CheckConstraint(  # 没有批准文号的计划不得实施
                condition=Q(state__in=("draft", "called_off")) | ~Q(approval_number=""), name="inspection_has_number"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"inspection_plan:{self.code}"

    @property
    def is_told(self) -> bool:
        """Whether those below may know of the whole plan: the same as TOLD."""
        if self.state == InspectionState.CARRIED_OUT:
            return True
        return self.mode == InspectionMode.OPEN and self.state in OPEN_STATES

    @property
    def target_words(self) -> str:
        """乡镇、村: the kinds of units that are inspected."""
        return "、".join(str(UnitKind(kind).label) for kind in self.target_kinds)

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """The same as `PlanQuerySet.own`, asked of this one."""
        if permission != VIEW or not by.own_path or not is_within(by.own_path, self.unit_path):
            return False
        return self.is_told or _done_at(by).filter(plan=self).exists()


class LeftOut(models.Model):
    """不参加抽取的单位, and why: nobody is left out of a draw without a reason that everybody can read."""

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="left_out")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    reason = models.CharField("理由", max_length=200)
    on = models.DateField("日期")
    by_name = models.CharField("经办人", max_length=60)

    class Meta:
        verbose_name = "不参加抽取"
        ordering = ["unit__path"]
        constraints = [models.UniqueConstraint(fields=["plan", "unit"], name="left_out_once")]


class Draw(models.Model):
    """抽取: seed and digest of the list stand in the journal before the draw; anyone can do it again (F080).

    `frame`: the list that was drawn from, one line per unit: its path, how often it was inspected this year, whether
    lately, and its township. `full`: those that stood at their limit, with the day from which they may be inspected.
    """

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="draws")
    number = models.PositiveSmallIntegerField("第几次")
    on = models.DateField("督查日期")
    seed = models.CharField("随机种子", max_length=32)
    digest = models.CharField("校验值", max_length=64)
    frame = models.JSONField("抽取名单", default=list)
    full = models.JSONField("已到上限", default=list)
    is_spread = models.BooleanField("按乡镇分开抽", default=False)
    size = models.PositiveIntegerField("抽取")
    drawn = models.JSONField("抽中", default=list)
    drawn_on = models.DateField("抽取日期")
    by_name = models.CharField("经办人", max_length=60)

    class Meta:
        verbose_name = "督查抽取"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="inspection_draw_number")]


class InspectionLimit(models.Model):
    """督查上限: how many inspections a unit at or under `unit` may receive in a month, quarter or year.

    The latest version of the nearest unit holds for each period; there is never a change, only a new version.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    per = models.CharField("每多久", max_length=8, choices=LimitPeriod.choices)
    most = models.PositiveSmallIntegerField("最多几次")
    basis = models.CharField("依据", max_length=200)
    since = models.DateField("从哪天起")
    by_name = models.CharField("经办人", max_length=60)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "督查上限"
        ordering = ["-since", "-pk"]
