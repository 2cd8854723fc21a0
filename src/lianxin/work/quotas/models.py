"""走访任务的表: versions of what is asked and their clauses, people named for them, terms of school, checks once a term.

What somebody has done is kept nowhere here: it is counted from the records of the other rooms whenever it is asked for.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.quota import Rule, Span, Term
from lianxin.work.quotas.terms import EDIT, CountUnit, Part, PeriodKind, QuotaStatus, Sharing, Subject


class QuotaSetQuerySet(PlacedQuerySet):
    def in_force(self, on: date) -> Self:
        """现行的 on that day, of every series one version."""
        known = self.filter(status__in=(QuotaStatus.APPROVED, QuotaStatus.WITHDRAWN), valid_from__lte=on)
        return known.filter(Q(valid_to=None) | Q(valid_to__gte=on))

    def readable(self, by: Actor) -> Self:
        """What is asked of people is open to all who see duties; a draft only to those who may write it."""
        drafts = self.filter(status=QuotaStatus.DRAFT).reachable(by=by, to=EDIT)
        return self.filter(~Q(status=QuotaStatus.DRAFT) | Q(pk__in=drafts.values("pk")))


class QuotaSet(models.Model):
    """任务规定: one version of what is asked of some people or units, below `unit`; `series` is shared by its versions.

    It binds whoever holds one of `roles` in a unit of one of `unit_kinds` (empty: all kinds) below `unit`, and whoever is
    named (`QuotaMember`); with subject `units`, the units of those kinds themselves. The version that is in force on a
    day speaks for the whole period in which that day lies; before the first version of a series nothing was owed.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    series = models.CharField("规定编号", max_length=12)
    version = models.PositiveSmallIntegerField("版本")
    title = models.CharField("名称", max_length=60)
    basis = models.CharField("依据", max_length=200, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    subject = models.CharField("谁的任务", max_length=8, choices=Subject.choices, default=Subject.PEOPLE)
    roles = models.JSONField("哪些职务", default=list)
    unit_kinds = models.JSONField("哪类单位", default=list)
    status = models.CharField("状态", max_length=12, choices=QuotaStatus.choices, default=QuotaStatus.DRAFT)
    valid_from = models.DateField("施行日期", null=True, blank=True)
    valid_to = models.DateField("最后一天", null=True, blank=True)
    drafted_on = models.DateField("起草日期")
    drafted_by_name = models.CharField("起草人", max_length=60)
    approved_on = models.DateField("审定日期", null=True, blank=True)
    approved_by_name = models.CharField("审定人", max_length=60, blank=True)
    withdrawn_why = models.CharField("废止理由", max_length=200, blank=True)

    objects = QuotaSetQuerySet.as_manager()

    class Meta:
        verbose_name = "走访任务规定"
        ordering = ["title", "series", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["series", "version"], name="quota_set_version_once"),
            models.UniqueConstraint(fields=["series"], condition=Q(status="draft"), name="quota_set_one_draft"),
            models.CheckConstraint(
                condition=Q(status="draft", valid_from=None, approved_on=None)
                | (~Q(status="draft") & Q(valid_from__isnull=False, approved_on__isnull=False)),
                name="quota_set_approved_has_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")) | ~Q(status="approved"),
                name="quota_set_from_to",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | (Q(valid_to__isnull=False) & ~Q(withdrawn_why="")),
                name="quota_set_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"quota_set:{self.code}"

    @property
    def is_draft(self) -> bool:
        return self.status == QuotaStatus.DRAFT


