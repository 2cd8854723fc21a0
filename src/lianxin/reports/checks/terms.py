"""核对记录的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

BATCH = permission("check.batch", _("成批核对材料"))
