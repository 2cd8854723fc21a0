"""限次与只办一次: one row per running window, one per form that was done. Only keyed hashes of who or what are written."""

from django.db import models


class Counter(models.Model):
    """限次: how often within the window that ends at `ends` (seconds since 1970). Read and written by `limits` alone."""

    key = models.CharField(max_length=64, primary_key=True)
    n = models.PositiveIntegerField()
    ends = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "限次"


class Sent(models.Model):
    """办过的表单: the form whose deed is done, and where it led, for a day. Read and written by `once` alone."""

    key = models.CharField(max_length=64, primary_key=True)
    turn = models.CharField(max_length=16)
    place = models.TextField()
    ends = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "办过的表单"
