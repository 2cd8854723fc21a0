"""下步打算的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("next_step.view", _("查看下步打算和落实情况"))
EDIT = permission("next_step.edit", _("把下步打算分给责任人"))
REPORT = permission("next_step.report", _("报告下步打算的落实情况"))
