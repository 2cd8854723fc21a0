"""隐患点的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("hazard.view", _("查看隐患点"))
EDIT = permission("hazard.edit", _("登记隐患点、确定监测人"))
CHECK = permission("hazard.check", _("记录隐患点检查"))
