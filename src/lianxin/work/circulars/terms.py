"""督查通报的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("circular.view", _("查看督查记录和通报"))
RECORD = permission("inspection.record", _("记录督查情况、提出问题"))
REPLY = permission("finding.reply", _("对督查问题说明情况"))
DRAFT = permission("circular.draft", _("起草督查通报"))
ISSUE = permission("circular.issue", _("签发督查通报"))
