"""公开: what is published in which words, what was adopted, who looked at a confidential file. Facts, no deeds."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Unit
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern, Topic
from lianxin.work.concerns.terms import Kind
from lianxin.work.publishing.terms import DELAY_DAYS, Basis, Decision, RuleOf, VersionState


class PublishRule(models.Model):
    """公开设置: of a kind or a channel, whether its concerns may be published at all. Without a row: not."""

    of = models.CharField("范围", max_length=8, choices=RuleOf.choices)
    code = models.CharField("代码", max_length=20)
    is_open = models.BooleanField("可以公开", default=False)
    delay_days = models.PositiveSmallIntegerField("延后天数", default=DELAY_DAYS)

    class Meta:
        verbose_name = "公开设置"
        constraints = [models.UniqueConstraint(fields=["of", "code"], name="publish_rule_once")]


class PublicationQuerySet(BesideQuerySet):
    def public(self, on: date) -> Self:
        """公开着的: confirmed by two, the delay over, not taken down."""
        return self.filter(shown__isnull=False, publish_on__lte=on, taken_down_on=None, concern__minor="")

    def was_public(self, on: date) -> Self:
        """The same and those taken down since: their address still answers, without the content."""
        return self.filter(shown__isnull=False, publish_on__lte=on).filter(
            Q(taken_down_on=None) | Q(taken_down_on__gte=models.F("publish_on"))
        )


class Publication(Beside):
    """公开件: one concern made public. Its code is its own, so that nothing leads back to the concern.

    What stands beside the text (`place_name`, `handled_by`, `month`) is copied at the first draft, coarse on purpose.
    """

    code = models.CharField("公开编号", max_length=12, unique=True)
    concern = models.OneToOneField(Concern, models.PROTECT, related_name="publication", verbose_name="诉求")
    unit_path = models.CharField(max_length=40, db_index=True)
    kind = models.CharField("性质", max_length=12, choices=Kind.choices)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="+", verbose_name="分类")
    month = models.CharField("收到月份", max_length=7)
    place_name = models.CharField("所在乡镇", max_length=60, blank=True)
    handled_by = models.CharField("办理单位", max_length=60, blank=True)
    shown = models.ForeignKey(
        "Version", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公开的版本"
    )
    publish_on = models.DateField("公开日期", null=True, blank=True)
    taken_down_on = models.DateField("撤下日期", null=True, blank=True)
    taken_down_why = models.CharField("撤下理由", max_length=200, blank=True)

    objects: ClassVar[Any] = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = "公开件"
        ordering = ["-publish_on", "code"]
        indexes = [models.Index(fields=["publish_on", "taken_down_on"], name="publication_public")]

    @property
    def ref(self) -> str:
        return f"publication:{self.code}"

    def is_public(self, on: date) -> bool:
        """The same rule as `public()`, asked of this one."""
        return (
            self.shown_id is not None
            and self.publish_on is not None
            and self.publish_on <= on
            and self.taken_down_on is None
        )


class Version(models.Model):
    """公开稿的一个版本: kept for good with its fingerprint; the fingerprint holds that of the version before it."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("版本")
    state = models.CharField(
        "复核", max_length=10, choices=VersionState.choices, default=VersionState.PREPARED, db_index=True
    )
    title = models.CharField("标题", max_length=80)
    asked = models.TextField("反映的内容")
    answered = models.TextField("答复的内容")
    basis = models.CharField("公开依据", max_length=12, choices=Basis.choices)
    delay_days = models.PositiveSmallIntegerField("延后天数")
    prepared_by = models.CharField(max_length=40)
    prepared_by_name = models.CharField("拟稿人", max_length=60)
    prepared_at = models.DateTimeField("拟稿时间")
    decided_by_name = models.CharField("复核人", max_length=60, blank=True)
    decided_at = models.DateTimeField("复核时间", null=True, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    before = models.CharField("前一版指纹", max_length=64, blank=True)
    fingerprint = models.CharField("指纹", max_length=64, blank=True)

    class Meta:
        verbose_name = "公开稿版本"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(fingerprint=""), name="version_confirmed_is_sealed"
            ),
        ]

    def texts(self) -> tuple[str, str, str]:
        """The three texts that become public."""
        return self.title, self.asked, self.answered


class Consent(models.Model):
    """公开意愿: the resident's latest word by his own receipt; it stands above what was ticked at intake."""

    concern = models.OneToOneField(
        Concern, models.CASCADE, primary_key=True, related_name="consent", verbose_name="诉求"
    )
    agrees = models.BooleanField("同意公开")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "公开意愿"


class Adoption(Beside):
    """采纳情况: what became of an opinion, with the reason; told to the resident."""

    concern = models.OneToOneField(Concern, models.PROTECT, related_name="adoption", verbose_name="诉求")
    unit_path = models.CharField(max_length=40, db_index=True)
    decision = models.CharField("采纳", max_length=12, choices=Decision.choices)
    reason = models.TextField("理由")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    by_name = models.CharField("登记人", max_length=60)
    decided_on = models.DateField("登记日期")

    objects: ClassVar[Any] = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = "采纳情况"
        ordering = ["-decided_on", "-pk"]


class Opening(models.Model):
    """查阅记录: one view of a confidential concern's page by staff; the resident reads every one of them (T7)."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="openings")
    post = models.CharField("单位和职务", max_length=120)
    purpose = models.CharField("看了什么", max_length=40)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "查阅记录"
        ordering = ["at", "pk"]


class Disturbance(models.Model):
    """被打扰: the concern that a resident brought because the first one brought him trouble."""

    first = models.ForeignKey(Concern, models.PROTECT, related_name="disturbances", verbose_name="原诉求")
    second = models.OneToOneField(Concern, models.PROTECT, related_name="disturbed_by", verbose_name="新诉求")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "被打扰"


def days_after(on: date, days: int) -> date:
    """Natural days: the day on which a delay is over."""
    return on + timedelta(days=days)
