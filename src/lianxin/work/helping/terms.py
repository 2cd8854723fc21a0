"""帮扶的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("help.view", _("查看帮扶计划、资金和项目"))
PLAN = permission("help.plan", _("制订和落实帮扶计划"), weighed_at=("unit", "home"))
