"""活动宣传的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("activity.view", _("查看活动、宣传和捐助"))
RUN = permission("activity.run", _("组织和登记活动、宣传"))
