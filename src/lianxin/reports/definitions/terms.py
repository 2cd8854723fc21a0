"""自定指标的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("definition.view", _("查看自定指标和口径的历次版本"))
EDIT = permission("definition.edit", _("拟定、试算自定指标"))
APPROVE = permission("definition.approve", _("批准自定指标"))
