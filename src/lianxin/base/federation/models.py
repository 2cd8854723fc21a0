"""统一登录关联: which account opens when the provider vouches for which subject. Of the subject a keyed digest alone is kept."""

from django.db import models
from django.db.models import Q

from lianxin.base.orgs.models import Person


class LinkQuerySet(models.QuerySet["Link"]):
    def standing(self) -> "LinkQuerySet":
        """没有解除的."""
        return self.filter(ended_at=None)


class Link(models.Model):
    """关联: a person and his subject at an issuer; what has ended keeps no digest, only that it was and who ended it."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="links", verbose_name="人员")
    issuer = models.CharField("身份提供方", max_length=200)
    digest = models.CharField("标识摘要", max_length=64, blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="关联人")
    made_at = models.DateTimeField("关联时间")
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="解除人")
    ended_at = models.DateTimeField("解除时间", null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "统一登录关联"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "digest"], condition=Q(ended_at=None), name="link_one_person"),
            models.UniqueConstraint(fields=["issuer", "person"], condition=Q(ended_at=None), name="link_one_subject"),
            models.CheckConstraint(
                condition=(Q(ended_at=None) & Q(ended_by=None) & ~Q(digest=""))
                | (Q(ended_at__isnull=False) & Q(ended_by__isnull=False) & Q(digest="")),
                name="link_ended_is_empty",
            ),
        ]

    @property
    def ref(self) -> str:
        return f"link:{self.pk}"

    @property
    def is_own(self) -> bool:
        """本人关联的."""
        return self.made_by_id == self.person_id