class QuotaRule(models.Model):
    """任务条款: one rule of a set, in the words of `pure.quota.Rule`; `number` is its place, which decides what counts first."""

    quota_set = models.ForeignKey(QuotaSet, models.CASCADE, related_name="rules", verbose_name="走访任务规定")
    number = models.PositiveSmallIntegerField("序号")
    code = models.CharField("条款编号", max_length=12)
    label = models.CharField("条款", max_length=40)
    measure = models.CharField("看哪些记录", max_length=40)
    unit = models.CharField("单位", max_length=12, choices=CountUnit.choices)
    period = models.CharField("期间", max_length=12, choices=PeriodKind.choices)
    minimum = models.PositiveSmallIntegerField("至少")
    most = models.PositiveSmallIntegerField("一般不超过", null=True, blank=True)
    kinds = models.JSONField("只算哪几类", default=list)
    where = models.JSONField("只算哪类单位", default=list)
    link = models.CharField("对每个联系点", max_length=40, blank=True)
    link_kinds = models.JSONField("哪几类联系点", default=list)
    part = models.CharField("任职不满一期", max_length=8, choices=Part.choices, default=Part.DAYS)
    sharing = models.CharField("一次算几条", max_length=8, choices=Sharing.choices, default=Sharing.SHARED)
    wider = models.CharField("较宽的一条", max_length=12, blank=True)
    first = models.DateField("起", null=True, blank=True)
    last = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "任务条款"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["quota_set", "code"], name="quota_rule_code_once"),
            models.CheckConstraint(condition=Q(minimum__gt=0), name="quota_rule_asks_something"),
            models.CheckConstraint(
                condition=Q(period="custom", first__isnull=False, last__gte=F("first"))
                | (~Q(period="custom") & Q(first=None, last=None)),
                name="quota_rule_own_days",
            ),
        ]

    def as_rule(self, kinds: tuple[str, ...] = ()) -> Rule:
        """The rule that is reckoned; `kinds` count where it names none itself. Raises pure.quota.NotARule."""
        own = Span(self.first, self.last) if self.first and self.last else None
        return Rule(
            self.code, self.label, self.measure, self.unit, self.period, self.minimum, self.most,  # type: ignore[arg-type]
            tuple(self.kinds) or kinds, tuple(self.where), self.link, tuple(self.link_kinds), self.part,  # type: ignore[arg-type]
            self.sharing, self.wider, own,  # type: ignore[arg-type]
        )  # fmt: skip


class QuotaMember(models.Model):
    """列入人员: somebody whom a series binds by name, where the roles of the system do not say it (班子成员, 党员)."""

    series = models.CharField("规定编号", max_length=12, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="人员")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    home_path = models.CharField(max_length=40)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "列入人员"
        ordering = ["home_path", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="quota_member_from_to"),
            models.UniqueConstraint(
                fields=["series", "person"], condition=Q(until=None), name="quota_member_once_at_a_time"
            ),
        ]

    @property
    def ref(self) -> str:
        return f"quota_member:{self.pk}"


class SchoolTerm(models.Model):
    """学期: the school calendar of the county; the days change every year, so they are data."""

    year = models.CharField("学年", max_length=12)
    number = models.PositiveSmallIntegerField("第几学期")
    first = models.DateField("开学日期")
    last = models.DateField("最后一天")

    class Meta:
        verbose_name = "学期"
        ordering = ["first"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="school_term_once"),
            models.CheckConstraint(condition=Q(last__gt=F("first")), name="school_term_from_to"),
        ]

    @property
    def ref(self) -> str:
        return f"school_term:{self.pk}"

    def as_term(self) -> Term:
        """The term that is reckoned with."""
        return Term(self.year, self.number, self.first, self.last)


class TermCheck(models.Model):
    """学期检查: the unit looked at how contact with people is kept (M109); of records that exist already (JF-8)."""

    code = models.CharField("编号", max_length=12, unique=True)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    home_path = models.CharField(max_length=40)
    on = models.DateField("检查日期")
    looked_at = models.CharField("看了什么", max_length=200)
    found = models.TextField("检查情况", blank=True)
    sample = models.JSONField("抽看的记录", default=list)
    by_name = models.CharField("检查人", max_length=60)
    recorded_at = models.DateTimeField("记录时间")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "学期检查"
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["home_path", "-on"], name="term_check_home_on")]

    @property
    def ref(self) -> str:
        return f"term_check:{self.code}"
