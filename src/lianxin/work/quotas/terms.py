"""走访任务的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("quota.view", _("查看走访任务的规定"))
EDIT = permission("quota.edit", _("制定走访任务"))
TEAM = permission("quota.team", _("查看本单位人员的任务进度"), weighed_at=("home",))
