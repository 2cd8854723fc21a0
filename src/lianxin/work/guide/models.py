"""向导放下的步骤: all else that the guide shows is counted from the records."""

from django.db import models


class SetAside(models.Model):
    """放下的一步: this county does without it, or takes what is given; taken up again the row goes."""

    step = models.CharField("步骤", max_length=20, primary_key=True)
    on = models.DateField("日期")
    by_name = models.CharField("办理人", max_length=60)

    class Meta:
        verbose_name = "向导放下的步骤"
