"""群众评议的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("appraisal.view", _("查看评议活动"))
RUN = permission("appraisal.run", _("组织评议活动"))
COMMENT = permission("appraisal.comment", _("领导点评"))
OBSERVE = permission("appraisal.observe", _("督导评议活动"))
