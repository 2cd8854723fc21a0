"""走访的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("visit.view", _("查看走访记录"), weighed_at=("unit", "home"))
RECORD = permission("visit.record", _("记录走访"), weighed_at=("home",))
