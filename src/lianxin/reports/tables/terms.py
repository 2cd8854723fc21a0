"""常用数表的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

USE = permission("table.use", _("保存和打开常用数表"))
