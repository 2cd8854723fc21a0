"""意见梳理的表: a collection of opinions, its topics, and each opinion with its fate. Who gave it is nowhere."""

from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.work.appraisals.models import Campaign
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.opinions.terms import Fate, GiverSays, RemarkSource
from lianxin.work.rectification.models import Rectification


class Collection(models.Model):
    """意见汇总: the opinions of one campaign, or of one other occasion, sorted together.

    `groups`: code → {"label", "returned", "shown_as", "subjects", "tells"}: how many answered, under which name their opinions
    are listed (several together where they are few), which subjects they were asked about, whether subject and question
    may stand beside their opinions.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    title = models.CharField("名称", max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    campaign = models.OneToOneField(
        Campaign, models.PROTECT, null=True, blank=True, related_name="collection", verbose_name="评议活动"
    )
    begun_on = models.DateField("开始日期")
    taken_in_on = models.DateField("列入日期", null=True, blank=True)
    groups = models.JSONField("评议主体", default=dict)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "意见汇总"
        ordering = ["-begun_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"collection:{self.code}"

    @property
    def returned(self) -> int:
        """How many answer sheets came back in all groups."""
        return sum(one["returned"] for one in self.groups.values())


class RemarkTopic(models.Model):
    """意见类别 of a collection, made and named by a person. `keywords` help to propose it; nothing is sorted by itself."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="topics", verbose_name="意见汇总")
    code = models.CharField("编号", max_length=12, unique=True)
    label = models.CharField("名称", max_length=40)
    keywords = models.CharField("常用词", max_length=200, blank=True)

    class Meta:
        verbose_name = "意见类别"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["collection", "label"], name="remark_topic_once")]

    def __str__(self) -> str:
        return self.label


class RemarkQuerySet(BesideQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """Without what complains of this actor, his unit or one above it, and what became a concern he may not see."""
        kept = super().past_the_wall(by=by)
        if by.own_path:
            kept = kept.exclude(about_path__in=by.own_ancestors())
        return kept.exclude(about_person_id=by.person_id) if by.person_id is not None else kept

    def undecided(self) -> Self:
        """待定去向."""
        return self.filter(fate=Fate.OPEN)

    def published(self) -> Self:
        """What everybody may read."""
        return self.filter(published_on__isnull=False)


class Remark(Beside):
    """意见: one point, where it comes from, its topic and its fate.

    `text` is for the office that sorts. `cleared_text` is what a person left after blacking out who could be known by
    it: the unit concerned (`owner`) reads that alone, and only once it was shown to it. `about_path`, `about_person`:
    the wall (条例 §30) before what complains of somebody. `dialogue` is the digest of the key that the giver kept;
    what he says stands without day or order.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    collection = models.ForeignKey(Collection, models.PROTECT, related_name="remarks", verbose_name="意见汇总")
    unit_path = models.CharField(max_length=40)
    owner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="责任单位"
    )
    owner_path = models.CharField(max_length=40, blank=True, db_index=True)
    source = models.CharField("来源", max_length=8, choices=RemarkSource.choices)
    group_label = models.CharField("评议主体", max_length=120, blank=True)
    subject_code = models.CharField("评议对象代码", max_length=12, blank=True)
    subject_label = models.CharField("评议对象", max_length=60, blank=True)
    item_wording = models.CharField("题目", max_length=200, blank=True)
    on = models.DateField("日期")
    text = models.TextField("意见内容")
    cleared_text = models.TextField("隐去后的内容", blank=True)
    topic = models.ForeignKey(
        RemarkTopic, models.PROTECT, null=True, blank=True, related_name="remarks", verbose_name="分类"
    )
    fate = models.CharField("去向", max_length=10, choices=Fate.choices, default=Fate.OPEN)
    answer = models.TextField("答复或理由", blank=True)
    decided_on = models.DateField("确定去向日期", null=True, blank=True)
    rectification = models.ForeignKey(
        Rectification, models.PROTECT, null=True, blank=True, related_name="remarks", verbose_name="整改"
    )
    concern = models.OneToOneField(
        Concern, models.PROTECT, null=True, blank=True, related_name="remark", verbose_name="诉求"
    )
    about_path = models.CharField(max_length=40, blank=True)
    about_person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="反映的人员"
    )
    is_complaint = models.BooleanField("反映具体人员或单位", default=False)
    dialogue = models.CharField("对话凭证", max_length=64, blank=True, db_index=True)
    giver_says = models.CharField("提意见的人的评价", max_length=12, choices=GiverSays.choices, blank=True)
    giver_round = models.PositiveSmallIntegerField("评价的轮次", default=0)
    words = models.JSONField("往来的话", default=list)
    published_on = models.DateField("公开日期", null=True, blank=True)
    public_text = models.TextField("公开的意见", blank=True)
    public_answer = models.TextField("公开的办理结果", blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "评议意见"
        ordering = ["pk"]
        indexes = [models.Index(fields=["unit_path", "on"], name="remark_unit_on")]
        constraints = [
            models.CheckConstraint(
                condition=Q(fate="open", decided_on=None) | (~Q(fate="open") & Q(decided_on__isnull=False)),
                name="remark_fate_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(fate="rectify") | Q(rectification__isnull=False), name="remark_rectified_by_one"
            ),
            models.CheckConstraint(
                condition=Q(owner_path="") | ~Q(cleared_text=""), name="remark_cleared_before_shown"
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | (Q(is_complaint=False) & ~Q(public_text="")),
                name="remark_public_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:30]

    @property
    def ref(self) -> str:
        return f"remark:{self.code}"

    def is_hidden_from(self, by: Actor) -> bool:
        """The same wall as `past_the_wall`, asked of this one."""
        if self.about_path and self.about_path in by.own_ancestors():
            return True
        if by.person_id is not None and self.about_person_id == by.person_id:
            return True
        return super().is_hidden_from(by)

    @property
    def verdict(self) -> str:
        """What the giver says, in words; empty while he says nothing."""
        return str(GiverSays(self.giver_says).label) if self.giver_says else ""
