"""雷同的表: which texts can be found again by what numbers, the office's own library, the idioms, what was found alike.

The index keeps no text: a text is read where its record holds it, and with the record its entry goes.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.reports.overlaps.terms import ANSWER, LEAD, VIEW, Origin, Reason, State


class TextEntry(models.Model):
    """索引里的一篇: where it is, whose, its size and checksum as indexed; `prints` are its numbers, four bytes each."""

    ref = models.CharField("记录", max_length=60, unique=True)
    kind = models.CharField("类别", max_length=20)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="作者")
    on = models.DateField("日期")
    size = models.PositiveIntegerField("字数")
    sha = models.CharField("校验值", max_length=64)
    prints = models.BinaryField("指纹")

    class Meta:
        verbose_name = "比对索引"
        ordering = ["pk"]


class Fingerprint(models.Model):
    """指纹: one number of one text. Millions of rows: found by the value, with the entry in the same index."""

    value = models.IntegerField("指纹值")
    entry_key = models.BigIntegerField("索引里的一篇")

    class Meta:
        verbose_name = "指纹"
        indexes = [models.Index(fields=["value", "entry_key"], name="fingerprint_value")]


class LibraryQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Without those taken out."""
        return self.filter(withdrawn_on=None)

    def open_to(self, by: Actor) -> Self:
        """What this actor may read: his unit's own, and what others share with all."""
        return self.standing().filter(Q(is_shared=True) | Q(unit_path__in=by.own_paths))


class LibraryText(models.Model):
    """文库文稿: a text from outside or from earlier years that an office put in, for itself or for all (F114)."""

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    title = models.CharField("标题", max_length=80)
    origin = models.CharField("出自哪里", max_length=80)
    on = models.DateField("成文日期")
    text = models.TextField("正文")
    is_shared = models.BooleanField("全县都可比对", default=False)
    by_name = models.CharField("存入人", max_length=60)
    kept_on = models.DateField("存入日期")
    withdrawn_on = models.DateField("撤出日期", null=True, blank=True)

    objects = LibraryQuerySet.as_manager()

    class Meta:
        verbose_name = "文库文稿"
        ordering = ["-kept_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"library:{self.code}"


class IdiomQuerySet(PlacedQuerySet):
    def holding(self, path: str) -> Self:
        """Those of a unit and of all above it."""
        return self.filter(unit_path__in=ancestors(path))


class Idiom(models.Model):
    """套话 of a unit and all below it; a removed one stays with the reason, so that it is not learned again.

    `held_by`: how many units' texts it was learned from; 0 for one that was added by hand. `value`: the number by which
    it was found; when too few texts have that number any more, what was learned goes with them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    text = models.CharField("套话", max_length=60)
    origin = models.CharField("来历", max_length=8, choices=Origin.choices)
    held_by = models.PositiveSmallIntegerField("见于几个单位", default=0)
    value = models.IntegerField("指纹值", null=True, blank=True)
    by_name = models.CharField("办理人", max_length=60, blank=True)
    added_on = models.DateField("增加日期")
    removed_on = models.DateField("除去日期", null=True, blank=True)
    removed_why = models.CharField("除去理由", max_length=100, blank=True)

    objects = IdiomQuerySet.as_manager()

    class Meta:
        verbose_name = "套话"
        ordering = ["-added_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit_path", "text"], name="idiom_once"),
            models.CheckConstraint(
                condition=Q(removed_on=None, removed_why="") | (Q(removed_on__isnull=False) & ~Q(removed_why="")),
                name="idiom_removed_with_reason",
            ),
        ]


class ResemblanceQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """Of one's own text, wherever one is posted; the same as `Resemblance.is_own_of`."""
        return Q(is_personal=True, author_id=by.person_id) if by.is_person else Q(pk__in=())

    def told(self, *, by: Actor, today: date) -> Self:
        """What may be told to this actor, as far as the record itself says; whether he may read both texts is asked besides.

        Of a personal text: to its author; to the head of exactly that unit once he has answered, or five working days
        after it was found. Of a unit's text: to whoever sees overlaps there, and to the unit itself.
        """
        mine = Q(is_personal=True, author_id=by.person_id) if by.is_person else Q(pk__in=())
        answered = ~Q(state=State.FOUND) | Q(opens_on__lte=today)
        if by.own_path and by.may_at(LEAD, by.own_path):
            mine |= Q(is_personal=True, unit_path__in=by.own_paths) & answered
        is_here = by.own_path and (by.may_at(ANSWER, by.own_path) or by.may_at(VIEW, by.own_path))
        ours = Q(unit_path__in=by.own_paths) if is_here else Q(pk__in=())
        for root in by.grants.get(VIEW.code, ()):
            ours |= within("unit_path", root) & answered
        return self.filter(mine | Q(is_personal=False) & ours)

    def to_explain(self, by: Actor) -> Self:
        """待说明 by this person himself."""
        return self.filter(is_personal=True, author_id=by.person_id or 0, state=State.FOUND)


class Resemblance(models.Model):
    """两篇相像: `ref` is the later text and `other_ref` the earlier one; figures of the day on which it was found.

    It is a question to the author and no mark: it is in no figure, and nothing is counted by person. `is_blind`: the unit
    whose text it is could not open the other when it was found, so that it was not asked.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    ref = models.CharField("文稿", max_length=60)
    other_ref = models.CharField("与哪篇相像", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="作者")
    is_personal = models.BooleanField("个人文稿")
    is_blind = models.BooleanField("作者看不到另一篇", default=False)
    shared = models.PositiveIntegerField("相同字数")
    share = models.DecimalField("占较短一篇", max_digits=5, decimal_places=4)
    runs = models.PositiveIntegerField("相同段数")
    in_order = models.BooleanField("次序一致")
    errors = models.PositiveSmallIntegerField("共同的错误", default=0)
    found_on = models.DateField("发现日期")
    opens_on = models.DateField("几日后单位负责人可看")
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.FOUND)
    reason = models.CharField("原因", max_length=12, choices=Reason.choices, blank=True)
    words = models.TextField("说明", blank=True)
    explained_on = models.DateField("说明日期", null=True, blank=True)
    explained_by = models.CharField("说明人", max_length=60, blank=True)
    settled_on = models.DateField("了结日期", null=True, blank=True)
    settled_by = models.CharField("了结人", max_length=60, blank=True)

    objects = ResemblanceQuerySet.as_manager()

    class Meta:
        verbose_name = "雷同"
        ordering = ["-found_on", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "-found_on"], name="overlap_unit_found"),
            models.Index(fields=["author", "state"], name="overlap_author_state"),
            models.Index(fields=["other_ref"], name="overlap_other"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["ref", "other_ref"], name="overlap_pair_once"),
            models.CheckConstraint(
                condition=~Q(state=State.EXPLAINED) | Q(explained_on__isnull=False), name="overlap_explained_on"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("closed", "dismissed"), settled_on__isnull=False)
                | (~Q(state__in=("closed", "dismissed")) & Q(settled_on=None)),
                name="overlap_settled_on",
            ),
        ]

    @property
    def own_ref(self) -> str:
        return f"overlap:{self.code}"

    def is_author(self, by: Actor) -> bool:
        """Whether this actor wrote the later text."""
        return by.is_person and self.is_personal and self.author_id == by.person_id

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """One's own text, wherever one is posted now."""
        return self.is_author(by)
