"""会议的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("meeting.view", _("查看会议和议定事项"))
HOLD = permission("meeting.hold", _("安排和登记会议"))
