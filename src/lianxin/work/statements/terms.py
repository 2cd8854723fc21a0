"""个人情况报告的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

WRITE = permission("statement.write", _("起草个人情况报告"), weighed_at=("home",))
READ = permission("statement.read", _("查看报送的情况报告"), weighed_at=("home",))
