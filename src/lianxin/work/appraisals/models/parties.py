"""评议各方: leading group, audiences, subjects, and the matrix of who rates whom with what."""

from fractions import Fraction

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.appraisals.models.campaigns import Campaign
from lianxin.work.appraisals.terms import Direction, GroupRole, LayerKind, SubjectKind
from lianxin.work.questionnaires.models import Version

NAMED = (Direction.SELF, Direction.LEADER_COMMENT)


class GroupMember(models.Model):
    """领导小组或办公室的一人: a role inside the campaign, not a post; it grants nothing in the system (000-5)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="group", verbose_name="评议活动")
    role = models.CharField("职责", max_length=14, choices=GroupRole.choices)
    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=80, blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="人员"
    )

    class Meta:
        verbose_name = "领导小组成员"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "role", "name"], name="group_member_once")]


class Audience(models.Model):
    """评议主体的一层: how many may answer, how many must, what it weighs. `names`: who is invited, one a line, or empty.

    The list says who may come for a slip; nothing in it is ever joined with an answer.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="audiences", verbose_name="评议活动")
    code = models.CharField("代码", max_length=12)
    label = models.CharField("名称", max_length=40)
    kind = models.CharField("类别", max_length=12, choices=LayerKind.choices)
    size = models.PositiveIntegerField("应评人数")
    quota = models.PositiveIntegerField("定额", default=0)
    weight = models.CharField("权重", max_length=12, default="1")
    names = models.TextField("名册", blank=True)
    merged = models.CharField("由哪几层合并", max_length=200, blank=True)

    class Meta:
        verbose_name = "评议主体"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="audience_code_once"),
            models.UniqueConstraint(fields=["campaign", "label"], name="audience_label_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def share(self) -> Fraction:
        """权重 as a number."""
        return Fraction(self.weight)


class CampaignSubject(models.Model):
    """评议对象: a unit, a party organisation or a person; `owner` is the unit that answers for it."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="subjects", verbose_name="评议活动")
    code = models.CharField("代码", max_length=12)
    label = models.CharField("名称", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=SubjectKind.choices, default=SubjectKind.UNIT)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="所属单位")
    owner_path = models.CharField(max_length=40, db_index=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "评议对象"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "code"], name="subject_code_once"),
            models.UniqueConstraint(fields=["campaign", "kind", "label"], name="subject_label_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def unit_path(self) -> str:
        """Where the campaign is run."""
        return self.campaign.unit_path


class Line(models.Model):
    """评议矩阵的一行: this audience rates these subjects in this direction with this questionnaire (001-3, 001-4)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="lines", verbose_name="评议活动")
    audience = models.ForeignKey(Audience, models.CASCADE, related_name="lines", verbose_name="评议主体")
    number = models.PositiveSmallIntegerField("序号")
    direction = models.CharField("方向", max_length=24, choices=Direction.choices, default=Direction.PUBLIC)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name="问卷")
    subjects = models.ManyToManyField(CampaignSubject, related_name="lines", verbose_name="评议对象")

    class Meta:
        verbose_name = "评议矩阵"
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="line_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="line_number_from_one"),
        ]

    @property
    def group_code(self) -> str:
        """The code of its group in the poll."""
        return f"g{self.number}"

    @property
    def is_named(self) -> bool:
        """署名: self-ratings and leaders' comments are entered by login and never become ballots."""
        return self.direction in NAMED
