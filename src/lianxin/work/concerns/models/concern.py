"""诉求: the concern, who asked, what was answered, how it was rated. Facts and named querysets, no deeds."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.paths import within
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedJSONField, EncryptedTextField
from lianxin.work.concerns.months import CONSTRAINTS, INDEXES, Months
from lianxin.work.concerns.terms import (
    OPEN,
    VIEW,
    Channel,
    Handling,
    Kind,
    Minor,
    Outcome,
    RatedBy,
    Satisfaction,
    Status,
)

FILTERED = ("unit_path", "handler_path", "kind", "channel", "topic")


class Topic(models.Model):
    """分类: versioned data; a topic past `valid_to` stays for the records of its time."""

    code = models.CharField("代码", max_length=12, unique=True)
    label = models.CharField("名称", max_length=40)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级分类"
    )
    version = models.CharField("版本", max_length=12)
    valid_to = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = "分类"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.label


class ImportBatch(models.Model):
    """导入批次: one ledger file brought in; can be undone as a whole while nobody has worked on its records."""

    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name="单位")
    unit_path = models.CharField(max_length=40)
    by = models.CharField(max_length=40)
    by_name = models.CharField("导入人", max_length=60)
    at = models.DateTimeField("时间")
    mapping = models.JSONField("列对应", default=dict)
    sheets = models.JSONField("工作表", default=list)
    rejected: Any = EncryptedJSONField("退回的行", default=list, bound_to="sha256")
    added = models.PositiveIntegerField("新增", default=0)
    known = models.PositiveIntegerField("重复", default=0)
    undone_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "导入批次"

    @property
    def ref(self) -> str:
        return f"batch:{self.pk}"


def _walled(by: Actor) -> Any:
    about = Q(unit_path__in=by.own_ancestors()) if by.own_path else Q(pk__in=())
    if by.person_id is not None:
        about |= Q(person_id=by.person_id)
    return ConcernSubject.objects.filter(about).values("concern_id")


class ConcernQuerySet(PlacedQuerySet):
    def beyond(self, root: str, to: Permission) -> Q:
        """协办单位 see what they help with; the same as `Concern.paths_beyond`."""
        if to.code != VIEW.code:
            return Q(pk__in=())
        tasks: Any = Concern._meta.get_field("tasks").related_model  # stands above this module
        return Q(pk__in=tasks.objects.standing().filter(within("unit_path", root)).values("concern_id"))

    def past_the_wall(self, *, by: Actor) -> Self:
        """Without what complains about this actor, his unit or one above it (条例 §28, §30)."""
        return self.exclude(pk__in=_walled(by))

    def has_walled(self, *, by: Actor) -> bool:
        """Whether there is anything that `past_the_wall` leaves out."""
        return bool(_walled(by).exists())

    def behind_the_wall(self, *, by: Actor) -> Self:
        """Only what `past_the_wall` leaves out: for counting by subtraction, never for showing."""
        return self.filter(pk__in=_walled(by))

    def standing(self) -> Self:
        """诉求 that the figures count: without what was voided, and without parts that were split off.

        A merged one stays counted (each requester brought his own), a part is counted with what it was split from.
        """
        return self.exclude(status=Status.VOIDED).filter(split_from=None)

    def matters(self) -> Self:
        """事项: what is to be done, each once: parts by themselves, merged ones with their main one."""
        return self.exclude(status=Status.VOIDED).filter(merged_into=None)

    def open(self) -> Self:
        """Not yet closed: 待分办, 待签收, 在办, 已退回, 已答复."""
        return self.filter(status__in=OPEN)

    def awaiting_reply(self) -> Self:
        """Open and not yet answered: the clock runs."""
        return self.filter(status__in=[s for s in OPEN if s != Status.REPLIED])

    def overdue(self, on: date) -> Self:
        """超期: the due date has passed and no answer was given."""
        return self.awaiting_reply().filter(due_on__lt=on)

    def closed_in_time(self) -> Self:
        """Closed not later than the first promise (with approved extensions); a reopening never moves it."""
        return self.filter(closed_on__lte=F("first_due_on"))


class Concern(Months):
    """诉求: one matter that a resident brought. `unit` is where it belongs, `handler` who works on it.

    Paths of both stand on the row, so that one index range answers for a subtree. `code` is random, because
    a running number would betray how many there are that one may not see (security.md T1).
    `received_on` starts the clocks and is set by the server; `occurred_on` is only claimed (T4).
    `first_due_on` is the promise by which "on time" is judged; `due_on` is the working date of this round.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("性质", max_length=12, choices=Kind.choices)
    channel = models.CharField("渠道", max_length=20, choices=Channel.choices)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("内容")
    place = models.CharField("地点", max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, verbose_name="属地单位")
    unit_path = models.CharField(max_length=40)
    handler = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="承办单位"
    )
    handler_path = models.CharField(max_length=40, blank=True)
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, db_index=False, verbose_name="分类")
    handling = models.CharField("处理方式", max_length=12, choices=Handling.choices, blank=True)
    status = models.CharField("状态", max_length=12, choices=Status.choices, default=Status.REGISTERED)
    is_objective = models.BooleanField("客观条件限制无法解决", default=False)
    is_confidential = models.BooleanField("保密", default=False)
    minor = models.CharField("涉及未成年人", max_length=8, choices=Minor.choices, blank=True)
    may_publish = models.BooleanField("同意公开", default=False)
    external_number = models.CharField("外部编号", max_length=60, blank=True)

    recorded_at = models.DateTimeField("登记时间")
    received_on = models.DateField("收到日期")
    occurred_on = models.DateField("发生日期", null=True, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    assigned_on = models.DateField("交办日期", null=True, blank=True)
    handed_on = models.DateField("交现承办单位日期", null=True, blank=True)
    outside_on = models.DateField("清单外交办日期", null=True, blank=True)
    acknowledged_on = models.DateField("签收日期", null=True, blank=True)
    replied_on = models.DateField("答复日期", null=True, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    outcome = models.CharField("处理结果", max_length=12, choices=Outcome.choices, blank=True)
    settled_on = models.DateField("息访日期", null=True, blank=True)

    clock = models.CharField("时限规则", max_length=30, blank=True)
    clock_version = models.PositiveSmallIntegerField(default=1)
    clock_start = models.DateField("起算日期", null=True, blank=True)
    round_clock_start = models.DateField("本轮起算日期", null=True, blank=True)
    extended_by = models.PositiveSmallIntegerField("延期", default=0)
    first_due_on = models.DateField("承诺期限", null=True, blank=True)
    due_on = models.DateField("办理期限", null=True, blank=True)
    due_is_provisional = models.BooleanField("期限暂定", default=False)
    paused_on = models.DateField("中止日期", null=True, blank=True)
    paused_by = models.PositiveSmallIntegerField("中止顺延", default=0)

    round = models.PositiveSmallIntegerField("轮次", default=1)
    sent_back = models.PositiveSmallIntegerField("退回次数", default=0)
    reopened_on = models.DateField("重办日期", null=True, blank=True)

    # 挂账: looked at again on `review_on`; it stops no clock, and ends by `off_shelf_on` or with the answer (M048)
    shelved_on = models.DateField("挂账日期", null=True, blank=True)
    review_on = models.DateField("下次复核日期", null=True, blank=True)
    off_shelf_on = models.DateField("销账日期", null=True, blank=True)

    rating = models.CharField("评价", max_length=12, choices=Satisfaction.choices, blank=True)
    rated_on = models.DateField("评价日期", null=True, blank=True)
    rated_contacted = models.BooleanField("联系过", null=True)
    rated_solved = models.BooleanField("群众认为已解决", null=True)
    confirmed_on = models.DateField("群众确认日期", null=True, blank=True)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name="并入"
    )
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", db_index=False, verbose_name="拆自"
    )

    secret_hash = models.CharField(max_length=120, blank=True)
    secret_tries = models.PositiveSmallIntegerField(default=0)
    entry_key = models.CharField(max_length=40, null=True, unique=True)
    import_key = models.CharField(max_length=64, null=True, unique=True)
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="concerns", verbose_name="导入批次"
    )
    registered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="登记人"
    )

    objects = ConcernQuerySet.as_manager()

    class Meta:
        verbose_name = "诉求"
        constraints = [
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False) | (~Q(status="closed") & Q(closed_on=None)),
                name="concern_closed_has_date",
            ),
            models.CheckConstraint(  # 息访 is among 办结 (M057)
                condition=Q(settled_on=None) | Q(closed_on__isnull=False), name="concern_settled_is_closed"
            ),
            models.CheckConstraint(condition=Q(minor="") | Q(is_confidential=True), name="concern_minor_is_guarded"),
            *CONSTRAINTS,
        ]
        indexes = [
            models.Index(fields=["unit_path", "received_on"], name="concern_unit_received"),
            models.Index(fields=["handler_path", "status", "unit_path"], name="concern_handler_status"),
            # By these two the list counts and pages under every filter, without reading a row.
            models.Index(fields=["status", "due_on", "code", *FILTERED, "received_on"], name="concern_status_due"),
            models.Index(fields=["-received_on", "code", "status", *FILTERED], name="concern_newest_first"),
            models.Index(
                fields=["split_from", "outside_on", "unit_path", "status"],
                condition=Q(outside_on__isnull=False),
                name="concern_fig_outside",
            ),
            # Of the parts alone: an index of all makes “split off from nothing” look choice, and the figures walk it.
            models.Index(fields=["split_from"], name="concern_part_of", condition=Q(split_from__isnull=False)),
            models.Index(fields=["minor"], name="concern_of_minor", condition=~Q(minor="")),
            *INDEXES,
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        return f"concern:{self.code}"

    @property
    def known_for_hours(self) -> int:
        """How long an approved look at who asked may wait: three days, of a minor's one day."""
        return 24 if self.minor else 72

    def paths_beyond(self, permission: Permission) -> list[str]:
        """Where else it may be seen from: the units that help with it."""
        if permission.code != VIEW.code or self.pk is None:
            return []
        return list(self.tasks.standing().values_list("unit_path", flat=True))

    def is_hidden_from(self, by: Actor) -> bool:
        """The wall, asked of this one: the same rule as `past_the_wall`."""
        for subject in self.subjects.all():
            if subject.unit_path and subject.unit_path in by.own_ancestors():
                return True
            if subject.person_id is not None and subject.person_id == by.person_id:
                return True
        return False


class ConcernSubject(models.Model):
    """涉及的单位或人员: about whom the concern complains; to them it does not exist."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="subjects")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="涉及单位")
    unit_path = models.CharField(max_length=40, blank=True, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="涉及人员")

    class Meta:
        verbose_name = "涉及对象"
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | Q(person__isnull=False), name="subject_unit_or_person"
            ),
        ]


class Requester(models.Model):
    """诉求人: who really asked, kept apart from the matter and from who typed it. Nothing here is required."""

    concern = models.OneToOneField(Concern, models.CASCADE, primary_key=True, related_name="requester")
    name = models.CharField("姓名", max_length=60, blank=True)
    phone = EncryptedTextField("联系电话", max_length=40, blank=True, bound_to="concern_id")
    address = EncryptedTextField("住址", max_length=120, blank=True, bound_to="concern_id")
    people_count = models.PositiveIntegerField("人数", default=1)
    category = models.CharField("诉求人类别", max_length=20, blank=True)

    class Meta:
        verbose_name = "诉求人"


class Reply(models.Model):
    """答复: what the resident was told, in which round, by which unit."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="replies")
    round = models.PositiveSmallIntegerField("轮次")
    text = models.TextField("答复内容")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="答复单位")
    by_name = models.CharField("答复人", max_length=60)
    at = models.DateTimeField("答复时间")
    is_on_the_spot = models.BooleanField("当场答复", default=False)
    explained = models.TextField("释明记录", blank=True)

    class Meta:
        verbose_name = "答复"
        ordering = ["at", "pk"]


class Rating(models.Model):
    """评价: each one kept; the resident's own last one of a round stands on the concern as well."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField("轮次")
    source = models.CharField("来源", max_length=10, choices=RatedBy.choices)
    rating = models.CharField("评价", max_length=12, choices=Satisfaction.choices)
    solved = models.BooleanField("已解决")
    contacted = models.BooleanField("联系过")
    comment = models.TextField("说明", blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "评价"
        ordering = ["at", "pk"]
