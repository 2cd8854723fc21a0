"""单位, 人员, 任职: the tree of units, the people, and who holds which post where and when."""

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from lianxin.base.orgs.paths import ancestors, within
from lianxin.base.orgs.terms import PowerKind, PowerState, SuccessionKind, UnitKind


class UnitQuerySet(models.QuerySet["Unit"]):
    def under(self, unit: "Unit") -> "UnitQuerySet":
        """下级(含本级)."""
        return self.filter(within("path", unit.path))

    def valid(self, on: date) -> "UnitQuerySet":
        """Units that exist on that day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))


class Unit(models.Model):
    """单位: a node of the tree: county, department, township, village, community, school.

    The key is our own; the official code (6, 9 or 12 digits), its code system and its validity are data
    (民政部令第79号: 废码不用).
    """

    name = models.CharField("单位名称", max_length=60)
    kind = models.CharField("类别", max_length=12, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级单位"
    )
    path = models.CharField("路径", max_length=40, unique=True)
    code = models.CharField("行政区划代码", max_length=20, blank=True)
    code_system = models.CharField("代码体系", max_length=30, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    place = models.CharField("地点", max_length=80, blank=True)
    valid_from = models.DateField("设立日期", null=True, blank=True)
    valid_to = models.DateField("撤销日期", null=True, blank=True)
    #: paths of the units that were merged into this one, apart by blanks; kept by `merge_units`, told by Succession
    former = models.TextField("前身单位的路径", blank=True, default="")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = "单位"
        ordering = ["path"]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"unit:{self.pk}"

    @property
    def depth(self) -> int:
        return len(ancestors(self.path))

    def ancestor_paths(self) -> list[str]:
        """The unit's own path and all above it."""
        return ancestors(self.path)

    @property
    def paths(self) -> tuple[str, ...]:
        """The roots of all that is the unit's: its own, and those of the units that were merged into it."""
        return (self.path, *self.former.split())

    def covers(self, field: str) -> Q:
        """`field` lies under the unit, or under one that was merged into it."""
        found = within(field, self.path)
        for path in self.former.split():
            found |= within(field, path)
        return found


class Succession(models.Model):
    """合并沿革: from that day on `new` stands for `old`, which is closed and keeps its name, its place and its records."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successors", verbose_name="原单位")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="predecessors", verbose_name="新单位")
    on = models.DateField("合并日期")
    kind = models.CharField("类别", max_length=8, choices=SuccessionKind.choices)

    class Meta:
        verbose_name = "合并沿革"
        ordering = ["on", "pk"]
        constraints = [models.UniqueConstraint(fields=["old", "new"], name="succession_once")]


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """人员: somebody who works in the system. What he may do comes from his postings alone."""

    username = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=60)
    phone = models.CharField("电话", max_length=30, blank=True)
    is_active = models.BooleanField("启用", default=True)
    #: somebody else knows the password: it opens nothing but the page where it is changed, and not for long
    handed_out_on = models.DateField("初始密码交付日期", null=True, blank=True)
    session_round = models.PositiveIntegerField("登录轮次", default=0)  # one higher, and every session has ended
    #: from this day on a post with power opens nothing but the page where a second factor is set up; set at a log-in
    factor_due_on = models.DateField("第二步验证期限", null=True, blank=True)
    factor_reset_on = models.DateField("第二步验证取消日期", null=True, blank=True)
    is_demo = models.BooleanField("演示账号", default=False)  # its password is printed: no second factor is asked for
    emergency_until = models.DateTimeField("应急权限到", null=True, blank=True)  # until then the rows are looked for

    objects = PersonManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = ""

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """What a session must have been begun with: another password, or another round, and it is none any more."""
        return self._get_session_auth_hash()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the server's earlier keys."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._get_session_auth_hash(secret=secret)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        begun_with = f"{self.password}|{self.session_round}"
        return salted_hmac("lianxin.base.orgs.Person", begun_with, secret=secret, algorithm="sha256").hexdigest()

    @property
    def ref(self) -> str:
        return f"person:{self.pk}"


class PostingQuerySet(models.QuerySet["Posting"]):
    def valid(self, on: date) -> "PostingQuerySet":
        """Postings held on that day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class Posting(models.Model):
    """任职: person × unit × role × from–to. `role` is a code of `roles.py`."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="postings", verbose_name="人员")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings", verbose_name="单位")
    role = models.CharField("职务", max_length=30)
    valid_from = models.DateField("起")
    valid_to = models.DateField("止", null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")), name="posting_from_to"
            ),
        ]


class SafetyRule(models.Model):
    """账号安全规则 of the county: one row, or none as long as nobody changed what is usual."""

    USUAL_GRACE = 14

    grace_days = models.PositiveSmallIntegerField("宽限天数", default=USUAL_GRACE)

    class Meta:
        verbose_name = "账号安全规则"


class PowerRequestQuerySet(models.QuerySet["PowerRequest"]):
    def asked(self) -> "PowerRequestQuerySet":
        """待审批."""
        return self.filter(state=PowerState.ASKED)

    def open(self, at: datetime) -> "PowerRequestQuerySet":
        """To be decided, running, or not yet looked at."""
        lent = Q(kind=PowerKind.EMERGENCY, state=PowerState.ALLOWED) & (Q(until__gt=at) | Q(reviewed_at=None))
        return self.filter(Q(state=PowerState.ASKED) | lent)

    def emergencies(self) -> "PowerRequestQuerySet":
        """应急权限 that were given."""
        return self.filter(kind=PowerKind.EMERGENCY, state=PowerState.ALLOWED)

    def running(self, at: datetime) -> "PowerRequestQuerySet":
        """Given, and not yet at their end."""
        return self.emergencies().filter(until__gt=at)

    def to_review(self, at: datetime) -> "PowerRequestQuerySet":
        """At their end, and nobody has looked at what was done with them."""
        return self.emergencies().filter(until__lte=at, reviewed_at=None)


class PowerRequest(models.Model):
    """权力事项: what nobody does alone: one person asks, another one decides."""

    kind = models.CharField("类别", max_length=10, choices=PowerKind.choices)
    state = models.CharField("状态", max_length=8, choices=PowerState.choices, default=PowerState.ASKED)
    person = models.ForeignKey(Person, models.PROTECT, related_name="power_requests", verbose_name="涉及人员")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+", verbose_name="任职")
    role = models.CharField("职务", max_length=30, blank=True)
    permission = models.CharField("权限", max_length=60, blank=True)
    on = models.DateField("日期", null=True)
    hours = models.PositiveSmallIntegerField("小时", null=True)
    reason = models.TextField("理由", max_length=400, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="申请人")
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="审批人")
    decided_at = models.DateTimeField("审批时间", null=True)
    until = models.DateTimeField("到", null=True)
    review = models.TextField("复核意见", max_length=400, blank=True)
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="复核人")
    reviewed_at = models.DateTimeField("复核时间", null=True)

    objects = PowerRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "权力事项"
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "kind", "until"], name="power_state_kind")]

    @property
    def ref(self) -> str:
        return f"power:{self.pk}"
