"""工作日历和期限规则: the notices that were loaded, single days, and the versions of each clock rule."""

from django.db import models
from django.db.models import Q

from lianxin.base.clocks.terms import Grade, RollForward, StartDay, Unit
from lianxin.pure.workdays import ClockRule, Override


class CalendarYear(models.Model):
    """放假通知: a year whose official notice was loaded here; it replaces what the data file says of it."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    source = models.CharField("通知名称", max_length=120)
    loaded_at = models.DateTimeField("载入时间")
    loaded_by = models.CharField("载入人", max_length=60)

    class Meta:
        verbose_name = "放假通知"
        ordering = ["year"]

    def __str__(self) -> str:
        return f"{self.year}年"


class WorkdayOverride(models.Model):
    """工作日调整: a rest day or a day worked, by a notice, or by a local rule when `notice` is empty."""

    day = models.DateField("日期")
    is_workday = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40, blank=True)
    source = models.CharField("依据", max_length=120)
    provisional = models.BooleanField("暂定", default=False)
    notice = models.ForeignKey(
        CalendarYear, models.CASCADE, null=True, blank=True, related_name="days", verbose_name="所属通知"
    )

    class Meta:
        verbose_name = "工作日调整"
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["day"], condition=Q(notice=None), name="workday_local_once"),
            models.UniqueConstraint(fields=["day", "notice"], name="workday_notice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {'上班' if self.is_workday else '放假'}"

    def as_override(self) -> Override:
        """The same for the pure calendar."""
        return Override(self.is_workday, self.name, self.source, self.provisional, self.notice_id)


class ClockPreset(models.Model):
    """期限规则: one version of a rule; a version is never changed, a revision is a further version.

    So a record that names code and version always finds the rule it was promised under.
    """

    code = models.CharField("代码", max_length=30)
    version = models.PositiveSmallIntegerField("版本", default=1)
    valid_from = models.DateField("启用日期")
    label = models.CharField("名称", max_length=60)
    amount = models.PositiveSmallIntegerField("期限")
    unit = models.CharField("单位", max_length=12, choices=Unit.choices)
    start_event = models.CharField("起算事件", max_length=30)
    start_day = models.CharField("开始当日", max_length=10, choices=StartDay.choices, default=StartDay.DAY_ZERO)
    roll_forward = models.CharField("顺延", max_length=14, choices=RollForward.choices, default=RollForward.NONE)
    max_extension = models.PositiveSmallIntegerField("最多可延", default=0)
    extension_by = models.CharField("延期批准", max_length=60, blank=True)
    extension_level = models.CharField("批准层级", max_length=30, blank=True)
    tell_resident = models.BooleanField("延期告知群众", default=False)
    pause_reasons = models.JSONField("中止事由", default=list, blank=True)
    legal_basis = models.CharField("依据", max_length=200, blank=True)
    grade = models.CharField("依据可靠程度", max_length=1, choices=Grade.choices, default=Grade.MEMORY)
    enabled = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "期限规则"
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="clock_code_version")]

    def __str__(self) -> str:
        return self.label

    @property
    def ref(self) -> str:
        return f"clock:{self.code}"

    def as_rule(self) -> ClockRule:
        """The same for the pure clock."""
        values = {name: getattr(self, name) for name in RULE_FIELDS}
        return ClockRule(**{**values, "pause_reasons": tuple(self.pause_reasons)})


RULE_FIELDS = tuple(ClockRule.__dataclass_fields__)


class ClockState(models.Model):
    """历法状态: a random mark that changes with every change above, so that each process sees it is out of date."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField(max_length=32)

    class Meta:
        verbose_name = "历法状态"
