"""评议结果的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("result.view", _("查看评议结果"))
PUBLISH = permission("result.publish", _("审定并公布评议结果"))
