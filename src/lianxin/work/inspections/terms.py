"""督查的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("inspection.view", _("查看督查计划、分包和覆盖"))
PLAN = permission("inspection.plan", _("制订督查计划、分组派车、抽取"))
APPROVE = permission("inspection.approve", _("批准督查计划"))
