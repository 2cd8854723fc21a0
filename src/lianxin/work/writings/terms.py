"""日记与报告的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

VIEW = permission("writing.view", _("查看民情报告和调研报告"), weighed_at=("unit", "home"))
WRITE = permission("writing.write", _("写民情日记和报告"), weighed_at=("home",))
PUBLICIZE = permission("writing.publicize", _("登记宣传稿件"), weighed_at=("home",))
