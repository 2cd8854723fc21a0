"""填表的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("filling.view", _("用本单位的表样填表、导出台账"))
EDIT = permission("filling.edit", _("上传和设置表样"))
