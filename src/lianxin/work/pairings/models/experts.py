"""志愿者与专家: what somebody is good at, and whether he agreed that everybody may read it."""

from typing import Self

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person, Unit
from lianxin.base.orgs.permissions import Actor, Permission, PlacedQuerySet
from lianxin.base.sealing.fields import EncryptedTextField
from lianxin.work.pairings.terms import SEE_SKILLS, ExpertKind, Skill


class ExpertQuerySet(PlacedQuerySet):
    def active(self) -> Self:
        """Those who still serve."""
        return self.filter(ended_on=None)

    def listed(self) -> Self:
        """公开的: who serve and agreed to be in the public directory."""
        return self.active().filter(listed_on__isnull=False)

    def own(self, *, by: Actor, to: Permission) -> Q:
        """One's own, wherever one is posted now; the same as `is_own_of`."""
        return Q(person=by.person_id) if to == SEE_SKILLS and by.person_id is not None else Q(pk__in=())


class Expert(models.Model):
    """志愿者、专家: registered by an office with his skills; public only with his consent, which he may take back.

    `phone` is for the office; `public_phone` is the one he agreed to show. With `person` he works in the system, can
    be paired, and takes his consent back himself.
    """

    code = models.CharField("编号", max_length=12, unique=True)
    kind = models.CharField("类别", max_length=10, choices=ExpertKind.choices)
    name = models.CharField("姓名", max_length=60)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="expert", verbose_name="系统里的人员"
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    unit_path = models.CharField(max_length=40, db_index=True)
    about = models.CharField("擅长什么", max_length=120, blank=True)
    workplace = models.CharField("工作单位", max_length=60, blank=True)
    phone = EncryptedTextField("电话", max_length=40, blank=True, bound_to="code")
    registered_on = models.DateField("登记日期")
    ended_on = models.DateField("不再担任日期", null=True, blank=True)
    listed_on = models.DateField("公开日期", null=True, blank=True)
    public_phone = models.CharField("公开的电话", max_length=40, blank=True)
    hours = models.CharField("方便联系的时间", max_length=60, blank=True)
    consent_how = models.CharField("怎样同意的", max_length=120, blank=True)

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name = "志愿者和专家"
        ordering = ["unit_path", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(listed_on=None, public_phone="", consent_how="")
                | (Q(listed_on__isnull=False, ended_on=None) & ~Q(public_phone="") & ~Q(consent_how="")),
                name="expert_listed_by_consent",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"expert:{self.code}"

    def is_own_of(self, by: Actor, permission: Permission) -> bool:
        """Whoever it is about sees it."""
        return permission == SEE_SKILLS and by.person_id is not None and self.person_id == by.person_id

    @property
    def is_listed(self) -> bool:
        """Whether everybody may read it."""
        return self.listed_on is not None and self.ended_on is None


class ExpertSkill(models.Model):
    """特长 of a volunteer or an expert: one line each."""

    expert = models.ForeignKey(Expert, models.CASCADE, related_name="skills", verbose_name="志愿者和专家")
    skill = models.CharField("特长", max_length=12, choices=Skill.choices)

    class Meta:
        verbose_name = "特长"
        ordering = ["skill"]
        constraints = [models.UniqueConstraint(fields=["expert", "skill"], name="expert_skill_once")]
