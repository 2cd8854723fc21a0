"""群众工作日的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("workday.view", _("查看群众工作日、主题和请假"))
THEME = permission("workday.theme", _("定月度主题、工作日规则"))
CONFIRM = permission("workday.confirm", _("确认本站工作日（只记例外）"))
ASK = permission("absence.ask", _("为进站人员请假"))
VERIFY = permission("absence.verify", _("核准、登记进站人员请假"))
APPROVE = permission("absence.approve", _("审批、备案进站人员请假"))
