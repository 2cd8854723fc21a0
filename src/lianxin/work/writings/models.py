"""日记与报告的表: what an official writes himself, experience that was spread, publicity about real work."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.concerns.models import Concern
from lianxin.work.drives.models import Drive
from lianxin.work.visits.models import Visit
from lianxin.work.writings.terms import STANDING, PublicityKind, WritingKind, WritingStatus


class WritingQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, in whatever post; the same as `Writing.is_own_of`."""
        return Q(person_id=by.person_id) if by.is_person else Q(pk__in=())

    def past_the_wall(self, *, by: Actor) -> Self:
        """Of others only what they have handed in; the same as `Writing.is_hidden_from`."""
        mine = Q(person_id=by.person_id) if by.is_person else Q(pk__in=())
        return self.filter(Q(status__in=STANDING) | mine)

    def has_walled(self, *, by: Actor) -> bool:
        """Every draft of another is hidden."""
        return True

    def standing(self) -> Self:
        """Handed in and not taken back: what counts as done."""
        return self.filter(status__in=STANDING)

    def of_person(self, person: Person) -> Self:
        """What this person wrote."""
        return self.filter(person=person)


class Writing(models.Model):
    """文稿: a diary entry, a report, a suggestion or an account of experience that was spread.

    `home` is the unit of the writer's post, `unit` the unit that it was handed to. Until it is handed in nobody but the
    writer reads it. Nobody has to write a diary, and no figure of a unit counts diaries (JF-3).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=14, choices=WritingKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="作者")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="所在单位")
    home_path = models.CharField(max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, blank=True, db_index=True)
    on = models.DateField("日期")
    title = models.CharField("标题", max_length=80)
    text = models.TextField("正文", blank=True)
    drive = models.ForeignKey(Drive, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="走访活动")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="走访")
    client_key = models.CharField(max_length=64, null=True, unique=True)
    status = models.CharField("状态", max_length=12, choices=WritingStatus.choices, default=WritingStatus.DRAFT)
    submitted_on = models.DateField("交出日期", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_by_name = models.CharField("答复人", max_length=60, blank=True)

    objects = WritingQuerySet.as_manager()

    class Meta:
        verbose_name = "文稿"
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["person", "kind", "on"], name="writing_person_kind_on"),
            models.Index(fields=["home_path", "on"], name="writing_home_on"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=("draft", "withdrawn"), submitted_on=None)
                | (~Q(status__in=("draft", "withdrawn")) & Q(submitted_on__isnull=False)),
                name="writing_submitted_has_date",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("adopted", "not_adopted"), answered_on__isnull=False)
                | (~Q(status__in=("adopted", "not_adopted")) & Q(answered_on=None)),
                name="writing_answered_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"writing:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether the actor wrote it."""
        return by.is_person and self.person_id == by.person_id

    def is_hidden_from(self, by: Actor) -> bool:
        """A draft, and what was taken back, is the writer's alone."""
        return self.status not in STANDING and self.person_id != by.person_id


class Spread(models.Model):
    """经验推广: what was taken from where to where and what came of it (004-b), backed by a concern or a drive."""

    writing = models.OneToOneField(Writing, models.CASCADE, related_name="spread", verbose_name="文稿")
    from_where = models.CharField("经验来自哪里", max_length=80)
    to_where = models.CharField("推广到哪里", max_length=80)
    result = models.TextField("取得的实效")
    concern = models.ForeignKey(
        Concern, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="佐证的诉求"
    )

    class Meta:
        verbose_name = "经验推广"


class PublicityQuerySet(PlacedQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """What reports on a concern behind the wall is not seen; one merely out of reach only loses its link."""
        seen = Concern.objects.past_the_wall(by=by).filter(pk=OuterRef("concern_id"))
        return self.filter(Q(concern=None) | Exists(seen))

    def has_walled(self, *, by: Actor) -> bool:
        return True


class Publicity(models.Model):
    """宣传稿件: published about real work; linked to the record that it reports on (000-2)."""

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=10, choices=PublicityKind.choices)
    title = models.CharField("标题", max_length=80)
    outlet = models.CharField("刊播在哪里", max_length=60)
    published_on = models.DateField("刊播日期")
    author = models.CharField("作者", max_length=60, blank=True)
    link = models.URLField("网址", max_length=300, blank=True)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    home_path = models.CharField(max_length=40)
    unit_path = models.CharField(max_length=40, blank=True)
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="诉求")
    drive = models.ForeignKey(Drive, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="走访活动")
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="走访")
    entered_on = models.DateField("登记日期")
    by_name = models.CharField("登记人", max_length=60)
    withdrawn_on = models.DateField("撤下日期", null=True, blank=True)
    withdrawn_why = models.CharField("撤下理由", max_length=200, blank=True)

    objects = PublicityQuerySet.as_manager()

    class Meta:
        verbose_name = "宣传稿件"
        ordering = ["-published_on", "-pk"]
        indexes = [models.Index(fields=["home_path", "-published_on"], name="publicity_home_on")]

    @property
    def ref(self) -> str:
        return f"publicity:{self.code}"

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall of the concern that it reports on."""
        return self.concern is not None and self.concern.is_hidden_from(by)
