"""报送要求的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("asking.view", _("查看报送要求和减负情况"))
ASK = permission("asking.ask", _("提出报送要求"))
APPROVE = permission("asking.approve", _("批准报送要求"))
ANSWER = permission("asking.answer", _("答复报送要求"))
