"""制度的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("regulation.view", _("查看制度、目标和对照检查"))
EDIT = permission("regulation.edit", _("起草和修订制度、定目标"))
APPROVE = permission("regulation.approve", _("批准制度"))
