"""接口密钥: one per program and unit. Of the key itself only a keyed digest is kept, and the beginning to know it by."""

from datetime import date

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.base.programs.terms import USUAL_PER_MINUTE, Scope


class ProgramKeyQuerySet(PlacedQuerySet):
    def valid(self, on: date) -> "ProgramKeyQuerySet":
        """Neither withdrawn nor at their end nor waiting for a second person, of a unit that is there."""
        return self.standing(on).filter(waits=False)

    def standing(self, on: date) -> "ProgramKeyQuerySet":
        """The same with those that still wait."""
        units = Q(unit__valid_to=None) | Q(unit__valid_to__gte=on)
        return self.filter(units, withdrawn_on=None, ends_on__gte=on)


class ProgramKey(models.Model):
    """接口密钥: what it is for, whose it is, what it may do. When it was used is kept by the day alone."""

    name = models.CharField("程序名称", max_length=60)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    scopes = models.JSONField("可以做什么", default=list)
    per_minute = models.PositiveSmallIntegerField("每分钟最多次数", default=USUAL_PER_MINUTE)
    head = models.CharField("开头几位", max_length=8)
    digest = models.CharField("密钥摘要", max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="发出人")
    made_by_name = models.CharField("发出人姓名", max_length=60)
    made_on = models.DateField("发出日期")
    ends_on = models.DateField("截止日期")
    waits = models.BooleanField("等另一个人同意", default=False)
    allowed_by_name = models.CharField("同意人", max_length=60, blank=True)
    last_used_on = models.DateField("最近使用日期", null=True, blank=True)
    withdrawn_on = models.DateField("撤销日期", null=True, blank=True)
    withdrawn_by_name = models.CharField("撤销人", max_length=60, blank=True)

    objects = ProgramKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "接口密钥"
        ordering = ["withdrawn_on", "-made_on", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"program_key:{self.pk}"

    def is_valid(self, on: date) -> bool:
        """Whether it still opens anything; the same rule as `valid`, but for the unit."""
        return self.is_standing(on) and not self.waits

    def is_standing(self, on: date) -> bool:
        """Whether it opens something, or will once a second person agrees."""
        return self.withdrawn_on is None and self.ends_on >= on

    def allows(self, scope: str) -> bool:
        return scope in self.scopes

    def labels(self) -> list[str]:
        """可以做什么, in words."""
        return [str(Scope(one).label) for one in self.scopes if one in Scope.values]
