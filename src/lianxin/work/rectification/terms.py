"""整改的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("rectification.view", _("查看整改台账"), weighed_at=("unit", "owner"))
ISSUE = permission("rectification.issue", _("下达整改事项"))
REPORT = permission("rectification.report", _("报告整改情况"), weighed_at=("owner",))
SIGN_OFF = permission("rectification.sign_off", _("监督整改、销号"))
TALK = permission("talk.record", _("安排和记录约谈、谈心"))
