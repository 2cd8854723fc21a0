"""摸底统计的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("return.view", _("查看摸底统计"))
COLLECT = permission("return.collect", _("收集、报送摸底统计"))
VERIFY = permission("return.verify", _("核实、审核摸底数字"))
APPROVE = permission("return.approve", _("审定、备案、上报摸底统计"))
FORM = permission("return.form", _("设置摸底表"))
