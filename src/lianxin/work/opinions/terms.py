"""意见梳理的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("remark.view", _("查看评议中的意见和建议"), weighed_at=("unit", "owner"))
SORT = permission("remark.sort", _("梳理意见、确定去向"))
REPLY = permission("remark.reply", _("答复意见，推荐典型"))
