"""常用数表的词汇: over which units, of which period, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission


class Over(models.TextChoices):
    """数哪些单位: the unit itself, it with those right below, or some named ones."""

    OWN = "own", _("只数本单位")
    BELOW = "below", _("本单位和下一级")
    NAMED = "named", _("点名的单位")


class Span(models.TextChoices):
    """数哪一期: one period for good, or one that goes along with the day on which the table is opened."""

    FIXED = "fixed", _("固定的统计期")
    THIS_MONTH = "this_month", _("本月（到今天）")
    LAST_MONTH = "last_month", _("上月")
    LAST_QUARTER = "last_quarter", _("上季度")
    THIS_YEAR = "this_year", _("今年以来")
    YEAR_BEFORE = "year_before", _("上月的去年同期")


USE = permission("table.use", _("保存和打开常用数表"))

event("table.saved", _("保存常用数表，%(indicators)s 个指标，%(span)s"), private=("name",))
event("table.changed", _("修改常用数表，%(indicators)s 个指标，%(span)s"), private=("name",))
event("table.shared", _("把常用数表给本单位同事使用"), private=("name",))
event("table.kept_back", _("常用数表不再给同事使用"), private=("name",))
event("table.deleted", _("删除常用数表"), private=("name",))
