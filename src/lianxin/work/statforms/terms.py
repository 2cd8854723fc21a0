"""评议统计单的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

FILL = permission("statform.fill", _("填报评议统计单"))
