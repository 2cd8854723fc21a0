"""挂钩结对的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("pairing.view", _("查看挂钩结对、下派和志愿者"), weighed_at=("unit", "home"))
ARRANGE = permission("pairing.arrange", _("安排挂钩结对和下派"), weighed_at=("unit", "home"))
DECIDE_LEAVE = permission("leave.decide", _("审批下派人员请假"), weighed_at=("home",))
EDIT_SKILLS = permission("skill.edit", _("登记志愿者和专家的特长"))
