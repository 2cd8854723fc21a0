"""限次: one row per running window. Who or what is counted is never written, only a keyed hash of it."""

from django.db import models


class Counter(models.Model):
    """限次: how often within the window that ends at `ends` (seconds since 1970). Read and written by `limits` alone."""

    key = models.CharField(max_length=64, primary_key=True)
    n = models.PositiveIntegerField()
    ends = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "限次"
