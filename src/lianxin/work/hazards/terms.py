"""隐患点的词汇: kinds of points, what a check found, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class HazardKind(models.TextChoices):
    SLOPE = "slope", _("滑坡、崩塌")
    DAM = "dam", _("山塘、水库、堤坝")
    BRIDGE = "bridge", _("桥梁")
    ROAD = "road", _("道路")
    WATER = "water", _("河道、水面")
    BUILDING = "building", _("公共房屋")
    POWER = "power", _("电线、电杆")
    OTHER = "other", _("其他设施")


class CheckFinding(models.TextChoices):
    """检查结果: fine, a small change that is looked at again sooner, repaired on the spot, or reported (a concern)."""

    FINE = "fine", pgettext_lazy("hazard", "正常")
    CHANGED = "changed", pgettext_lazy("hazard", "有变化，要再看")
    REPAIRED = "repaired", pgettext_lazy("hazard", "已当场处置")
    REPORTED = "reported", pgettext_lazy("hazard", "已上报处理")


VIEW = permission("hazard.view", _("查看隐患点"), weighed_at=("unit", "keeper"))
EDIT = permission("hazard.edit", _("登记隐患点、确定监测人"))
CHECK = permission("hazard.check", _("记录隐患点检查"), weighed_at=("unit", "keeper"))

event("hazard.registered", _("登记隐患点“%(name)s”，每 %(days)s 天查一次"), private=())
event("hazard.corrected", _("修改隐患点，公示牌第 %(version)s 版"), private=())
event("hazard.entrusted", _("确定监测人：%(unit)s"), private=("keeper",))
event("hazard.checked", _("检查隐患点：%(finding)s，下次%(next_on)s前"), private=("note",))
event("hazard.removed", _("隐患已消除：%(reason)s"), private=("reason",))
