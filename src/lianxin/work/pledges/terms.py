"""公开承诺的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("pledge.view", _("查看公开承诺和为民办实事"))
MAKE = permission("pledge.make", _("定诺、报告践诺情况"))
PUBLISH = permission("pledge.publish", _("亮诺（公示承诺）"))
APPRAISE = permission("pledge.appraise", _("组织评诺"))
SIGN = permission("letter.sign", _("签订责任书、承诺书"))
LETTER = permission("letter.run", _("发起责任书、承诺书签订"))
