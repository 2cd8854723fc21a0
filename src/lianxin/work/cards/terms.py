"""民情联系卡的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("card.view", _("查看民情联系卡的制发情况"))
ISSUE = permission("card.issue", _("制发民情联系卡"))
REVIEW = permission("card.review", _("查看群众的回应"))
