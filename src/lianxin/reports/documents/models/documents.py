"""公文的表: one document, its versions, the files kept with it, what was waived and confirmed in it."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, PlacedQuerySet
from lianxin.pure.periods import Period, read_period
from lianxin.reports.documents.terms import NOT_OWN, OPEN, STANDING, Form, Origin, Purpose, State, Term

#: a draft that was given up
UNSIGNED = Q(state=State.VOIDED, issued_on=None)


class DocumentQuerySet(PlacedQuerySet):
    def past_the_wall(self, *, by: Actor) -> Self:
        """What is not signed yet is read at its own unit alone; the same as `Document.is_hidden_from`."""
        return self.exclude(~Q(unit_path__in=(by.own_path, *by.former)), Q(state__in=OPEN) | UNSIGNED)

    def has_walled(self, *, by: Actor) -> bool:
        """Every draft of another unit is hidden."""
        return True

    def standing(self) -> Self:
        """Issued and not voided."""
        return self.filter(state__in=STANDING)

    def own_words(self) -> Self:
        """What the unit says itself, here or written elsewhere; no leader's talk, no document from above."""
        return self.standing().exclude(kind__in=NOT_OWN)

    def written_here(self) -> Self:
        """Without those that were written elsewhere."""
        return self.filter(is_elsewhere=False)

    def with_text(self) -> Self:
        """Each with the words of its newest version as `words`, in the same statement."""
        newest = self.filter(versions__number=F("version"))
        return newest.annotate(words=F("versions__text"))


class Document(models.Model):
    """公文 of a unit: what kind, about what, its number and dates, how far it is. The words are in its versions.

    `kind` is a composer's code, `other`, or a kind written elsewhere; `kind_label` its word when it was drafted. `subject` is
    the record it is about. `version` is the number of the newest version. Secret documents are not written here
    (security.md §1).
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=30)
    kind_label = models.CharField("文种", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    period = models.CharField("时期", max_length=20, blank=True)
    subject = models.CharField("事由", max_length=300, blank=True)
    subject_label = models.CharField("事由名称", max_length=120, blank=True)
    title = models.CharField("标题", max_length=120)
    addressee = models.CharField("主送机关", max_length=120, blank=True)
    signature = models.CharField("署名", max_length=60, blank=True)
    form = models.CharField("版头", max_length=8, choices=Form.choices, blank=True)
    series = models.CharField("编号系列", max_length=12, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    register_ref = models.CharField("发文登记", max_length=60, blank=True)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField("版本", default=0)
    is_elsewhere = models.BooleanField("在别处写成", default=False)
    drafter = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="起草人")
    drafted_by_name = models.CharField("起草人姓名", max_length=60)
    drafted_on = models.DateField("起草日期")
    submitted_on = models.DateField("送签日期", null=True, blank=True)
    long_why = models.CharField("超过篇幅的原因", max_length=200, blank=True)
    returned_why = models.CharField("退回原因", max_length=200, blank=True)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    signer = models.CharField("签发人", max_length=60, blank=True)
    signer_post = models.CharField("签发人职务", max_length=120, blank=True)
    beyond_why = models.CharField("超过年度限额的原因", max_length=200, blank=True)
    archived_on = models.DateField("归档日期", null=True, blank=True)
    term = models.CharField("保管期限", max_length=10, choices=Term.choices, blank=True)
    voided_on = models.DateField("作废日期", null=True, blank=True)
    voided_why = models.CharField("作废原因", max_length=200, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "公文"
        ordering = ["-drafted_on", "-pk"]
        indexes = [
            models.Index(fields=["unit_path", "issued_on"], name="document_unit_issued"),
            models.Index(fields=["state", "unit_path"], name="document_state_unit"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="voided", voided_on__isnull=False) | (~Q(state="voided") & Q(voided_on=None)),
                name="document_voided_on",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("issued", "archived")) | Q(issued_on__isnull=False), name="document_issued_on"
            ),
            models.CheckConstraint(condition=Q(number="") | Q(issued_on__isnull=False), name="document_number_issued"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"document:{self.code}"

    def is_hidden_from(self, by: Actor) -> bool:
        """A draft, given up or not, and what waits for its signature is read at its own unit alone."""
        is_unsigned = self.state in OPEN or (self.state == State.VOIDED and self.issued_on is None)
        return is_unsigned and self.unit_path not in (by.own_path, *by.former)

    @property
    def about(self) -> Period | None:
        """The period it covers."""
        return read_period(self.period) if self.period else None

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING


class DocumentVersion(models.Model):
    """公文版本: its words at one moment, by whom; none is ever changed. `body` is laid down in bodies.py, `text` as read."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name="公文")
    number = models.PositiveIntegerField("第几版")
    origin = models.CharField("来历", max_length=10, choices=Origin.choices)
    title = models.CharField("标题", max_length=120)
    addressee = models.CharField("主送机关", max_length=120, blank=True)
    body: Any = models.JSONField("正文")
    text = models.TextField("文字")
    characters = models.PositiveIntegerField("字数")
    by_name = models.CharField("修改人", max_length=60)
    by_post = models.CharField("修改人职务", max_length=120)
    at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = "公文版本"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]


class DocumentFile(models.Model):
    """公文文件: a docx as it came back from Word, or as it was signed, with its fingerprint."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="files", verbose_name="公文")
    version = models.PositiveIntegerField("第几版")
    purpose = models.CharField("用途", max_length=8, choices=Purpose.choices)
    name = models.CharField("文件名", max_length=120)
    data = models.BinaryField("内容")
    sha256 = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "公文文件"
        constraints = [models.UniqueConstraint(fields=["document", "version", "purpose"], name="document_file_once")]


class DocumentWaiver(models.Model):
    """忽略的意见: a finding that a person looked at and let stand, with the reason; it stays with the document."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="waivers", verbose_name="公文")
    key = models.CharField("意见标记", max_length=64)
    quote = models.CharField("原文", max_length=300)
    explain = models.CharField("意见", max_length=600)
    reason = models.CharField("忽略的原因", max_length=200)
    by_name = models.CharField("忽略人", max_length=60)
    by_post = models.CharField("忽略人职务", max_length=120)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "忽略的意见"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="document_waiver_once")]


class DocumentMark(models.Model):
    """确认保留的个人信息: a name or number that must stand in this document; `key` is the fingerprint of kind and words."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="marks", verbose_name="公文")
    key = models.CharField("标记", max_length=64)
    by_name = models.CharField("确认人", max_length=60)
    on = models.DateField("日期")

    class Meta:
        verbose_name = "确认保留的个人信息"
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="document_mark_once")]
