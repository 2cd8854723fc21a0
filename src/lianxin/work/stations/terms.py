"""群众工作站的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("station.view", _("查看工作站、值班和工作日志"))
EDIT = permission("station.edit", _("维护工作站的人员、值班和公示"))
READY = permission("station.ready", _("核对工作站建设清单"))
DIRECTORY = permission("directory.edit", _("维护三级信息员通讯录"))
WORKROOM = permission("workroom.edit", _("登记群众工作室"))
