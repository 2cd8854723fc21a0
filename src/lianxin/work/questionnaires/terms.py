"""问卷与题库的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("questionnaire.view", _("查看问卷和题库"))
EDIT = permission("questionnaire.edit", _("拟订问卷"))
APPROVE = permission("questionnaire.approve", _("审定并下发问卷"))
