"""工作总结的词汇: permissions and event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

VIEW = permission("summary.view", _("查看工作总结"))
WRITE = permission("summary.write", _("生成工作总结文件"))
CHECK = permission("check.use", _("核对材料中的数字"))

event("summary.written", _("生成%(unit)s%(period)s群众工作总结"), private=())
