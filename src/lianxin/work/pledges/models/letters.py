"""责任书、承诺书: a text, who has to sign it under whom, and who has not (M208, M209, M213, F078)."""

from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.work.pledges.models.pledges import Pledge
from lianxin.work.pledges.terms import SIGN, VIEW, LetterKind, LetterStatus, SignedHow


class LetterQuerySet(PlacedQuerySet):
    """A letter is seen where it was issued and, once it is open, where it has to be signed."""

    def beyond(self, root: str, to: Permission) -> Q:
        if to.code != VIEW.code:
            return Q(pk__in=())
        asked = Signing.objects.filter(within("unit_path", root), letter=OuterRef("pk"))
        return ~Q(status=LetterStatus.DRAFT) & Q(Exists(asked))


class Letter(models.Model):
    """责任书或承诺书: issued by `unit`, about things and work only: no list of people to be kept an eye on (rules.py)."""

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=16, choices=LetterKind.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    title = models.CharField("题目", max_length=80)
    text = models.TextField("正文")
    year = models.PositiveSmallIntegerField("年度")
    status = models.CharField("状态", max_length=8, choices=LetterStatus.choices, default=LetterStatus.DRAFT)
    due_on = models.DateField("办理期限")
    drafted_on = models.DateField("拟稿日期")
    opened_on = models.DateField("发起日期", null=True, blank=True)
    closed_on = models.DateField("结束日期", null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "责任书"
        ordering = ["-year", "-pk"]
        indexes = [models.Index(fields=["unit_path", "year"], name="letter_unit_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft", opened_on=None) | (~Q(status="draft") & Q(opened_on__isnull=False)),
                name="letter_open_has_date",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False) | (~Q(status="closed") & Q(closed_on=None)),
                name="letter_closed_has_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"letter:{self.code}"

    def paths_beyond(self, to: Permission) -> Iterable[str]:
        """The same as `LetterQuerySet.beyond`, asked of this one."""
        if to.code != VIEW.code or self.status == LetterStatus.DRAFT:
            return []
        return list(self.signings.values_list("unit_path", flat=True))


class SigningQuerySet(PlacedQuerySet):
    def own(self, *, by: Actor, to: Permission) -> Q:
        """What one has to sign oneself; the same as `Signing.is_own_of`."""
        return Q(person_id=by.person_id) if to in (VIEW, SIGN) and by.is_person else Q(pk__in=())

    def asked(self) -> Self:
        """Those who had to sign: of letters that are or were open, without those released."""
        return self.filter(asked_on__isnull=False, released_on=None)

    def unsigned(self) -> Self:
        """还没有签的."""
        return self.asked().filter(signed_on=None)


class Signing(models.Model):
    """签订: one party of a letter, a unit or a person there. `above`: with whom it signs; None: with who issued it.

    Signed on paper, `recorded_by` says who saw the paper, `kept_at` where it lies.
    """

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="signings", verbose_name="责任书")
    above = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name="与谁签"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签订人")
    name = models.CharField("签订人姓名", max_length=60, blank=True)
    post = models.CharField("签订人职务", max_length=60, blank=True)
    asked_on = models.DateField("请签日期", null=True, blank=True)
    signed_on = models.DateField("签订日期", null=True, blank=True)
    how = models.CharField("签订方式", max_length=8, choices=SignedHow.choices, blank=True)
    recorded_by = models.CharField("登记人", max_length=60, blank=True)
    kept_at = models.CharField("纸件存放", max_length=80, blank=True)
    reminded_on = models.DateField("提醒日期", null=True, blank=True)
    released_on = models.DateField("免签日期", null=True, blank=True)
    released_why = models.CharField("免签理由", max_length=200, blank=True)

    objects = SigningQuerySet.as_manager()

    class Meta:
        verbose_name = "签订"
        ordering = ["unit_path", "pk"]
        indexes = [models.Index(fields=["unit_path", "asked_on"], name="signing_unit_asked")]
        constraints = [
            models.UniqueConstraint(fields=["letter", "unit", "name"], name="signing_once"),
            models.CheckConstraint(
                condition=Q(signed_on=None, how="") | (Q(signed_on__isnull=False) & ~Q(how="") & ~Q(recorded_by="")),
                name="signing_signed_says_how",
            ),
            models.CheckConstraint(
                condition=Q(released_on=None, released_why="") | (Q(released_on__isnull=False) & ~Q(released_why="")),
                name="signing_released_says_why",
            ),
            models.CheckConstraint(condition=Q(person=None) | ~Q(name=""), name="signing_person_has_name"),
        ]

    def __str__(self) -> str:
        return self.who

    @property
    def ref(self) -> str:
        return f"signing:{self.pk}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whether this actor is the one who signs."""
        return permission in (VIEW, SIGN) and by.is_person and self.person_id == by.person_id

    @property
    def who(self) -> str:
        """The unit, or the person with the post."""
        return "，".join(filter(None, (self.post, self.name))) if self.name else self.unit.name


class Scan(models.Model):
    """签字纸件的扫描件 of a pledge or of one signing: a clean picture without what a camera writes into it. Optional."""

    pledge = models.OneToOneField(
        Pledge, models.CASCADE, null=True, blank=True, related_name="scan", verbose_name="公开承诺"
    )
    signing = models.OneToOneField(
        Signing, models.CASCADE, null=True, blank=True, related_name="scan", verbose_name="签订"
    )
    data = models.BinaryField("内容")
    sha256 = models.CharField("校验值", max_length=64)
    on = models.DateField("日期")
    by_name = models.CharField("附上的人", max_length=60)

    class Meta:
        verbose_name = "签字扫描件"
        constraints = [
            models.CheckConstraint(
                condition=Q(pledge=None, signing__isnull=False) | Q(pledge__isnull=False, signing=None),
                name="scan_of_one_thing",
            ),
        ]
