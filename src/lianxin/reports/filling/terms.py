"""填表的词汇: what a table holds row by row, what stands in a cell of it, permissions, event kinds."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

VIEW = permission("filling.view", _("用本单位的表样填表、导出台账"))
EDIT = permission("filling.edit", _("上传和设置表样"))


class TableKind(models.TextChoices):
    """一行是什么: a record of a ledger, a unit with its figures, or an item whose figure stands beside it."""

    LIST = "list", _("台账表：一行一件")
    UNITS = "units", _("单位数字表：一行一个单位")
    ITEMS = "items", _("项目数字表：一行一个项目")


class Below(models.TextChoices):
    """哪些单位各占一行."""

    VILLAGES = "village+community", _("各村、社区")
    TOWNSHIPS = "township", _("各乡镇")
    DEPARTMENTS = "department", _("各部门")
    SCHOOLS = "school", _("各学校")


class Fact(models.TextChoices):
    """表头表尾填的: what is known of every table without asking anybody."""

    UNIT = "fact:unit", pgettext_lazy("table", "本单位名称")
    PERIOD = "fact:period", _("统计期")
    TODAY = "fact:today", _("今天的日期")
    PERSON = "fact:person", _("经办人姓名")
    TITLE = "fact:title", _("单位和统计期")


class UnitFact(models.TextChoices):
    """单位数字表里不是数字的栏."""

    NUMBER = "number", _("序号")
    NAME = "unit:name", _("单位名称")
    PARENT = "unit:parent", _("上级单位")
    COUNTY = "unit:county", _("县名")


class Shown(models.TextChoices):
    """项目数字表的栏: of which period the figure is."""

    NOW = "now", pgettext_lazy("figure", "本期")
    YEAR_BEFORE = "year_before", _("上年同期")


FIGURE = "figure:"  # before an indicator's code
WITHOUT_PURPOSE = 200  # more rows than this need a stated purpose, as every export does (security.md T6)

event("filling.uploaded", _("上传表样“%(table)s”第 %(version)s 版，校验值 %(sha256)s"), private=("name",))
event("filling.mapped", _("设置表样“%(table)s”第 %(version)s 版：%(kind)s，对上 %(columns)s 栏"), private=())
event("filling.retired", _("停用表样“%(table)s”"), private=())
event(
    "filling.filled",
    _("按表样“%(table)s”第 %(version)s 版填%(unit)s %(period)s，%(rows)s 行，用途：%(purpose)s，校验值 %(sha256)s"),
    private=(),
)
event(
    "filling.exported",
    _("导出%(ledger)s，%(unit)s %(period)s，%(rows)s 行，用途：%(purpose)s，校验值 %(sha256)s"),
    private=(),
)
