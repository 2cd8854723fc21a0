"""座谈会与意见: the meeting with how many took part, and each opinion with what became of it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from lianxin.base.orgs.models import Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.concerns.beside import Beside, BesideQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.gatherings.models.sheets import OpinionSheet
from lianxin.work.gatherings.models.studies import Study
from lianxin.work.gatherings.terms import EXPLAINING, THREE_MEETINGS, GatheringKind, OpinionOutcome, PresentKind


class Gathering(models.Model):
    """座谈会, 家长会, 三会, 政策宣讲会: when, where, how many; which units sent somebody, never who believes what.

    `of_which`: of those present how many of each `PresentKind`, none above `people`; no names anywhere (M122).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=8, choices=GatheringKind.choices)
    title = models.CharField("主题", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=120, blank=True)
    people = models.PositiveIntegerField("参加人数")
    of_which = models.JSONField("其中", default=dict)
    units_present = models.CharField("参加单位", max_length=400, blank=True)
    chaired_by = models.CharField("主持人", max_length=60, blank=True)
    by_name = models.CharField("记录人", max_length=60)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "座谈会"
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["unit_path", "-held_on"], name="gathering_unit_held")]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"gathering:{self.code}"

    @property
    def of_which_words(self) -> list[tuple[str | Promise, int]]:
        """What of those present was counted apart, in words."""
        return [(kind.label, self.of_which[kind]) for kind in PresentKind if self.of_which.get(kind)]

    @property
    def is_explaining(self) -> bool:
        """政策宣讲, 动员: people ask and are answered."""
        return self.kind in EXPLAINING

    @property
    def wants_resolutions(self) -> bool:
        """三会: each says what was decided."""
        return self.kind in THREE_MEETINGS


class OpinionQuerySet(BesideQuerySet):
    def to_study(self) -> Self:
        """Promised and not yet answered."""
        return self.filter(outcome=OpinionOutcome.TO_STUDY)

    def overdue(self, on: date) -> Self:
        """The promised day has passed."""
        return self.to_study().filter(due_on__lt=on)


class Opinion(Beside):
    """意见: one point of a gathering, or one written answer of an opinion sheet, and what became of it.

    Once it has become a concern it is seen by those alone who may see the concern.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    gathering = models.ForeignKey(
        Gathering, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name="座谈会"
    )
    sheet = models.ForeignKey(
        OpinionSheet, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name="征求意见表"
    )
    text = models.TextField("意见内容")
    is_question = models.BooleanField("提问", default=False)
    on = models.DateField("日期")
    outcome = models.CharField("着落", max_length=10, choices=OpinionOutcome.choices, default=OpinionOutcome.OPEN)
    answer = models.TextField("答复内容", blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    handler = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="承办单位"
    )
    handler_path = models.CharField(max_length=40, blank=True, db_index=True)
    owner = models.CharField("责任人", max_length=60, blank=True)
    due_on = models.DateField("办理期限", null=True, blank=True)
    concern = models.OneToOneField(
        Concern, models.PROTECT, null=True, blank=True, related_name="opinion", verbose_name="诉求"
    )
    study = models.ForeignKey(
        Study, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name="专题研究"
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "座谈征求的意见"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gathering__isnull=False, sheet=None) | Q(gathering=None, sheet__isnull=False),
                name="opinion_from_one_place",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="to_study") | Q(due_on__isnull=False, handler__isnull=False),
                name="opinion_study_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def ref(self) -> str:
        return f"opinion:{self.code}"
