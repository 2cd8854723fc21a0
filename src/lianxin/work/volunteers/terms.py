"""志愿服务的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("volunteer.view", _("查看志愿服务队"))
EDIT = permission("volunteer.edit", _("组建志愿服务队、登记队员"))
