"""补发的凭证: a second secret for a resident who lost his slip. It opens his concern; what it rates enters no rate.

The first secret stays as valid as it was: nobody can take a resident's counted word away by reissuing (ADR 0016).
"""

from django.db import models

from lianxin.work.concerns.models.concern import Concern


class Reissue(models.Model):
    """补发. Only the latest of a concern opens anything; the plain secret is kept nowhere."""

    concern = models.ForeignKey(Concern, models.CASCADE, related_name="reissues")
    number = models.PositiveSmallIntegerField("第几次")
    secret_hash = models.CharField(max_length=120)
    tries = models.PositiveSmallIntegerField(default=0)
    unit_name = models.CharField("补发单位", max_length=60)
    unit_path = models.CharField(max_length=40)
    by_name = models.CharField("经办人", max_length=60)
    at = models.DateTimeField("时间")
    entry_key = models.CharField(max_length=40, null=True, unique=True)

    class Meta:
        verbose_name = "补发凭证"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["concern", "number"], name="reissue_number_once")]
