"""考核的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("assessment.view", _("查看考核方案和结果"))
EDIT = permission("assessment.edit", _("制订考核方案"))
APPROVE = permission("assessment.approve", _("批准考核方案"))
RUN = permission("assessment.run", _("组织考核"))
OBJECT = permission("assessment.object", _("对考核结果提出异议"))
PUBLISH = permission("assessment.publish", _("审定、公布考核结果"))
