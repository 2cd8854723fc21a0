"""封存的词汇: kinds of figures that can be frozen, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

VIEW = permission("freeze.view", _("查看封存的数字和事后变化"))
EXPLAIN = permission("freeze.explain", _("登记封存后的变化和原因"))


class FigureKind(models.TextChoices):
    """怎样由记录得出: what must be known to reckon the value again from what was kept."""

    COUNT = "count", _("件数")
    RATE = "rate", _("率")
    MEDIAN = "median", _("中位数")
    MEAN = "mean", _("平均数")
    SUM = "sum", _("合计")


event("freeze.frozen", _("封存“%(label)s”%(period)s：%(value)s，校验值 %(fingerprint)s"), private=())
event(
    "freeze.late_noted",
    _("登记事后变化“%(label)s”%(period)s：封存 %(old)s，现为 %(new)s，新增 %(added)s 件，移出 %(removed)s 件"),
    private=("reason",),
)
