"""公文的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("document.view", _("查看公文"))
WRITE = permission("document.write", _("起草、修改公文"))
ISSUE = permission("document.issue", _("签发公文"))
PUBLISH = permission("document.publish", _("把公文公开到单位页面"))
TEMPLATE = permission("document.template", _("设置本单位的公文模板"))
