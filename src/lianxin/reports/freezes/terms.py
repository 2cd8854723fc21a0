"""封存的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("freeze.view", _("查看封存的数字和事后变化"))
EXPLAIN = permission("freeze.explain", _("登记封存后的变化和原因"))
