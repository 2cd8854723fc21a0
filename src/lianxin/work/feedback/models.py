"""意见建议: one thing that a user said of the system itself."""

from django.db import models

from lianxin.base.orgs.permissions import PlacedQuerySet
from lianxin.work.feedback.terms import About


class Feedback(models.Model):
    """意见建议. The name is kept only if the user wished an answer."""

    about = models.CharField("类别", max_length=10, choices=About.choices)
    text = models.TextField("内容")
    unit_path = models.CharField(max_length=40)
    unit_name = models.CharField("单位", max_length=60, blank=True)
    by_name = models.CharField("提出人", max_length=60, blank=True)
    at = models.DateTimeField("时间")
    entry_key = models.CharField(max_length=40, null=True, unique=True)

    objects = PlacedQuerySet.as_manager()

    class Meta:
        verbose_name = "意见建议"
        ordering = ["-at", "-pk"]

    @property
    def ref(self) -> str:
        return f"feedback:{self.pk}"
