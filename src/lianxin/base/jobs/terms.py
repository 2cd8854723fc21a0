"""后台任务的词汇: permissions and event kinds; the jobs themselves are rows of the library (django-tasks-db)."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.journal.events import event
from lianxin.base.orgs.permissions import permission

VIEW = permission("job.view", _("查看后台任务"))
KEEP = permission("job.keep", _("重试、放弃后台任务"))

event("job.retried", _("重试后台任务：%(kind)s，编号 %(number)s"), private=())
event("job.given_up", _("放弃后台任务：%(kind)s，编号 %(number)s"), private=())
