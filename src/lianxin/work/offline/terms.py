"""离线记录的词汇: states, permissions, event kinds."""

from django.utils.translation import gettext_lazy as _

from lianxin.base.orgs.permissions import permission

USE = permission("handset.use", _("在手机上离线记录"), weighed_at=("home",))
MANAGE = permission("handset.manage", _("停用手机、处理待核记录"), weighed_at=("home",))
