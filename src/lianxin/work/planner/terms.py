"""走访安排的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("plan.view", _("查看走访安排和接待日程"), weighed_at=("unit", "home"))
MAKE = permission("plan.make", _("安排走访"), weighed_at=("home",))
TEAM = permission("team.view", _("查看本单位的走访进展"), weighed_at=("home",))
