"""典型的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("example.view", _("查看典型事例"))
NOMINATE = permission("example.nominate", _("推荐好人好事"))
APPROVE = permission("example.approve", _("核定典型事例"))
