"""数据质量的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("quality.view", _("查看数据质量"))
EDIT = permission("quality.edit", _("设置校验规则"))
EXPLAIN = permission("quality.explain", _("对数据疑点作说明"))
