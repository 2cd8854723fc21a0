"""纸质答卷的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("sheet.view", _("查看纸质答卷的印发和识读"))
READ = permission("sheet.read", _("印制、识读和录入纸质答卷"))
