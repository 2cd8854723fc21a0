"""公开承诺: what a unit or a person promises the residents, item by item, and what became of it (M207, F076, F077)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.concerns.terms import Satisfaction
from lianxin.work.pledges.terms import MAKE, ON_BOARD, VIEW, ItemResult, PledgeStatus, Stage


class PledgeQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own pledges, wherever one is posted now; the same as `Pledge.is_own_of`."""
        return Q(person_id=by.person_id) if to in (VIEW, MAKE) and by.is_person else Q(pk__in=())

    def on_board(self) -> Self:
        """公示栏上的: published, being kept or judged; those withdrawn after the publishing stand there too, as such."""
        return self.filter(Q(status__in=ON_BOARD) | Q(status=PledgeStatus.WITHDRAWN, published_on__isnull=False))

    def standing(self) -> Self:
        """Published and not withdrawn."""
        return self.filter(status__in=ON_BOARD)


class Pledge(models.Model):
    """承诺 of a unit, or of a person there (`person`, or a name alone for whoever has no account), for one year.

    The public board names the person only from `consented_on` on; `shows_party` says that he also wants the party
    member's sign beside the name: of whoever does not, nothing is kept. Stages: set (`approved_on`), shown
    (`published_on`), kept (`practised_on`), judged (`closed_on`).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承诺人")
    name = models.CharField("承诺人姓名", max_length=60, blank=True)
    post = models.CharField("承诺人职务", max_length=60, blank=True)
    shows_party = models.BooleanField("亮明党员身份", default=False)
    consented_on = models.DateField("同意亮明日期", null=True, blank=True)
    consented_how = models.CharField("怎样同意的", max_length=120, blank=True)
    title = models.CharField("承诺题目", max_length=60)
    year = models.PositiveSmallIntegerField("年度")
    status = models.CharField("状态", max_length=10, choices=PledgeStatus.choices, default=PledgeStatus.DRAFT)
    drafted_on = models.DateField("草拟日期")
    drafted_by = models.CharField("草拟人", max_length=60)
    drafted_ref = models.CharField(max_length=40)
    sent_back_why = models.CharField("退回修改的理由", max_length=300, blank=True)
    approved_on = models.DateField("定诺日期", null=True, blank=True)
    approved_by = models.CharField("审定人", max_length=60, blank=True)
    published_on = models.DateField("亮诺日期", null=True, blank=True)
    practised_on = models.DateField("践诺日期", null=True, blank=True)
    closed_on = models.DateField("评诺日期", null=True, blank=True)
    closed_by = models.CharField("评诺人", max_length=60, blank=True)
    closing_words = models.TextField("评诺意见", blank=True)
    withdrawn_on = models.DateField("撤回日期", null=True, blank=True)
    withdrawn_why = models.CharField("撤回理由", max_length=300, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = "公开承诺"
        ordering = ["-year", "unit_path", "pk"]
        indexes = [
            models.Index(fields=["unit_path", "year"], name="pledge_unit_year"),
            models.Index(fields=["published_on"], name="pledge_published"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=("published", "practised", "closed"))
                | Q(approved_on__isnull=False, published_on__isnull=False),
                name="pledge_shown_was_approved",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | (Q(closed_on__isnull=False, practised_on__isnull=False)),
                name="pledge_closed_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_why="")),
                name="pledge_withdrawn_says_why",
            ),
            models.CheckConstraint(condition=Q(person=None) | ~Q(name=""), name="pledge_person_has_name"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"pledge:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether this actor is the one who promises."""
        return permission in (VIEW, MAKE) and by.is_person and self.person_id == by.person_id

    @property
    def is_personal(self) -> bool:
        return bool(self.name)

    @property
    def who(self) -> str:
        """Who promises, inside the office: the unit, or the person with the post."""
        return "，".join(filter(None, (self.post, self.name))) if self.name else self.unit.name

    @property
    def stages(self) -> list[tuple[Any, date | None]]:
        """四个环节, each with the day it was reached."""
        days = (self.approved_on, self.published_on, self.practised_on, self.closed_on)
        return [(stage.label, day) for stage, day in zip(Stage, days, strict=True)]


