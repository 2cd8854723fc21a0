"""投票的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("poll.view", _("查看投票的组织情况"))
RUN = permission("poll.run", _("印发抽签条、办理领凭据、清点票数"))
OPEN = permission("poll.open", _("开启和截止投票"))
