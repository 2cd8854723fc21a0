"""雷同的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("overlap.view", _("查看雷同段落"))
ANSWER = permission("overlap.answer", _("说明自己文稿的雷同"))
