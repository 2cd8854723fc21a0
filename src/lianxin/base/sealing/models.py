"""字段密钥登记: by which a database knows its own keys again; of a key it tells nothing."""

from django.db import models


class FieldKey(models.Model):
    """字段密钥 by its number, 0 for that of the marks, with a check value. Written by `keys` alone."""

    number = models.PositiveIntegerField("编号", primary_key=True)
    check_value = models.CharField("核对值", max_length=32)

    class Meta:
        verbose_name = "字段密钥"
