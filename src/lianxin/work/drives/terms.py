"""走访活动的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("drive.view", _("查看走访活动和专项行动"))
RUN = permission("drive.run", _("组织走访活动和专项行动"))
