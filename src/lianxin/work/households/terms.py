"""户与困难户的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("household.view", _("查看户册（编号、组别、门牌）"))
EDIT = permission("household.edit", _("登记和修改户册"))
OPEN = permission("household.open", _("查看困难户的姓名、电话和致困原因"))
