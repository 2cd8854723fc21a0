"""群工动态的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("newsletter.view", _("查看群工动态"))
EDIT = permission("newsletter.edit", _("编辑群工动态"))
ISSUE = permission("newsletter.issue", _("签发群工动态"))
