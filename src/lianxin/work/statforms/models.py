"""评议统计单的表: the form of one campaign, and each version that was signed, frozen with what it was counted from."""

from django.db import models

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.pure import statform
from lianxin.work.appraisals.models import Campaign


class StatForm(models.Model):
    """统计单: whose, of which campaign, in which words, by which grades. Its numbers are computed until it is signed.

    `members`: how many there are in all, where the campaign did not say so when it was planned.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    campaign = models.OneToOneField(Campaign, models.PROTECT, related_name="statform", verbose_name="评议活动")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    opened_on = models.DateField("开始填报日期")
    organisation = models.CharField("被评议的组织怎样称呼", max_length=30)
    member = models.CharField("被评议的人员怎样称呼", max_length=30)
    body = models.CharField("组织怎样称呼", max_length=30)
    above = models.CharField("上级怎样称呼", max_length=30)
    activity = models.CharField("活动名称", max_length=40)
    members = models.PositiveIntegerField("党员（职工）总数", null=True, blank=True)
    satisfied_from = models.PositiveSmallIntegerField("满意从多少分起", default=85)
    fairly_from = models.PositiveSmallIntegerField("基本满意从多少分起", default=60)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "评议统计单"
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(satisfied_from__gt=models.F("fairly_from"), satisfied_from__lte=100),
                name="statform_grades_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"statform:{self.code}"

    @property
    def words(self) -> statform.Words:
        """称谓."""
        return statform.Words(self.organisation, self.member, self.body, self.above, self.activity)

    @property
    def grades(self) -> statform.GradeMap:
        """等次口径."""
        return statform.GradeMap(self.satisfied_from, self.fairly_from)

    @property
    def title(self) -> str:
        """表名."""
        return statform.title(self.words)


class SignedForm(models.Model):
    """签署的统计单: its numbers, words, 口径 and the records counted, with their seal. A correction is a further version."""

    form = models.ForeignKey(StatForm, models.PROTECT, related_name="signed", verbose_name="评议统计单")
    version = models.PositiveSmallIntegerField("版次")
    values = models.JSONField("六行的数")
    words = models.JSONField("称谓")
    grades = models.JSONField("等次口径")
    records = models.JSONField("计入的记录", default=dict)
    definition = models.CharField("评议方案校验值", max_length=64, blank=True)
    fingerprint = models.CharField("校验值", max_length=64)
    reason = models.CharField("更正理由", max_length=200, blank=True)
    signed_on = models.DateField("填报时间")
    signed_by = models.CharField("签署人", max_length=60)

    class Meta:
        verbose_name = "签署的统计单"
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["form", "version"], name="statform_version_once")]

    @property
    def frozen(self) -> statform.Values:
        """The numbers as they were signed."""
        return statform.values_of(self.values)

    @property
    def wording(self) -> statform.Words:
        """The words as they were signed."""
        return statform.Words(**self.words)

    @property
    def grade_map(self) -> statform.GradeMap:
        """等次口径 as it was signed."""
        return statform.GradeMap(**self.grades)

    @property
    def is_as_signed(self) -> bool:
        """Whether nothing of it was touched since."""
        sealed = statform.seal(self.frozen, self.wording, self.grade_map, self.records, self.definition)
        return sealed == self.fingerprint
