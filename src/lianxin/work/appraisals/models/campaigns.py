"""评议活动: the campaign, its ordered stages, and the series of a year that it may belong to."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.permissions import Permission, PlacedQuerySet
from lianxin.pure import polling
from lianxin.work.appraisals.terms import VIEW, CampaignStatus, Sector, StageKind
from lianxin.work.ballots.models import PollBox

MODES = ((polling.SLIPS, "抽签条"), (polling.BLIND, "盲签名"), (polling.OPEN, "开放链接"))


class Series(models.Model):
    """评议系列: 一季一评议、半年一小结、年终一总评 of one unit in one year; its parts are campaigns (001-3)."""

    title = models.CharField("名称", max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "评议系列"
        ordering = ["-year", "pk"]
        constraints = [models.UniqueConstraint(fields=["unit", "year", "title"], name="series_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"series:{self.pk}"


class CampaignQuerySet(PlacedQuerySet):
    """A campaign is seen where it is run, and, once they were told or it is open, by the units that are rated."""

    def beyond(self, root: str, to: Permission) -> Q:
        if to.code != VIEW.code:
            return Q(pk__in=())
        known = Q(notified_on__isnull=False) | Q(opened_on__isnull=False)
        told = self.model.objects.filter(within("subjects__owner_path", root) & known)
        called = self.model.objects.filter(called_on__isnull=False, unit_path__in=_above(root))
        return Q(pk__in=told.values("pk")) | Q(pk__in=called.values("pk"))


def _above(path: str) -> list[str]:
    return ancestors(path)[:-1]


class Campaign(models.Model):
    """评议活动: who appraises whom, when and how. Once it is open, its definition never changes (security.md T13)."""

    code = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("名称", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    unit_name = models.CharField("单位名称", max_length=60)
    status = models.CharField(
        "状态", max_length=10, choices=CampaignStatus.choices, default=CampaignStatus.PLANNED, db_index=True
    )
    sector = models.CharField("行业", max_length=16, choices=Sector.choices, blank=True)
    goal = models.CharField("评议目标", max_length=120, blank=True)
    plan = models.TextField("实施方案要点", blank=True)
    members = models.PositiveIntegerField("党员（职工）总数", null=True, blank=True)
    planned_on = models.DateField("拟订日期")
    opens_on = models.DateField("投票开始日期")
    closes_on = models.DateField("投票截止日期")
    mode = models.CharField("投票方式", max_length=5, choices=MODES, default=polling.SLIPS)
    rules = models.JSONField("计票规则", default=dict)
    script = models.TextField("电话访问的开场白", blank=True)
    notified_on = models.DateField("告知评议对象日期", null=True, blank=True)
    notice_fingerprint = models.CharField("告知时的方案校验值", max_length=64, blank=True)
    opened_on = models.DateField("开启日期", null=True, blank=True)
    fingerprint = models.CharField("评议方案校验值", max_length=64, blank=True)
    finished_on = models.DateField("结束日期", null=True, blank=True)
    called_on = models.DateField("部署下级日期", null=True, blank=True)
    box = models.OneToOneField(
        PollBox, models.PROTECT, null=True, blank=True, related_name="campaign", verbose_name="投票"
    )
    round_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name="补课所依据的评议"
    )
    adopted_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="adopted", verbose_name="上级部署的评议"
    )
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="campaigns", verbose_name="评议系列"
    )
    period = models.CharField("季度", max_length=7, blank=True)
    attached = models.TextField("自愿附上的材料", blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "评议活动"
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=("planned", "cancelled")) | (Q(box__isnull=False) & ~Q(fingerprint="")),
                name="campaign_open_has_poll",
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=models.F("opens_on")), name="campaign_from_to"),
            models.UniqueConstraint(fields=["adopted_from", "unit"], name="campaign_adopted_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"campaign:{self.code}"

    @property
    def is_fixed(self) -> bool:
        """定案: the definition stands, only a new campaign can differ."""
        return self.status != CampaignStatus.PLANNED

    @property
    def is_closed(self) -> bool:
        """投票已截止: the ballots are released and may be counted."""
        return self.box is not None and self.box.status == "closed"

    @property
    def counts(self) -> polling.Rules:
        """计票规则 as a value."""
        return polling.Rules(**self.rules)

    def paths_beyond(self, to: Permission) -> Iterable[str]:
        """The same as `CampaignQuerySet.beyond`, asked of this one: units that are rated and told, units that are called."""
        if to.code != VIEW.code:
            return []
        paths: list[str] = []
        if self.notified_on is not None or self.opened_on is not None:
            paths += self.subjects.values_list("owner_path", flat=True)
        if self.called_on is not None:
            paths += Unit.objects.under(self.unit).values_list("path", flat=True)
        return paths


class Stage(models.Model):
    """阶段 of a campaign, in order; which conditions open it, `queries.obstacles` says."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="stages", verbose_name="评议活动")
    kind = models.CharField("类别", max_length=10, choices=StageKind.choices)
    number = models.PositiveSmallIntegerField("序号")
    starts_on = models.DateField("计划开始", null=True, blank=True)
    ends_on = models.DateField("计划完成", null=True, blank=True)
    begun_on = models.DateField("开始日期", null=True, blank=True)
    done_on = models.DateField("完成日期", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "评议阶段"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "kind"], name="stage_once"),
            models.CheckConstraint(condition=Q(done_on=None) | Q(begun_on__isnull=False), name="stage_begun_first"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def is_late(self, today: date) -> bool:
        """Whether its planned last day has passed and it is not done."""
        return self.done_on is None and self.ends_on is not None and self.ends_on < today