class PledgeItemQuerySet(PlacedQuerySet):
    def standing(self) -> Self:
        """Items of published pledges, without what was withdrawn."""
        return self.filter(pledge__status__in=ON_BOARD).exclude(result=ItemResult.WITHDRAWN)

    def late(self, on: date) -> Self:
        """过了日子没有结果的."""
        return self.filter(result=ItemResult.OPEN, due_on__lt=on)


class PledgeItem(models.Model):
    """承诺事项: what, by when, how it will be seen to be done; what came of it, in words that can be looked up.

    `indicator` and `target`: where a figure of the unit can count it, nobody types how far it is.
    """

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="items", verbose_name="公开承诺")
    unit_path = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField("序号")
    what = models.CharField("承诺做什么", max_length=200)
    due_on = models.DateField("办理期限")
    seen_by = models.CharField("怎样算做到", max_length=200)
    indicator = models.CharField("对应的数字", max_length=60, blank=True)
    target = models.DecimalField("目标值", max_digits=12, decimal_places=1, null=True, blank=True)
    result = models.CharField("事项结果", max_length=10, choices=ItemResult.choices, default=ItemResult.OPEN)
    words = models.TextField("结果说明", blank=True)
    settled_on = models.DateField("报结果日期", null=True, blank=True)
    settled_by = models.CharField("报告人", max_length=60, blank=True)

    objects = PledgeItemQuerySet.as_manager()

    class Meta:
        verbose_name = "承诺事项"
        ordering = ["number"]
        indexes = [models.Index(fields=["unit_path", "due_on"], name="pledge_item_unit_due")]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "number"], name="pledge_item_once"),
            models.CheckConstraint(condition=Q(indicator="") | Q(target__isnull=False), name="pledge_item_target"),
            models.CheckConstraint(
                condition=Q(result="open", settled_on=None)
                | (~Q(result="open") & Q(settled_on__isnull=False) & ~Q(words="")),
                name="pledge_item_settled",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def is_late(self, on: date) -> bool:
        """Whether its day has passed without a result."""
        return self.result == ItemResult.OPEN and self.due_on < on


class ItemProgress(models.Model):
    """践诺进展: what was done, and where it can be looked up; never counted (JF-3)."""

    item = models.ForeignKey(PledgeItem, models.CASCADE, related_name="progress", verbose_name="承诺事项")
    on = models.DateField("日期")
    text = models.CharField("做了什么", max_length=300)
    proof = models.CharField("在哪里看得到", max_length=200, blank=True)
    by_name = models.CharField("填写人", max_length=60)

    class Meta:
        verbose_name = "践诺进展"
        ordering = ["on", "pk"]


class ItemChange(models.Model):
    """承诺的改动: the text as it stood before stays to be read by everybody, with the reason."""

    item = models.ForeignKey(PledgeItem, models.CASCADE, related_name="changes", verbose_name="承诺事项")
    on = models.DateField("日期")
    what = models.CharField("原来承诺做什么", max_length=200)
    was_due_on = models.DateField("原来的期限")
    seen_by = models.CharField("原来怎样算做到", max_length=200)
    reason = models.CharField("改动理由", max_length=300)
    by_name = models.CharField("改动人", max_length=60)

    class Meta:
        verbose_name = "承诺改动"
        ordering = ["on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="pledge_change_says_why")]


class PledgeRating(models.Model):
    """群众评价: how often each word was given to a pledge. No person, no day, no address."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="ratings", verbose_name="公开承诺")
    rating = models.CharField("评价", max_length=12, choices=Satisfaction.choices)
    number = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "承诺评价"
        constraints = [models.UniqueConstraint(fields=["pledge", "rating"], name="pledge_rating_once")]


KEPT_IN_TIME = Q(result=ItemResult.FULFILLED, settled_on__lte=F("due_on"))
