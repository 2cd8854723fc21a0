"""发文的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("dispatch.view", _("查看发文登记"))
REGISTER = permission("dispatch.register", _("登记发文、编文号"))
